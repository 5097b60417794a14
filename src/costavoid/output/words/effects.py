"""What effect would break even, and what has been published beside it, in words."""

from __future__ import annotations

from costavoid.analysis.break_even import BreakEven, break_even
from costavoid.analysis.review.other_studies import stronger
from costavoid.analysis.what_if import net_at
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Design, Kind, RangeKind
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import interval, number
from costavoid.programme.base import labels
from costavoid.programme.effects import Counterfactual
from costavoid.programme.effects.before_after import BeforeAfter


def effect_lines(appraisal: Answer) -> list[str]:
    """For each effect: where it breaks even, what is used, and what a stronger study found.

    Nothing where no delivery cost was given.
    """
    if not any(line.kind is Kind.DELIVERY for line in appraisal.flows.lines):
        return []
    found = []
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        if isinstance(counterfactual, BeforeAfter):  # two counts: the one after is what it moved
            found.append(f"{break_even(appraisal, counterfactual.after.id)}")
            continue
        used = appraisal.inputs.estimate(counterfactual.effect)
        answer = break_even(appraisal, used.id)
        wanted = _without_effect(appraisal, counterfactual, answer)
        wanted = wanted or break_even_words(used, answer)
        said = [
            f"Break-even on '{labels(outcomes)}' (all payers, discounted, the rest unchanged): "
            f"{wanted}",
            f"Used here: {_figure(used, answer)}.",
            *(f"Published: {_figure(e, answer)}." for e in stronger(appraisal, used)),
        ]
        found.append(" ".join(said))
    return found


def _without_effect(appraisal: Answer, counterfactual: Counterfactual, answer: BreakEven) -> str:
    """What to say where it pays although nothing is avoided: its break-even would be a harm."""
    nothing = counterfactual.nothing(appraisal.inputs)
    if nothing is None or not answer.reached or counterfactual.effect is None:
        return ""
    if net_at(appraisal, answer.id, nothing, answer.measured) < 0:
        return ""
    return "it would pay even with no effect on this, as the rest pays for it."


def break_even_words(used: Estimate, answer: BreakEven) -> str:
    """The value that breaks even with its unit, or why there is none."""
    if not answer.reached:
        return answer.reason
    prices = f", {used.price_year} prices" if used.price_year else ""
    return f"{number(answer.value, used.unit)} ({used.unit.value}{prices})."


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
