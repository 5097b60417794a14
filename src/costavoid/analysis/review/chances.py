"""Rules about how finely a result may be quoted, and what its draws can bear."""

from __future__ import annotations

from collections.abc import Iterator

from costavoid.analysis.review.claims import carriers, is_weak
from costavoid.analysis.review.finding import GREEN_BOOK, STATUSES, Finding, ids, named
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import RangeKind
from costavoid.evidence.distributions import distribution, ends_drawn
from costavoid.evidence.figures import figure, interval

ENOUGH_DRAWS = 10_000
ENDS = 0.01  # of the width: as good as the published end
PRINTED_FIGURES = 2  # how many the printed answer gives
DRAWS = f"{GREEN_BOOK}s A5.21 and A5.22"


def figures(appraisal: Answer) -> int:
    """How many figures the evidence bears: one where each effect is rated red or assumed."""
    for counterfactual in appraisal.claimed:
        if not any(is_weak(appraisal.inputs.estimate(e)) for e in carriers(counterfactual)):
            return PRINTED_FIGURES
    return 1


def too_fine(appraisal: Answer) -> Iterator[Finding]:
    """A result in whole pounds where every effect is rated red or assumed."""
    if figures(appraisal) > 1:
        return
    yield Finding(
        id="too_fine",
        severity="note",
        sentence="Every effect here rests on a number rated red or assumed: that bears one figure, "
        "and the tables give whole pounds.",
        cure="Round what you quote to one figure, and give its break-even beside it.",
        source=STATUSES,
    )


def range_as_interval(appraisal: Answer) -> Iterator[Finding]:
    """Published ranges drawn as if somebody had said how likely they are."""
    drawing = appraisal.settings.drawing
    if drawing is None or drawing.range_as is None:
        return
    in_use = appraisal.inputs.in_use.values()
    drawn = [e for e in in_use if e.range_kind is RangeKind.RANGE and e.low != e.high]
    if drawn:
        yield Finding(
            id="range_as_interval",
            severity="warning",
            sentence=f"Published ranges are drawn (as {drawing.range_as}): {named(drawn)}. Nobody "
            "printed how likely the values in them are.",
            cure=f"Show the result without range_as too, or find intervals for {ids(drawn)}.",
            source=STATUSES,
        )


def few_vary(appraisal: Answer) -> Iterator[Finding]:
    """A chance given while most inputs are held fixed."""
    drawn = appraisal.drawn
    if drawn is None or len(drawn.varying) >= drawn.fixed:
        return
    varying, fixed = len(drawn.varying), drawn.fixed
    sentence = (
        f"Of {varying + fixed} inputs {varying} {'varies' if varying == 1 else 'vary'} in the "
        "draws: the chances look surer, and the intervals narrower, than the evidence is."
        if varying
        else "No input varies in the draws: each chance is 0% or 100%, whatever is true."
    )
    yield Finding(
        id="few_vary",
        severity="serious",
        sentence=sentence,
        cure="Give low, high and range_kind for the inputs that matter most, assume them with "
        "unpublished=0.2, or quote no chance.",
        source=DRAWS,
    )


def too_few_draws(appraisal: Answer) -> Iterator[Finding]:
    """Means that the draws do not support to the figures printed."""
    drawn = appraisal.drawn
    if drawn is None:
        return
    borne = figures(appraisal)
    rough = [name for name in drawn.tallies if drawn.digits(name) < borne]
    if rough:
        few = drawn.draws < ENOUGH_DRAWS
        wanted = "one figure" if borne == 1 else f"{borne} figures"
        yield Finding(
            id="too_few_draws",
            severity="warning" if few else "note",
            sentence=f"{drawn.draws:,} draws do not support {wanted} of the mean: "
            f"{'; '.join(rough)}.",
            cure=f"Use {ENOUGH_DRAWS:,} draws or more."
            if few
            else "Quote the interval: beside it the mean is close to nothing.",
            source="costavoid: the Monte Carlo error of a mean",
        )


def ends_moved(appraisal: Answer) -> Iterator[Finding]:
    """Intervals whose ends the draws do not have: a normal keeps its mean and its width."""
    drawing = appraisal.settings.drawing
    if appraisal.drawn is None or drawing is None:
        return
    moved = []
    for id in appraisal.drawn.varying:
        estimate = appraisal.inputs.in_use[id]
        spread = distribution(estimate, drawing.range_as)
        if spread is None or spread.kind != "normal":
            continue
        if estimate.low is None or estimate.high is None:
            continue
        low, high = ends_drawn(estimate, spread)
        if abs(low - estimate.low) > ENDS * (estimate.high - estimate.low):
            moved.append(f"{estimate.label}, {figure(low)} to {figure(high)}{interval(estimate)}")
    if moved:
        yield Finding(
            id="ends_moved",
            severity="note",
            sentence=f"Drawn as a normal about its value, so with other ends: {'; '.join(moved)}.",
            cure="Say so where a chance is quoted; its mean and its width are as published.",
            source=DRAWS,
        )
