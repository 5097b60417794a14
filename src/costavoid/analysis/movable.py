"""The few numbers of a case that a reader would move, each from a least to a most.

The effect that carries the answer, its deadweight, the unit cost that saves most, that of delivery,
how many people, and the share that is cash.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from costavoid.analysis.break_even import break_evens_of
from costavoid.analysis.levers import Lever, Moves, candidates, without_deadweight
from costavoid.analysis.reread import Path, changed
from costavoid.analysis.what_if import Measured
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import exact
from costavoid.appraisal.run import run
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import WHOLES, Cash, Kind, Payer, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.programme.effects import Counterfactual
from costavoid.programme.lines import Line

EFFECT, DEADWEIGHT, COST, DELIVERY, PEOPLE, CASH = (
    "effect",
    "deadweight",
    "cost",
    "delivery",
    "people",
    "cash",
)
FAR = 10.0  # times what is claimed: a break-even that is farther off is not shown
MORE = 5  # people, where there are few
AROUND = (0.5, 1.5)  # of a unit cost
TRIED = 0.25  # a deadweight


@dataclass(frozen=True)
class Movable:
    """One number to move, in `unit` (none for people): `value` in use, from `low` to `high`.

    It is a field of the programme at `path`, or the input `of` that id: its value, or its cash
    share. `published` is the interval or range of the input.
    """

    name: str
    label: str
    unit: Unit | None
    value: float
    low: float
    high: float
    of: str = ""
    path: Path = ()
    whole: bool = False
    published: tuple[float, float] | None = None

    def nearer(self, part: float) -> Movable:
        """The same with ends that are only a part as far from the value."""
        low, high = (self.value + part * (end - self.value) for end in (self.low, self.high))
        if self.whole:
            low, high = float(np.ceil(low)), float(np.floor(high))
        return replace(self, low=low, high=high)


Values = Mapping[Movable, float]


def movables(appraisal: Answer, lead: Counterfactual | None) -> tuple[Movable, ...]:
    """Those that the case has; `lead` is the counterfactual that carries most of its pounds."""
    found = [_effect(appraisal, lead)] if lead else []
    effect = found[0].of if found else ""
    found += _most(appraisal, _deadweights(appraisal, lead))
    found += _most(appraisal, _people(appraisal))
    used = appraisal.inputs.in_use
    running = _leading_cost(appraisal, _delivers, {effect})
    saved = _leading_cost(appraisal, _saves, {effect, running})
    found += [_cost(name, used[id]) for name, id in ((COST, saved), (DELIVERY, running)) if id]
    if cash := _leading_cost(appraisal, _releases):
        share = used[cash].cash_releasing or 0.0
        label = f"Share that is cash: {named(used[cash])}"
        found.append(Movable(CASH, label, Unit.SHARE, share, 0.0, 1.0, cash))
    return tuple(found)


def moved(appraisal: Answer, values: Values) -> Answer:
    """The case appraised at other values. Raises InputError where they cannot be used."""
    programme = appraisal.intervention
    own: dict[str, Estimate] = {}
    for one, value in values.items():
        if value == one.value:
            continue
        if one.path:
            programme = changed(programme, one.path, int(value) if one.whole else value)
            continue
        used = own.get(one.of, appraisal.inputs.in_use[one.of])
        own[one.of] = with_cash(used, value) if one.name == CASH else used.at(value)
    kept = (given for given in appraisal.overrides if given.id not in own)
    return run(programme, appraisal.settings, (*kept, *own.values()))


def with_cash(used: Estimate, share: float) -> Estimate:
    """The same unit cost with another share that is cash."""
    return used.model_copy(update={"cash_releasing": share})


def named(used: Estimate) -> str:
    """Its label; in words where that is only its id."""
    return used.label if used.label != used.id else words_of(used.id)


def words_of(id: str) -> str:
    """The last part of an id as words: "weeks sooner"."""
    said = id.rpartition(".")[2].replace("_", " ")
    return said[:1].upper() + said[1:]


def matters(appraisal: Answer) -> Measured:
    """What has to break even: the council's cash where it pays, and any is released; else all."""
    council = {"payer": Payer.COUNCIL, "cash": Cash.CASH}
    both = (appraisal.annual(kind=kind, **council).any() for kind in Kind)
    return "council cash" if all(both) else "net present value"


def _effect(appraisal: Answer, lead: Counterfactual) -> Movable:
    """From nothing, or what was published, to twice what is claimed; its break-even among them."""
    used = appraisal.inputs.estimate(lead.moved)
    nothing = lead.nothing(appraisal.inputs) or 0.0
    away = abs(used.value - nothing) or abs(used.value) or 1.0
    ends = [used.value - away, used.value + away]
    ends += [end for end in (used.low, used.high) if end is not None]
    (even,) = break_evens_of(appraisal, [used.id], matters(appraisal))
    if even.reached and abs(even.value - used.value) <= FAR * away:
        ends += [even.value, even.value + (even.value - used.value) / 4]
    found = _of_input(EFFECT, used, min(ends), max(ends))
    return replace(found, whole=True).nearer(1.0) if lead.kind == "before and after" else found


def _of_input(name: str, used: Estimate, low: float, high: float) -> Movable:
    """An input, within what its unit takes."""
    least = -np.inf if used.unit.may_be_negative else 0.0
    most = float(WHOLES.get(used.unit, np.inf))
    interval = (used.low, used.high) if used.low is not None and used.high is not None else None
    return Movable(
        name,
        named(used),
        used.unit,
        used.value,
        max(low, least),
        min(high, most),
        used.id,
        published=interval,
    )


def _cost(name: str, used: Estimate) -> Movable:
    ends = sorted(part * used.value for part in AROUND)
    return _of_input(
        name,
        used,
        min(ends[0], used.low if used.low is not None else ends[0]),
        max(ends[1], used.high if used.high is not None else ends[1]),
    )


def _deadweights(appraisal: Answer, lead: Counterfactual | None) -> Iterator[tuple[Movable, float]]:
    """Those given to the outcomes that the answer rests on; else those that could be given."""
    given = {
        line.cases.deadweight.id: appraisal.inputs.estimate(line.cases.deadweight)
        for line in appraisal.flows.lines
        if line.cases.deadweight and line.cases.counterfactual == lead
    }
    for used in given.values():
        yield _of_input(DEADWEIGHT, used, 0.0, 1.0), (used.value + 1) / 2
    if not given:
        for lever in without_deadweight(appraisal.intervention):
            yield _of_field(DEADWEIGHT, lever, Unit.SHARE), TRIED


def _people(appraisal: Answer) -> Iterator[tuple[Movable, float]]:
    for lever in candidates(appraisal):
        if lever.moves is Moves.PEOPLE:
            high = max(2 * lever.value, lever.value + MORE) if lever.whole else 2 * lever.value
            low = 1.0 if lever.whole else lever.value / 2
            yield _of_field(PEOPLE, replace(lever, low=low, high=high), None), lever.value + 1


def _of_field(name: str, lever: Lever, unit: Unit | None) -> Movable:
    return Movable(
        name,
        lever.label.removesuffix(": counterfactual"),
        unit,
        lever.value,
        lever.low,
        lever.high,
        path=lever.path,
        whole=lever.whole,
    )


def _most(appraisal: Answer, tried: Iterable[tuple[Movable, float]]) -> list[Movable]:
    """The one that moves most pounds when it is tried elsewhere; none where none moves any."""
    best, most = [], 0.0
    here = _sums(appraisal)
    for one, value in tried:
        try:
            pounds = float(np.abs(_sums(moved(appraisal, {one: value})) - here).sum())
        except InputError:
            continue
        if pounds > most:
            best, most = [one], pounds
    return best


def _sums(appraisal: Answer) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    found = exact(appraisal.flows, appraisal.inflation_factors, appraisal.discount_factors)
    return np.stack(list(found.values()))


def _saves(line: Line, payer: Payer) -> bool:
    return line.kind is Kind.BENEFIT and not line.adjustment


def _delivers(line: Line, payer: Payer) -> bool:
    return line.kind is Kind.DELIVERY and not line.adjustment


def _releases(line: Line, payer: Payer) -> bool:
    use = line.use
    own = payer is Payer.COUNCIL and _saves(line, payer)
    return own and not (use.spends or use.never_cash)


def _leading_cost(
    appraisal: Answer, chosen: Callable[[Line, Payer], bool], but: Collection[str] = ()
) -> str:
    """The id of the unit cost that carries most pounds of the lines chosen; blank without one."""
    flows = appraisal.flows
    pounds: dict[str, float] = {}
    for line, payer, amounts in zip(flows.lines, flows.payers, flows.amounts, strict=True):
        id = line.use.cost.id
        if chosen(line, payer) and id not in but:
            pounds[id] = pounds.get(id, 0.0) + abs(float(amounts.sum()))
    largest = max(pounds, key=lambda id: pounds[id], default="")
    return largest if pounds.get(largest) else ""
