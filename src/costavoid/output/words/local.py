"""Whose figures the answer rests on: a council's published ones, and those given for the case."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import EvidenceStatus
from costavoid.evidence.catalogue import defaults
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import amount, figure
from costavoid.programme.effects.before_after import BeforeAfter

AVERAGE = (
    "Each is an average cost, mixed providers and staff included: not what one case fewer saves"
)


def local_lines(appraisal: Answer) -> list[str]:
    """A council's published figures beside England's, its comparison, and what was overridden."""
    whose = appraisal.settings.council
    theirs = [own for own in appraisal.overrides if _is_published(own)] if whose else []
    given = [own for own in appraisal.overrides if own not in theirs]
    replaced = [own for own in theirs if _is_theirs(own)]
    standing = [own for own in theirs if own not in replaced]
    said = []
    if replaced:
        each = "; ".join(map(_beside, replaced))
        licence = next(iter(replaced)).source.licence
        said.append(
            f"{whose}'s published figures in the place of England's: {each}. {AVERAGE}. Contains "
            f"public sector information under the {licence}."
        )
    if standing:
        labels = ", ".join(own.label for own in standing)
        said.append(f"Not published for {whose}, so England's stands: {labels}.")
    if whose and not theirs:
        said.append(f"Of the numbers used, none that is England's is published for {whose}.")
    if appraisal.settings.against:
        said += [line for effect in appraisal.by_counterfactual for line in _compared(effect)]
    if given:
        own = "; ".join(f"{e.id} {figure(e.value)}" for e in given)
        said.append(f"Overridden: {own}")
    return said


def whose(appraisal: Answer) -> str:
    """Whose costs stand, in a few words to follow a title; blank where no council is named."""
    council, used = appraisal.settings.council, appraisal.inputs.in_use
    if not council:
        return ""
    published = (own for own in appraisal.overrides if own.id in used and _is_published(own))
    if any(map(_is_theirs, published)):
        return f"{council}'s published costs"
    return f"{council}, at England's costs"


def _is_published(own: Estimate) -> bool:
    """Whether it is published of one council, as the number it replaces is of England."""
    standing = defaults().get(own.id)
    same = standing is not None and standing.source == own.source
    return same and own.status is EvidenceStatus.PUBLISHED


def _is_theirs(own: Estimate) -> bool:
    """Whether it is another figure than England's, though it may be as large."""
    england = defaults()[own.id]
    return own.value != england.value or own.locator != england.locator


def _beside(own: Estimate) -> str:
    """One figure, and England's."""
    england = defaults()[own.id]
    return (
        f"{england.label}, {amount(own.value, own.unit)} in {own.price_year} (England "
        f"{amount(england.value, england.unit)} in {england.price_year})"
    )


def _compared(effect: object) -> list[str]:
    """What a before-and-after is set against."""
    if not isinstance(effect, BeforeAfter) or not (effect.trend_before and effect.trend_after):
        return []
    both = (effect.trend_before, effect.trend_after)
    each = "; ".join(f"{part.label}, {figure(part.value)}" for part in both)
    return [f"Set against: {each}."]
