"""The numbers one appraisal uses, each once, by id: the national one and the local one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from costavoid.base.arrays import Array, all_read_only, read_only
from costavoid.base.errors import InputError, nearest, shown
from costavoid.evidence.estimate import DELIVERY, Estimate
from costavoid.evidence.given import CASH_SHARE_KEPT, with_note


class Inputs:
    """Every estimate in use, by id, after the council's own figures have replaced defaults.

    `of` gives an estimate's value as an array of draws (one for a point answer), so the same
    arithmetic serves both. Raises InputError for two different numbers under one id, and for an
    override that no line uses or that is in another unit.
    """

    def __init__(self, used: Iterable[Estimate], overrides: Iterable[Estimate] = ()) -> None:
        replaced: dict[str, Estimate] = {}
        for estimate in used:
            known = replaced.setdefault(estimate.id, estimate)
            if known != estimate:
                raise InputError(
                    f"{estimate.id}: two different numbers under one id ({known.value:g} and "
                    f"{estimate.value:g}); give one of them another id."
                )
        in_use = dict(replaced)
        overridden = set()
        for own in overrides:
            if not isinstance(own, Estimate):
                raise InputError(
                    f"overrides: {shown(own)} given; give a list of Estimates, such as "
                    "[costavoid.local(912, id='placement.foster.any.week', ...)]."
                )
            if own.id in overridden:
                raise InputError(f"overrides: {own.id} given twice; keep one.")
            overridden.add(own.id)
            in_use[own.id] = _replace(own, replaced)
        self._in_use = in_use
        self._drawn: Mapping[str, Array] = {}
        self._held: dict[str, Array] = {}  # values in use, as arrays, once they are asked for

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update(state)
        all_read_only(self._held)

    def drawn(self, values: Mapping[str, Array]) -> Inputs:
        """The same inputs with draws of some of them, by id, each of shape (draws,)."""
        made = Inputs(())
        made._in_use, made._held, made._drawn = self._in_use, self._held, values
        return made

    def at(self, changed: Estimate) -> Inputs:
        """The same inputs with another estimate in the place of the one with its id."""
        made = Inputs(())
        made._in_use = {**self._in_use, changed.id: changed}
        return made

    @property
    def in_use(self) -> Mapping[str, Estimate]:
        """The estimates in use by id, read-only."""
        return MappingProxyType(self._in_use)

    def estimate(self, estimate: Estimate) -> Estimate:
        """The estimate in use in the place of this one."""
        return self._in_use[estimate.id]

    def of(self, estimate: Estimate) -> Array:
        """Its value, shape (draws,); one draw for a point answer."""
        drawn = self._drawn.get(estimate.id)
        if drawn is not None:
            return drawn
        held = self._held.get(estimate.id)
        if held is None:
            held = read_only(np.array([self._in_use[estimate.id].value]))
            self._held[estimate.id] = held
        return held


def _replace(own: Estimate, used: Mapping[str, Estimate]) -> Estimate:
    if own.id not in used:
        raise InputError(
            f"overrides: {own.id!r} given, but this appraisal uses no such number. "
            f"{nearest(own.id, used)}"
        )
    standing = used[own.id]
    if own.unit is not standing.unit:
        raise InputError(
            f"overrides: {own.id} given in {own.unit.value!r}; it must be in "
            f"{standing.unit.value!r}, like the number it replaces."
        )
    kept = ("basis", "cash_releasing") + (() if own.id.startswith(DELIVERY) else ("payer",))
    inherited = {name: getattr(standing, name) for name in kept if getattr(own, name) is None}
    if inherited.get("cash_releasing") is not None:
        inherited["note"] = with_note(own.note, CASH_SHARE_KEPT)
    return own.model_copy(update=inherited)
