"""Rules about counts before and after: which years they are of, and what came in the same years."""

from __future__ import annotations

from collections.abc import Iterator

from costavoid.analysis.review.finding import GREEN_BOOK, MAGENTA_BOOK, Finding
from costavoid.appraisal.answer import Answer
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Resource
from costavoid.base.years import start_year, year_label
from costavoid.evidence.catalogue import national_care_applications
from costavoid.evidence.figures import figure
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.series import fall_from_worst
from costavoid.programme.base import labels
from costavoid.programme.effects.before_after import BeforeAfter

YEARS = 3  # of which one that was chosen may have been the worst


def counted_before(appraisal: Answer) -> Iterator[Finding]:
    """A change that was counted before the years appraised."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if not isinstance(counterfactual, BeforeAfter):
            continue
        gap = start_year(appraisal.years[0]) - start_year(counterfactual.after_year)
        if gap > 0:
            yield Finding(
                id="counted_before",
                severity="serious",
                sentence=f"{labels(outcomes)}: the change was counted up to "
                f"{counterfactual.after_year}, before the years appraised (from "
                f"{appraisal.years[0]}): today's budget may hold it already, and it is taken to "
                "last.",
                cure="Appraise the years of the change, or use an effect still to come.",
                source=f"{GREEN_BOOK} 2.10",
            )


def trend(appraisal: Answer) -> Iterator[Finding]:
    """What a comparison trend does to the claim."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if not isinstance(counterfactual, BeforeAfter) or counterfactual.trend_before is None:
            continue
        plain = counterfactual.model_copy(update={"trend_before": None, "trend_after": None})
        yield Finding(
            id="trend",
            severity="warning",
            sentence=f"{labels(outcomes)}: against the comparison trend "
            f"{float(counterfactual.avoided(appraisal.inputs)[0]):.1f} a year are avoided, "
            f"without it {float(plain.avoided(appraisal.inputs)[0]):.1f}. Its own error is not in "
            "the interval, and a national trend is for children of all ages.",
            cure="Give both.",
            source="costavoid: method, counting error",
        )


def peak_baseline(appraisal: Answer) -> Iterator[Finding]:
    """A count before that was made in a peak year, nationally or in the comparison given."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if not isinstance(counterfactual, BeforeAfter):
            continue
        courts = any(Resource.PROCEEDINGS in outcome.pathway.saves() for outcome in outcomes)
        national = _national_peak(counterfactual.before_year) if courts else ""
        peak = national or _fallen(counterfactual, appraisal.inputs)
        if peak:
            yield Finding(
                id="peak_baseline",
                severity="warning" if national else "note",
                sentence=f"{labels(outcomes)}: {peak}",
                cure="Show the counts of several years before, and start from a usual one.",
                source=f"{MAGENTA_BOOK} 1.9; costavoid: care_applications.england (Cafcass)",
            )


def _national_peak(year: str) -> str:
    """Where England's care applications were higher in this year than in those beside it."""
    beside = [year_label(start_year(year) + step) for step in (-1, 0, 1)]
    try:
        earlier, peak, later = (national_care_applications(y).value for y in beside)
    except InputError:  # no national count for one of the three
        return ""
    if peak <= max(earlier, later):
        return ""
    return (
        f"the count before is of {year}, a peak: England had {peak:,.0f} care applications, "
        f"against {earlier:,.0f} in {beside[0]} and {later:,.0f} in {beside[2]}. Some fall from a "
        "peak is likely whatever is done."
    )


def _fallen(counted: BeforeAfter, inputs: Inputs) -> str:
    """Where the comparison given fell too."""
    if counted.trend_before is None or counted.trend_after is None:
        return ""
    before, after = (inputs.estimate(e).value for e in (counted.trend_before, counted.trend_after))
    if before <= after:
        return ""
    return (
        f"the comparison fell too, from {figure(before)} in {counted.before_year} to "
        f"{figure(after)}, so the year before was a high one; that fall is taken off, but "
        "rests on two single years."
    )


def years_before(appraisal: Answer) -> Iterator[Finding]:
    """How much a worst year falls by itself: of one year before, or of several."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if not isinstance(counterfactual, BeforeAfter):
            continue
        years = (*counterfactual.earlier, appraisal.inputs.estimate(counterfactual.before).value)
        mean, last = sum(years) / len(years), years[-1]
        if len(years) > 1 and last > mean:
            falls = fall_from_worst(mean, len(years))
            said = (
                f"the year before the change ({figure(last)}) was above the mean of the "
                f"{len(years)} given ({mean:.1f}), which is what is used. The worst of so many "
                f"years falls by {falls:.1%} on average whatever is done."
            )
        elif len(years) == 1 and last:
            falls = fall_from_worst(last, YEARS)
            said = (
                f"one year before is given. Were it the worst of {YEARS} like it, it would fall by "
                f"some {falls:.1%} on average whatever is done."
            )
        else:
            continue
        yield Finding(
            id="years_before",
            severity="note",
            sentence=f"{labels(outcomes)}: {said}",
            cure="Give the counts of the years before that too (earlier), the oldest first."
            if len(years) == 1
            else "Show the years in the report.",
            source=f"{MAGENTA_BOOK} 1.9",
        )


def families_or_children(appraisal: Answer) -> Iterator[Finding]:
    """Counts that may be of children, who come in families."""
    for counterfactual, outcomes in appraisal.claimed.items():
        if not isinstance(counterfactual, BeforeAfter):
            continue
        if counterfactual.counted is None and counterfactual.dispersion is None:
            yield Finding(
                id="families_or_children",
                severity="warning",
                sentence=f"{labels(outcomes)}: it is not said whether the counts are of families "
                "or of children. Brothers and sisters come together, so that a count of children "
                "varies more than its interval says: one called 95% covers some 83%.",
                cure="Give counted='families' or counted='children', which widens the interval.",
                source="costavoid: method, counting error",
            )
