"""Options side by side: rows by hand, the words of the first pages, what is unlike said first."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import costavoid as ca
from costavoid.output.report.excel.options import sheet_names
from costavoid.output.report.options import options_document
from costavoid.output.words.cover import cover
from council_case import council
from libreoffice import Shown, calculate, program

YEAR: dict[str, Any] = {"horizon": 1, "price_year": "2024-25", "first_year": "2024-25"}
FIVE: dict[str, Any] = {"horizon": 5, "price_year": "2025-26"}


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=id, price_year="2024-25", source="By hand", **more)


def mentoring(children: float, team: float, design: str = "historical rate") -> ca.Appraisal:
    """Placements of £1,000, 60% of it cash; £150 to the NHS for each; a year in its own prices."""
    place = money(1000, "GBP per event", "hand.place", payer="council", cash_releasing=0.6)
    health = money(150, "GBP per event", "hand.health", payer="nhs", cash_releasing=0)
    rate = ca.local(children, "count per year", id="hand.rate", source="By hand", design=design)
    changes = [
        ca.Outcome(
            id=id,
            label=f"{id.title()} avoided",
            counterfactual=ca.RateAvoided(rate=rate),
            pathway=ca.PublishedCost(cost=cost, covers=(covers,)),
            children="children",
        )
        for id, cost, covers in (("places", place, "placement"), ("illness", health, "health"))
    ]
    cost = money(team, "GBP per year", "hand.team", payer="council")
    case = ca.Custom(name="Mentoring", changes=changes, costs=[ca.Delivery(cost=cost)])
    return ca.appraise(case, **YEAR)


@pytest.fixture(scope="module")
def by_hand() -> ca.Options:
    return ca.Options({"Small": mentoring(1000, 700_000), "Large": mentoring(3000, 1_500_000)})


@pytest.fixture(scope="module")
def pause() -> ca.Options:
    start = {"start": "2026-10-01"}
    cost = ca.local(2400, "GBP per event", id="a.cost", price_year="2025-26", source="Quote")
    conferences = ca.FamilyGroupConference(
        families=20, children=34, delivery_cost=cost, months=18, **start
    )
    return ca.Options(
        {
            "Pause for 8": ca.appraise(ca.Pause(women=8, **start), **FIVE),
            "Pause for 20": ca.appraise(ca.Pause(women=20, **start), **FIVE),
            "Conferences": ca.appraise(conferences, **FIVE),
        },
        preferred="Conferences",
    )


# ---- What stands side by side


def test_the_rows_by_hand(by_hand: ca.Options) -> None:
    # on paper, £000s: 1,000 children x £1,000 = 1,000, of which 600 cash and 400 not; x £150 = 150
    # to the NHS; 700 of delivery; so net cash (100), and 1,000 + 150 - 700 = 450 to all payers.
    # 3,000 children: 1,800 and 1,200; 450; 1,500; net 300; 3,000 + 450 - 1,500 = 1,950.
    document = options_document(by_hand.page)
    table, by_year = (b for b in document.sections[1].blocks if hasattr(b, "rows"))
    assert table.rows == (
        ("Do nothing", "", "0", "0", "0", "0", "0", "0", "", ""),
        ("Small", "■ Weak", "(700)", "600", "(100)", "400", "150", "450", "no", table.rows[1][9]),
        ("Large", "■ Weak", "(1,500)", "1,800", "300", "1,200", "450", "1,950", "2024-25",
         table.rows[2][9]),
    )  # fmt: skip
    assert by_year.rows == (
        ("Do nothing", "0", "0"),
        ("Small", "(100)", "(100)"),
        ("Large", "300", "300"),
    )
    said = "Large leaves the council with most cash: £300,000 in 2024-25 (evidence: weak)"
    assert by_hand.page.finding == said


def test_doing_nothing_is_always_there_once(by_hand: ca.Options) -> None:
    assert by_hand.names == ("Do nothing", "Small", "Large")
    small = mentoring(1000, 700_000)
    assert ca.Options({"Small": small, "As now": None}).names == ("Small", "As now")
    assert ca.Options([small]).names == ("Do nothing", "Mentoring")
    with pytest.raises(ca.InputError, match="'Do nothing' is the name of an Appraisal"):
        ca.Options({"Do nothing": small})


def test_the_frame_is_that_of_compare(by_hand: ca.Options) -> None:
    given = {"Do nothing": None, "Small": mentoring(1000, 700_000),
             "Large": mentoring(3000, 1_500_000)}  # fmt: skip
    assert by_hand.table().equals(ca.compare(given))
    assert by_hand.unlike() == ca.unlike(given) != ()


def test_no_option_pays_back_is_said() -> None:
    options = ca.Options({"Small": mentoring(1000, 700_000)})
    said = "No option releases more of the council's cash than it costs in 2024-25"
    assert options.page.finding == said


def test_an_option_without_a_cost_is_not_ranked() -> None:
    costed = mentoring(3000, 1_500_000)
    bare = ca.appraise(costed.intervention.model_copy(update={"costs": ()}), **YEAR)
    found = ca.Options({"Costed": costed, "Bare": bare}).page.finding
    assert found == (
        "Costed leaves the council with most cash: £300,000 in 2024-25 (evidence: weak); Bare "
        "cannot be ranked, as no delivery cost was given"
    )
    joined = ca.portfolio({"Costed": costed, "Bare": bare})
    with pytest.raises(ca.InputError, match="Bare: no delivery cost given"):
        joined.choose(budget={"2024-25": 2_000_000})


def test_small_and_large_stand_in_one_unit() -> None:
    options = ca.Options({"Tiny": mentoring(1, 2_000), "Large": mentoring(3000, 1_500_000)})
    tiny, large = options.page.lines[1:]
    assert options.page.unit == 1  # thousands would make 600 pounds nothing
    assert (tiny.whole("released"), large.whole("released")) == (600, 1_800_000)


@pytest.mark.parametrize("preferred", ["Large one", 5, ["Large"]])
def test_a_preferred_option_is_one_of_them(preferred: Any) -> None:
    with pytest.raises(ca.InputError, match=r"^preferred: .* given"):
        ca.Options({"Large": mentoring(3000, 1_500_000)}, preferred=preferred)


def test_options_that_cannot_be_compared_are_refused() -> None:
    one, other = mentoring(1000, 700_000), ca.appraise(ca.Pause(women=8), **FIVE)
    with pytest.raises(ca.InputError, match="cannot be put side by side"):
        ca.Options({"One": one, "Other": other})
    with pytest.raises(ca.InputError, match="no Appraisal given"):
        ca.Options({"As now": None})


# ---- Documents


def text_of(made: Any) -> str:
    """A Word document's words in the order in which they are read."""
    return "\n".join(
        node.text or "" for node in made.element.body.iter() if node.tag.endswith("}t")
    )


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


@pytest.fixture(scope="module")
def documents(pause: ca.Options, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("options")
    word = docx.Document(str(pause.to_word(folder / "o.docx")))
    book = openpyxl.load_workbook(pause.to_excel(folder / "o.xlsx"))
    cells = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value]
    page = Text(pause.to_html(folder / "o.html").read_text(encoding="utf-8"))
    found = {
        "word": text_of(word),
        "excel": "\n".join(cells),
        "html": "".join(page.found),
        "markdown": pause.to_markdown(),
        "printed": str(pause),
    }
    return {name: plain(text) for name, text in found.items()}


KINDS = ("word", "excel", "html", "markdown")


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_says_what_the_first_page_says(
    kind: str, documents: dict[str, str], pause: ca.Options
) -> None:
    for line in pause.page.lines[1:]:
        said = cover(line.answer)
        sentences = (" ".join(said.verdict), said.break_even, *said.risks, said.rating.word)
        for sentence in sentences:
            assert plain(sentence) in documents[kind], (line.name, sentence)


@pytest.mark.parametrize("kind", [*KINDS, "printed"])
def test_what_is_unlike_comes_before_any_pounds(
    kind: str, documents: dict[str, str], pause: ca.Options
) -> None:
    text = documents[kind]
    assert len(pause.page.unlike) >= 2
    last = max(text.index(plain(sentence)) for sentence in pause.page.unlike)
    assert last < text.index("Brackets: money spent.")
    evidence, whom = pause.page.unlike[:2]
    assert evidence == "How well the effect is known. ■ Weak: Pause for 8, Pause for 20; " \
        "▲ Moderate: Conferences."  # fmt: skip
    assert "Pause for 8: 8 women, 18 months" in whom


def test_no_id_is_on_a_page(tmp_path: Path) -> None:
    foster = ca.local(
        700, "GBP per week", id="placement.foster.any.week", price_year="2025-26", source="Ledger"
    )
    one = ca.appraise(ca.Pause(women=8), **FIVE)
    other = ca.appraise(ca.Pause(women=8), overrides=[foster], **FIVE)
    options = ca.Options({"England's": one, "Ours": other})
    assert any("(placement.foster.any.week)" in said for said in options.unlike())
    numbers = options.page.unlike[-1]
    assert "£700" in numbers and "placement.foster" not in options.to_markdown()


def test_the_preferred_is_marked_wherever_it_stands(documents: dict[str, str]) -> None:
    for kind in (*KINDS, "printed"):
        assert "Conferences (preferred)" in documents[kind]
    for kind in KINDS:
        assert "Conferences is put forward as the preferred option." in documents[kind]


def test_word_colours_the_cell_of_a_rating_and_begins_each_page_anew(
    pause: ca.Options, tmp_path: Path
) -> None:
    made = docx.Document(str(pause.to_word(tmp_path / "o.docx")))
    table = made.tables[0]
    fills = [re.findall(r'w:fill="(\w+)"', row.cells[1]._tc.xml) for row in table.rows]
    assert fills == [[], [], ["A32A1C"], ["A32A1C"], ["8A5A00"]]
    anew = [p.text for p in made.paragraphs if p.paragraph_format.page_break_before]
    assert anew == ["Pause for 8", "Pause for 20", "Conferences (preferred)"]


def test_nothing_is_written_unless_it_may_be(pause: ca.Options, tmp_path: Path) -> None:
    for name, write in (("o.docx", pause.to_word), ("o.xlsx", pause.to_excel),
                        ("o.html", pause.to_html)):  # fmt: skip
        file = tmp_path / name
        file.write_text("ours")
        with pytest.raises(ca.InputError, match="there already"):
            write(file)
        assert file.read_text() == "ours"
        assert write(file, overwrite=True) == file


# ---- The workbook


def test_nets_and_totals_are_formulas_that_give_what_is_printed(
    pause: ca.Options, by_hand: ca.Options, tmp_path: Path
) -> None:
    made, other = pause.to_excel(tmp_path / "o.xlsx"), by_hand.to_excel(tmp_path / "hand.xlsx")
    (tmp_path / "calculated").mkdir()
    calculate(program(), [made, other], tmp_path / "calculated")
    hand = {r[0]: r[2:8] for r in Shown(tmp_path / "calculated" / "hand.xlsx").rows("Side by side")
            if r[6] is not None}  # fmt: skip
    assert hand["Small"] == [-700, 600, -100, 400, 150, 450]
    assert hand["Large"] == [-1500, 1800, 300, 1200, 450, 1950]
    shown = Shown(tmp_path / "calculated" / "o.xlsx")
    assert shown.sheets == ["Side by side", "Do nothing", "Pause for 8", "Pause for 20",
                            "Conferences"]  # fmt: skip
    formulas = openpyxl.load_workbook(made)
    for line in pause.page.lines[1:]:
        rows = {row[0]: row[1:] for row in shown.rows(line.name) if row[0]}
        for row in line.table.rows:
            width = len(row.amounts)
            assert tuple(rows[row.label][:width]) == row.amounts
            assert rows[row.label][width] == row.total
        sheet = {row[0].value: row[1:] for row in formulas[line.name].iter_rows() if row[0].value}
        for label in ("Net cash", "Cumulative net cash"):
            assert all(
                str(c.value).startswith("=") for c in sheet[label][: len(line.table.columns)]
            )
        name = f"{line.name} (preferred)" if line.name == "Conferences" else line.name
        by_year = [row for row in shown.rows("Side by side") if row[0] == name][-1]
        assert tuple(by_year[1:6]) == line.table.row("net").amounts
    money = next(row for row in shown.rows("Side by side") if row[0] == "Pause for 8")
    ids = ("delivery", "released", "net", "avoided", "others", "present_value")
    assert tuple(money[2:8]) == tuple(pause.page.lines[1].whole(id) for id in ids)


def test_the_chart_is_native_and_takes_its_numbers_from_the_table(
    pause: ca.Options, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(pause.to_excel(tmp_path / "o.xlsx"))["Side by side"]
    (chart,) = sheet._charts
    names = [sheet[s.tx.strRef.f.split("!")[1].replace("$", "")].value for s in chart.series]
    assert names == ["Pause for 8", "Pause for 20", "Conferences (preferred)"]
    for series, line in zip(chart.series, pause.page.lines[1:], strict=True):
        cells = sheet[series.val.numRef.f.split("!")[1].replace("$", "")][0]
        (row,) = {cell.row for cell in cells}
        assert sheet.cell(row, 1).value.startswith(line.name)
        assert len(cells) == len(pause.page.columns)


def test_names_of_sheets_are_what_excel_takes_and_no_two_alike() -> None:
    names = ["a" * 40, "A" * 40, "[x]:*?/\\", "'", "History", "side by side", "'Tis"]
    found = sheet_names(names)
    assert len({name.lower() for name in found}) == len(names)
    for name in found:
        assert 1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1] and name.lower() not in ("history", "side by side")


# ---- Hostile text


HOSTILE = [
    "<script>alert('x')</script>",
    "{{ 7 * 7 }} a | b",
    "[click](javascript:alert(1))",
    "x" * 300,
    "{=1+1}",
    "]]></w:t>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_only_ever_text(text: str, tmp_path: Path) -> None:
    options = ca.Options({text: council(text, draws=None)})
    word = docx.Document(io.BytesIO(options.to_word(tmp_path / "o.docx").read_bytes()))
    assert text in text_of(word)
    page = options.to_html(tmp_path / "o.html").read_text(encoding="utf-8")
    assert "<script" not in page and "javascript:alert" not in re.findall(r'href="([^"]*)', page)
    book = openpyxl.load_workbook(options.to_excel(tmp_path / "o.xlsx"))
    values = [c.value for s in book for row in s.iter_rows() for c in row if c.value is not None]
    assert any(text in str(value) for value in values)
    formulas = [v for v in values if str(v).startswith(("=", "{="))]
    assert all(
        re.fullmatch(r"=[A-Z0-9:+()]+|='.*'![A-Z]+\d+", str(v)) for v in formulas if v != text
    )
    assert "[click](javascript" not in options.to_markdown()
    assert max(map(len, str(options).splitlines())) < 400
