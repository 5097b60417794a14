"""The evidence tables: every number the library holds, where it is from and how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from costavoid.base.vocabulary import EvidenceStatus, Quality
from costavoid.evidence.catalogue import (
    ACTIVITY,
    EFFECTS,
    UNIT_COSTS,
    default,
    discount_schedules,
    price_index,
    read_table,
    sources,
)
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import printed
from costavoid.output.markdown_text import plain, table
from costavoid.programme.fields import range_words, value_words
from generate.markdown import citation, document
from generate.spreads import SPREADS, spreads_page

STATUSES = {
    EvidenceStatus.PUBLISHED: "Printed in the source with its unit and price year.",
    EvidenceStatus.YEAR_INFERRED: (
        "Printed, but its price year is inferred from the date of the document."
    ),
    EvidenceStatus.MIDPOINT: "The middle of a range that the source prints.",
    EvidenceStatus.DERIVED: "Arithmetic on published numbers; the note says which.",
    EvidenceStatus.ASSUMED: "Nobody published it; the note says why this value. Give your own.",
    EvidenceStatus.LOCAL: "A council's own; none is in these tables.",
}
QUALITIES = {
    Quality.GREEN: (
        "Official statistic, audited figure, or fee set in law or contract, of 2019-20 or later."
    ),
    Quality.AMBER: "Official or peer-reviewed but older, or simple arithmetic on such figures.",
    Quality.RED: (
        "One council, press or charity figure, inferred price year, long out of date, or entered "
        "without a source."
    ),
}
PAGES = {
    EFFECTS: ("evidence/effects.md", "Effects", "What programmes change, and how that is known."),
    UNIT_COSTS: (
        "evidence/unit_costs.md",
        "Unit costs",
        "What one placement week, one set of proceedings, one assessment costs, and whom.",
    ),
    ACTIVITY: (
        "evidence/activity.md",
        "Counts, shares and lengths of time",
        "How many, how often and for how long.",
    ),
}
PRICES = "evidence/prices.md"
NAMES = {
    "camhs": "Child and adolescent mental health services",
    "care_applications": "Care applications in England",
    "childrens_centres": "Children's centres",
    "east_riding": "East Riding",
    "fdac": "Family Drug and Alcohol Court",
    "fgc": "Family group conference",
    "fnp": "Family Nurse Partnership",
    "house_project": "House Project",
    "lifetime": "Social costs",
    "neet": "Not in education, work or training",
    "nhs": "NHS",
    "pre_proceedings": "Pre-proceedings",
    "substance": "Drugs and alcohol",
    "sure_start": "Sure Start",
    "swis": "Social workers in schools",
}
COLUMNS = (
    "Number",
    "Value",
    "Range",
    "Payer",
    "Basis",
    "Cash-releasing share",
    "How it is known",
    "Status",
    "Quality",
    "Source",
)


def evidence_pages() -> dict[str, str]:
    """Every evidence page: its path in docs/, and its text."""
    return {
        "evidence.md": _index(),
        **{PAGES[name][0]: _page(name) for name in PAGES},
        PRICES: _prices(),
        SPREADS: spreads_page(),
    }


def numbers(name: str) -> Mapping[str, Estimate]:
    """The numbers of one data file, by id."""
    return read_table(name, lambda place, row: default(row["id"]))


def _index() -> str:
    rows = [
        (f"[{title}]({path})", str(len(numbers(name))), said)
        for name, (path, title, said) in PAGES.items()
    ]
    deflator = "The GDP deflator, and the Green Book's discount rates."
    rows.append((f"[Prices and discount rates]({PRICES})", "", deflator))
    varies = "What draws make of each interval, and other values of the same quantity."
    rows.append((f"[What varies, and what else is published]({SPREADS})", "", varies))
    held = [estimate for name in PAGES for estimate in numbers(name).values()]
    return document(
        "# The evidence",
        f"{len(held)} numbers from {len({e.source.id for e in held})} documents. Each has an id: "
        'use it to look the number up (`ca.default("placement.foster.any.week")`, or '
        "`costavoid sources placement.foster.any.week`), and to put your own in its place "
        '(`overrides=[ca.local(..., id="...")]`).',
        table(("Table", "Numbers", "What is in it"), rows),
        "## How to read them",
        "**Status** says how a number came to be known, as [decision 3]"
        "(decisions/0003-evidence-statuses.md) rules:",
        table(
            ("Status", "Numbers", "Means"),
            [
                (_words(s.value), str(sum(e.status is s for e in held)), said)
                for s, said in STATUSES.items()
            ],
        ),
        "**Quality** says how good the evidence behind it is:",
        table(
            ("Quality", "Numbers", "Means"),
            [
                (q.value, str(sum(e.quality is q for e in held)), said)
                for q, said in QUALITIES.items()
            ],
        ),
        "**Range** is what was printed: a *95% interval* covers chance in the counting; a *range* "
        "is only the lowest and highest that somebody printed, and does not vary in draws unless "
        "you ask. *Between councils* are the 2.5th and 97.5th percentiles of the figures that "
        "councils publish of themselves in that year: how far England's may be from yours, until "
        "you [name your council](councils.md). Without any, nobody printed how far the number "
        "may be out.",
        "**Cash-releasing share** is the part of a cost that stops being paid when one case does "
        "not happen: see [what cash-releasing means]"
        "(decisions/0004-what-cash-releasing-means.md). **Basis** says whether a cost is an "
        "*average* (total over volume), *marginal* (what one case fewer saves) or a *price*.",
    )


def _page(name: str) -> str:
    _, title, said = PAGES[name]
    groups: dict[str, list[Estimate]] = {}
    for id, estimate in numbers(name).items():
        groups.setdefault(id.split(".")[0], []).append(estimate)
    parts: list[str] = []
    for stem in sorted(groups, key=heading):
        parts += [f"## {heading(stem)}", _table(groups[stem])]
    return document(f"# {title}", f"{said} [How to read the columns](../evidence.md).", *parts)


def heading(stem: str) -> str:
    """What the numbers whose ids begin alike are about, in words."""
    return NAMES.get(stem) or _words(stem).capitalize()


def _words(name: str) -> str:
    return name.replace("_", " ")


def _table(group: Iterable[Estimate]) -> str:
    """A row a number; without the columns that none of them has anything in."""
    rows = [_row(estimate) for estimate in group]
    filled = [at for at in range(len(COLUMNS)) if any(row[at] for row in rows)]
    return table([COLUMNS[at] for at in filled], [[row[at] for at in filled] for row in rows])


def _row(estimate: Estimate) -> tuple[str, ...]:
    share = estimate.cash_releasing
    notes = (f"{plain(text).rstrip('.')}." for text in (estimate.note, estimate.caution) if text)
    where = f"; {plain(estimate.locator)}" if estimate.locator else ""
    return (
        " ".join((f"**{plain(estimate.label)}** (`{estimate.id}`).", *notes)),
        value_words(estimate),
        range_words(estimate),
        estimate.payer.label if estimate.payer else "",
        estimate.basis.value if estimate.basis else "",
        "" if share is None else printed(share),
        estimate.design.value if estimate.design else "",
        _words(estimate.status.value),
        estimate.quality.value,
        f"{citation(estimate.source)}{where}",
    )


def _prices() -> str:
    """The price index and the discount rates."""
    index = price_index()
    of_index = "; ".join(citation(s) for s in sources().values() if s.title in index.vintage)
    levels = [
        (year, printed(level), "outturn" if year <= index.outturn else "forecast", of_index)
        for year, level in index.levels
    ]
    bands = []
    for schedule in discount_schedules().values():
        after = 0
        for band in schedule.bands:
            years = f"{after + 1} to {band.to_year}" if band is not schedule.bands[-1] else "later"
            source = citation(sources()[schedule.source])
            bands.append((plain(schedule.title), years, f"{band.rate * 100:.3g}%", source))
            after = band.to_year
    return document(
        "# Prices and discount rates",
        "How they are used: [prices](../method.md#8-and-9-prices) and "
        "[discounting](../method.md#10-and-11-discounting).",
        "## The GDP deflator",
        "Pounds of one year become pounds of another by the ratio of their values. "
        f"{index.outturn} is the last year that is not a forecast.",
        table(("Financial year", "Value", "Kind", "Source"), levels),
        "## Discount rates",
        "The rate of each step from one year to the next, counted from the first year (year 0).",
        table(("Schedule", "Years", "Value", "Source"), bands),
    )
