"""What a number is asked before it is used: by the parts that read it, and by no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.programme.base import refuse_more_than_whole
from costavoid.programme.lines import Cases, Line, Use
from costavoid.programme.outcomes import Outcome
from costavoid.programme.span import Span

Check = Callable[[Inputs], object]  # raises InputError


class Checks:
    """Of one case: every outcome's, and those in the arithmetic of its lines.

    Prices are not checked: no part refuses one that is an Estimate.
    """

    def __init__(self, outcomes: tuple[Outcome, ...], lines: Iterable[Line], span: Span) -> None:
        self._by_id: dict[str, dict[object, Check]] = {}
        for outcome in outcomes:
            self._add(id(outcome), _read(outcome), partial(outcome.check, span))
            shares = [share for share in (outcome.share, outcome.other_share) if share]
            self._add("shares", shares, partial(refuse_more_than_whole, outcomes))
        for line in lines:
            self._of_cases(line.cases)
            self._of_use(line.use)

    def refuse(self, ids: Iterable[str], inputs: Inputs) -> None:
        """Raises InputError where the numbers in use under these ids cannot be appraised."""
        checks = {key: check for id in ids for key, check in self._by_id.get(id, {}).items()}
        for check in checks.values():
            check(inputs)

    def _add(self, key: object, read: Iterable[Estimate], check: Check) -> None:
        for estimate in read:
            self._by_id.setdefault(estimate.id, {}).setdefault(key, check)

    def _of_cases(self, cases: Cases) -> None:
        if cases.counterfactual:
            self._add(id(cases), cases.counterfactual.estimates, cases.counterfactual.avoided)
        for factor in cases.factors:
            self._add((id(cases), factor.name), factor.estimates, factor.value)

    def _of_use(self, use: Use) -> None:
        for factor in use.factors:
            self._add(id(factor), factor.estimates, factor.value)
        if use.stay:
            until = (use.until,) if use.until else ()
            read = (*use.stay.estimates, *until)
            self._add((id(use.stay), id(use.until), use.measure), read, use.curve)


def _read(outcome: Outcome) -> list[Estimate]:
    """Every number that the outcome's own checks may read."""
    steps = (
        outcome.share,
        outcome.other_share,
        outcome.lag,
        outcome.deadweight,
        outcome.attribution,
    )
    used = [e for use in outcome.pathway.used for e in use.estimates if e is not use.cost]
    return [*outcome.counterfactual.estimates, *(step for step in steps if step), *used]
