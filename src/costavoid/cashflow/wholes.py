"""Shares of one whole: the ways out of a pathway, and the shares of the same cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from costavoid.base.vocabulary import Resource
from costavoid.evidence.distributions import about, part_of
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.kinds import Distribution
from costavoid.programme.effects import Counterfactual
from costavoid.programme.lines import Line


def shares_of_wholes(
    lines: tuple[Line, ...], alone: dict[str, Distribution], inputs: Inputs
) -> tuple[tuple[Distribution, ...], ...]:
    """The shares of one whole that vary, two or more of them, each share once.

    Beside fixed shares they are parts of what those leave; one that varies alone, in `alone`.
    """
    found: list[tuple[Distribution, ...]] = []
    taken: set[str] = set()
    for ids in parts_of_wholes(lines):
        varying = [id for id in ids if id in alone]
        left = 1 - sum(inputs.in_use[id].value for id in ids if id not in alone)
        if not varying or taken & set(varying) or any(alone[id].kind != "beta" for id in varying):
            continue
        taken |= set(varying)
        if left < 1:
            alone |= {id: _within(alone[id], inputs.in_use[id], left) for id in varying}
        if len(varying) > 1:
            found.append(tuple(about(alone[id], inputs.in_use[id].value) for id in varying))
    return tuple(found)


def _within(spread: Distribution, estimate: Estimate, left: float) -> Distribution:
    """A share's spread as a part of what fixed shares leave."""
    return part_of(estimate, left) if estimate.low is not None else replace(spread, high=left)


def parts_of_wholes(lines: Iterable[Line]) -> tuple[tuple[str, ...], ...]:
    """The ids of the shares that together are no more than 1: ways out of one pathway, and the
    shares of the same cases for which outcomes save one resource."""
    ways: dict[tuple[str, ...], None] = {}
    split: dict[tuple[Counterfactual, Resource], dict[str, None]] = {}
    for line in lines:
        ways |= {tuple(e.id for e in f.one_minus): None for f in line.use.factors if f.one_minus}
        share, compared = line.cases.share, line.cases.counterfactual
        if share and compared and not line.use.spends:
            split.setdefault((compared, line.use.resource), {})[share.id] = None
    return tuple(dict.fromkeys([*ways, *(tuple(ids) for ids in split.values())]))
