"""The business case in Word, HTML and Markdown: its structure, and text that only ever is text."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from markdown_it import MarkdownIt

import costavoid as ca
from costavoid.output.report.contents import document
from costavoid.output.report.document import MINUS, Picture, Table
from costavoid.output.words.in_full import page
from costavoid.output.words.plainly import names, plainly
from council_case import council

HOSTILE = [
    "<script>alert('x')</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "{{ 7 * 7 }} {% raw %} ${7*7} $x^2$",
    "a | b | c",
    "`rm -rf` *bold* _em_ ~~gone~~ &lt;b&gt;",
    "../../etc/passwd",
    "1. a list",
    "# a heading",
    "> a quotation",
    "--- a rule",
    "Ünïcödé Ŵrecsam 漢字",
    "x" * 600,
    "]]></w:t><w:br/>",
]


@pytest.fixture(scope="module")
def pause() -> ca.Appraisal:
    return ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26", draws=2_000)


@pytest.fixture(scope="module")
def word(pause: ca.Appraisal, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return docx.Document(str(pause.to_word(tmp_path_factory.mktemp("word") / "pause.docx")))


def text_of(made: Any) -> list[str]:
    """Every paragraph of a Word document, those in its tables too."""
    cells = [cell for table in made.tables for row in table.rows for cell in row.cells]
    found = [p.text for p in made.paragraphs] + [p.text for c in cells for p in c.paragraphs]
    return [text.replace(MINUS, "-") for text in found]


# ---- Word


def test_words_headings_are_real_and_in_order(word: Any) -> None:
    levels = {"Title": 0, "Heading 1": 1, "Heading 2": 2}
    found = [levels[p.style.name] for p in word.paragraphs if p.style.name in levels]
    assert found[0] == 0 and found.count(0) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))
    named = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    cases = [f"{case} case" for case in ("Strategic", "Economic", "Commercial", "Financial")]
    assert named[0] == "Summary" and [n for n in named if n in cases] == cases


def test_every_picture_has_words_and_every_table_a_header_row(word: Any) -> None:
    shapes = word.inline_shapes
    assert len(shapes) >= 4
    for shape in shapes:
        assert len(shape._inline.docPr.get("descr")) > 40
    for table in word.tables:
        first, *rest = table.rows
        assert "w:tblHeader" in first._tr.xml
        assert all(cell.text.strip() for cell in first.cells)
        assert rest and not any("w:tblHeader" in row._tr.xml for row in rest)


def test_every_reference_is_in_the_list_and_is_cited(word: Any) -> None:
    text = text_of(word)
    listed = {m[1]: m[2] for line in text if (m := re.match(r"\[(\d+)\] (.+)", line))}
    cited = {number for line in text for number in re.findall(r"^\[(\d+)\]$", line)}
    assert cited == set(listed) and all(len(words) > 10 for words in listed.values())


def test_the_answer_in_full_is_the_one_that_is_printed(word: Any, pause: ca.Appraisal) -> None:
    text, plain = text_of(word), plainly(names(pause))
    for section in page(pause).sections:
        assert section.title in text
        assert all(plain(sentence) in text for sentence in section.sentences)


def test_gaps_are_marked_for_the_author(word: Any) -> None:
    gaps = [p for p in word.paragraphs if p.text.startswith("For the author")]
    assert len(gaps) == 11
    assert all(run.font.highlight_color is not None for gap in gaps for run in gap.runs)


def test_every_amount_in_words_tables_is_in_the_frames(word: Any, pause: ca.Appraisal) -> None:
    (financial,) = [t for t in word.tables if t.rows[0].cells[1].text == "Cash-releasing saving"
                    and t.rows[0].cells[4].text == "Net so far"]  # fmt: skip
    frame = pause.financial_case()
    *so_far, total = financial.rows[1:]
    assert [row.cells[0].text for row in so_far] == list(frame.index)
    for row, (_, numbers) in zip(so_far, frame.iterrows(), strict=True):
        assert [cell.text for cell in row.cells][1:] == [whole(n) for n in numbers]
    summed = frame.sum().tolist()[:-1]
    assert [cell.text for cell in total.cells] == [
        "All years",
        *(whole(n) for n in (*summed, frame.iloc[-1, -1])),
    ]


def whole(pounds: float) -> str:
    """Pounds as a table has them, none of them -£0."""
    return f"{'-' if pounds < -0.5 else ''}£{abs(pounds):,.0f}"


def test_parts_stand_alone_with_what_they_cite(pause: ca.Appraisal, tmp_path: Path) -> None:
    made = docx.Document(
        str(pause.to_word(tmp_path / "part.docx", parts=["assumptions", "financial"]))
    )
    titles = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert titles == ["Financial case", "Assumptions log", "Sources"]
    assert not any(p.style.name == "Title" for p in made.paragraphs)
    only = pause.to_markdown(parts="financial")
    assert only.startswith("## Financial case") and "Sources" not in only
    with pytest.raises(ca.InputError, match="parts: 'finacial' given. Did you mean 'financial'"):
        pause.to_markdown(parts=["finacial"])
    with pytest.raises(ca.InputError, match="parts: none given"):
        pause.to_markdown(parts=[])
    with pytest.raises(ca.InputError, match="parts: 5 given; give a list"):
        pause.to_markdown(parts=5)


def test_a_councils_own_template_keeps_its_words_and_styles(
    pause: ca.Appraisal, tmp_path: Path
) -> None:
    template = docx.Document()
    template.add_paragraph("Anytown Council")
    template.styles["Heading 1"].font.name = "Georgia"
    template.save(str(tmp_path / "own.docx"))
    made = docx.Document(str(pause.to_word(tmp_path / "case.docx", template=tmp_path / "own.docx")))
    assert made.paragraphs[0].text == "Anytown Council"
    assert made.styles["Heading 1"].font.name == "Georgia"


def test_a_template_that_will_not_do_is_refused(pause: ca.Appraisal, tmp_path: Path) -> None:
    (tmp_path / "not.docx").write_text("not Word")
    pageless = docx.Document()
    pageless.element.body.remove(pageless.element.body.sectPr)
    pageless.save(str(tmp_path / "pageless.docx"))
    for name, said in (
        ("pageless.docx", "cannot be filled .* save it again as a Word document"),
        ("not.docx", "cannot be opened as a Word document"),
        ("absent.docx", "cannot be opened as a Word document"),
    ):
        with pytest.raises(ca.InputError, match=said):
            pause.to_word(tmp_path / "case.docx", template=tmp_path / name)
    assert not (tmp_path / "case.docx").exists()


# ---- HTML


class Tags(HTMLParser):
    """What a browser would find: tags, addresses, headings, words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def html(appraisal: ca.Appraisal, folder: Path) -> str:
    return appraisal.to_html(folder / "case.html", overwrite=True).read_text(encoding="utf-8")


def test_html_stands_alone_and_is_well_made(pause: ca.Appraisal, tmp_path: Path) -> None:
    text = html(pause, tmp_path)
    found = Tags(text)
    assert found.tags["script"] == 1 and found.tags["iframe"] == 0
    assert '<html lang="en-GB">' in text and found.tags["h1"] == found.tags["main"] == 1
    assert all(after - before <= 1 for before, after in pairwise(found.levels))
    assert not [v for n, v in found.attributes if n in ("src", "data", "poster", "srcset")]
    drawn = sum(isinstance(block, Picture) for s in document(pause).sections for block in s.blocks)
    assert found.tags["svg"] == 2 * found.tags["figure"] == 2 * drawn  # a wide and a narrow one
    assert not [n for n, _ in found.attributes if n == "style" or n.startswith("on")]
    assert (
        found.tags["table"]
        == found.tags["caption"]
        == sum(isinstance(block, Table) for s in document(pause).sections for block in s.blocks)
    )
    ids = [v for n, v in found.attributes if n == "id"]
    assert len(ids) == len(set(ids))
    targets = [v[1:] for n, v in found.attributes if n == "href" and v.startswith("#")]
    assert targets and set(targets) <= set(ids)


@pytest.mark.parametrize("kind", ["script", "style"])
def test_the_pages_policy_lets_its_own_script_and_style_run_and_no_other(
    pause: ca.Appraisal, tmp_path: Path, kind: str
) -> None:
    text = html(pause, tmp_path)
    (policy,) = re.findall(r'Content-Security-Policy"\s+content="([^"]+)"', text)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    (own,) = re.findall(f"<{kind}>(.*?)</{kind}>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    assert rules[f"{kind}-src"] == f"'sha256-{digest}'" and rules["default-src"] == "'none'"
    assert "unsafe" not in policy and "http" not in policy


def test_html_lists_open_and_close(pause: ca.Appraisal, tmp_path: Path) -> None:
    text = html(pause, tmp_path)
    for tag in ("ul", "li", "table", "tr", "section", "figure", "div"):
        assert len(re.findall(f"<{tag}[ >]", text)) == text.count(f"</{tag}>"), tag


# ---- text that only ever is text


def rendered(markdown: str) -> Tags:
    return Tags(MarkdownIt("commonmark").enable("table").render(markdown))


@cache
def usual() -> tuple[Tags, Tags, Tags]:
    """What a browser finds in a plain case's page, notebook and Markdown."""
    plain = council()
    with tempfile.TemporaryDirectory() as folder:
        page = Tags(html(plain, Path(folder)))
    return page, Tags(plain._repr_html_()), rendered(plain.to_markdown())


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text_in_every_format(hostile: str, tmp_path: Path) -> None:
    case = council(hostile)
    shown = " ".join(f"Plan {hostile}".split())
    page, notebook, markdown = usual()

    found = Tags(html(case, tmp_path))
    assert set(found.tags) == set(page.tags)
    drawn = ("text", "path", "rect")  # of a chart: a longer name takes more lines
    assert {t: n for t, n in found.tags.items() if t not in drawn} == {
        t: n for t, n in page.tags.items() if t not in drawn
    }
    assert {n for n, _ in found.attributes} == {n for n, _ in page.attributes}
    assert shown in " ".join(" ".join(found.words).split())
    assert Tags(case._repr_html_()).tags == notebook.tags

    text = rendered(case.to_markdown())
    assert text.tags == markdown.tags
    assert shown in " ".join(" ".join(text.words).split())

    made = docx.Document(str(case.to_word(tmp_path / "case.docx", overwrite=True)))
    assert any(shown in " ".join(p.text.split()) for p in made.paragraphs)


def test_markdown_stands_with_its_pictures_beside_it(pause: ca.Appraisal, tmp_path: Path) -> None:
    path = tmp_path / "the case.md"
    text = pause.to_markdown(path)
    assert path.read_text(encoding="utf-8") == text
    found = rendered(text)
    shown = [unquote(value) for name, value in found.attributes if name == "src"]
    said = [value for name, value in found.attributes if name == "alt"]
    pictures = [b for s in document(pause).sections for b in s.blocks if isinstance(b, Picture)]
    assert shown == [f"the case-{number}.png" for number in range(1, len(pictures) + 1)]
    assert said == [" ".join(picture.draw().alt.split()) for picture in pictures]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["the case.md", *shown])
    for name in shown:
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
    assert found.tags["img"] == len(pictures) and rendered(pause.to_markdown()).tags["img"] == 0


def test_markdown_is_written_with_all_its_pictures_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "case-2.png").write_text("mine")
    with pytest.raises(ca.InputError, match=r"case-2.png: this file is there already"):
        council().to_markdown(tmp_path / "case.md")
    assert [each.name for each in tmp_path.iterdir()] == ["case-2.png"]
    assert (tmp_path / "case-2.png").read_text() == "mine"
    council().to_markdown(tmp_path / "case.md", overwrite=True)
    assert (tmp_path / "case-2.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("start", ["=1+1", "+1", "@SUM(A1)", "-1+1", "\t=1", "a\x07b", "\u202eb"])
def test_instructions_never_come_in(start: str) -> None:
    with pytest.raises(ca.InputError):
        ca.local(5, "count per year", source=start)
    with pytest.raises(ca.InputError):
        ca.local(5, "count per year", source="Anytown", label=start)
    with pytest.raises(ca.InputError):
        ca.Custom(name=start, changes=council().intervention.changes)


# ---- files


FORMATS = ("to_word", "to_html", "to_excel")


@pytest.mark.parametrize("method", FORMATS)
def test_nothing_is_half_written_or_replaced(method: str, tmp_path: Path) -> None:
    write = getattr(council(), method)
    path = tmp_path / "case.out"
    with pytest.raises(ca.InputError, match="the folder .* is not there; make it first"):
        write(tmp_path / "absent" / "case.out")
    path.write_text("mine")
    with pytest.raises(ca.InputError, match="this file is there already"):
        write(path)
    path.chmod(0o444)
    with pytest.raises(ca.InputError, match="this file is read-only"):
        write(path, overwrite=True)
    assert path.read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["case.out"]
    path.chmod(0o644)
    write(path, overwrite=True)
    assert path.stat().st_size > 5_000 and len(list(tmp_path.iterdir())) == 1


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file may be longer than 3,000 bytes, as if the disk had no more room."""
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("method", FORMATS)
def test_a_full_disk_leaves_nothing(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, file = getattr(council(), method), tmp_path / "case.out"
    before = write(file).read_bytes()
    with full_disk(monkeypatch), pytest.raises(ca.InputError) as raised:
        write(file, overwrite=True)
    assert str(raised.value).startswith(f"{file}: it could not be written (File too large)")
    assert file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["case.out"]


@pytest.mark.parametrize("method", FORMATS)
def test_a_file_that_another_program_holds_is_left(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*given: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "case.out").write_text("mine")
    monkeypatch.setattr("os.replace", held)
    with pytest.raises(ca.InputError, match="Permission denied"):
        getattr(council(), method)(tmp_path / "case.out", overwrite=True)
    assert (tmp_path / "case.out").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["case.out"]


@pytest.mark.parametrize(
    ("method", "module"), [("to_word", "docx"), ("to_html", "jinja2"), ("to_excel", "xlsxwriter")]
)
def test_without_the_extra_the_error_names_it(
    method: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = council()
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(ca.CostavoidError, match=r'pip install "costavoid\[report\]"'):
        getattr(case, method)(tmp_path / "case.out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("settings", [{"horizon": 60}, {"horizon": 1}, {"draws": None}])
def test_long_and_short_cases_render(settings: dict[str, Any], tmp_path: Path) -> None:
    case = council("Ynys Môn", **settings)
    case.to_word(tmp_path / "case.docx")
    assert "Ynys Môn" in html(case, tmp_path)
    assert "Ynys Môn" in case.to_markdown()
