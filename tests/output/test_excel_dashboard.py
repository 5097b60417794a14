"""The Dashboard of a workbook: the first page as Python has it, and again with other inputs.

By plain Python for every programme; LibreOffice calculates a sample, with people, first day and
length typed over.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import costavoid as ca
from costavoid.appraisal.answer import Answer
from costavoid.output.report.excel import in_full, values
from costavoid.output.words.cover import MOST_WORDS, Cover, cover, heads
from costavoid.output.words.in_full import Page
from example_cases import CASES, ONCE
from excel_formulas import Workbook
from libreoffice import Shown, calculate, program
from workbook_cases import HARD, custom, pause
from workbook_edits import NPV, ONE_EACH, USED, Cell, day, editable, in_python, shown

MORE = ("adjusted", "capped", "postponed", "before and after", "60 years, mid-year", "no benefit")
NOT_AFRESH = "To know it with your figures, run costavoid with them."


@pytest.fixture(autouse=True, scope="module")
def only_what_is_calculated() -> Iterator[None]:
    """Leaves out the sheets of values and the words behind, which are slow."""
    with pytest.MonkeyPatch.context() as patch:
        for sheet in ("sensitivity", "log"):
            patch.setattr(values, sheet, lambda *_: None)
        patch.setattr(in_full, "page", lambda case: Page(case.intervention.title, ()))
        yield


def made(name: str) -> ca.Appraisal:
    return CASES[name] if name in CASES else HARD[name]()


def on_page(workbook: Workbook | Shown) -> list[list[Any]]:
    """The rows of the Dashboard, each without its blank cells."""
    rows = [[cell for cell in row if cell not in (None, "")] for row in workbook.rows("Dashboard")]
    return [row for row in rows if row]


def money(said: Cover) -> list[list[Any]]:
    """The table as numbers, each row with its label."""
    rows = []
    for row in said.table.rows:
        total = [] if row.total is None else [row.total]
        rows.append([row.label, *row.amounts, *total])
    return rows


def same_money(workbook: Workbook | Shown, said: Cover) -> None:
    """The table, what it says of the council and of everybody, and the title of the chart."""
    rows = on_page(workbook)
    top = next(i for i, row in enumerate(rows) if row[0] in ("£000", "£"))
    assert rows[top] == list(heads(said.table))
    assert rows[top + 1 : top + 8] == money(said)
    assert rows[top - 1] == [said.caption]
    verdict = next(row[0] for row in rows if " in present value" in str(row[0]))
    assert verdict.endswith(" ".join(said.verdict[1:]))
    assert [said.finding] in rows


@pytest.mark.parametrize("name", [*ONCE, *MORE])
def test_the_dashboard_is_the_first_page(name: str, tmp_path: Path) -> None:
    case = made(name)
    said, workbook = cover(case), Workbook(case.to_excel(tmp_path / "a.xlsx"))
    same_money(workbook, said)
    rows = on_page(workbook)
    assert rows[0] == [said.title]
    assert [said.about] in rows or not said.about
    assert [" ".join(said.verdict)] in rows
    rated = f"{said.rating.shape} {said.rating.word}"
    assert ["Evidence", rated, *([said.chance] if said.chance else [])] in rows
    assert ["To break even", said.break_even] in rows
    risks = [row[-1] for row in rows if row[0] == "Risks" or len(row) == 1]
    assert [risk for risk in risks if risk in said.risks] == list(said.risks)
    assert ["Recommendation", said.recommendation] in rows


@pytest.mark.parametrize("name", CASES)
def test_it_has_no_more_words_than_a_first_page(name: str, tmp_path: Path) -> None:
    path = CASES[name].to_excel(tmp_path / "a.xlsx")
    rows = openpyxl.load_workbook(path, data_only=True)["Dashboard"].iter_rows(values_only=True)
    text = [cell for row in rows for cell in row if isinstance(cell, str)]
    spoken = [word for cell in text for word in cell.split() if re.search("[A-Za-z]", word)]
    assert len(spoken) <= MOST_WORDS


def levers(workbook: Workbook, case: Answer) -> list[Cell]:
    """People, first day and lengths; deadweight apart, which a first page may refuse."""
    found = [cell for cell in editable(workbook) if cell.id and cell.id not in case.inputs.in_use]
    return [cell for cell in found if not cell.id.endswith("deadweight")]


def elsewhere(cell: Cell, case: Answer, turn: int) -> Any:
    """Another value: a month of the first years, another length, more people."""
    first = int(case.settings.first_year[:4])
    if isinstance(cell.holds, datetime):
        return (day(first, 7, 1), day(first, 11, 1), day(first, 4, 1))[turn]
    if cell.id.endswith("months"):
        return (12, 30, 48)[turn] if not cell.id.endswith("set_up_months") else (3, 6, 2)[turn]
    return cell.holds + (5, 30, 100)[turn]


@pytest.mark.parametrize(
    ("name", "turn"),
    [(n, i % 3) for i, n in enumerate((*ONE_EACH.values(), "postponed", "adjusted"))],
)
def test_it_follows_people_first_day_and_length(name: str, turn: int, tmp_path: Path) -> None:
    case = made(name)
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    edits = [(cell, elsewhere(cell, case, turn)) for cell in levers(workbook, case)]
    after = in_python(case, *edits)
    with workbook.typed(*(cell.given(to) for cell, to in edits)):
        assert abs(shown(workbook, NPV) - after.npv) < 0.005
        same_money(workbook, cover(after))
        rows = on_page(workbook)
        said = next(row[1] for row in rows if row[0] == "To break even")
        assert said in (cover(after).break_even, NOT_AFRESH)
        moved = [cell for cell, to in edits if cell.holds != to]
        assert (["With your figures on Inputs."] in rows) == bool(moved)


@pytest.fixture(scope="module")
def edge_of_care(tmp_path_factory: pytest.TempPathFactory) -> tuple[ca.Appraisal, Workbook]:
    """A case whose break-even is told in cases."""
    case = CASES["own_programme"]
    return case, Workbook(case.to_excel(tmp_path_factory.mktemp("dashboard") / "a.xlsx"))


def test_break_even_is_worked_out_afresh_in_cases(
    edge_of_care: tuple[ca.Appraisal, Workbook],
) -> None:
    case, workbook = edge_of_care
    cost = next(c for c in editable(workbook) if c.id == "own.team" and c.column == USED)
    after = in_python(case, (cost, cost.holds / 2))
    with workbook.typed(cost.given(cost.holds / 2)):
        rows = on_page(workbook)
        same_money(workbook, cover(after))
    assert ["To break even", cover(after).break_even] in rows
    assert cover(after).break_even != cover(case).break_even


def test_an_effect_of_your_own_is_untested(edge_of_care: tuple[ca.Appraisal, Workbook]) -> None:
    case, workbook = edge_of_care
    effect = next(c for c in editable(workbook) if c.id in _effects(case))
    with workbook.typed(effect.given(effect.holds * 0.5)):
        rows = on_page(workbook)
    assert any("○ Untested" in row for row in rows)
    verdict = next(row[0] for row in rows if " in present value" in str(row[0]))
    assert verdict.startswith("The effect is your own figure, not the one in the evidence. If the ")


def _effects(case: Answer) -> set[str]:
    return {found.moved.id for found in case.claimed}


def test_a_bad_cell_leaves_no_figure_on_it(edge_of_care: tuple[ca.Appraisal, Workbook]) -> None:
    case, workbook = edge_of_care
    cell = levers(workbook, case)[0]
    with workbook.typed(cell.given("many")):
        rows = on_page(workbook)
    assert ["An input cannot be used, so there is no answer."] in rows
    assert str(rows[1][0]).startswith(f"Inputs!B{cell.row}, ")
    assert not [text for row in rows for text in row if "pays back in 2" in str(text)]


def test_halves_of_a_thousand_are_rounded_as_python_does(tmp_path: Path) -> None:
    """£12,500 a year: 12, then 25, as halves go to the even number."""
    cost = ca.local(12_500, "GBP per year", id="test.cost", price_year="2025-26", source="Test")
    case = ca.appraise(custom(costs=(_delivery(cost),)), horizon=2, price_year="2025-26")
    workbook = Workbook(case.to_excel(tmp_path / "a.xlsx"))
    same_money(workbook, cover(case))


def _delivery(cost: ca.Estimate) -> ca.Delivery:
    return ca.Delivery(id="delivery.test", label="Team", cost=cost)


def test_the_chart_is_native_and_reads_what_the_formulas_give(tmp_path: Path) -> None:
    case = ca.appraise(pause(), horizon=8, price_year="2025-26")
    path = case.to_excel(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    workbook = Workbook(path)
    read = re.findall(r"<c:f>'Dashboard working'!([^<]+)</c:f>", chart)
    assert "<c:barChart>" in chart and "<c:lineChart>" in chart
    assert 'descr="Columns of the council' in drawing
    rows = workbook.rows("Dashboard working")
    own = case.financial_case("council")
    expected = (own["delivery"], own["cash_released"], own["net"].cumsum())
    ranges = [place for place in read if ":" in place and not place.endswith("$5")]
    assert len(ranges) == 3  # delivery, released, cumulative, each over all years
    for place, series in zip(ranges, expected, strict=True):
        found = re.match(r"\$([A-Z]+)\$(\d+):", place)
        assert found and found[1] == "F"
        assert rows[int(found[2]) - 1][5 : 5 + len(case.years)] == pytest.approx(series.tolist())


def test_the_chart_shows_the_new_numbers(tmp_path: Path) -> None:
    """One number typed into the file itself, as openpyxl drops charts; what LibreOffice draws."""
    soffice, case = program(), CASES["own_programme"]
    written = case.to_excel(tmp_path / "written.xlsx")
    cost = next(c for c in editable(Workbook(written)) if c.id == "own.team" and c.column == USED)
    after = in_python(case, (cost, 123_000))
    typed, saved = tmp_path / "typed.xlsx", tmp_path / "saved"
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(typed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet2.xml":  # Inputs
                was = rb'(<c r="B%d"[^>]*><v>)[^<]+' % cost.row
                text, times = re.subn(was, rb"\g<1>123000", text)
                assert times == 1
            new.writestr(name, text)
    saved.mkdir()
    calculate(soffice, [typed], saved)
    with zipfile.ZipFile(saved / "typed.xlsx") as parts:
        (name,) = [n for n in parts.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
        chart = parts.read(name).decode()
    drawn = [float(found) for found in re.findall(r"<c:v>(-?[\d.]+(?:E-?\d+)?)</c:v>", chart)]
    own = after.financial_case("council")
    for series in (own["delivery"], own["cash_released"], own["net"].cumsum()):
        for pounds in series:
            assert any(abs(pounds - each) < 0.005 for each in drawn), pounds
    assert [cover(after).finding] in on_page(Shown(saved / "typed.xlsx"))
    assert "pays back" in cover(after).finding != cover(case).finding


SAMPLE = {
    f"{name} {turn}": (name, turn)
    for name in (
        "own_programme",
        "social_workers_in_schools",
        "family_group_conference",
        "adjusted",
    )
    for turn in range(2)
}


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Shown, Answer]]:
    """Workbooks with every lever typed over, calculated by LibreOffice; and Python's answers."""
    soffice = program()
    typed, saved = tmp_path_factory.mktemp("typed"), tmp_path_factory.mktemp("saved")
    expected = {}
    for sample, (name, turn) in SAMPLE.items():
        case = made(name)
        workbook = Workbook(case.to_excel(typed / f"{sample}.xlsx"))
        edits = [(cell, elsewhere(cell, case, turn)) for cell in levers(workbook, case)]
        expected[sample] = in_python(case, *edits)
        with workbook.typed(*(cell.given(to) for cell, to in edits)):
            workbook.book.save(typed / f"{sample}.xlsx")
    calculate(soffice, sorted(typed.iterdir()), saved)
    return {name: (Shown(saved / f"{name}.xlsx"), expected[name]) for name in SAMPLE}


@pytest.mark.parametrize("sample", SAMPLE)
def test_libreoffice_shows_the_first_page_that_python_has(
    sample: str, by_libreoffice: dict[str, tuple[Shown, Answer]]
) -> None:
    workbook, after = by_libreoffice[sample]
    assert abs(workbook.rows("Check", 9)[0][2] - after.npv) < 0.005
    same_money(workbook, cover(after))
