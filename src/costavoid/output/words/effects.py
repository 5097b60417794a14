"""What effect would break even, and what has been published beside it, in words."""

from __future__ import annotations

from collections.abc import Mapping

from costavoid.analysis.break_even import BreakEven, break_evens_of
from costavoid.analysis.review.other_studies import no_benefit, stronger
from costavoid.analysis.what_if import Measured, nets_at
from costavoid.appraisal.answer import Answer
from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import RangeKind
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import interval, number, per
from costavoid.programme.base import labels
from costavoid.programme.effects import Counterfactual

TOGETHER = "only where there is none: what it saves and what it costs rise together."
WITHOUT = "it would pay even with no effect on this, as the rest pays for it."


def effect_lines(appraisal: Answer) -> list[str]:
    """For each effect: where it breaks even, what is used, and what a stronger study found.

    Nothing where no delivery cost was given.
    """
    if not appraisal.has_delivery:
        return []
    found = []
    answers = break_evens_of_effects(appraisal, "net present value")
    pays_anyway = _pays_without(appraisal, answers)
    for counterfactual, answer in answers.items():
        if counterfactual.effect is None:  # two counts, of which the one after was moved
            found.append(str(answer))
            continue
        used = appraisal.inputs.estimate(counterfactual.effect)
        outcomes = appraisal.claimed[counterfactual]
        wanted = WITHOUT if counterfactual in pays_anyway else ""
        if answer.reached and answer.value == counterfactual.nothing(appraisal.inputs):
            wanted = wanted or TOGETHER
        wanted = wanted or break_even_words(used, answer)
        said = [
            f"Break-even on '{labels(outcomes)}' (all payers, discounted, the rest unchanged): "
            f"{wanted}",
            f"Used here: {_figure(used, answer)}.",
            *(f"Published: {_figure(e, answer)}." for e in stronger(appraisal, used)),
            *(f"Published: no evidence of benefit, {d}." for d in no_benefit(appraisal, used)),
        ]
        found.append(" ".join(said))
    return found


def break_evens_of_effects(
    appraisal: Answer, measured: Measured
) -> dict[Counterfactual, BreakEven]:
    """Where the number that each counterfactual moved would break even."""
    ids = [counterfactual.moved.id for counterfactual in appraisal.claimed]
    found = {answer.id: answer for answer in break_evens_of(appraisal, ids, measured)}
    return {of: found[of.moved.id] for of in appraisal.claimed}


def _pays_without(
    appraisal: Answer, answers: Mapping[Counterfactual, BreakEven]
) -> set[Counterfactual]:
    """Where it pays although nothing is avoided: a break-even there would be a harm."""
    tries = {
        counterfactual: {answer.id: nothing}
        for counterfactual, answer in answers.items()
        if counterfactual.effect is not None
        and answer.reached
        and (nothing := counterfactual.nothing(appraisal.inputs)) is not None
    }
    nets = nets_at(appraisal, list(tries.values()), "net present value")
    return {
        counterfactual
        for counterfactual, net in zip(tries, nets, strict=True)
        if not (isinstance(net, InputError) or net < 0.5)
    }


def break_even_words(used: Estimate, answer: BreakEven) -> str:
    """The value that breaks even with its unit, or why there is none."""
    if not answer.reached:
        return answer.reason
    prices = f" (in {used.price_year} prices)" if used.price_year else ""
    return f"{number(answer.value, used.unit)}{per(used.unit)}{prices}."


def _figure(estimate: Estimate, answer: BreakEven) -> str:
    """A number with its interval and design, and whether the interval reaches break-even."""
    design = estimate.design or Design.OPINION
    text = f"{number(estimate.value, estimate.unit)}{interval(estimate)}, {design.value}"
    if estimate.low is None or estimate.high is None:
        return text
    ends = "published range" if estimate.range_kind is RangeKind.RANGE else "interval"
    if answer.reached and estimate.low <= answer.value <= estimate.high:
        return f"{text}; the {ends} includes break-even"
    return f"{text}; the {ends} excludes break-even"
