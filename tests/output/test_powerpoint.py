"""The slides: five, with native charts of the frame's numbers, and the words of the first page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import openpyxl
import pptx
import pytest
from PIL import ImageFont

import costavoid as ca
from costavoid.output.report.powerpoint.boxes import Box, Look, fitted
from costavoid.output.words.cover import cells, cover, heads
from costavoid.output.words.findings import waterfall_finding
from council_case import council
from example_cases import CASES

SPACE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHOWN = ("hackney_pause", "social_workers_in_schools", "own_programme", "sure_start")


@pytest.fixture(scope="module")
def pause() -> ca.Appraisal:
    return ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26", draws=2_000)


@pytest.fixture(scope="module")
def slides(pause: ca.Appraisal, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return opened(pause, tmp_path_factory.mktemp("slides"))


def opened(case: ca.Appraisal, folder: Path) -> Any:
    return pptx.Presentation(str(case.to_powerpoint(folder / "case.pptx")))


def texts(slide: Any) -> Iterator[str]:
    """Every paragraph and cell of a slide, without the mark of an item."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from (p.text.removeprefix("\N{BULLET} ") for p in shape.text_frame.paragraphs)
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def charts(made: Any) -> list[Any]:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def tables(made: Any) -> list[tuple[tuple[str, ...], ...]]:
    return [
        tuple(tuple(cell.text for cell in row.cells) for row in shape.table.rows)
        for slide in made.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def numbers(chart: Any) -> dict[str, list[float]]:
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


# ---- What is said


@pytest.mark.parametrize("name", SHOWN)
def test_five_slides_say_what_the_first_page_says(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    made, said = opened(case, tmp_path), cover(case)
    verdict, cash, gains, risks, ask = ([*texts(slide)] for slide in made.slides)
    assert set(said.verdict) <= set(verdict) and said.title in verdict
    assert cash[0] == said.finding and said.caption in cash
    assert gains[0] == f"{waterfall_finding(case)}."
    assert risks[0] == said.verdict[0]
    assert {said.break_even, *said.risks} <= set(risks)
    assert ask[0] == "Recommendation" and said.recommendation in ask
    rating = f"Evidence: {said.rating.shape} {said.rating.word}"
    assert rating in verdict and rating in risks
    assert {said.chance} - {""} <= {*verdict} & {*risks}


def test_each_title_stands_where_a_reader_aloud_looks_for_it(slides: Any) -> None:
    assert len(slides.slides) == 5
    assert all(slide.shapes.title.text_frame.text.strip() for slide in slides.slides)


def test_the_tables_are_those_of_the_first_page(slides: Any, pause: ca.Appraisal) -> None:
    table = cover(pause).table
    cash, ask = tables(slides)
    assert ask == (heads(table), *cells(table))
    assert cash == (heads(table), *cells(table)[:4])


def test_words_are_checked_as_british_english_and_it_is_a_draft(slides: Any) -> None:
    for slide in slides.slides:
        runs = list(slide.shapes._spTree.iter(f"{SPACE}r"))
        assert {run.find(f"{SPACE}rPr").get("lang") for run in runs} == {"en-GB"}
        (foot,) = (text for text in texts(slide) if "Draft. Written by costavoid" in text)
        assert foot.startswith("Pause. ")
        (number,) = slide.shapes._spTree.iter(f"{SPACE}fld")
        assert number.get("type") == "slidenum"


# ---- Native charts


def test_the_chart_of_cash_holds_the_table(slides: Any, pause: ca.Appraisal) -> None:
    chart, table = charts(slides)[0], cover(pause).table
    assert len(chart.plots) == 2  # columns, and a line over them
    assert list(chart.plots[0].categories) == list(table.columns)
    expected = {
        table.row(id).label: list(table.row(id).amounts)
        for id in ("delivery", "released", "cumulative")
    }
    assert numbers(chart) == expected
    frame = pause.financial_case()  # and the table is the frame's, rounded to date
    to_date = frame["cumulative_net"] / 1000
    assert numbers(chart)["Cumulative net cash"] == pytest.approx(to_date.tolist(), abs=1.01)


def test_the_chart_of_payers_holds_the_frame(slides: Any, pause: ca.Appraisal) -> None:
    chart, frame = charts(slides)[1], pause.by_payer().drop(index="all payers")
    found = numbers(chart)
    assert found["Delivery cost"] == pytest.approx(frame["delivery"].tolist())
    assert found["Cash-releasing saving"] == pytest.approx(frame["cash"].tolist())
    assert found["Cost avoidance"] == pytest.approx(frame["avoided"].tolist())
    names = [str(name).strip() for name in chart.plots[0].categories]
    assert names[0].startswith("Council: (£") and len(names) == len(frame)  # it spends more


def test_the_chart_of_what_moves_it_holds_the_frame(slides: Any, pause: ca.Appraisal) -> None:
    chart, frame = charts(slides)[2], pause.one_at_a_time()
    widest = frame.sort_values("swing", ascending=False, kind="stable").head(5)
    assert numbers(chart)["Input at its low"] == pytest.approx(widest["net_at_low"].tolist())
    assert numbers(chart)["Input at its high"] == pytest.approx(widest["net_at_high"].tolist())
    crosses = re.search(r'<c:crossesAt val="([^"]+)"', chart._chartSpace.xml)
    assert crosses and float(crosses[1]) == pytest.approx(pause.npv)


def test_every_chart_has_its_numbers_in_words(slides: Any) -> None:
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                said = shape._element.nvGraphicFramePr.cNvPr.get("descr")
                first = next(iter(numbers(shape.chart).values()))
                assert f"{round(first[0]):,}" in said


def test_no_pounds_is_no_chart_and_no_fault(tmp_path: Path) -> None:
    none = ca.local(0, "count per year", id="own.none", source="By hand")
    week = ca.local(
        900, "GBP per week", id="own.week", cash_releasing=1, price_year="2025-26", source="Us"
    )
    change = ca.Outcome(
        id="placements", label="Placements avoided", children="children",
        counterfactual=ca.RateAvoided(rate=none), pathway=ca.Placement(cost=week, weeks=30),
    )  # fmt: skip
    nothing = ca.appraise(
        ca.Custom(name="Nothing", changes=[change]), horizon=4, price_year="2025-26"
    )
    made = opened(nothing, tmp_path)
    assert len(made.slides) == 5
    assert [list(numbers(chart)) for chart in charts(made)] == [
        ["Delivery cost (not given)", "Cash-releasing saving", "Cumulative net cash"]
    ]


# ---- What fits


def lines_of(text: str, size: float, bold: bool, points: float) -> int:
    """How many lines a paragraph takes in DejaVu Sans, which is wider than most fonts."""
    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    font = ImageFont.truetype(str(folder / f"DejaVuSans{'-Bold' if bold else ''}.ttf"), 100)
    lines, at = 1, 0.0
    for word in text.split():
        wide = font.getlength(f"{word} ") * size / 100
        if at and at + wide > points:
            lines, at = lines + 1, 0.0
        lines, at = lines + int((at + wide) // points), (at + wide) % points
    return lines


def overflowing(made: Any) -> list[str]:
    """Boxes whose words, measured letter by letter, need more room than they have."""
    inch, found = 914_400, []
    for number, slide in enumerate(made.slides, 1):
        for shape in slide.shapes:
            right, foot = shape.left + shape.width, shape.top + shape.height
            if (
                right > made.slide_width
                or foot > made.slide_height
                or min(shape.left, shape.top) < 0
            ):
                found.append(f"slide {number}: off the slide")
            if not shape.has_text_frame:
                continue
            width, needed = shape.width / inch * 72, 0.0
            for p in shape.text_frame.paragraphs:
                sizes = [run.font.size.pt for run in p.runs] or [0.0]
                bold = any(run.font.bold for run in p.runs)
                needed += lines_of(p.text, max(sizes), bold, width) * max(sizes) * 1.17
            if needed > shape.height / inch * 72:
                found.append(f"slide {number}: {shape.text_frame.text[:60]}")
    return found


@pytest.mark.parametrize("name", CASES)
def test_nothing_overflows_its_box(name: str, tmp_path: Path) -> None:
    assert overflowing(opened(CASES[name], tmp_path)) == []


def test_words_that_are_too_long_are_cut_and_say_so() -> None:
    box = Box(0, 0, 4, 1)
    kept, size = fitted(["word " * 400], box, Look(18))
    assert kept[0].endswith("…") and size == 10
    assert lines_of(kept[0], size, False, box.width * 72) * size * 1.17 <= box.height * 72
    assert fitted(["A few words"], box, Look(18)) == (["A few words"], 18)


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or pdftotext is not installed",
)
def test_the_program_that_opens_it_shows_five_pages(pause: ca.Appraisal, tmp_path: Path) -> None:
    made = pause.to_powerpoint(tmp_path / "case.pptx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(made)], check=True, capture_output=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(made.with_suffix(".pdf")), "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    pages = text.removesuffix("\f").split("\f")
    assert len(pages) == 5
    assert all(f"Slide {number}" in " ".join(page.split()) for number, page in enumerate(pages, 1))
    assert "Cumulative net cash" in pages[1]


# ---- Hostile text, and files


HOSTILE = [
    "<script>alert('x')</script>",
    "a & b < c > d",
    "{=1+1}",
    "https://example.org/x",
    "]]></a:t>",
    "x" * 300,
    "Ünïcödé Ŵrecsam 漢字",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_councils_words_are_only_ever_text(text: str, tmp_path: Path) -> None:
    made = opened(council(text), tmp_path)
    said = " ".join(part for slide in made.slides for part in texts(slide))
    assert text[:40] in said
    assert overflowing(made) == []
    for chart in charts(made):
        book = chart.part.chart_workbook.xlsx_part.blob
        (tmp_path / "data.xlsx").write_bytes(book)
        cells = [c for row in openpyxl.load_workbook(tmp_path / "data.xlsx").active for c in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert not any(cell.hyperlink for cell in cells)


def test_a_file_that_is_there_is_kept(pause: ca.Appraisal, tmp_path: Path) -> None:
    file = tmp_path / "case.pptx"
    file.write_text("ours")
    with pytest.raises(ca.InputError, match="there already"):
        pause.to_powerpoint(file)
    assert file.read_text() == "ours"
    assert pause.to_powerpoint(file, overwrite=True) == file


def test_the_extra_that_is_missing_is_named(
    pause: ca.Appraisal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(ca.CostavoidError, match=r"pptx is not installed; .*costavoid\[report\]"):
        pause.to_powerpoint(tmp_path / "case.pptx")
    assert list(tmp_path.iterdir()) == []
