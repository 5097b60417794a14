"""The Discounting sheet: rates, factors and prices of each year, and the economic case."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Kind, Prices
from costavoid.base.years import start_year
from costavoid.evidence.catalogue import discount_schedule
from costavoid.evidence.prices import discount_factors
from costavoid.output.report.excel.book import Book
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.payers import ALL, Paid
from costavoid.output.report.excel.rows import FIRST, HEADER, Row, letters, plus, same, times
from costavoid.output.report.excel.rows import TOTAL as TOTAL_COLUMN
from costavoid.output.report.excel.sheet import Sheet

SAID = (
    "Discounting and inflation are never mixed: a present value is real terms times the discount "
    "factor; a budget is real terms times the prices of the year."
)


@dataclass(frozen=True)
class Worth:
    """Where the economic case stands."""

    yearly: dict[str, Row]  # by the columns of economic_case()
    benefits: str
    delivery: str
    npv: str
    bcr: Row


def factors(appraisal: Answer, book: Book, cells: InputCells) -> tuple[Row, Row]:
    """The discount factor and the prices of each year: two rows."""
    sheet, settings = book["Discounting"], appraisal.settings
    sheet.timeline("Discounting", SAID, ("What", "Unit", "Value", "Total", ""))
    schedule = discount_schedule(settings.schedule, settings.edition)
    sheet.section(f"{schedule.title}; flows at the {settings.timing}")
    rates = [schedule.rate(max(year, 1)) for year in range(len(appraisal.years))]
    columns = {letters(FIRST + year): year for year in range(len(appraisal.years))}
    first = letters(FIRST)
    rate = sheet.yearly(
        "Discount rate of the step into the year",
        lambda c, p: cells.settings.rate(columns[c]) if c != first else "0",
        [0.0, *rates[1:]],
        "percent",
    )
    here = sheet.here
    factor = sheet.yearly(
        "Discount factor at the start of the year",
        lambda c, p: f"{here.at(p)}/(1+{rate.at(c)})" if c != first else "1",
        list(discount_factors(len(appraisal.years), schedule)),
        "factor",
    )
    if settings.timing == "mid-year":
        start = factor
        factor = sheet.yearly(
            "Discount factor in the middle of the year",
            lambda c, p: f"{start.at(c)}/SQRT(1+{cells.settings.rate(columns[c] + 1)})",
            list(appraisal.discount_factors),
            "factor",
        )
    return factor, _prices(appraisal, sheet, cells)


def _prices(appraisal: Answer, sheet: Sheet, cells: InputCells) -> Row:
    """Cash pounds of each year per pound of the price year."""
    index, live = appraisal.pricing.index, cells.deflators
    sheet.section("Prices: the GDP deflator")
    here = sheet.here
    (before, _), (last, _) = index.levels[-2:]
    growth = f"{live.level(_quoted(last))}/{live.level(_quoted(before))}"
    years = {letters(FIRST + i): year for i, year in enumerate(appraisal.years)}

    def level(c: str, p: str) -> str:
        beyond = start_year(years[c]) - start_year(last)
        if beyond <= 0:
            return live.level(f"{c}${HEADER + 1}")
        if beyond == 1 or c == letters(FIRST):
            return f"{live.level(_quoted(last))}*({growth})^{beyond}"
        return f"{here.at(p)}*({growth})"

    levels = sheet.yearly(
        "Price index (after its last year, at its last growth)",
        level,
        [index.nominal_level(year) for year in appraisal.years],
        "years",
    )
    base = live.level(cells.settings.price_year)
    return sheet.yearly(
        f"Cash pounds of the year for each pound of {appraisal.settings.price_year}",
        lambda c, p: f"{levels.at(c)}/{base}",
        list(appraisal.inflation_factors),
        "factor",
    )


def _quoted(year: str) -> str:
    return f'"{year}"'


def economic_case(appraisal: Answer, book: Book, factor: Row, paid: Paid) -> Worth:
    """Real flows of every payer and their present value. Formula 11."""
    sheet = book["Discounting"]
    sheet.section("The economic case: every payer, real, discounted")
    real = paid.real[ALL]
    rows: dict[str, Row] = {}
    parts = {"benefits": ("gross", Kind.BENEFIT), "delivery": ("delivery", Kind.DELIVERY)}
    for name, (source, kind) in parts.items():
        rows[name] = sheet.yearly(
            {"benefits": "Benefits", "delivery": "Delivery cost"}[name],
            same(real[source]),
            appraisal.annual(kind=kind),
            "pounds",
            note="real terms",
            total=True,
        )
    rows["net"] = sheet.yearly(
        "Net",
        plus(rows["benefits"], rows["delivery"]),
        appraisal.annual(),
        "total pounds",
        note="real terms",
        total=True,
    )
    rows["discount_factor"] = factor
    labels = {"benefits": "Benefits", "delivery": "Delivery cost", "net": "Net"}
    worth = {
        name: sheet.yearly(
            f"{label}, present value",
            times(rows[name], factor),
            appraisal.annual(
                kind=parts[name][1] if name in parts else None, prices=Prices.PRESENT_VALUE
            ),
            "total pounds" if name == "net" else "pounds",
            note="present value",
            total=True,
        )
        for name, label in labels.items()
    }
    rows["present_value"] = worth["net"]
    benefits, delivery, npv = (worth[name].cell(letters(TOTAL_COLUMN)) for name in labels)
    ratio = f'IF({delivery}=0,"not defined",{benefits}/-{delivery})'
    bcr = sheet.scalar(
        "Benefit for each £1 of delivery cost (BCR)", ratio, appraisal.bcr, "total ratio"
    )
    return Worth(rows, benefits, delivery, npv, bcr)
