"""Cases avoided a year, as formulas: one function for each kind of counterfactual. Formula 1."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from costavoid.analysis.reread import Path
from costavoid.base.errors import CostavoidError
from costavoid.base.frozen import MOST
from costavoid.base.vocabulary import MONTHS_PER_YEAR, WHOLES, Unit
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.limits import in_words
from costavoid.output.report.excel.refusals import Refusal
from costavoid.output.report.excel.rows import Row
from costavoid.output.report.excel.runs import Run
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.styles import figure_style
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.effects.rates import RateAvoided, RatioOnBaseline, Volume
from costavoid.programme.effects.shares_compared import SharesCompared
from costavoid.programme.effects.vacancies import EmptyPosts
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Cases

HOW_MANY = "How many it is for"


class Steps:
    """The scalar rows that lead to one number, on one sheet."""

    def __init__(
        self, sheet: Sheet, inputs: Inputs, cells: InputCells, run: Run | None = None
    ) -> None:
        self.sheet, self.inputs, self.cells = sheet, inputs, cells
        self._run = run

    @property
    def run(self) -> Run:
        """When the cases come, where that has been written."""
        assert self._run is not None
        return self._run

    def many(self, label: str, path: Path | None, value: float, style: str = "number") -> str:
        """How many, as the cell to edit on Inputs or as costavoid set it; the cell."""
        if path is None:
            return self.sheet.constant(f"{label} (set in costavoid)", value, style).value
        return self.sheet.scalar(label, self.cells.levers.cell(path), value, style, "Inputs").value

    def unless(self, refused: str, words: str, made: str) -> str:
        """A formula that is #N/A where cells cannot stand together, as costavoid refuses them."""
        return f"IF({self.cells.together.refuse(refused, words)}=1,NA(),{made})"

    def number(self, label: str, estimate: Estimate) -> str:
        """An input, brought to this sheet; the cell."""
        value = self.inputs.estimate(estimate).value
        style, unit = figure_style(estimate.unit), in_words(estimate.unit)
        made = self.cells.value(estimate)
        return self.sheet.scalar(label, made, value, style, unit, estimate.id).value

    def factor(self, factor: Factor) -> str:
        """A named factor; the cell. #N/A where its parts exceed 1, as costavoid refuses them."""
        value = float(factor.value(self.inputs)[0])
        ids = ", ".join(estimate.id for estimate in factor.estimates)
        label, formula = f"Times: {factor.name}", self._made(factor)
        made = self.sheet.scalar(label, formula, value, "factor", id=ids)
        return made.value

    def _made(self, factor: Factor) -> str:
        if factor.times:
            whole = WHOLES.get(factor.times.unit, 1)
            return self.cells.value(factor.times) + (f"/{whole}" if whole != 1 else "")
        if factor.one_plus:
            return f"1+{self.cells.value(factor.one_plus)}"
        if factor.one_for_each:
            for many in (factor.one_for_each, factor.less_one_for_each):
                if many:
                    self.cells.narrow(many, 0.0, above=True)
            each = [
                f"1/{self.cells.value(many)}"
                for many in (factor.one_for_each, factor.less_one_for_each)
                if many
            ]
            return "-".join(each)
        taken = "+".join(self.cells.value(estimate) for estimate in factor.one_minus)
        names = " and ".join(f"'{estimate.label}'" for estimate in factor.one_minus)
        if len(factor.one_minus) == 1:
            return f"MAX(0,1-{taken})"
        words = f"The shares {names} add to 1 or less."
        return self.unless(f"{taken}>1.000000001", words, f"MAX(0,1-({taken}))")


def _rate(steps: Steps, found: RateAvoided) -> str:
    each = " for each" if found.rate.unit is not Unit.COUNT_PER_YEAR and found.cohort > 1 else ""
    rate = steps.number(f"Avoided{each}", found.rate)
    cohort = steps.many(HOW_MANY, steps.run.follows.compared, found.cohort)
    if found.expected is None:
        return f"{rate}*{cohort}"
    expected = steps.number("Expected without the programme", found.expected)
    words = f"'{found.rate.label}' is no more than '{found.expected.label}'."
    return steps.unless(f"{rate}>{expected}", words, f"{rate}*{cohort}")


def _before_after(steps: Steps, found: BeforeAfter) -> str:
    for count in (found.before, found.after):
        steps.cells.narrow(count, 0.0, float(MOST), whole=True)
    before = steps.number(f"Count in {found.before_year}", found.before)
    after = steps.number(f"Count in {found.after_year}", found.after)
    expected = before
    if found.earlier:
        years = steps.sheet.constant("Years before", float(len(found.earlier) + 1)).value
        others = steps.sheet.constant("Counts of the others, added", sum(found.earlier)).value
        expected = f"({before}+{others})/{years}"
    for name, first, then in (
        ("Comparison", found.trend_before, found.trend_after),
        ("Of how many", found.population_before, found.population_after),
    ):
        if first and then:
            steps.cells.narrow(first, 0.0, above=True)
            steps.cells.narrow(then, 0.0, above=True)
            was = steps.number(f"{name}, before", first)
            expected += f"*{steps.number(f'{name}, after', then)}/{was}"
    words = f"'{found.before.label}' and '{found.after.label}' are not both 0."
    return steps.unless(f"AND({before}=0,{after}=0)", words, f"{expected}-{after}")


def _ratio(steps: Steps, found: RatioOnBaseline) -> str:
    baseline = steps.number("Without the programme, a year", found.baseline)
    cohort = steps.many(HOW_MANY, steps.run.follows.compared, found.cohort)
    ratio = steps.number("Ratio, with over without", found.ratio)
    return f"{baseline}*{cohort}*(1-{ratio})"


def _shares(steps: Steps, found: SharesCompared) -> str:
    without = steps.number("Share without the programme", found.without)
    treated = steps.number("Share with the programme", found.with_programme)
    cohort = steps.number("Of how many", found.cohort)
    return f"({without}-{treated})*{cohort}"


def _volume(steps: Steps, found: Volume) -> str:
    if found.cases:
        often = "in all, or at any time" if found.standing else "a year"
        return steps.number(f"Cases {often}", found.cases)
    return steps.many("Number there all the time", steps.run.follows.compared, found.number)


def _postponed(steps: Steps, found: Postponed) -> str:
    rate = _rate(steps, found.of)
    share = steps.number("Share postponed, not avoided", found.share)
    months = steps.many("Months it runs", steps.run.follows.put_off, found.months)
    return f"-({rate})*{months}/{MONTHS_PER_YEAR}*{share}"


def _empty(steps: Steps, found: EmptyPosts) -> str:
    covering = steps.cells.value(found.covering)
    agency = f"{_shares(steps, found.agency)}*{steps.number('Cover a vacancy', found.covering)}"
    made = f"{_shares(steps, found.vacant)}-{agency}"
    for vacant, held in (
        (found.vacant.without, found.agency.without),
        (found.vacant.with_programme, found.agency.with_programme),
    ):
        more = f"{steps.cells.value(held)}*{covering}>{steps.cells.value(vacant)}+0.000000001"
        words = f"'{vacant.label}' is no less than the agency workers who cover a vacancy."
        made = steps.unless(more, words, made)
    return made


KINDS: dict[type[Any], Callable[[Steps, Any], str]] = {
    RateAvoided: _rate,
    BeforeAfter: _before_after,
    EmptyPosts: _empty,
    Postponed: _postponed,
    RatioOnBaseline: _ratio,
    SharesCompared: _shares,
    Volume: _volume,
}


def avoided(steps: Steps, found: Counterfactual) -> Row:
    """Cases avoided a year at full effect. Raises CostavoidError for a new kind."""
    if type(found) not in KINDS:
        raise CostavoidError(
            f"Excel: no formula is known for the counterfactual {found.kind!r}; add one to "
            "costavoid.output.report.excel.counts."
        )
    formula = KINDS[type(found)](steps, found)
    often = "in all, or at any time" if found.standing else "a year"
    value = float(found.avoided(steps.inputs)[0])
    return steps.sheet.scalar(f"Avoided at full effect, {often}", formula, value, "cases")


def _ran(steps: Steps, cases: Cases) -> Row:
    """Without a counterfactual: a cohort or volume that runs, or arrives evenly."""
    cohort = steps.many(HOW_MANY, steps.run.follows.cohort, cases.cohort)
    made, value = cohort, cases.cohort
    if cases.evenly:
        made, value = f"{cohort}/{_length(steps, cases)}", value / (cases.end - cases.start)
    if cases.volume:
        made += f"*{steps.number('Cases', cases.volume)}"
        value *= steps.inputs.estimate(cases.volume).value
    return steps.sheet.scalar("Cases a year, or running", made, value, "cases")


def _length(steps: Steps, cases: Cases) -> str:
    """Years from the start to the end; the cell."""
    run = steps.run
    label, made = "Years over which they come", f"{run.end.value}-{run.start.value}"
    return steps.sheet.scalar(label, made, cases.end - cases.start, "years").value


@dataclass(frozen=True)
class PerYear:
    """Cases a year at full effect; what the effect alone avoids; the most that there can be."""

    rate: Row
    avoided: Row | None
    most: Row | None


def per_year(steps: Steps, cases: Cases, refused: Iterable[Refusal]) -> PerYear:
    """Cases a year (or standing) at full effect, after every step of the outcome.

    #N/A where what is `refused` is so.
    """
    at = avoided(steps, cases.counterfactual) if cases.counterfactual else _ran(steps, cases)
    made = f"MAX(0,{at.value})" if cases.only_gains else at.value
    if cases.in_all:
        made = f"{made}/{_length(steps, cases)}"
    made += "".join(f"*{steps.factor(factor)}" for factor in cases.factors)
    if steps.run.follows.deadweight:
        share = steps.cells.levers.cell(steps.run.follows.deadweight)
        made += f"*{steps.sheet.scalar('Times: not deadweight', f'1-{share}', 1.0, 'factor').value}"
    made, most = _limited(steps, cases, made)
    for when, words in refused:
        made = steps.unless(when, words, made)
    value = float(cases.per_year(steps.inputs)[0])
    label = "Cases a year at full effect"
    note = "an effect that goes the wrong way is not cut" if cases.only_gains else ""
    rate = steps.sheet.scalar(label, made, value, "total cases", note)
    return PerYear(rate, at if cases.counterfactual else None, most)


def _limited(steps: Steps, cases: Cases, made: str) -> tuple[str, Row | None]:
    """#N/A where there would be more cases than people, as costavoid refuses them; the most."""
    if cases.people is None:
        return made, None
    people = steps.many("People who can have one case each", steps.run.follows.people, cases.people)
    most = steps.sheet.scalar(
        "Most cases a year there can be", f"{people}/{steps.run.length}", cases.most, "cases"
    )
    words = "There are no more cases than people, each of whom can have one."
    return steps.unless(f"{made}>{most.value}*1.000000001", words, made), most
