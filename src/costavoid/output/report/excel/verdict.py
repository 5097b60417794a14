"""The words of the Summary sheet: as costavoid wrote them until an input is changed.

Then those that matter most are put together from the cells, and the rest give way.
"""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Payer
from costavoid.output.report.excel.discounting import Worth
from costavoid.output.report.excel.payers import Paid
from costavoid.output.report.excel.rows import letters
from costavoid.output.report.excel.sheet import Sheet
from costavoid.output.report.excel.templates import quoted
from costavoid.output.words.council import committed_lines
from costavoid.output.words.in_full import Section
from costavoid.output.words.sentences import when
from costavoid.programme.base import labels

AS_WRITTEN = 8  # the hidden column that holds costavoid's words
LASTING = ("words", "not_counted")  # the sections that hold whatever the figures are
ANSWER, KNOWN = "answer", "how_we_know"
GAVE_WAY = (
    "Inputs have been changed: read the figures by formula below; these sentences were written for "
    "costavoid's own."
)
YOURS = "Inputs have been changed. With yours:"
NO_ANSWER = "An input cannot be used, so there is no answer."
MOST_TEXT = 2_000  # characters of all of it: a formula holds 8,192
POUNDS = '"£#,##0"'


def write_section(
    sheet: Sheet, section: Section, instead: list[str], changed: str, *, last: int, width: int
) -> None:
    """A heading and its sentences, each with what stands in its place once an input is changed."""
    sheet.section(section.title)
    if section.id in LASTING:
        for sentence in section.sentences:
            sheet.wide(sentence, last=last, width=width)
        return
    for i in range(max(len(instead), len(section.sentences))):
        said = section.sentences[i] if i < len(section.sentences) else ""
        then = instead[i] if i < len(instead) else '""'
        written = f"${letters(AS_WRITTEN)}${sheet.row + 1}"
        sheet.text(AS_WRITTEN, said, "figure text")
        sheet.saying(f'IF({changed}=0,{written}&"",{then})', said, last=last, width=width)


def instead(appraisal: Answer, paid: Paid, worth: Worth) -> dict[str, list[str]]:
    """By section, the formulas that give its words once an input is changed."""
    known = [
        _text(f"{labels(outcomes)}: {design.value}. {design.weakness}")
        for counterfactual, outcomes in appraisal.claimed.items()
        for design in [counterfactual.design(appraisal.inputs)]
    ]
    return {
        ANSWER: [*live_sentences(appraisal, paid, worth), *map(_text, committed_lines(appraisal))],
        KNOWN: known,
    }


def _text(words: str) -> str:
    """Words as a formula's text, as many as it holds."""
    return quoted(words[:MOST_TEXT])


def live_sentences(appraisal: Answer, paid: Paid, worth: Worth) -> list[str]:
    """What is released, what delivery costs, the net, payback, the most to fund, net present value.

    Each is a formula that gives words; while an input cannot be used, only the first does.
    """
    council = Payer.COUNCIL.value
    cash, delivery, net = (
        paid.total(council, what, nominal=True) for what in ("cash_released", "delivery", "net")
    )
    avoided, over = paid.total(council, "avoided"), when(appraisal.years)
    prices = appraisal.settings.price_year
    payback, most = paid.payback.value, paid.peak.value
    said = [
        '"The council\'s own cash, in cash terms: "&'
        f'{_either(cash, "released", "more spent")}&" in {over}."',
        f'IF({delivery}=0,"No delivery cost falls on the council.",'
        f'"Delivery costs it "&{_pounds(f"-{delivery}")}&", so net it "&'
        f'IF({net}>=0,"saves ","costs ")&{_pounds(net)}&".")',
        f'"Cost avoidance (non-cashable), for the council, in {prices} prices: "&'
        f'{_signed(avoided)}&"."',
        f'IF({delivery}=0,"",IF(ISERROR(VALUE(LEFT({payback},4))),{payback},'
        f'"Its cash pays back in "&{payback}&"."))',
        f'IF({delivery}=0,"",IF({most}=0,'
        '"At no year\'s end has the council paid out more than has come back.",'
        f'"The most it has to fund by any year\'s end is "&{_pounds(most)}&", in "&'
        f'{paid.peak_year.value}&"."))',
        f'"Net present value, every payer, in {prices} prices: "&{_signed(worth.npv)}&"."',
    ]
    heading = f'IF(ISERROR({worth.npv}),"{NO_ANSWER}","{YOURS}")'
    return [heading, *(f'IF(ISERROR({worth.npv}),"",{each})' for each in said)]


def _pounds(cell: str) -> str:
    return f"TEXT(ABS({cell}),{POUNDS})"


def _signed(cell: str) -> str:
    return f'IF({cell}<0,"-","")&{_pounds(cell)}'


def _either(cell: str, more: str, less: str) -> str:
    return f'{_pounds(cell)}&IF({cell}>=0," {more}"," {less}")'
