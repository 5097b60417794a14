"""The documents say what the code does: commands, examples, terms, formulas.

The language of a block says what becomes of it: `python` is run (the blocks of a page one after
another, in a folder of their own), and so is `bash` on the quick start; `text` is part of what they
print; `py`, `sh` and `console` are not run, as they need what a test has not (a cluster, a network,
somebody else's file). The blocks of add-a-programme.md are files, put in place by
test_add_a_programme.py; the script on many-cases.md is run by test_executors.py.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from costavoid.analysis.review.rules import RULES
from costavoid.base import vocabulary

ROOT = Path(__file__).parents[2]
DOCS = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md"))
FILES_TO_ADD = "docs/add-a-programme.md"
QUICK_START, CASE, OWN = "docs/quick-start.md", "docs/business-case.md", "docs/own-programme.md"
LANGUAGES = {"", "python", "bash", "text", "py", "sh", "console", "toml", "csv"}
PORTFOLIOS = "docs/portfolios.md"
NEEDS = {  # files a page says you have
    OWN: {"our.toml": "examples/own_programme.toml"},
    PORTFOLIOS: {
        name: f"examples/{name}" for name in ("norfolk_portfolio.py", "norfolk_cohorts.toml")
    },
}
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", flags=re.S | re.M)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return [code for written, code in FENCE.findall(read(name)) if written == language]


@cache
def ran(name: str) -> tuple[str, dict[str, Any]]:
    """What the Python of a page prints, and the names it leaves; run once."""
    names: dict[str, Any] = {"__name__": "page"}
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for copy, original in NEEDS.get(name, {}).items():
            shutil.copy(ROOT / original, copy)
        with contextlib.redirect_stdout(printed):
            for code in blocks(name, "python"):
                exec(compile(code, name, "exec"), names)
    return printed.getvalue(), names


@cache
def typed() -> str:
    """What the commands of the quick start print, with its one line changed where it says so."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    printed = ""
    with tempfile.TemporaryDirectory() as folder:
        for language, code in FENCE.findall(read(QUICK_START)):
            if language == "toml":
                case = Path(folder) / "pause.toml"
                name = code.split(" = ")[0]
                old = re.compile(rf"^#{name} = .*\n", flags=re.M)
                text = case.read_text(encoding="utf-8")
                assert len(old.findall(text)) == 1, name
                case.write_text(old.sub(lambda _, new=code: new, text), encoding="utf-8")
            elif language == "bash":
                done = subprocess.run(
                    ["bash", "-e", "-c", code],
                    cwd=folder,
                    env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
                    capture_output=True,
                    encoding="utf-8",
                )
                assert done.returncode == 0, (code, done.stdout, done.stderr)
                printed += done.stdout
        assert {"pause.docx", "pause.xlsx"} <= set(os.listdir(folder))
    return printed


def output(name: str) -> str:
    return ran(name)[0] + (typed() if name == QUICK_START else "")


def test_every_block_is_in_a_language_with_a_meaning() -> None:
    for name in ("README.md", *DOCS):
        assert {language for language, _ in FENCE.findall(read(name))} <= LANGUAGES, name
        assert len(FENCE.findall(read(name))) * 2 == len(re.findall("^```", read(name), flags=re.M))
        if name not in ("README.md", QUICK_START):
            assert not blocks(name, "bash"), f"{name}: nothing runs it"


@pytest.mark.parametrize("name", [n for n in DOCS if blocks(n, "python") and n != FILES_TO_ADD])
def test_the_python_of_a_page_runs(name: str) -> None:
    assert ran(name)[0]


def test_the_commands_of_the_quick_start_run() -> None:
    assert "Evidence: " in typed()
    assert "(serious 0," in typed()


@pytest.mark.parametrize("name", [n for n in DOCS if blocks(n, "text")])
def test_what_a_page_shows_is_what_is_printed(name: str) -> None:
    assert sum(len(code.splitlines()) for code in blocks(name, "text")) > 4
    for line in "".join(blocks(name, "text")).splitlines():
        assert line.strip() == "..." or line.strip() in output(name), line


@pytest.mark.parametrize("name", [QUICK_START, CASE])
def test_every_pound_in_the_words_of_a_page_is_printed_or_put_in(name: str) -> None:
    words = FENCE.sub("", read(name))
    known = re.sub("[,_]", "", output(name) + "".join(blocks(name, "python")))
    amounts = re.findall(r"£([\d,.]*\d)", words)
    assert amounts or name == QUICK_START
    numbers = {float(number) for number in re.findall(r"\d+\.?\d*", known)}
    numbers |= {float(round(number)) for number in numbers}
    numbers |= {1000 * number for number in numbers if number >= 10}  # a table of £000s
    to_one_figure = {float(f"{number:.0e}") for number in numbers}
    for amount in amounts:
        assert float(amount.replace(",", "")) in numbers | to_one_figure, amount


def test_the_business_case_answers_every_finding_and_labels_every_invention() -> None:
    answered = re.findall(r"^\| `(\w+)` \|", read(CASE), flags=re.M)
    names = ran(CASE)[1]
    assert set(answered) == {finding.id for finding in names["appraisal"].review()}
    assert len(answered) == len(set(answered))
    for appraisal in (names["appraisal"], names["other"]):
        own = [e for e in appraisal.inputs.in_use.values() if e.status == "local"]
        assert len(own) >= 3
        assert all(e.source.title.startswith("Anytown (invented): ") for e in own)


def test_the_page_for_reviewers_counts_the_rules() -> None:
    assert re.findall(r"\[(\d+) rules\]", read("docs/for-reviewers.md")) == [str(len(RULES))]


def test_ci_runs_the_readmes_two_commands() -> None:
    commands = [block.strip() for block in blocks("README.md", "bash")]
    assert len(commands) == 2
    for command in commands:
        assert command in read(".ci/run")
    assert commands[1] in read("CONTRIBUTING.md")


@pytest.mark.parametrize("code", blocks("README.md", "python"))
def test_the_readmes_examples_run(
    code: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {"__name__": "page"})
    assert "Evidence: " in capsys.readouterr().out


def test_the_first_example_is_short() -> None:
    assert len([line for line in blocks("README.md", "python")[0].splitlines() if line]) <= 12


def test_every_word_of_the_closed_lists_is_in_the_glossary() -> None:
    glossary = read("docs/glossary.md").lower()
    for name in vars(vocabulary):
        members = getattr(getattr(vocabulary, name), "__members__", {})
        for member in members.values():
            words = re.split(r"[ _]", re.sub("[,%0-9]", "", member.value.lower()))
            missing = [w for w in words if w not in glossary]
            assert not missing, (name, member.value)


def test_every_formula_the_code_cites_is_in_the_method() -> None:
    method = read("docs/method.md")
    for path in (ROOT / "src").rglob("*.py"):
        for number in re.findall(r"[Ff]ormulas? (\d+)", path.read_text(encoding="utf-8")):
            assert re.search(rf"\({number}\)|^## .*\b{number}\b", method, flags=re.M), (
                path,
                number,
            )


def test_links_between_documents_lead_somewhere() -> None:
    for name in ("README.md", *DOCS):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", read(name)):
            assert ((ROOT / name).parent / target).exists(), (name, target)


def test_every_release_says_what_changed_in_results() -> None:
    releases = re.split(r"^## ", read("CHANGELOG.md"), flags=re.M)[1:]
    assert releases
    for release in releases:
        assert "**Changes to results:**" in release


def test_the_changelogs_counts_are_true() -> None:
    import costavoid as ca

    text = read("CHANGELOG.md")
    (numbers,) = re.findall(r"more than (\d+) cited numbers", text)
    (figures,) = re.findall(r"more than (\d+) published figures", text)
    assert len(ca.defaults()) > int(numbers) and len(ca.replications()) > int(figures)


def test_the_page_on_many_cases_names_its_cases() -> None:
    assert "20 women" in ran("docs/many-cases.md")[0]
