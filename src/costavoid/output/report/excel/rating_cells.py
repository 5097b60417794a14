"""How well the effect is known, on the Dashboard: as costavoid rates it, or untested if changed."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.output.report.excel.templates import quoted
from costavoid.output.words.cover import Cover
from costavoid.output.words.evidence_said import UNTESTED

YOURS = "The effect is your own figure, not the one in the evidence."


@dataclass(frozen=True)
class Rated:
    """Formulas of the rating and of the sentence about the evidence."""

    word: str
    shape: str
    sentence: str
    changed: str  # how many of the numbers that carry an effect are no longer costavoid's


def rated(appraisal: Answer, cells: InputCells, said: Cover) -> Rated:
    """As costavoid rates it, until a number that carries an effect is changed."""
    measured = {
        number.id: appraisal.inputs.estimate(number)
        for found in appraisal.claimed
        for number in (*found.estimates, found.moved)
        if number.design or number.id == found.moved.id
    }
    changed = "+".join(cells.is_changed(number) for number in measured.values()) or "0"

    def either(yours: str, ours: str) -> str:
        return f"IF({changed}>0,{quoted(yours)},{quoted(ours)})"

    return Rated(
        word=either(UNTESTED.word, said.rating.word),
        shape=either(UNTESTED.shape, said.rating.shape),
        sentence=either(YOURS, said.verdict[0]),
        changed=changed,
    )
