"""Rules about what is published of the programme's effect, or is not."""

from __future__ import annotations

from collections.abc import Iterator

from costavoid.analysis.review.finding import MAGENTA_BOOK, Finding
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Design
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import figure, interval
from costavoid.programme.base import labels


def strength(estimate: Estimate) -> int:
    """The rank of its design, 0 the strongest; opinion where it does not say."""
    return list(Design).index(estimate.design or Design.OPINION)


def stronger(appraisal: Answer, used: Estimate) -> tuple[Estimate, ...]:
    """What is published of the same effect by a stronger design than the number in use."""
    own = appraisal.intervention
    beside = [default(id) for field, id in own.evidence if _is(getattr(own, field, None), used)]
    alike = [e for e in beside if e.unit is used.unit and strength(e) < strength(used)]
    return tuple(sorted(alike, key=strength))


def _is(value: object, used: Estimate) -> bool:
    return isinstance(value, Estimate) and value.id == used.id


def outranked(appraisal: Answer) -> Iterator[Finding]:
    """An effect of your own where a stronger study found another."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if counterfactual.effect is None:
            continue
        used = appraisal.inputs.estimate(counterfactual.effect)
        for found in stronger(appraisal, used):
            yield Finding(
                id="outranked",
                severity="serious",
                sentence=f"{labels(outcomes)}: {figure(used.value)} is used, which rests on "
                f"{used.design or Design.OPINION}; a {found.design} found {figure(found.value)}"
                f"{interval(found)} ({found.source}), and outranks it.",
                cure=f"Show the answer with {found.id} beside yours, and say why yours should "
                "differ.",
                source=f"{MAGENTA_BOOK} 3.7",
            )


def no_published_effect(appraisal: Answer) -> Iterator[Finding]:
    """A programme of which no effect has been published."""
    gap = appraisal.intervention.evidence_gap
    if gap:
        yield Finding(
            id="no_published_effect",
            severity="serious",
            sentence=f"{appraisal.intervention.title}: {gap}",
            cure="Plan how the effect will be measured, with a comparison, before relying on it.",
            source=f"{MAGENTA_BOOK}s 1.8 and 1.9",
        )
