"""The register, and what came of it, as documents: sections of words and tables."""

from __future__ import annotations

import numpy as np

from costavoid.base.vocabulary import MONTHS_PER_YEAR, Cash, Payer
from costavoid.evidence.figures import percent, pounds
from costavoid.output.report.document import Block, Document, Heading, Paragraph, Section, Table
from costavoid.output.words.telling import ENOUGH_SAID
from costavoid.tracking.published import published_said
from costavoid.tracking.register import Benefit, Register
from costavoid.tracking.register_file import hash_of
from costavoid.tracking.targets import targets, when_said
from costavoid.tracking.words import METHOD, day_said, whole_or_tenth

NOBODY = "to be named"
COLUMNS = (
    "Benefit",
    "Class",
    "Payer",
    "Measure",
    "Baseline a year",
    "Full-year value",
    "Owner",
    "Data source",
    "From and to",
)


def register_document(register: Register) -> Document:
    """The benefits register as approved."""
    sections = (
        Section("register", "Benefits register", _benefits(register)),
        Section("targets", "Targets by quarter", _targets(register)),
        Section("telling", "When the counts could tell", _telling(register)),
        Section("money", "The council's money", _money(register)),
        Section("method", "How it will be judged", tuple(Paragraph(said) for said in METHOD)),
        Section("record", "What was approved", _record(register)),
    )
    title = f"{register.programme}: benefits register"
    return Document(title, f"Approved {day_said(register.approved)}. {register.summary}", sections)


def _benefits(register: Register) -> tuple[Block, ...]:
    rows = tuple(row for benefit in register.benefits for row in _rows(benefit, register))
    caption = (
        f"Every benefit of the approved case; the value of its best year, in {register.price_year} "
        "prices"
    )
    blocks: list[Block] = [Table(caption, COLUMNS, rows, frozenset({4, 5}))]
    gaps = [benefit.measure for benefit in register.benefits if not benefit.owner]
    if gaps:
        said = f"For the author: who answers for {'; '.join(gaps)}, and where counts come from."
        blocks.append(Paragraph(said, "gap"))
    untold = [benefit for benefit in register.benefits if not benefit.counted]
    if untold:
        blocks.append(Heading("What no count shows"))
        blocks += [Paragraph(f"{each.benefit}: {each.not_counted}.", "item") for each in untold]
    stands = [benefit for benefit in register.benefits if benefit.published]
    if stands:
        blocks.append(Heading("What will be compared with other councils"))
        blocks += [Paragraph(f"{published_said(each)}.", "item") for each in stands]
    return tuple(blocks)


def _rows(benefit: Benefit, register: Register) -> list[tuple[str, ...]]:
    """A row for each payer and class; one without pounds where there are none."""
    baseline = whole_or_tenth(benefit.baseline_a_year) if benefit.counted else "not counted"
    shown = (benefit.owner or NOBODY, benefit.data_source or NOBODY)
    times = f"{day_said(benefit.starts)} to {day_said(benefit.ends)}"
    if not benefit.values:
        return [(benefit.benefit, "quantified", "-", benefit.measure, baseline, "-", *shown, times)]
    rows: list[tuple[str, ...]] = []
    for value in benefit.values:
        best = int(np.argmax(np.abs(value.pounds)))
        kind = "cash" if value.kind is Cash.CASH else "non-cash"
        worth = f"{pounds(value.pounds[best])} ({register.years[best]})"
        rows.append(
            (
                benefit.benefit,
                kind,
                value.payer.label,
                benefit.measure,
                baseline,
                worth,
                *shown,
                times,
            )
        )
    return rows


def _targets(register: Register) -> tuple[Block, ...]:
    """How many are planned in each quarter, with what would be there without the programme."""
    blocks: list[Block] = []
    for benefit in register.counted:
        rows = tuple(
            (
                each.label,
                whole_or_tenth(each.without),
                whole_or_tenth(each.planned),
                whole_or_tenth(each.by_then.without),
                whole_or_tenth(each.by_then.planned),
            )
            for each in targets(benefit)
        )
        columns = ("Quarter", "Without it", "Target", "Without it, so far", "Target, so far")
        rests = f"the baseline: {benefit.baseline_source}"
        caption = f"{benefit.measure}: events in each financial quarter ({rests})"
        blocks.append(Table(caption, columns, rows, frozenset({1, 2, 3, 4})))
    return tuple(blocks) or (Paragraph("No benefit of this case is seen in counts of events."),)


def _telling(register: Register) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(ENOUGH_SAID)] if register.counted else []
    for benefit in register.counted:
        found = targets(benefit)
        shown = [each for each in found if each.label.endswith("Q4")] or found[-1:]
        rows = tuple(
            (
                f"{each.label}, quarter {each.by_then.number}",
                percent(each.by_then.chance),
                percent(each.by_then.chance_if_known),
            )
            for each in shown
        )
        caption = f"{benefit.measure}: the chance that counts tell the planned fall from none"
        columns = ("By the end of", "With this baseline", "Were the baseline known exactly")
        blocks.append(Paragraph(when_said(benefit)))
        blocks.append(Table(caption, columns, rows, frozenset({1, 2})))
    return tuple(blocks) or (Paragraph("No benefit of this case is seen in counts of events."),)


def _money(register: Register) -> tuple[Block, ...]:
    money = register.money
    yearly = [
        np.asarray(part).reshape(-1, MONTHS_PER_YEAR).sum(axis=1)
        for part in (money.spent, money.released, money.avoided)
    ]
    rows = [
        (year, *(pounds(float(part[i])) for part in yearly))
        for i, year in enumerate(register.years)
    ]
    rows.append(("All years", *(pounds(float(part.sum())) for part in yearly)))
    columns = ("Financial year", "Spent on delivery", "Cash released", "Cost avoidance")
    caption = "The council's own money as planned, in cash terms"
    others = sorted(
        {
            value.payer.label
            for benefit in register.benefits
            for value in benefit.values
            if value.payer is not Payer.COUNCIL
        }
    )
    blocks: list[Block] = [Table(caption, columns, tuple(rows), frozenset({1, 2, 3}), total=True)]
    if others:
        blocks.append(Paragraph(f"What others gain is in the register: {', '.join(others)}."))
    return tuple(blocks)


def _record(register: Register) -> tuple[Block, ...]:
    rows = (
        ("Approved", day_said(register.approved)),
        ("Years", f"{register.years[0]} to {register.years[-1]}"),
        ("Price year", register.price_year),
        ("SHA-256 of the register", hash_of(register)),
        ("costavoid", register.costavoid),
        ("Data (SHA-256)", register.data_sha256),
    )
    said = "The file is sealed with this hash; one edited since is refused, and what differs shown."
    return (Paragraph(said), Table("What was approved", ("What", "Value"), rows))
