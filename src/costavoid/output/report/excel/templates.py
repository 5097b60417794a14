"""Words with gaps as formulas: the same words as costavoid fills, filled by cells."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

LONGEST = 200  # characters of text in a formula, of 255


def quoted(words: str) -> str:
    """Words as a formula's text, in pieces that it takes."""
    parts = [words[i : i + LONGEST] for i in range(0, len(words), LONGEST)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def filled(words: str, cells: Mapping[str, str]) -> str:
    """A formula that gives the words, each {gap} filled by the cell of that name."""
    made = []
    for text, gap, _, _ in Formatter().parse(words):
        made += [quoted(text)] if text else []
        made += [cells[gap]] if gap else []
    return "&".join(made)


def capital(text: str) -> str:
    """A formula's text with its first letter a capital."""
    return f"UPPER(LEFT({text},1))&MID({text},2,1000)"


def whole(amount: str) -> str:
    """A formula to the nearest whole number, halves to the even one, as costavoid rounds."""
    return f"IF(MOD({amount},1)=0.5,2*ROUND(({amount})/2,0),ROUND({amount},0))"


def pounds(units: str, unit: str) -> str:
    """Whole units of a table as text: £515,000, £1.208 million, -£40."""
    size = f"ABS({units})*{unit}"
    return (
        f'IF({units}<0,"-","")&IF({size}<1000000,TEXT({size},"£#,##0"),'
        f'"£"&ROUND({size}/1000000,3)&" million")'
    )


def to_four_figures(number: str) -> str:
    """A number to three decimals or four figures: 0.111, 8.623, 183.9, 1,222."""
    places = f"IF(ABS({number})<10,3,3-INT(LOG10(ABS({number}))))"
    near = f"ROUND({number},{places})"
    return f'IF(ABS({number})>=1000,TEXT({near},"#,##0"),{near}&"")'


def to_a_tenth(number: str) -> str:
    """A count that need not be whole, to a tenth: 4.2, 600."""
    near = f"ROUND({number},1)"
    return f'IF({near}=INT({near}),TEXT({near},"#,##0"),TEXT({near},"#,##0.0"))'
