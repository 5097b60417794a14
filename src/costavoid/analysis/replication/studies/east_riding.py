"""East Riding's children's centres: care proceedings for under-twos from 95 to 45."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from costavoid.analysis.replication.rerun import rerun
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import in_year
from costavoid.evidence.catalogue import default
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.interventions.childrens_centres import ChildrensCentres
from costavoid.programme.pathways import CareProceedings


@cache
def east_riding(price_year: str, against_national_trend: bool = False) -> Answer:
    """2012-13 to 2014-15, the middle year interpolated.

    On the study's own terms: the four costs of one application, falling when it is made. The
    article says 2012 and 2014; they are read as the financial years 2012-13 and 2014-15.
    """
    centres = ChildrensCentres(
        start="2012-04-01",
        proceedings_before=default("east_riding.proceedings.before"),
        proceedings_after=default("east_riding.proceedings.after"),
        before_year="2012-13",
        after_year="2014-15",
        against_national_trend=against_national_trend,
        phase_in=(0.0, 0.5),
        proceedings=CareProceedings(
            pre_proceedings=None,
            application_fee=None,
            court=default("care_proceedings.court"),  # a part of the article's own £25,000
            duration=None,
        ),
    )
    return rerun(centres, horizon=3, price_year=price_year)


def _comparison(trended: bool = False) -> tuple[BeforeAfter, Answer]:
    appraisal = east_riding("2005-06", trended)
    (outcome,) = appraisal.outcomes
    assert isinstance(outcome.counterfactual, BeforeAfter)
    return outcome.counterfactual, appraisal


def fewer(trended: bool = False) -> float:
    """Proceedings avoided in the last year."""
    comparison, appraisal = _comparison(trended)
    return float(comparison.avoided(appraisal.inputs)[0])


def rate_ratio() -> tuple[float, float, float]:
    """After over before, with its exact 95% interval."""
    comparison, appraisal = _comparison()
    return comparison.rate_ratio(appraisal.inputs)


def paid(payer: str, price_year: str = "2005-06", year: str = "2014-15") -> float:
    """One payer's pounds in one year."""
    return float(in_year(east_riding(price_year), year)["gross"][payer])


FIGURES: dict[str, Callable[[], float | None]] = {
    "east_riding.fewer": fewer,
    "east_riding.fewer_against_trend": lambda: fewer(trended=True),
    "east_riding.percentage": lambda: 100 * (rate_ratio()[0] - 1),
    "east_riding.interval_low": lambda: rate_ratio()[1],
    "east_riding.interval_high": lambda: rate_ratio()[2],
    "east_riding.total_2005_06": lambda: paid("all payers"),
    "east_riding.council_2005_06": lambda: paid("council"),
    "east_riding.legal_aid_2005_06": lambda: paid("legal_aid"),
    "east_riding.court_2005_06": lambda: paid("court"),
    "east_riding.cafcass_2005_06": lambda: paid("cafcass"),
    "east_riding.total_2014_15": lambda: paid("all payers", "2014-15"),
    "east_riding.council_2014_15": lambda: paid("council", "2014-15"),
    "east_riding.middle_year": lambda: paid("all payers", year="2013-14"),
}
