"""Documents of a portfolio: tables add up, words are the same in each, a workbook switches."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import costavoid as ca
from costavoid.output.report.document import Table
from costavoid.output.report.portfolio import portfolio_document
from costavoid.output.words.cover import cover
from libreoffice import Shown, calculate, program
from portfolio_cases import appraised, cohort

AVOIDED = {"one": 30, "two": 20, "three": 40, "alone": 5}
YEARLY = {"one": 9_000, "two": 5_000, "three": 20_000, "alone": 4_000}


def joined(*names: str, times: float = 1) -> ca.Portfolio:
    """Of the four; "alone" shares no children, and is so many times its size."""
    sizes = {name: times if name == "alone" else 1 for name in names}
    parts = {
        name: appraised(name, AVOIDED[name] * size, yearly=YEARLY[name] * size)
        for name, size in sizes.items()
    }
    sharing = [name for name in names if name != "alone"]
    shared = [cohort(*sharing)] if len(sharing) > 1 else []
    return ca.portfolio(parts, cohorts=shared)


@pytest.fixture(scope="module")
def whole() -> ca.Portfolio:
    return joined(*AVOIDED)


def tables(found: ca.Portfolio) -> dict[str, list[Table]]:
    return {
        section.id: [block for block in section.blocks if isinstance(block, Table)]
        for section in portfolio_document(found.page()).sections
    }


def number(cell: str) -> int:
    """A cell as it is printed: brackets are money spent."""
    plain = int(cell.strip("()").replace(",", ""))
    return -plain if cell.startswith("(") else plain


# ---- Tables


def test_two_programmes_by_hand() -> None:
    # 30 and 20 of 100 at £1,000 each, 60% cash, for two years from 1 April: each year £30,000 and
    # £20,000, less 0.3 x 0.2 x 100 = 6 events, £6,000: of cash 18,000 + 12,000 - 3,600, to run
    # 14,000; prices of 2027-28 are one year's inflation up, so the first year is by hand
    rows = {row[0]: row for row in tables(joined("one", "two"))["summary"][0].rows}
    first = {label: number(row[1]) for label, row in rows.items()}
    assert first["Delivery cost"] in (-14, -14_000)
    unit = 1000 if first["Delivery cost"] == -14 else 1
    assert first["Cash-releasing saving, each alone"] == 30_000 // unit
    assert first["Removed for overlap: cash"] == round(-3_600 / unit)
    assert first["Cost avoidance, each alone"] == 20_000 // unit
    assert first["Removed for overlap: cost avoidance"] == round(-2_400 / unit)
    assert first["Removed for overlap: other payers"] == 0


def test_every_table_adds_up(whole: ca.Portfolio) -> None:
    found = tables(whole)
    (summary,) = found["summary"]
    rows = {row[0]: [number(cell) for cell in row[1:] if cell] for row in summary.rows}
    net = [rows[label] for label in ("Delivery cost", "Cash-releasing saving, each alone",
                                     "Removed for overlap: cash")]  # fmt: skip
    assert [sum(column) for column in zip(*net, strict=True)] == rows["Net cash"]
    assert rows["Cumulative net cash"][-1] == rows["Net cash"][-1]
    for label, amounts in rows.items():
        if label != "Cumulative net cash":
            assert sum(amounts[:-1]) == amounts[-1], label
    (side,) = found["programmes"]
    columns = list(zip(*(map(number, row[2:8]) for row in side.rows), strict=True))
    for *parts, total in columns:
        assert sum(parts) == total
    assert columns[2][-1] == rows["Net cash"][-1]
    assert columns[5][-1] == rows["All payers, present value, together"][-1]
    (rules,) = found["overlap"]
    headline = next(row for row in rules.rows if "headline" in row[0])
    assert number(headline[1]) == rows["Net cash"][-1]
    plain = rules.rows[-1]
    for row in rules.rows:  # what is removed is the whole difference
        assert number(row[1]) - number(row[2]) == number(plain[1])
        assert number(row[3]) - number(row[4]) == number(plain[3])


def test_what_is_printed_is_what_the_portfolio_comes_to(whole: ca.Portfolio) -> None:
    page = whole.page()
    off = len(whole.names) / 2 * page.table.unit + page.table.unit / 2
    net = page.table.row("net").whole * page.table.unit
    assert abs(net - whole.council_net_cash) <= 2 * off
    assert abs(page.table.row("present_value").whole * page.table.unit - whole.npv) <= off


def test_without_overlap_nothing_is_removed_and_it_is_said() -> None:
    page = joined("one", "alone").page()
    assert all(not any(row.amounts) for row in page.table.rows if row.label.startswith("Removed"))
    assert "No overlap was said" in " ".join(page.verdict)


# ---- Words


class Text(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def plain(text: str) -> str:
    """Words alone: a minus as it is typed, no mark of a page, one space."""
    return " ".join(text.replace("\N{MINUS SIGN}\N{WORD JOINER}", "-").replace("\\", "").split())


def words_of(made: Any) -> str:
    """A Word document's words in the order in which they are read."""
    return "\n".join(
        node.text or "" for node in made.element.body.iter() if node.tag.endswith("}t")
    )


@pytest.fixture(scope="module")
def asked(whole: ca.Portfolio) -> dict[str, Any]:
    return {"choice": whole.choose(budget={"2026-27": 20_000}), "frontier": whole.frontier()}


@pytest.fixture(scope="module")
def documents(
    whole: ca.Portfolio, asked: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("portfolio")
    word = docx.Document(str(whole.to_word(folder / "p.docx", **asked)))
    book = openpyxl.load_workbook(whole.to_excel(folder / "p.xlsx", **asked))
    cells = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value]
    page = Text(whole.to_html(folder / "p.html", **asked).read_text(encoding="utf-8"))
    found = {
        "word": words_of(word),
        "excel": "\n".join(cells),
        "html": "".join(page.found),
        "markdown": whole.to_markdown(**asked),
    }
    return {name: plain(text) for name, text in found.items()}


@pytest.mark.parametrize("kind", ["word", "excel", "html", "markdown"])
def test_the_same_sentences_stand_in_each(
    kind: str, documents: dict[str, str], whole: ca.Portfolio, asked: dict[str, Any]
) -> None:
    page = whole.page(**asked)
    said: Iterable[str] = (
        *page.verdict,
        page.break_even,
        *page.risks,
        *page.overlap,
        *page.programmes.unlike,
        *(line.strip() for line in str(asked["choice"]).splitlines()),
    )
    for sentence in said:
        assert plain(sentence) in documents[kind], sentence
    for name, each in whole.appraisals.items():
        first = cover(each)
        for sentence in (" ".join(first.verdict), first.break_even, *first.risks):
            assert plain(sentence) in documents[kind], (name, sentence)
    never = [line for line in str(asked["frontier"]).splitlines() if line.startswith("Never")]
    assert all(plain(line) in documents[kind] for line in never)


def test_what_to_fund_stands_there_only_when_asked(
    whole: ca.Portfolio, asked: dict[str, Any]
) -> None:
    def ids(**more: Any) -> list[str]:
        return [section.id for section in portfolio_document(whole.page(**more)).sections]

    each = [f"programme-{at}" for at in (1, 2, 3, 4)]
    assert ids() == ["summary", "programmes", "overlap", *each]
    assert ids(**asked) == ["summary", "programmes", "overlap", "fund", "frontier", *each]


def test_a_choice_of_another_portfolio_is_refused(
    whole: ca.Portfolio, asked: dict[str, Any], tmp_path: Path
) -> None:
    other = joined("one", "two")
    with pytest.raises(ca.InputError, match="choice: Chosen given"):
        other.to_word(tmp_path / "p.docx", choice=asked["choice"])
    with pytest.raises(ca.InputError, match="frontier: AtEachBudget given"):
        other.to_excel(tmp_path / "p.xlsx", frontier=asked["frontier"])
    assert list(tmp_path.iterdir()) == []


# ---- The workbook


def switched(made: Path, to: Path, cells: dict[str, tuple[object, object]]) -> Path:
    """A copy of the workbook with other switches and scales, by programme."""
    shutil.copy(made, to)
    book = openpyxl.load_workbook(to)
    sheet = book["Portfolio"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, 30)}
    for name, (on, scale) in cells.items():
        sheet.cell(rows[name], 2).value = on
        sheet.cell(rows[name], 3).value = scale
    book.save(to)
    return to


def by_label(shown: Shown) -> dict[str, list[Any]]:
    """The rows by year of the first sheet: each year, then the total."""
    rows = shown.rows("Portfolio")
    start = next(at for at, row in enumerate(rows) if row[0] == "Together, by year")
    return {str(row[0]): row[1:7] for row in rows[start:] if row[0]}


SWITCHED: dict[str, dict[str, float]] = {
    "all": {},
    "two_off": {"two": 0},
    "one_and_three_off": {"one": 0, "three": 0},
    "only_shared": {"alone": 0},
    "scaled": {"three": 0, "alone": 2.5},
    "none": dict.fromkeys(AVOIDED, 0),
}


def test_recalculated_with_programmes_off_it_equals_python(
    whole: ca.Portfolio, tmp_path: Path
) -> None:
    made = whole.to_excel(tmp_path / "p.xlsx", choice=whole.choose(budget={"2026-27": 20_000}))
    (tmp_path / "done").mkdir()
    files = []
    for name, change in SWITCHED.items():
        cells = {
            of: (0, 1) if times == 0 else (1, times)
            for of, times in chain(dict.fromkeys(AVOIDED, 1).items(), change.items())
        }
        files.append(switched(made, tmp_path / f"{name}.xlsx", cells))
    wrong = {"blank": {"two": (None, 1)}, "half": {"two": (0.5, 1)}, "words": {"alone": (1, "x")}}
    files += [switched(made, tmp_path / f"{name}.xlsx", to) for name, to in wrong.items()]
    calculate(program(), files, tmp_path / "done")
    for name, change in SWITCHED.items():
        shown = by_label(Shown(tmp_path / "done" / f"{name}.xlsx"))
        kept = [of for of in AVOIDED if change.get(of, 1)]
        if not kept:
            for label, row in shown.items():
                if label.startswith(("Delivery", "Removed", "Net", "All payers")):
                    assert row[:5] == [0] * 5, label
            continue
        one = joined(*kept, times=change.get("alone", 1))
        cash = one.cash_profile(prices="nominal").xs("council", level="payer")
        value = one.cash_profile(prices="present value").groupby(level="financial_year").sum()
        expected = {
            "Delivery cost": cash["delivery"],
            "Cash-releasing saving, each alone": cash["cash"],
            "Removed for overlap: cash": cash["overlap_cash"],
            "Net cash": cash["net_cash"],
            "Cumulative net cash": cash["cumulative_net_cash"],
            "Cost avoidance, each alone": cash["avoided"],
            "Removed for overlap: cost avoidance": cash["overlap"] - cash["overlap_cash"],
            "Removed for overlap: present value": value["overlap"],
            "All payers, present value, together": value["net"],
            "Used": -cash["delivery"],
        }
        for label, pounds in expected.items():
            assert shown[label][:5] == pytest.approx(list(pounds), abs=0.005), (name, label)
        assert shown["Net cash"][5] == pytest.approx(one.council_net_cash, abs=0.005)
        left = 20_000 + float(cash["delivery"].iloc[0])
        first = next(label for label in shown if label.startswith("Left"))
        assert shown[first][0] == pytest.approx(left, abs=0.005)
        side = {row[0]: row for row in Shown(tmp_path / "done" / f"{name}.xlsx").rows("Portfolio")}
        assert side["Together, less overlap"][9] == pytest.approx(one.npv, abs=0.005)
    for name in wrong:
        rows = Shown(tmp_path / "done" / f"{name}.xlsx").rows("Portfolio")
        assert any(str(row[0]).startswith("Nothing can be worked out") for row in rows), name
        net = next(row for row in rows if row[0] == "Net cash")
        assert str(net[1]).startswith(("#N/A", "#VALUE")), name


def test_what_overlap_does_not_take_is_locked(whole: ca.Portfolio, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(whole.to_excel(tmp_path / "p.xlsx"))["Portfolio"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, 30)}
    for name in AVOIDED:
        assert not sheet.cell(rows[name], 2).protection.locked
        assert sheet.cell(rows[name], 3).protection.locked is (name != "alone")
    said = [str(value) for value in rows if str(value).startswith("Scale is locked")]
    assert len(said) == 1 and "one, two, three:" in said[0]


def test_beyond_six_programmes_of_a_cohort_switches_are_locked_and_said(tmp_path: Path) -> None:
    names = [f"p{at}" for at in range(7)]
    parts = {name: appraised(name, 5, yearly=1_000) for name in (*names, "apart")}
    many = ca.portfolio(parts, cohorts=cohort(*names))
    book = openpyxl.load_workbook(many.to_excel(tmp_path / "p.xlsx"))
    sheet = book["Portfolio"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, 40)}
    assert all(sheet.cell(rows[name], 2).protection.locked for name in names)
    assert not sheet.cell(rows["apart"], 2).protection.locked
    said = next(str(value) for value in rows if str(value).startswith("Locked on: p0"))
    assert "7 programmes reach the children of Entries" in said
    (tmp_path / "done").mkdir()
    off = switched(tmp_path / "p.xlsx", tmp_path / "off.xlsx", {"apart": (0, 1)})
    calculate(program(), [off], tmp_path / "done")
    left = ca.portfolio({name: parts[name] for name in names}, cohorts=cohort(*names))
    shown = by_label(Shown(tmp_path / "done" / "off.xlsx"))
    assert shown["Net cash"][5] == pytest.approx(left.council_net_cash, abs=0.005)


# ---- Hostile text


@pytest.mark.parametrize(
    "text",
    ["<script>alert('x')</script>", "[click](javascript:alert(1))", "x" * 300, "{=1+1}", "Pounds",
     "a_b.c | {{ 7 * 7 }}", "]]></w:t>", "Portfolio"],
)  # fmt: skip
def test_a_name_is_only_ever_text(text: str, tmp_path: Path) -> None:
    parts = {text: appraised("one", 30, yearly=9_000), "Two": appraised("two", 20, yearly=5_000)}
    found = ca.portfolio(parts, cohorts=cohort(text, "Two"))
    more: dict[str, Any] = {
        "choice": found.choose(budget={"2026-27": 20_000}),
        "frontier": found.frontier(),
    }
    word = docx.Document(io.BytesIO(found.to_word(tmp_path / "p.docx", **more).read_bytes()))
    assert text in words_of(word)
    page = found.to_html(tmp_path / "p.html", **more).read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "javascript:alert" not in "".join(re.findall(r'href="([^"]*)', page))
    book = openpyxl.load_workbook(found.to_excel(tmp_path / "p.xlsx", **more))
    assert len({name.lower() for name in book.sheetnames}) == 5
    values = [c.value for s in book for row in s.iter_rows() for c in row if c.value is not None]
    assert any(text in str(value) for value in values)
    kinds = {c.data_type for s in book for r in s.iter_rows() for c in r if c.value == text}
    assert kinds <= {"s"}
    assert "[click](javascript" not in found.to_markdown(**more)
