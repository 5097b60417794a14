"""Rules about what is paid for beside what is counted: how many, and how long."""

from __future__ import annotations

from collections.abc import Iterator

from costavoid.analysis.review.finding import GREEN_BOOK, Finding
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Unit
from costavoid.evidence.figures import many
from costavoid.programme.effects.rates import Volume
from costavoid.programme.effects.shares_compared import SharesCompared
from costavoid.programme.outcomes import Outcome

ALIKE = 0.01  # of the larger number: as good as the same people


def unpaid_benefits(appraisal: Answer) -> Iterator[Finding]:
    """Cases counted for longer than the programme is paid for."""
    claims = {"delivery", *(outcome.id for outcome in appraisal.claiming)}
    every = (*appraisal.flows.lines, *appraisal.committed)
    lines = [line for line in every if line.outcome in claims]
    ends = {kind: max((x.cases.end for x in lines if x.kind is kind), default=0.0) for kind in Kind}
    months = round(12 * (ends[Kind.BENEFIT] - ends[Kind.DELIVERY]))
    if ends[Kind.DELIVERY] > 0 and months >= 1:
        yield Finding(
            id="unpaid_benefits",
            severity="serious",
            sentence=f"Cases are counted for {many(months, 'month')} after the last month of "
            "delivery is paid for.",
            cure="Give the outcome the same months, and use persistence for what lasts.",
            source=f"{GREEN_BOOK}s 2.10 and 2.14",
        )


def differ_in_number(appraisal: Answer) -> Iterator[Finding]:
    """More or fewer people paid for, once each, than people who gain.

    Serious where they differ by as many times as it runs years: a year's beside the whole run's.
    """
    gaining = {o.label: _people(o, appraisal) for o in appraisal.claiming}
    if not all(gaining.values()):  # the cost may be for those of whom no number is known
        return
    for line in appraisal.flows.lines:
        once = line.use.cost.unit in (Unit.GBP_PER_PERSON, Unit.GBP_PER_EVENT)
        if line.kind is not Kind.DELIVERY or line.adjustment or not once:
            continue
        paid = line.cases.total(appraisal.inputs)
        if any(abs(paid - people) <= ALIKE * max(paid, people) for people in gaining.values()):
            continue
        said = "; ".join(f"{label}, {people:,.0f}" for label, people in gaining.items())
        years = line.cases.end - line.cases.start
        slip = any(_times(paid, people, years) for people in gaining.values())
        yield Finding(
            id="differ_in_number",
            severity="serious" if slip else "warning",
            sentence=f"{line.label}: {paid:,.0f} are paid for over the run, and others gain: "
            f"{said}.",
            cure="Give both in 'count per year', or both in 'count' (in all), if they are the same "
            "people; if not (families and their children), say so.",
            source=f"{GREEN_BOOK}s 2.10 and 2.14",
        )


def _times(paid: float, people: float, years: float) -> bool:
    """Whether one is the other times the years of the run."""
    ratio = max(paid, people) / min(paid, people) if min(paid, people) > 0 else 0.0
    return years > 1 + ALIKE and abs(ratio - years) <= ALIKE * years


def _people(outcome: Outcome, appraisal: Answer) -> float:
    """How many an outcome is about over the run, where each is counted once; 0 where not."""
    effect, cases = outcome.counterfactual, outcome.cases(appraisal.span)
    if outcome.often == "at any time":
        return 0.0
    many = effect.cohort if isinstance(effect, SharesCompared) else None
    many = effect.cases if isinstance(effect, Volume) else many
    if many is None:
        return 0.0
    return appraisal.inputs.estimate(many).value / cases.years * (cases.end - cases.start)
