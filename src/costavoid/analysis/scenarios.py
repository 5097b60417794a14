"""Scenarios: several inputs changed together, side by side with the case as it stands."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from costavoid.analysis.compare import compare
from costavoid.analysis.sensitivity import Swing, swings
from costavoid.analysis.what_if import used, with_overrides
from costavoid.appraisal.answer import Answer, an_answer
from costavoid.base.asked import several
from costavoid.base.errors import InputError, shown
from costavoid.base.plain_text import name_in_words
from costavoid.evidence.estimate import Estimate

if TYPE_CHECKING:
    import pandas as pd

CENTRAL = "central"


def scenarios(appraisal: Answer, sets: Mapping[str, Estimate | Iterable[Estimate]]) -> pd.DataFrame:
    """The case under each set of overrides, one row each, with the columns of `compare`.

    `sets` maps a name to Estimates, each replacing the number with its id, the council's own
    too. The appraisal as it stands is the first row, "central", unless a set has that name.
    Raises InputError, with the set's name, for what cannot be used.
    """
    an_answer(appraisal)
    if not isinstance(sets, Mapping):
        raise InputError(
            f"scenarios, sets: {type(sets).__name__} given; give a mapping from names to lists of "
            "Estimates, such as {'cautious': [costavoid.local(...)]}."
        )
    rows = {} if CENTRAL in sets else {CENTRAL: appraisal}
    for name, overrides in sets.items():
        name_in_words("scenarios, sets", name, "scenario")
        rows[name] = _run(appraisal, name, overrides)
    return compare(rows).rename_axis("scenario")


def _run(appraisal: Answer, name: str, overrides: object) -> Answer:
    field = f"scenarios, {name}"
    wanted = "a list of Estimates, each with the id of the number it replaces"
    single = isinstance(overrides, Estimate)  # which can be iterated too
    listed = []
    for own in (overrides,) if single else several(overrides, field, wanted):
        if not isinstance(own, Estimate):
            raise InputError(f"{field}: {shown(own)} given; give {wanted}.")
        listed.append(own)
    try:
        return with_overrides(appraisal, listed)
    except InputError as error:
        raise InputError(f"{field}: {error}") from None


def low_and_high(appraisal: Answer, ids: Iterable[str]) -> dict[str, list[Estimate]]:
    """Two sets for `scenarios`: each input at the end of its interval that saves less, or more.

    "cautious" and "hopeful" are by net present value, each input moved alone. All at once they
    are outer cases, less likely than any one of them. Raises InputError for an input that is not
    used, has no interval or range, or does not move the result.
    """
    an_answer(appraisal)
    listed = several(ids, "low_and_high, ids", "a list of ids of inputs")
    estimates = {e.id: e for e in (used(appraisal, id, "low_and_high") for id in listed)}
    if not estimates:
        raise InputError("low_and_high, ids: nothing given; give at least one id of an input.")
    bare = [id for id, estimate in estimates.items() if estimate.low is None]
    if bare:
        raise InputError(
            f"low_and_high: {', '.join(bare)} given, without low and high; leave it out, or "
            "override it with an Estimate that has them."
        )
    moved = {swing.id: swing for swing in swings(appraisal, estimates)}
    found: dict[str, list[Estimate]] = {"cautious": [], "hopeful": []}
    for id, estimate in estimates.items():
        for name, value in zip(found, _less_and_more(moved[id]), strict=True):
            found[name].append(estimate.model_copy(update={"value": value}))
    return found


def _less_and_more(swing: Swing) -> tuple[float, float]:
    """The ends that save less and more. Raises InputError where neither does."""
    if math.isnan(swing.net_at_low + swing.net_at_high):
        raise InputError(f"low_and_high: {swing.id} cannot be put at both its ends. {swing.note}")
    if swing.direction == "no effect":
        raise InputError(
            f"low_and_high: {swing.id} given, but it does not move this result; leave it out."
        )
    ends = (swing.net_at_low, swing.low), (swing.net_at_high, swing.high)
    return min(ends)[1], max(ends)[1]
