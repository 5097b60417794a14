"""How sure the answer is, in words: chances, intervals, and what they leave out."""

from __future__ import annotations

import math

from costavoid.analysis.chances import (
    ENOUGH,
    borne,
    chance_it_saves,
    published_alone,
    would_change,
)
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Payer, RangeKind, Unit
from costavoid.cashflow.uncertainty import PUBLIC_PURSE, Uncertainty
from costavoid.evidence.figures import about, amount, interval, number, per, percent, pounds

CLEAR = 0.01  # the standard error of a chance that a whole per cent can bear


def uncertainty_lines(appraisal: Answer) -> list[str]:
    """The chance that it pays back, for the council and the public purse; none without draws."""
    if appraisal.drawn is None:
        return []
    drawn = appraisal.drawn
    if not drawn.varying:
        return ["No input here has a published interval, so no chance can be given."]
    if not appraisal.has_delivery:
        gross = "No delivery cost was given, so there is no chance to give that it pays back."
        return [*_loss(drawn), f"{gross} {resting_on(drawn)}"]
    if borne(appraisal) < ENOUGH:
        return _no_chance(appraisal)
    said = [_chances(appraisal, drawn), *_between(appraisal), *_loss(drawn), *_too_few(drawn)]
    return [*said, *_published_alone(appraisal)]


def difference_lines(appraisal: Answer) -> list[str]:
    """Of each difference of costs between two arms: the chance that it is a saving."""
    return [
        f"{estimate.label}: {pounds(estimate.value)} a person{interval(estimate)}; the chance that "
        f"it is a saving is {percent(chance)}, by a normal with that mean and width."
        for estimate in appraisal.inputs.in_use.values()
        if (chance := chance_it_saves(estimate)) is not None
    ]


def _no_chance(appraisal: Answer) -> list[str]:
    """Why no chance is given, and what would turn the answer instead."""
    values = "; ".join(
        f"{answer.label} at {amount(answer.value, Unit(answer.unit))}, now "
        f"{amount(answer.present, Unit(answer.unit))}"
        for answer in would_change(appraisal)
    )
    turn = f" What would turn the answer of all payers: {values}." if values else ""
    return [
        "No chance is given: what varies in the simulations is less than half of what moves the "
        "answer, and nobody published how far the rest may be out (unpublished=0.2 would assume "
        "it)." + turn
    ]


def _published_alone(appraisal: Answer) -> list[str]:
    """The same chances with what is assumed held fixed."""
    drawn = appraisal.uncertainty
    if not drawn.simulation.draws.assumed:
        return []
    alone = published_alone(appraisal)
    if not alone.varying:
        return ["With the published intervals alone no input varies."]
    return [
        f"With the published intervals alone: {_lower(_council(appraisal, alone) + _public(alone))}"
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _chances(appraisal: Answer, drawn: Uncertainty) -> str:
    """Both chances, with what varies and what is held."""
    return f"{_council(appraisal, drawn)}{_public(drawn)} {resting_on(drawn)}"


def _between(appraisal: Answer) -> list[str]:
    """Which costs vary as they do between councils, where none is named."""
    in_use = appraisal.inputs.in_use
    varying = [in_use[id] for id in appraisal.uncertainty.varying]
    between = [e for e in varying if e.range_kind is RangeKind.BETWEEN_COUNCILS]
    if not between:
        return []
    each = "; ".join(
        f"{e.label} ({number(e.low or 0, e.unit)} to {number(e.high or 0, e.unit)}{per(e.unit)})"
        for e in between
    )
    return [f"Varied as councils' own figures differ, since no council is named: {each}."]


def resting_on(drawn: Uncertainty) -> str:
    """How many draws, how many inputs vary and how many are held."""
    held = f"{drawn.fixed} {'is' if drawn.fixed == 1 else 'are'} held fixed"
    guessed = len(drawn.simulation.draws.assumed)
    if guessed:
        return (
            f"From {drawn.draws:,} simulations in which {_counted(len(drawn.varying))}, {guessed} "
            f"of them by an assumed standard error, as nobody published one, and {held}."
        )
    return (
        f"From {drawn.draws:,} simulations in which {_counted(len(drawn.varying))} and {held}, "
        "having no published interval: any error in those is left out."
    )


def _council(appraisal: Answer, drawn: Uncertainty) -> str:
    if not appraisal.annual(payer=Payer.COUNCIL, kind=Kind.DELIVERY).any():
        return ""
    return (
        "Chance that the council's own cash pays back by the end of "
        f"{appraisal.years[-1]}: {percent(drawn.chance_council_pays_back)}. "
    )


def _public(drawn: Uncertainty) -> str:
    return (
        "Chance that the public purse gets back what it spends (discounted): "
        f"{percent(drawn.chance_public_purse_pays_back)}."
    )


def _counted(varying: int) -> str:
    return f"{varying} {'input varies' if varying == 1 else 'inputs vary'}"


def _loss(drawn: Uncertainty) -> list[str]:
    """What it loses on average where it does not pay, and the interval."""
    low, high = drawn.interval(PUBLIC_PURSE)
    loss = drawn.tallies[PUBLIC_PURSE].loss_if_below
    kept = f" (of the first {drawn.kept:,})" if drawn.kept < drawn.draws else ""
    ends = f"95% of simulations{kept} from {about(low)} to {about(high)}"
    said = f"The public purse's net present value: {ends}"
    if loss:
        said += f"; where it loses, it loses {about(loss)} on average"
    return [f"{said}."]


def _too_few(drawn: Uncertainty) -> list[str]:
    """A warning when the draws cannot bear a whole per cent."""
    chances = (drawn.chance_council_pays_back, drawn.chance_public_purse_pays_back)
    # one hit and one miss are added, so that no hits among few draws is not taken for certainty
    likely = [(chance * drawn.draws + 1) / (drawn.draws + 2) for chance in chances]
    error = max(math.sqrt(p * (1 - p) / drawn.draws) for p in likely)
    if error <= CLEAR:
        return []
    return [
        f"Too few simulations for these chances: each may be out by {2 * error:.0%} either way "
        "from the simulations alone; use 10,000 or more."
    ]
