"""The five slides: each says what the first page says, in its words and with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from costavoid.analysis.sensitivity import one_at_a_time
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import by_payer, payers
from costavoid.evidence.figures import bracketed, short
from costavoid.output.report.powerpoint import native
from costavoid.output.report.powerpoint.boxes import (
    EDGE,
    GAP,
    GREY,
    HEAD,
    INK,
    SLIDE,
    Box,
    Look,
    filled,
    grid,
    new_slide,
    rated,
    write,
)
from costavoid.output.report.word_page import STATUS
from costavoid.output.words.cover import (
    BRACKETS,
    BREAK_EVEN,
    EVIDENCE,
    RECOMMENDATION,
    RISKS_TITLE,
    Cover,
    cells,
    cover,
    heads,
)
from costavoid.output.words.findings import tornado_finding, waterfall_finding
from costavoid.output.words.plainly import names, plainly
from costavoid.output.words.sentences import when
from costavoid.version import __version__

ACROSS = SLIDE[0] - 2 * EDGE
TOP, FOOT = 1.55, SLIDE[1] - 0.6  # inches: what is between the title and the foot
TILES = ("delivery", "released", "net", "present_value")
COUNCIL = ("delivery", "released", "net", "cumulative")
GAINS = {"delivery": "Delivery cost", "cash": "Cash-releasing saving", "avoided": "Cost avoidance"}
MOST = 5  # inputs of a chart
NOTE, BODY, HEADING = Look(12, colour=GREY), Look(18), Look(16, bold=True)


@dataclass(frozen=True)
class Subject:
    """What the slides are of: an answer and its first page."""

    appraisal: Answer
    said: Cover
    plain: Callable[[str], str]  # words without ids

    @property
    def unit(self) -> str:
        """What figures are in."""
        return "£000s" if self.said.table.unit > 1 else "£"

    @property
    def foot(self) -> str:
        """What stands under every slide."""
        return f"{self.said.title}. {STATUS}. Written by costavoid {__version__}."


def subject_of(appraisal: Answer) -> Subject:
    """An answer and its first page, in words without ids."""
    said, plain = cover(appraisal), plainly(names(appraisal))
    plain_words = replace(
        said,
        verdict=tuple(map(plain, said.verdict)),
        break_even=plain(said.break_even),
        risks=tuple(map(plain, said.risks)),
    )
    return Subject(appraisal, plain_words, plain)


def verdict(made: Any, of: Subject) -> None:
    """The verdict, the rating, and what it comes to."""
    said = of.said
    slide = new_slide(made, said.title, of.foot)
    if said.about:
        write(slide, Box(EDGE, 1.3, ACROSS, 0.4), [said.about], Look(16, colour=GREY))
    write(slide, Box(EDGE, 1.85, ACROSS, 2.2), said.verdict, Look(24, bold=True))
    rated(slide, Box(EDGE, 4.2, 4.2, 0.5), EVIDENCE, said.rating)
    if said.chance:
        write(slide, Box(EDGE + 4.5, 4.28, ACROSS - 4.5, 0.45), [said.chance], Look(16))
    width = (ACROSS - 0.6) / len(TILES)
    for number, id in enumerate(TILES):
        row = said.table.row(id)
        box = Box(EDGE + number * (width + 0.2), 5.0, width, 1.3)
        filled(slide, box, [row.label, bracketed(row.whole)], Look(20, bold=True), HEAD)
    write(slide, Box(EDGE, 6.45, ACROSS, 0.4), [said.caption], NOTE)


def cash(made: Any, of: Subject) -> None:
    """The council's cash by year: a chart and its figures."""
    said = of.said
    slide = new_slide(made, said.finding, of.foot)
    rows = {id: said.table.row(id) for id in COUNCIL}
    native.cash_by_year(
        slide,
        Box(EDGE, TOP, ACROSS, 3.2),
        said.table.columns,
        {rows[id].label: rows[id].amounts for id in ("delivery", "released")},
        {rows["cumulative"].label: rows["cumulative"].amounts},
    )
    shown = [row for row, line in zip(cells(said.table), said.table.rows, strict=True)
             if line.id in rows]  # fmt: skip
    grid(slide, Box(EDGE, TOP + 3.3, ACROSS, 1.5), heads(said.table), shown, strong=(2, 3))
    write(slide, Box(EDGE, FOOT - 0.35, ACROSS, 0.3), [said.caption], NOTE)


def gains(made: Any, of: Subject) -> None:
    """Who pays and who gains."""
    appraisal = of.appraisal
    slide = new_slide(made, f"{waterfall_finding(appraisal)}.", of.foot)
    table = by_payer(appraisal)
    found = [payer for payer in payers(appraisal) if table.loc[payer.value].any()]
    rows = table.loc[[payer.value for payer in found]]
    nets = zip(found, rows["net"], strict=True)
    labels = [f"{payer.label}: {net_said(net)}" for payer, net in nets]
    bars = {name: rows[column].tolist() for column, name in GAINS.items()}
    if found:
        high = min(FOOT - TOP - 0.45, 1.2 + 0.7 * len(found))
        native.by_payer(slide, Box(EDGE, TOP, ACROSS, high), labels, bars, of.said.table.unit)
    prices = f"{appraisal.settings.price_year} prices, not discounted"
    said = f"{of.unit}, {when(appraisal.years)}, in {prices}. {BRACKETS}"
    write(slide, Box(EDGE, FOOT - 0.35, ACROSS, 0.3), [said], NOTE)


def net_said(pounds: float) -> str:
    """Pounds by the sign convention of the first page."""
    return f"({short(-pounds)})" if pounds < 0 else short(pounds)


def risks(made: Any, of: Subject) -> None:
    """How well it is known, what would have to be true, what could be wrong."""
    said, half = of.said, ACROSS * 0.46
    slide = new_slide(made, said.verdict[0], of.foot)
    rated(slide, Box(EDGE, TOP, 4.2, 0.5), EVIDENCE, said.rating)
    if said.chance:
        write(slide, Box(EDGE, TOP + 0.6, half, 0.5), [said.chance], Look(14))
    write(slide, Box(EDGE, TOP + 1.2, half, 0.35), [BREAK_EVEN], HEADING)
    write(slide, Box(EDGE, TOP + 1.55, half, 1.1), [said.break_even], BODY)
    write(slide, Box(EDGE, TOP + 2.75, half, 0.35), [RISKS_TITLE], HEADING)
    bullets = Look(18, bullets=True)
    write(slide, Box(EDGE, TOP + 3.1, half, FOOT - TOP - 3.1), said.risks, bullets)
    left = half + 0.3
    _swings(slide, of, Box(EDGE + left, TOP, ACROSS - left, FOOT - TOP))


def _swings(slide: Any, of: Subject, box: Box) -> None:
    """What moves the answer most; nothing where nothing does."""
    appraisal = of.appraisal
    table = one_at_a_time(appraisal)
    order = table["swing"].fillna(0.0).round(2).sort_values(ascending=False, kind="stable")
    moving = table.loc[order[order > 0].index[:MOST]]
    if moving.empty:
        return
    head = Box(box.left, box.top, box.width, 1.15)
    write(
        slide,
        head,
        [of.plain(f"{tornado_finding(appraisal)}."), f"Net present value, {of.unit}."],
        Look(13, bold=True),
    )
    ends = {"Input at its low": "net_at_low", "Input at its high": "net_at_high"}
    native.swings(
        slide,
        Box(box.left, box.top + 1.2, box.width, box.height - 1.2),
        [of.plain(str(label)) for label in moving["label"]],
        {name: moving[column].tolist() for name, column in ends.items()},
        appraisal.npv,
        of.said.table.unit,
    )


def ask(made: Any, of: Subject) -> None:
    """What is recommended, for the author to say; and the table a budget needs."""
    said = of.said
    slide = new_slide(made, RECOMMENDATION, of.foot)
    filled(slide, Box(EDGE, TOP, ACROSS, 1.0), [said.recommendation], Look(20, colour=INK), GAP)
    strong = [i for i, row in enumerate(said.table.rows) if row.id in ("net", "cumulative")]
    box = Box(EDGE, TOP + 1.3, ACROSS, 3.2)
    grid(slide, box, heads(said.table), cells(said.table), strong=strong, size=14)
    write(slide, Box(EDGE, FOOT - 0.35, ACROSS, 0.3), [said.caption], NOTE)


SLIDES: tuple[Callable[[Any, Subject], None], ...] = (verdict, cash, gains, risks, ask)
