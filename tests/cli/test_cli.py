"""The command line: what each command does, what it ends with, and that errors are sentences."""

from __future__ import annotations

import errno
import io
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import costavoid as ca
from costavoid import cli
from costavoid.cases.schema import schemas
from costavoid.cli import documents, screen
from costavoid.programme.interventions import PROGRAMMES

COMMANDS = (
    "programmes",
    "new",
    "appraise",
    "compare",
    "portfolio",
    "review",
    "plan",
    "track",
    "replicate",
    "sources",
    "schema",
)
PAUSE = 'programme = "Pause"\nwomen = 20\n'
SETTINGS = '[settings]\nhorizon = 5\nprice_year = "2025-26"\n'
PLACED = '[pathway]\nkind = "placement"\nweeks = 52\n'
ENDINGS = {"--word": "docx", "--excel": "xlsx", "--html": "html", "--markdown": "md"}
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return written(tmp_path / "pause.toml", PAUSE + SETTINGS)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The same with few numbers in it, which makes a document in a moment."""
    return written(tmp_path / "pause.toml", PAUSE + SETTINGS + PLACED)


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> int:
    return cli.main([str(each) for each in arguments])


def answer(capsys: Capture, *arguments: str | Path) -> str:
    """What a command prints, when all is well."""
    assert run(*arguments) == cli.OK
    printed = capsys.readouterr()
    return printed.out


def refused(capsys: Capture, *arguments: str | Path) -> str:
    """What a command says when it cannot be done: one paragraph, and nothing else."""
    capsys.readouterr()
    assert run(*arguments) == cli.WRONG_INPUT
    printed = capsys.readouterr()
    assert printed.out == "" and "\n\n" not in printed.err.strip()
    for python in ("Traceback", "pydantic", 'File "'):
        assert python not in printed.err
    return printed.err


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    program = command.replace("costavoid", f"{shlex.quote(sys.executable)} -m costavoid.cli")
    return subprocess.run(
        ["bash", "-c", program],
        cwd=folder,
        capture_output=True,
        env={**os.environ, **environment},
    )


# From nothing to documents


def test_two_commands_make_a_word_and_an_excel_file(tmp_path: Path) -> None:
    import docx
    import openpyxl

    new = shell("costavoid new Pause women=20 start=2026-10-01 --out pause.toml", tmp_path)
    assert (new.returncode, new.stderr) == (0, b"")
    assert new.stdout == b"Written: pause.toml. Nothing is left to fill in.\n"
    done = shell("costavoid appraise pause.toml --word --excel", tmp_path)
    assert done.returncode == 0
    assert b"does not pay back by 2030-31" in " ".join(done.stdout.decode().split()).encode()
    assert done.stderr == b"Written: pause.docx, pause.xlsx\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pause.docx", "pause.toml", "pause.xlsx"]
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "pause.docx")).paragraphs)
    assert "Pause" in text
    assert len(openpyxl.load_workbook(tmp_path / "pause.xlsx").sheetnames) > 1


def test_what_is_printed_is_the_appraisal(case: Path, capsys: Capture) -> None:
    direct = ca.appraise(ca.Pause(women=20), horizon=5, price_year="2025-26")
    command = f"\ncostavoid review {case}"
    page, _, _ = str(direct).rpartition("\n")
    assert answer(capsys, "appraise", case).startswith(page)
    assert answer(capsys, "appraise", case).endswith(f"{command}\n")
    full = f"{direct.in_full()}\n".replace(" .review().", command)
    assert answer(capsys, "appraise", case, "--full") == full and command in full
    record = answer(capsys, "appraise", case, "--json")
    assert record == direct.to_json() + "\n"
    assert ca.Appraisal.from_json(record).npv == direct.npv
    longer = json.loads(
        answer(capsys, "appraise", case, "--json", "--horizon", "8", "--draws", "200")
    )
    assert (longer["settings"]["horizon"], longer["settings"]["drawing"]["draws"]) == (8, 200)
    years = ("--price-year", "2024-25", "--first-year", "2027-28")
    shown = answer(capsys, "appraise", case, "--full", *years)
    assert "2027-28 to 2031-32, in 2024-25 prices" in shown


def test_the_command_it_names_reviews_the_same_case(tmp_path: Path, capsys: Capture) -> None:
    case = written(tmp_path / "our pause.toml", PAUSE + SETTINGS)
    text = answer(capsys, "appraise", case, "--full", "--horizon", "8", "--price-year", "2024/25")
    told, command = text.splitlines()[-2:]
    assert command == f'costavoid review "{case}" --horizon 8 --price-year 2024-25'
    run(*shlex.split(command)[1:])
    tally = capsys.readouterr().out.splitlines()[-1]
    points, serious = (word for word in told.split() if word.isdecimal())
    assert tally.startswith(f"Findings: {points} (serious {serious},")


def test_one_file_by_two_paths_is_one_file(small: Path, capsys: Capture) -> None:
    other = small.parent / "." / ".." / small.parent.name / small.name
    assert "one case file given twice" in refused(capsys, "compare", small, other)


@pytest.mark.parametrize("draws", ["-5", "0", "1"])
def test_the_least_that_can_be_asked_for_is_said_at_once(
    draws: str, small: Path, capsys: Capture
) -> None:
    said = refused(capsys, "appraise", small, "--draws", draws)
    assert "use 2 to" in said or "1 or more" in said
    assert "0 or more" not in said


def test_markdown_goes_where_it_is_asked_for(small: Path, capsys: Capture) -> None:
    folder = small.parent / "out"
    said = refused(capsys, "appraise", small, "--markdown", "--out", folder)
    assert "make it first" in said
    folder.mkdir()
    assert run("appraise", small, "--markdown", "--out", folder) == cli.OK
    direct = ca.load(small).appraise()
    written = {each.name: each.read_bytes() for each in folder.iterdir()}
    again = small.parent / "again"
    again.mkdir()
    assert written["pause.md"].decode() == direct.to_markdown(again / "pause.md")
    assert written == {each.name: each.read_bytes() for each in again.iterdir()}
    assert [each.name for each in small.parent.iterdir() if each.is_file()] == ["pause.toml"]


def test_no_file_is_written_unless_all_are_made(
    small: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = written(small.with_suffix(".xlsx"), "ours")
    said = refused(capsys, "appraise", small, *ENDINGS)
    assert "pause.xlsx: this file is there already" in said and "--force" in said
    assert there.read_text() == "ours"

    def fails(answer: ca.Appraisal, path: Path) -> dict[Path, bytes]:
        raise ca.InputError("a sentence")

    monkeypatch.setitem(documents.WRITERS, ".xlsx", fails)
    for other in ("--word", "--markdown"):
        assert refused(capsys, "appraise", small, other, "--excel", "--force") == "a sentence\n"
    assert there.read_text() == "ours"
    assert sorted(each.name for each in small.parent.iterdir()) == ["pause.toml", "pause.xlsx"]


def test_a_full_disk_is_told_of_the_file_that_was_asked_for(small: Path) -> None:
    pytest.importorskip("resource")
    for given in ("--word --html", "--markdown"):
        limited = f"ulimit -f 1; costavoid appraise pause.toml {given}"
        done = shell(limited, small.parent, PYTHONDONTWRITEBYTECODE="1")
        name = "pause.docx" if "word" in given else "pause.md"
        assert done.stderr.decode().startswith(f"{name}: it could not be written (File too large)")
        assert (done.returncode, done.stdout) == (cli.WRONG_INPUT, b"")
        assert [each.name for each in small.parent.iterdir()] == ["pause.toml"]


@pytest.mark.parametrize(
    ("ending", "left", "said"),
    [
        (".docx", ["pause.toml"], "nothing was changed"),
        (".html", ["pause.docx", "pause.toml"], "Written before it: "),
    ],
)
def test_what_is_said_to_be_written_is_what_was(
    ending: str,
    left: list[str],
    said: str,
    small: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    takes_its_name = "rename" if os.name == "nt" else "link"
    named = getattr(os, takes_its_name)

    def held(part: Path, to: Path) -> None:
        if Path(to).suffix == ending:
            raise PermissionError(errno.EACCES, "Permission denied")
        named(part, to)

    monkeypatch.setattr(os, takes_its_name, held)
    words = refused(capsys, "appraise", small, "--word", "--html")
    assert words.startswith(f"{small.with_suffix(ending)}: it could not be written")
    assert said in words and ("pause.docx" in words.split(said)[1]) is (ending == ".html")
    assert sorted(each.name for each in small.parent.iterdir()) == left


def test_force_replaces(small: Path) -> None:
    there = written(small.with_suffix(".md"), "ours")
    assert run("appraise", small, "--markdown", "--force") == cli.OK
    assert "Pause" in there.read_text(encoding="utf-8")


def test_a_case_is_never_replaced_by_its_own_document(case: Path, capsys: Capture) -> None:
    named = case.rename(case.with_suffix(".md"))
    before = named.read_bytes()
    assert "this is the case file itself" in refused(
        capsys, "appraise", named, "--markdown", "--force"
    )
    assert named.read_bytes() == before


def test_a_missing_extra_is_named(
    case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.split(".")[0] == "xlsxwriter"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    said = refused(capsys, "appraise", case, "--excel")
    assert 'pip install "costavoid[report]"' in said
    assert [each.name for each in case.parent.iterdir()] == ["pause.toml"]


# new


def test_a_new_file_is_printed_or_written(tmp_path: Path, capsys: Capture) -> None:
    text = answer(capsys, "new", "Pause")
    file = tmp_path / "ours.toml"
    assert answer(capsys, "new", "Pause", "--out", file).endswith("Fill in: women.\n")
    assert file.read_text(encoding="utf-8") == text
    said = refused(capsys, "appraise", file)
    assert said.startswith("ours.toml, women: still to be filled in; write it in the place of")
    assert "there already" in refused(capsys, "new", "Pause", "--out", file)
    assert file.read_text(encoding="utf-8") == text
    assert run("new", "Pause", "women=20", "--out", file, "--force") == cli.OK
    assert ca.load(file).intervention == ca.Pause(women=20)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Paws"], "programme: 'Paws' given. Did you mean 'Pause'?"),
        (["Pause", "wemen=20"], "wemen: there is no such field. Did you mean 'women'?"),
        (["Pause", "women"], "'women' given; write FIELD=VALUE, such as women=20"),
        (["Pause", "women=twenty"], "women: 'twenty' given"),
        (["Pause", "women=20", "women=30"], "women: '20' and '30' given; give it once"),
        (["Pause", "start=31/02/2026"], "start: '31/02/2026' given; it takes a day"),
        (["Pause", "price_year=2025"], "price_year: 2025 given; one year could be either"),
        (["Pause", "price_year=2099-00"], "price year: 2099-00 given; the price index runs"),
        (["Pause", "draws=1"], "draws: 1 given; use 2 to"),
        (["Pause", "horizon=200"], "horizon: 200 given; use 125 years or fewer"),
        (["Pause", "women=2", "start=1901-01-01"], "start: 1901-01-01 given; the price index"),
        (["Pause", "women=2", "first_year=2030-31", "start=2026-10-01"], "before the first year"),
        (["Pause", "women=" + "[" * 9_000], "a count must be a whole number"),
        (["Pause", "--out", "no/such/folder.toml"], "the folder 'no/such' is not there"),
    ],
)
def test_what_no_file_is_made_of(arguments: list[str], said: str, capsys: Capture) -> None:
    assert said in refused(capsys, "new", *arguments)


def test_a_new_file_has_years_and_days_in_their_own_form(capsys: Capture) -> None:
    plain = answer(capsys, "new", "Pause", "women=20", "start=2026-10-01", "price_year=2025-26")
    for name, day, year in (
        ("pause", "01/10/2026", "2025/26"),
        ("PAUSE", "1 October 2026", "FY2025-26"),
        ("Pause", "1st Oct 2026", "2025–2026"),
    ):
        told = ("women=20", f"start={day}", f"price_year={year}")
        assert answer(capsys, "new", name, *told) == plain
    assert "\nstart = 2026-10-01\n" in plain and '\nprice_year = "2025-26"\n' in plain
    assert '\nname = "2025"\n' in answer(capsys, "new", "custom", "name=2025")


@pytest.mark.parametrize("name", ["pause", "PAUSE", "Pause"])
def test_a_programme_is_found_in_any_case(name: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.toml", PAUSE.replace("Pause", name) + SETTINGS)
    assert ca.load(file) == ca.Case(ca.Pause(women=20), horizon=5, price_year="2025-26")
    assert ca.schema(name) == ca.schema("Pause")
    assert ca.schema("family group conference") == ca.schema("FamilyGroupConference")


# compare


def test_cases_side_by_side(case: Path, capsys: Capture) -> None:
    more = written(case.with_name("more.toml"), PAUSE.replace("20", "40") + SETTINGS)
    rows = json.loads(answer(capsys, "compare", case, more, "--json"))
    assert list(rows) == ["pause", "more"]
    one, two = rows.values()
    assert two["delivery"] == pytest.approx(2 * one["delivery"])
    text = answer(capsys, "compare", case, more)
    direct = {n: ca.load(file).appraise() for n, file in (("pause", case), ("more", more))}
    assert text == f"{ca.Options(direct)}\n"
    assert text.startswith("Options appraisal: 2025-26 to 2029-30, in 2025-26 prices\n")
    assert "Do nothing" in text and "pause: 20 women" in text and "(preferred)" not in text
    assert "more (preferred)" in answer(capsys, "compare", case, more, "--preferred", "more")
    assert "'less' given" in refused(capsys, "compare", case, more, "--preferred", "less")
    assert "\x1b" not in text and max(map(len, text.splitlines())) <= 100


def test_options_are_written_all_or_none(case: Path, capsys: Capture) -> None:
    more = written(case.with_name("more.toml"), PAUSE.replace("20", "40") + SETTINGS)
    folder = case.parent / "out"
    folder.mkdir()
    given = ("compare", case, more, "--out", folder)
    there = written(folder / "options.xlsx", "ours")
    said = refused(capsys, *given, *ENDINGS)
    assert "options.xlsx: this file is there already" in said and "--force" in said
    assert [each.name for each in folder.iterdir()] == ["options.xlsx"]
    assert run(*given, *ENDINGS, "--force") == cli.OK
    told = capsys.readouterr().err
    names = [f"options.{ending}" for ending in ENDINGS.values()]
    assert told == f"Written: {', '.join(str(folder / name) for name in names)}\n"
    assert sorted(each.name for each in folder.iterdir()) == sorted(names)
    assert there.read_bytes()[:2] == b"PK"  # a workbook
    direct = {n: ca.load(file).appraise() for n, file in (("pause", case), ("more", more))}
    assert (folder / "options.md").read_text(encoding="utf-8") == ca.Options(direct).to_markdown()


def test_a_case_is_never_replaced_by_the_options(case: Path, capsys: Capture) -> None:
    named = case.rename(case.with_name("options.md"))
    given = ("compare", named, "--markdown", "--force", "--out", case.parent)
    assert "this is the case file itself" in refused(capsys, *given)


def test_slides_are_written_beside_the_case(small: Path) -> None:
    import pptx

    assert run("appraise", small, "--powerpoint") == cli.OK
    made = pptx.Presentation(str(small.with_suffix(".pptx")))
    assert [slide.shapes.title.text_frame.text for slide in made.slides][::4] == [
        "Pause",
        "Recommendation",
    ]


def test_cases_that_cannot_be_put_side_by_side(case: Path, capsys: Capture) -> None:
    longer = written(case.with_name("longer.toml"), (PAUSE + SETTINGS).replace("5\n", "8\n"))
    said = refused(capsys, "compare", case, longer)
    assert "horizon 5 (pause), 8 (longer) given" in said and "with --horizon." in said
    earlier = written(case.with_name("earlier.toml"), PAUSE + SETTINGS.replace("2025", "2024", 1))
    earlier.write_text(earlier.read_text().replace("2024-26", "2024-25"))
    said = refused(capsys, "compare", case, earlier)
    assert "price_year 2025-26 (pause), 2024-25 (earlier)" in said and "with --price-year." in said
    assert run("compare", case, longer, "--horizon", "6") == cli.OK
    assert "one case file given twice" in refused(capsys, "compare", case, case)
    (case.parent / "other").mkdir()
    same = written(case.parent / "other" / "pause.toml", PAUSE + SETTINGS)
    assert list(json.loads(answer(capsys, "compare", case, same, "--json"))) == [
        str(case),
        str(same),
    ]


# What the library holds


def test_programmes_are_listed_with_what_they_ask_for(capsys: Capture) -> None:
    text = answer(capsys, "programmes")
    for name in PROGRAMMES:
        assert f"\n{name} " in text
    words = " ".join(text.split())
    assert "proceedings_before" in words and "no published effect" in words
    assert "\x1b" not in text and max(map(len, text.splitlines())) <= 100


def test_the_evidence_listed_is_that_of_the_numbers_used_by_default(capsys: Capture) -> None:
    listed = answer(capsys, "programmes")
    (pause,) = (part for part in listed.split("\n\n") if "\nPause " in part)
    words = " ".join(pause[pause.index("\nPause ") : pause.index("\nQualifyingRoute ")].split())
    rate = ca.Pause(women=1).removal_rate
    assert (rate.design.value, rate.quality.value) == ("before and after", "red")
    assert "before and after" in words and "matched comparison" not in words


def test_a_number_and_where_it_comes_from(capsys: Capture) -> None:
    number = ca.default("placement.foster.any.week")
    text = " ".join(answer(capsys, "sources", number.id).split())
    assert f"{number.value:.0f} GBP per week, {number.price_year} prices" in text
    for part in (number.label, number.source.title, number.source.url, number.note, number.caution):
        assert part in text
    assert f"Quality: {number.quality.value}" in text
    document = answer(capsys, "sources", number.source.id)
    assert number.source.url in document and f"\n{number.id}: " in document
    everything = answer(capsys, "sources").splitlines()
    assert [line.split(": ")[0] for line in everything] == list(ca.defaults())
    said = refused(capsys, "sources", "placement.foster.any.weak")
    assert "Did you mean 'placement.foster.any.week'?" in said


def test_every_number_can_be_shown(capsys: Capture) -> None:
    for id, number in ca.defaults().items():
        assert number.source.id in answer(capsys, "sources", id)


def test_the_schema_command(capsys: Capture) -> None:
    assert json.loads(answer(capsys, "schema", "Custom")) == ca.schema("Custom")
    assert json.loads(answer(capsys, "schema")) == schemas()
    assert "'Custum' given. Did you mean 'Custom'?" in refused(capsys, "schema", "Custum")


# Help, misuse and endings


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_is_understood(
    command: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = answer(capsys, command, "--help")
    (example,) = (line for line in text.splitlines() if line.strip().startswith("Example: "))
    words = shlex.split(example.split("Example: costavoid ")[1].split(" > ")[0])
    assert words[0] == command
    monkeypatch.chdir(tmp_path)
    if command != "new":
        written(tmp_path / "pause.toml", PAUSE + SETTINGS)
        written(tmp_path / "clinicians.toml", PAUSE + SETTINGS)
    if command == "track":
        assert run("plan", "pause.toml", "--baseline", "removals=9,11,10") == cli.OK
        written(tmp_path / "counts.csv", "period,removals\n2025-04,1\n")
    if command == "replicate":
        return  # run in test_replication.py
    found = cli.OK if command != "review" else cli.FOUND
    assert run(*(word for word in words if word not in ("--word", "--excel"))) == found


def test_help_lists_the_commands_and_the_exit_codes(capsys: Capture) -> None:
    text = " ".join(answer(capsys, "--help").split())
    for command in COMMANDS:
        assert f" {command} " in text
    for code in (cli.OK, cli.FAULT, cli.WRONG_INPUT, cli.FOUND, cli.INTERRUPTED):
        assert f"{code}, " in text.split("Exit codes: ")[1]
    assert answer(capsys, "--version") == f"costavoid {ca.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["appraize"], "No such command 'appraize'"),
        (["appraise"], "Missing argument 'CASE'"),
        (["appraise", "a.toml", "--wrod"], "--wrod"),
        (["appraise", "a.toml", "--horizon", "five"], "--horizon"),
        (["compare"], "Missing argument"),
    ],
)
def test_misuse_is_told(arguments: list[str], said: str, capsys: Capture) -> None:
    assert run(*arguments) == cli.WRONG_INPUT
    printed = capsys.readouterr()
    assert said in printed.err and printed.out == ""
    assert "Traceback" not in printed.err


HOSTILE = {
    "missing": (None, "there is no file"),
    "binary": (bytes(range(256)), "not UTF-8"),
    "empty": (b"", "programme: nothing given"),
    "a formula": (b'programme = "=1+1"', "formula"),
    "a control character": (b'programme = "a\\u001b[2J"', "control character"),
    "nan": (b'programme = "Pause"\nwomen = nan', "women: nan given"),
    "huge number": (b'programme = "Pause"\nwomen = ' + b"9" * 5000, "thousands of digits"),
    "deep": (b"a = " + b"[" * 50_000 + b"]" * 50_000, "too deeply"),
    "many levels": (
        b'programme = "Pause"\n[a' + b".a" * 400_000 + b"]",
        "line 2: a name of more than 20 parts",
    ),
    "huge": (b"#" * 2_000_000, "more than 1,000,000 bytes"),
    "no years": (PAUSE.encode(), "--horizon on the command line"),
    "unknown override": (
        f'{PAUSE}{SETTINGS}[[overrides]]\nid = "neonatal.cost"\nvalue = 1\n'
        'unit = "GBP"\nprice_year = "2025-26"\nsource = "Us"'.encode(),
        "neonatal.cost",
    ),
}


@pytest.mark.parametrize(("held", "said"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("command", ["appraise", "review", "compare"])
def test_what_is_no_case_is_told_in_a_paragraph(
    command: str, held: bytes | None, said: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "ours.toml"
    if held is not None:
        file.write_bytes(held)
    assert said in refused(capsys, command, file)
    assert "folder" in refused(capsys, command, tmp_path)


def test_a_sparse_file_of_many_gigabytes_is_refused_at_once(
    tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "huge.toml"
    with file.open("wb") as opened:
        opened.truncate(10**10)
    began = time.perf_counter()
    assert "more than 1,000,000 bytes" in refused(capsys, "appraise", file)
    assert time.perf_counter() - began < 5


def test_text_is_never_taken_for_markup(tmp_path: Path, capsys: Capture) -> None:
    own = Path(__file__).parents[2] / "examples/own_programme.toml"
    name = "[bold]team[/] [link=x]:smile:"
    text = own.read_text(encoding="utf-8").replace("edge-of-care team", name)
    file = written(tmp_path / "[red]a[red].toml", text)
    assert name in answer(capsys, "appraise", file)
    assert "[red]a[red]" in answer(capsys, "compare", file)
    assert run("review", file) in (cli.OK, cli.FOUND)
    assert name in capsys.readouterr().out


def test_stopping_and_faults_end_without_a_traceback(
    case: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for raised, code, said in (
        (KeyboardInterrupt(), cli.INTERRUPTED, "Stopped from the keyboard"),
        (ca.Interrupted("stopped", None), cli.INTERRUPTED, "Stopped from the keyboard"),
        (ZeroDivisionError("by nought"), cli.FAULT, "ZeroDivisionError: by nought"),
        (MemoryError(), cli.FAULT, "MemoryError"),
    ):

        def stops(*arguments: Any, error: BaseException = raised, **more: Any) -> None:
            raise error

        monkeypatch.setattr(ca.Case, "appraise", stops)
        assert run("appraise", case, "--markdown") == code
        printed = capsys.readouterr()
        assert said in printed.err and "Traceback" not in printed.err and not printed.out
        assert [each.name for each in case.parent.iterdir()] == ["pause.toml"]


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    done = shell("costavoid sources | head -1; exit ${PIPESTATUS[0]}", tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


def test_the_library_itself_needs_none_of_this() -> None:
    code = (
        "import sys, costavoid\n"
        "found = {'typer', 'rich', 'tomlkit', 'docx', 'xlsxwriter'} & set(sys.modules)\n"
        "assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


# Text as wide as the screen


@pytest.mark.parametrize("indent", ["", "  "])
def test_no_word_is_broken_at_the_edge(indent: str) -> None:
    address = f"https://www.example.org/{'a-report-' * 30}of-2025.pdf"
    text = f"Source: {address} {' '.join(['an edge-of-care team'] * 20)}"
    lines = screen.wrapped(text, indent).splitlines()
    assert " ".join(line.strip() for line in lines) == text
    assert any(address in line for line in lines) and len(lines) > 5
    assert all(len(line) <= screen.WIDEST or address in line for line in lines)
    assert lines[0].startswith(f"{indent}Source") and lines[1].startswith("  ")


# The bar


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("patience", "shown"), [(0.0, True), (60.0, False)])
def test_a_bar_is_shown_to_who_waits(
    patience: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(screen, "PATIENCE", patience)
    with screen.bar("Drawing [b]x[/b]") as progress:
        for done in range(1, 6):
            progress(done, 5)
            time.sleep(0.05)
    assert ("Drawing [b]x[/b]" in terminal.getvalue()) is shown
    assert bool(terminal.getvalue()) is shown


def test_no_bar_is_written_to_a_file(case: Path, capsys: Capture) -> None:
    assert run("appraise", case, "--draws", "300") == cli.OK
    assert capsys.readouterr().err == ""
