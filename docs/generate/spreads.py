"""The page of what varies: every number with an interval or another published value."""

from __future__ import annotations

from costavoid.base.vocabulary import RangeKind
from costavoid.evidence.alternatives import Alternative, all_alternatives
from costavoid.evidence.catalogue import default, defaults, price_index
from costavoid.evidence.distributions import distribution, ends_drawn
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import figure, interval
from costavoid.evidence.prices import rebase
from costavoid.output.markdown_text import plain, table
from costavoid.programme.fields import value_words
from generate.markdown import citation, document

SPREADS = "evidence/spreads.md"


def spreads_page() -> str:
    """What draws make of each interval, and what other published values would change."""
    drawn = [e for e in defaults().values() if e.low is not None]
    return document(
        "# What varies, and what else is published",
        f"{len(drawn)} of {len(defaults())} numbers have an interval or a range, and "
        f"{len(all_alternatives())} have another published value. Of the rest nobody published how "
        "far they may be out: they are held fixed in draws unless `appraise(..., unpublished=0.2)` "
        "assumes it. [How to read the evidence](../evidence.md).",
        "## What is drawn",
        "The two ends drawn are those below and above which so many draws fall as the published "
        "interval leaves outside. A *range* is only what somebody printed as lowest and highest: "
        "it is held fixed unless `range_as` is given.",
        table(
            ("Number", "Published", "Drawn as", "Its ends", "Its mean", "Rests on", "Source"),
            [_drawn(estimate) for estimate in drawn],
        ),
        "## Other published values",
        "Each stands for the same quantity. `costavoid.alternatives(id)` gives them; "
        "`appraisal.alternatives()` says what each would do to an answer. Changes are in pounds of "
        "one year.",
        table(
            ("Number", "In use", "Also published", "Change", "How it differs", "Source"),
            [_other(id, other) for id, found in all_alternatives().items() for other in found],
        ),
    )


def _named(estimate: Estimate) -> str:
    return f"{plain(estimate.label)} (`{estimate.id}`)"


def _drawn(estimate: Estimate) -> tuple[str, ...]:
    printed = f"{value_words(estimate)}{interval(estimate)}"
    rests, source = plain(estimate.note), citation(estimate.source)
    spread = distribution(estimate)
    if spread is None:
        kind = "held fixed" if estimate.range_kind is RangeKind.RANGE else "held fixed: no interval"
        return (_named(estimate), printed, kind, "", "", rests, source)
    low, high = ends_drawn(estimate, spread)
    ends = f"{figure(low)} to {figure(high)}"
    return (_named(estimate), printed, spread.kind, ends, figure(spread.mean), rests, source)


def _other(id: str, other: Alternative) -> tuple[str, ...]:
    used, found = default(id), other.estimate
    change = _in_one_year(found) / _in_one_year(used) - 1
    return (
        _named(used),
        value_words(used),
        f"{value_words(found)} (`{found.id}`)",
        f"{change:+.0%}",
        f"{plain(other.why)}.",
        citation(found.source),
    )


def _in_one_year(estimate: Estimate) -> float:
    """Its value in pounds of the last year that is not a forecast; as it is, where not money."""
    if estimate.price_year is None:
        return estimate.value
    index = price_index()
    return float(rebase(estimate.value, estimate.price_year, index.outturn, index))
