"""The same case at other values of some of its inputs: a value is a draw.

Every value that is asked for is one column of one evaluation of the same lines. Where another
value would make other lines (see `_changes_lines`), the case is put together again for it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from costavoid.appraisal.answer import Answer, an_answer
from costavoid.appraisal.checks import Checks
from costavoid.appraisal.run import FOLLOWED, run
from costavoid.base.arrays import Array
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.cashflow.sums import Sums, Weighted
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.programme.lines import Cases

Measured = Literal["net present value", "council cash"]
Values = Mapping[str, float]  # of some inputs, by id
Key = tuple[tuple[str, float], ...]  # the same, as a key
Nets = Mapping[str, float]  # by what is measured
LARGEST = (
    1e9  # a value, or pounds a thousand times that, may be too large to compute: see _worked_out
)


def used(appraisal: Answer, id: object, field: str) -> Estimate:
    """The input in use with this id. Raises InputError offering the nearest."""
    in_use = an_answer(appraisal).inputs.in_use
    if not isinstance(id, str) or id not in in_use:
        raise InputError(
            f"{field}: {shown(id)} given, but this appraisal uses no such number. "
            f"{nearest(id, in_use)}"
        )
    return in_use[id]


def check_measured(measured: object, field: str) -> None:
    """Raises InputError for what is none of the measures."""
    if not isinstance(measured, str) or measured not in get_args(Measured):
        raise InputError(
            f"{field}, measured: {shown(measured)} given; use 'net present value' or 'council "
            "cash'."
        )


def measure(appraisal: Answer, measured: Measured) -> float:
    """All payers' net present value, or the council's own net cash, nominal."""
    if measured == "net present value":
        return appraisal.npv
    flows = appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, prices=Prices.NOMINAL)
    return float(flows.sum())


def net_at(appraisal: Answer, id: str, value: float, measured: Measured) -> float:
    """A measure with one input at another value. Raises InputError where that cannot be used."""
    (found,) = nets_at(appraisal, [{id: value}], measured)
    if isinstance(found, InputError):
        raise found
    return found


def nets_at(
    appraisal: Answer, tries: Sequence[Values], measured: Measured
) -> list[float | InputError]:
    """A measure at each set of values, or why it cannot be appraised there; all worked out at once.

    What was tried before is not worked out again, as long as the appraisal is kept.
    """
    plan = _plan(appraisal)
    keys = [tuple(sorted(values.items())) for values in tries]
    missing = {key: dict(key) for key in keys if key not in plan.found}
    plan.found |= zip(missing, _nets(appraisal, plan, list(missing.values())), strict=True)
    found = [plan.found[key] for key in keys]
    return [part if isinstance(part, InputError) else part[measured] for part in found]


def refusals(appraisal: Answer, tries: Sequence[Values]) -> list[InputError | None]:
    """Why the case cannot be appraised at each set of values; None where it can.

    But for numbers too large to compute, which only `nets_at` finds.
    """
    plan = _plan(appraisal)
    return [_refused(appraisal, plan, values) for values in tries]


def with_values(appraisal: Answer, values: Values) -> Answer:
    """The same appraisal with some numbers changed, by id, and without their intervals."""
    in_use = appraisal.inputs.in_use
    return with_overrides(appraisal, [in_use[id].at(value) for id, value in values.items()])


def with_overrides(appraisal: Answer, overrides: Iterable[Estimate]) -> Answer:
    """The same appraisal, without draws, with more overrides; these win over its own."""
    more = tuple(overrides)
    replaced = {own.id for own in more}
    others = tuple(own for own in appraisal.overrides if own.id not in replaced)
    return run(appraisal.intervention, appraisal.settings, (*others, *more))


@dataclass
class _Plan:
    """What is put together once for an appraisal, and what was found. It does not hold that."""

    sums: Sums
    checks: Checks
    worth: dict[str, _Worth]
    shares_of_adjustments: frozenset[str]
    found: dict[Key, Nets | InputError] = field(default_factory=dict)
    refused: dict[Key, InputError | None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Worth:
    """Whether an outcome's cases, each one fewer, cost more than they save: then it is not cut."""

    sums: Sums
    cases: Cases
    ids: frozenset[str]

    def costs_more(self, inputs: Inputs, size: int) -> NDArray[np.bool_]:
        """For each draw."""
        pounds = self.sums.of(inputs, size)[0]
        costs: NDArray[np.bool_] = (pounds < 0) & (self.cases.per_year(inputs) > 0)
        return costs


_PLANS: WeakKeyDictionary[Answer, _Plan] = WeakKeyDictionary()


def _plan(appraisal: Answer) -> _Plan:
    if appraisal not in _PLANS:
        lines, adjustments = appraisal.flows.lines, appraisal.settings.adjustments
        npv = Weighted("net present value", tuple(appraisal.discount_factors), frozenset(Payer))
        cash = Weighted(
            "council cash",
            tuple(appraisal.inflation_factors),
            frozenset({Payer.COUNCIL}),
            Cash.CASH,
        )
        _PLANS[appraisal] = _Plan(
            sums=_sums(appraisal, range(len(lines)), (npv, cash)),
            checks=Checks(appraisal.outcomes, lines, appraisal.span),
            worth=_worths(appraisal) if adjustments else {},
            shares_of_adjustments=frozenset(e.id for a in adjustments for e in a.estimates),
        )
    return _PLANS[appraisal]


def _sums(appraisal: Answer, rows: Iterable[int], measures: tuple[Weighted, ...]) -> Sums:
    flows, chosen = appraisal.flows, list(rows)
    return Sums(
        [flows.lines[row] for row in chosen],
        [flows.payers[row] for row in chosen],
        appraisal.inputs,
        appraisal.pricing,
        measures,
    )


def _worths(appraisal: Answer) -> dict[str, _Worth]:
    """Of each outcome, over its lines before any adjustment, to the last pound (see `run`)."""
    rows: dict[str, list[int]] = {}
    for row, line in enumerate(appraisal.flows.lines):
        if line.kind is Kind.BENEFIT and not line.adjustment:
            rows.setdefault(line.outcome, []).append(row)
    years = (1.0,) * (appraisal.settings.horizon + FOLLOWED)
    found = {}
    for outcome, own in rows.items():
        sums = _sums(appraisal, own, (Weighted("pounds", years, frozenset(Payer)),))
        ids = frozenset(e.id for row in own for e in appraisal.flows.lines[row].estimates)
        found[outcome] = _Worth(sums, appraisal.flows.lines[own[0]].cases, ids)
    return found


def _refused(appraisal: Answer, plan: _Plan, values: Values) -> InputError | None:
    """Why a part that reads these values cannot use them; asked once."""
    key = tuple(sorted(values.items()))
    if key not in plan.refused:
        plan.refused[key] = None
        try:
            there = appraisal.inputs
            for id, value in values.items():
                there = there.at(there.in_use[id].at(value))
            plan.checks.refuse(values, there)
        except InputError as refused:
            plan.refused[key] = refused
    return plan.refused[key]


def _nets(appraisal: Answer, plan: _Plan, tries: Sequence[Values]) -> list[Nets | InputError]:
    """Both measures at each set of values."""
    refused = refusals(appraisal, tries)
    usable = [values for values, why in zip(tries, refused, strict=True) if why is None]
    worked = iter(_worked_out(appraisal, plan, usable) if usable else ())
    # what is refused is run, for the sentence of that run: there may be several reasons
    return [
        next(worked) if why is None else _run_again(appraisal, values)
        for values, why in zip(tries, refused, strict=True)
    ]


def _worked_out(appraisal: Answer, plan: _Plan, tries: Sequence[Values]) -> list[Nets | InputError]:
    """All at once, but for those that would make other lines."""
    inputs = appraisal.inputs.drawn(_columns(appraisal, tries))
    rows = plan.sums.of(inputs, len(tries))
    apart = _changes_lines(appraisal, plan, tries)
    found: list[Nets | InputError] = []
    for at, values in enumerate(tries):
        nets = dict(zip(get_args(Measured), rows[:, at].tolist(), strict=True))
        whole = not apart[at] and all(abs(net) < 1000 * LARGEST for net in nets.values())
        found.append(nets if whole else _run_again(appraisal, values))
    return found


def _columns(appraisal: Answer, tries: Sequence[Values]) -> dict[str, Array]:
    """Each input that is changed, as an array: its value in each try."""
    columns: dict[str, Array] = {}
    for at, values in enumerate(tries):
        for id, value in values.items():
            if id not in columns:
                columns[id] = np.full(len(tries), appraisal.inputs.in_use[id].value)
            columns[id][at] = value
    return columns


def _changes_lines(appraisal: Answer, plan: _Plan, tries: Sequence[Values]) -> list[bool]:
    """Which tries would make other lines, or may be too large to compute.

    Other lines: an outcome that begins or ceases to cost more than it saves is cut by cautious
    adjustments or not, and an adjustment of nothing has no line.
    """
    in_use = appraisal.inputs.in_use
    apart = [
        any(
            abs(value) > LARGEST
            or (id in plan.shares_of_adjustments and (value == 0) != (in_use[id].value == 0))
            for id, value in values.items()
        )
        for values in tries
    ]
    for worth in plan.worth.values():
        places = [at for at, values in enumerate(tries) if not worth.ids.isdisjoint(values)]
        if places:
            some = [tries[at] for at in places]
            inputs = appraisal.inputs.drawn(_columns(appraisal, some))
            here = worth.costs_more(appraisal.inputs, 1)[0]
            for at, there in zip(places, worth.costs_more(inputs, len(some)), strict=True):
                apart[at] = apart[at] or bool(there != here)
    return apart


def _run_again(appraisal: Answer, values: Values) -> Nets | InputError:
    try:
        there = with_values(appraisal, values)
    except InputError as refused:
        return refused
    return {measured: measure(there, measured) for measured in get_args(Measured)}
