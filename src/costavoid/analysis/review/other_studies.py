"""Rules about what is published of the programme's effect, or is not."""

from __future__ import annotations

from collections.abc import Iterator

from costavoid.analysis.review.finding import MAGENTA_BOOK, Finding
from costavoid.appraisal.answer import Answer
from costavoid.base.designs import Design
from costavoid.evidence.catalogue import default, sources
from costavoid.evidence.estimate import Estimate, Source
from costavoid.evidence.figures import figure, interval, number, per
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


def beside(appraisal: Answer, used: Estimate) -> tuple[Estimate, ...]:
    """What else is published of the same effect, counted in another unit, the strongest first."""
    own = appraisal.intervention
    fields = {field for field, _ in own.evidence if _is(getattr(own, field, None), used)}
    found = [default(id) for field, id in own.evidence if field in fields]
    return tuple(sorted((e for e in found if e.unit is not used.unit), key=strength))


def no_benefit(appraisal: Answer, used: Estimate) -> tuple[Source, ...]:
    """The trials that measured this effect and found none, where the number in use is weaker."""
    own = appraisal.intervention
    if used.design is Design.TRIAL:
        return ()
    return tuple(
        sources()[document]
        for field, document in own.no_benefit_found
        if _is(getattr(own, field, None), used)
    )


def _is(value: object, used: Estimate) -> bool:
    return isinstance(value, Estimate) and value.id == used.id


def outranked(appraisal: Answer) -> Iterator[Finding]:
    """An effect of your own where a stronger study found another."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if counterfactual.effect is None:
            continue
        used = appraisal.inputs.estimate(counterfactual.effect)
        for document in no_benefit(appraisal, used):
            yield Finding(
                id="outranked",
                severity="serious",
                sentence=f"{labels(outcomes)}: {figure(used.value)} is used, which rests on "
                f"{used.design or Design.OPINION}; a trial measured it and found no evidence of "
                f"benefit ({document}), and outranks it.",
                cure="Show the answer without it, and say why yours should differ.",
                source=f"{MAGENTA_BOOK} 3.7",
            )
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


def other_effect(appraisal: Answer) -> Iterator[Finding]:
    """Another published effect of the same programme, counted in another way."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if counterfactual.effect is None:
            continue
        used = appraisal.inputs.estimate(counterfactual.effect)
        others = beside(appraisal, used)
        if others and not stronger(appraisal, used):  # which is said already, and worse
            said = "; ".join(effect_said(other) for other in others)
            yield Finding(
                id="other_effect",
                severity="warning" if strength(others[0]) < strength(used) else "note",
                sentence=f"{labels(outcomes)}: also published is {said}. "
                f"{appraisal.intervention.effects_differ}".rstrip(),
                cure="Show the answer by the other beside this one, and say which you believe.",
                source=f"{MAGENTA_BOOK} 3.7",
            )


def effect_said(effect: Estimate) -> str:
    """A published effect in a few words: how many, of what, how known, by whom."""
    design = (effect.design or Design.OPINION).value
    worth = f"{number(effect.value, effect.unit)}{interval(effect)}{per(effect.unit)}"
    return f"{worth}, {design} ({effect.source})"
