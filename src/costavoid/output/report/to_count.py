"""What a business case promises to count, and by when counts could show whether it came true."""

from __future__ import annotations

from costavoid.analysis.measures import Measured, measures
from costavoid.analysis.telling import quarters, when_told
from costavoid.appraisal.answer import Answer
from costavoid.evidence.figures import percent, tenths
from costavoid.output.report.document import Block, Heading, Paragraph, Table
from costavoid.output.words.telling import ENOUGH_SAID, when_planned

COLUMNS = (
    "By the end of",
    "Without it, so far",
    "Planned, so far",
    "Chance, with this baseline",
    "Chance, were it known exactly",
)
AT = 4  # quarters: a row for each year


def to_count(appraisal: Answer) -> tuple[Block, ...]:
    """For each effect that a count shows: when it could be told from none. Blank without any."""
    found = [each for each in measures(appraisal) if isinstance(each, Measured) and each.falls]
    if not found:
        return ()
    blocks: list[Block] = [Heading("When counting could show it"), Paragraph(ENOUGH_SAID)]
    for each in found:
        rests = each.baseline.said
        said = when_planned(when_told(each), rests, falls=True)
        blocks += [Paragraph(f"{each.label}: {said}"), _chances(each)]
    return tuple(blocks)


def _chances(measured: Measured) -> Table:
    every = quarters(measured)
    shown = every[AT - 1 :: AT] or every[-1:]
    rows = tuple(
        (
            f"{each.label}, quarter {each.number}",
            tenths(round(each.without, 1)),
            tenths(round(each.planned, 1)),
            percent(each.chance),
            percent(each.chance_if_known),
        )
        for each in shown
    )
    caption = f"{measured.label}: the chance that counts tell the planned fall from none"
    return Table(caption, COLUMNS, rows, frozenset({1, 2, 3, 4}))
