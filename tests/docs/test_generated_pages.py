"""The generated pages: up to date, complete, sourced, and safe from what is in a title."""

from __future__ import annotations

import csv
import re
import runpy
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path
from typing import Annotated, Literal

import pytest
from generate import main, pages
from generate.gallery import KNOWLEDGE, STATUSES
from generate.markdown import anchor, citation

import costavoid as ca
from costavoid.analysis.replication.figures import Knowledge, Status, published_figures
from costavoid.analysis.review.rules import RULES
from costavoid.evidence.catalogue import sources
from costavoid.evidence.figures import printed
from costavoid.output.markdown_text import cell, link, plain, table
from costavoid.programme.base import Intervention
from costavoid.programme.fields import how
from costavoid.programme.interventions import PROGRAMMES

ROOT = Path(__file__).parents[2]
MADE = pages(ROOT / "examples")
DATA = Path(ca.__file__).parent / "evidence" / "data"
WITHOUT_NUMBERS = (
    "Standing",
    "Status",
    "Inputs",
    "Programme",
    "Table",
    "Quality",
    "Weight",
    "Rule",
    "Unit",
)


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()


def rows_of(data: str) -> dict[str, dict[str, str]]:
    """The rows of a data file as they stand in it, by id."""
    with (DATA / data).open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def page(name: str) -> str:
    return MADE[f"programmes/{snake(name)}.md"]


def tables(text: str) -> list[list[list[str]]]:
    """Every table of a page, as rows of cells, the header first."""
    found: list[list[list[str]]] = [[]]
    for line in text.splitlines():
        if line.startswith("| "):
            found[-1].append([c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif found[-1]:
            found.append([])
    return [[rows[0], *rows[2:]] for rows in found if rows]


@pytest.mark.parametrize("name", MADE)
def test_the_page_in_docs_is_the_one_the_library_makes(name: str) -> None:
    path = ROOT / "docs" / name
    again = "run `python docs/generate docs`"
    assert path.is_file(), f"docs/{name} is missing: {again}"
    assert path.read_text(encoding="utf-8") == MADE[name], f"docs/{name} is stale: {again}"


def test_every_programme_has_a_page_and_every_page_a_programme() -> None:
    wanted = {f"{snake(name)}.md" for name in PROGRAMMES} | {"README.md"}
    of_programmes = {name for name in MADE if name.startswith("programmes/")}
    assert {name.removeprefix("programmes/") for name in of_programmes} == wanted
    assert {path.name for path in (ROOT / "docs" / "programmes").iterdir()} == wanted
    for cls in PROGRAMMES.values():
        assert f"[{cls.title}]({snake(cls.__name__)}.md)" in MADE["programmes/README.md"]


def test_every_published_figure_is_in_the_gallery_with_how_it_came_out() -> None:
    rows = [r for t in tables(MADE["replications.md"]) if len(t[0]) == 8 for r in t[1:]]
    assert len(rows) == len(published_figures())
    for figure in ca.replications():
        said = [cell(plain(text)) for text in (figure.quantity, figure.note)]
        (row,) = [r for r in rows if [r[0], r[6]] == said]
        missed = figure.status is Status.NOT_REPRODUCED
        assert row[4] == (f"**{figure.status.value}**" if missed else figure.status.value)
        assert row[7] == cell(citation(sources()[published_figures()[figure.id].source]))


def test_every_status_and_kind_of_inputs_is_explained() -> None:
    assert set(STATUSES) == set(Status)
    assert set(KNOWLEDGE) == set(Knowledge)


@pytest.mark.parametrize("name", MADE)
def test_a_number_in_a_table_has_its_source_beside_it(name: str) -> None:
    without_address = {citation(source) for source in sources().values() if not source.url}
    for header, *rows in tables(MADE[name]):
        assert {len(row) for row in rows} <= {len(header)}
        if "Source" not in header:
            assert header[0] in WITHOUT_NUMBERS or header[-1] == "If left out"
            continue
        values = [header.index(c) for c in ("Value", "Default", "Published") if c in header]
        for row in rows:
            if any(re.match(r"-?[\d.,]+\b", row[at]) for at in values) or "Figure" in header:
                source = row[header.index("Source")]
                assert "](http" in source or source.split("; ")[0] in without_address, row


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_default_on_a_page_is_the_one_in_the_data(name: str) -> None:
    held = rows_of("unit_costs.csv") | rows_of("effects.csv") | rows_of("activity.csv")
    shown = 0
    for header, *rows in tables(page(name)):
        for row in rows:
            ids = re.findall(r"\(`([a-z0-9_.]+)`\)", row[1])
            if "Default" in header and ids:
                default, data = row[header.index("Default")], held[ids[0]]
                number = float(default.split(" ")[0].strip(",").replace(",", ""))
                assert number == pytest.approx(float(data["value"]), rel=1e-3)
                assert (data.get("price_year") or "") in default
                assert row[header.index("Quality")] == data["quality"]
                shown += 1
    of_its_own = [f for f in PROGRAMMES[name].model_fields.values() if f.default_factory]
    assert shown or not of_its_own or name == "QualifyingRoute"


def test_every_number_is_in_the_evidence_tables_as_the_data_have_it() -> None:
    shown = {}
    of_the_data = {n for n in MADE if n.startswith("evidence/")} - {"evidence/spreads.md"}
    for name in of_the_data:
        for header, *rows in tables(MADE[name]):
            for row in rows:
                for id in re.findall(r"\(`([a-z0-9_.]+)`\)", row[0]):
                    assert id not in shown, id
                    shown[id] = dict(zip(header, row, strict=True))
    held = rows_of("unit_costs.csv") | rows_of("effects.csv") | rows_of("activity.csv")
    documents = rows_of("sources.csv")
    assert set(shown) == set(held)
    for id, row in held.items():
        seen = shown[id]
        number = float(seen["Value"].split(" ")[0].strip(",").replace(",", ""))
        assert number == pytest.approx(float(row["value"]), rel=1e-3), id
        assert (row.get("price_year") or "") in seen["Value"]
        if row["unit"].startswith("GBP"):
            assert row["unit"] in seen["Value"]
            assert seen["Payer"] and seen["Basis"] == row["basis"]
            assert float(seen["Cash-releasing share"]) == float(row["cash_releasing"])
        else:
            assert seen["How it is known"] == row["design"]
        for end in (row["low"], row["high"]):
            assert not end or row["range_kind"] in seen["Range"], id
        for end, said in zip(
            (row["low"], row["high"]), seen.get("Range", "").split(" to "), strict=False
        ):
            if end:
                assert float(said.split(" ")[0].replace(",", "")) == pytest.approx(
                    float(end), rel=1e-3
                )
        assert (seen["Status"], seen["Quality"]) == (
            row["status"].replace("_", " "),
            row["quality"],
        )
        said = documents[row["source"]]
        assert (
            cell(plain(said["title"])) in seen["Source"] and plain(row["locator"]) in seen["Source"]
        )
        for words in (row["note"], row["caution"]):
            assert cell(plain(words)).rstrip(".") in seen["Number"]


def test_prices_and_discount_rates_are_those_in_the_data() -> None:
    deflator, bands = tables(MADE["evidence/prices.md"])
    levels = {row[0]: row for row in deflator[1:]}
    with (DATA / "gdp_deflator.csv").open(encoding="utf-8") as file:
        held = list(csv.DictReader(file))
    assert list(levels) == [row["financial_year"] for row in held]
    for row in held:
        year, value, kind, _ = levels[row["financial_year"]]
        assert float(value) == pytest.approx(float(row["index"]), rel=1e-5)
        assert kind == row["kind"], year
    standard = [row for row in bands[1:] if "2026, standard" in row[0]]
    assert [row[1:3] for row in standard[:2]] == [["1 to 30", "3.5%"], ["31 to 75", "3%"]]
    assert standard[-1][1:3] == ["later", "1%"]


def test_every_rule_is_in_the_table_with_what_its_findings_say(
    every_finding: tuple[ca.Finding, ...],
) -> None:
    (rules,) = [t[1:] for t in tables(MADE["review-rules.md"]) if t[0][0] == "Rule"]
    assert len(rules) == len(RULES)
    by_id = {id: row for row in rules for id in re.findall("`(.*?)`", row[0])}
    assert len(every_finding) > 50
    for finding in every_finding:
        _, what, weight, source = by_id[finding.id]
        assert what and finding.severity in weight.split(" or ")
        assert plain(finding.source) in source


@pytest.fixture(scope="module")
def every_finding() -> tuple[ca.Finding, ...]:
    """What a review says of every example."""
    found: list[ca.Finding] = []
    for path in sorted((ROOT / "examples").glob("*.py")):
        found += runpy.run_path(str(path))["appraisal"]().review()
    return tuple(found)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_what_must_be_given_is_marked_and_stands_first(name: str) -> None:
    given = tables(page(name))[0]
    assert given[0][-1] == "If left out"
    marks = [row[-1] == "**needed**" for row in given[1:]]
    needed = {row[0].strip("`") for row, marked in zip(given[1:], marks, strict=True) if marked}
    fields = PROGRAMMES[name].model_fields
    assert needed == {field for field, info in fields.items() if info.is_required()}
    assert marks == sorted(marks, reverse=True)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_field_of_a_programme_is_on_its_page(name: str) -> None:
    for field in PROGRAMMES[name].model_fields:
        assert f"`{field}`" in page(name)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_what_is_known_is_said_as_it_is(name: str) -> None:
    cls = PROGRAMMES[name]
    assert cls.evidence_gap in page(name)
    for _, id in cls.evidence:
        estimate = ca.default(id)
        assert estimate.design is not None
        for said in (plain(estimate.label), estimate.design.value, plain(estimate.caution)):
            assert cell(said).rstrip(".") in page(name)


def test_what_is_left_out_is_listed() -> None:
    pause = page("Pause")
    for pathway in (ca.InfantRemovedAtBirth(), ca.NeonatalStay(), ca.CareProceedings()):
        for said in (*pathway.not_counted, *pathway.assumptions):
            assert f"- {said}" in pause


def prose(cls: type[Intervention]) -> list[str]:
    """What authors wrote in sentences, where None is an English word."""
    numbers = [ca.default(id) for _, id in cls.evidence]
    return [cleandoc(cls.__doc__ or ""), *(plain(text) for e in numbers for text in (e.note,))]


@pytest.mark.parametrize("name", MADE)
def test_no_word_of_the_machinery_is_in_a_page(name: str) -> None:
    text = MADE[name]
    for cls in PROGRAMMES.values():
        for said in prose(cls):
            text = text.replace(said, "") if said else text
    for noted in (*published_figures().values(), *ca.defaults().values()):
        text = text.replace(plain(noted.note), "")
    for word in ("None", "PydanticUndefined", "Optional", "Annotated", "Union", "ClassVar", "<"):
        assert word not in text.removeprefix("<!--"), word


@pytest.mark.parametrize(
    ("programme", "field", "words"),
    [
        ("Mockingbird", "constellations", "whole number, 1 or more"),
        ("Mockingbird", "cost_a_year", "money"),
        ("TeamAroundTheSchool", "referrals_per_school", "events per school-year, or an Estimate"),
        ("TherapeuticFosterPlacement", "placement", "money: GBP per week"),
        ("FamilyGroupConference", "care_with", "a share from 0 to 1"),
        ("FamilyGroupConference", "placement", "`Placement`"),
        ("QualifyingRoute", "route", 'one of "frontline", "step_up", "masters", "undergraduate"'),
        ("QualifyingRoute", "cost", "follows from the other fields"),
        ("ChildrensCentres", "before_year", "a financial year, like 2025-26"),
        ("ChildrensCentres", "against_national_trend", "yes or no"),
        ("SharedService", "delivery_cost", "money, or a `Budget`"),
        ("Custom", "changes", "one or more, each `Outcome`"),
        ("Pause", "start", "a day, like 2026-10-01"),
    ],
)
def test_a_field_is_said_in_plain_words(programme: str, field: str, words: str) -> None:
    said = [line for line in page(programme).splitlines() if f"`{field}`" in line]
    assert any(words in line for line in said)


def test_a_published_number_is_printed_as_the_command_line_prints_it() -> None:
    numbers = (None, 0.32459638, 1_173_205.4, -762_091.9, 50.0, -6.2e-15)
    assert [printed(n) for n in numbers] == ["-", "0.324596", "1,173,205", "-762,092", "50", "0"]


def test_types_that_no_programme_has_yet_are_said_too() -> None:
    assert how(float | None, ()) == "a number"
    assert how(Annotated[str, "anything"], ()) == "words"
    assert how(Literal["a", "b"] | None, ()) == 'one of "a", "b"'


@pytest.mark.parametrize("name", MADE)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    here = (ROOT / "docs" / name).parent
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", MADE[name]):
        path, _, place = target.partition("#")
        file = (here / path).resolve() if path else ROOT / "docs" / name
        assert file.is_file(), target
        if place:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), flags=re.M)
            assert place in map(anchor, headings)


def test_hostile_text_stays_in_its_cell() -> None:
    title = "Saves | £1m\n| x | `rm` [here](http://bad) <b> *bold* \\| end"
    source = ca.Source(
        id="x", title=title, publisher="A | B\n", year=2020, url="https://a.org/b|c (d)\ne"
    )
    row = table(("Source",), [(citation(source),)]).splitlines()
    assert len(row) == 3
    assert len(re.findall(r"(?<!\\)\|", row[2].replace(r"\\", ""))) == 2
    assert r"\[here\](http://bad)" in row[2] and r"\<b>" in row[2] and r"\`rm\`" in row[2]
    assert row[2].count("](") == 2 and "](https://a.org/b%7Cc%20%28d%29%0Ae)" in row[2]
    assert cell("a | b\n\nc") == r"a \| b c"
    assert link("Click", "javascript:alert(1)") == "Click"


def test_only_what_changed_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = tmp_path / "docs"
    assert main([str(docs)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(MADE)
    (docs / "own.md").write_text("Mine.", encoding="utf-8")
    (docs / "replications.md").write_text("Old.", encoding="utf-8")
    assert main([str(docs)]) == 0
    assert capsys.readouterr().out.split() == [str(docs / "replications.md")]
    assert (docs / "replications.md").read_text(encoding="utf-8") == MADE["replications.md"]
    assert (docs / "own.md").read_text(encoding="utf-8") == "Mine."
    assert "## Example" not in (docs / "programmes" / "pause.md").read_text(encoding="utf-8")


def test_importing_the_package_makes_no_pages() -> None:
    code = "import sys, costavoid; assert 'generate' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
