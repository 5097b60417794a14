"""The documents say what the code does: commands, examples, terms, formulas."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from costavoid import vocabulary

ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", read(name), flags=re.S)


def test_ci_runs_the_readmes_two_commands() -> None:
    commands = [block.strip() for block in blocks("README.md", "bash")]
    assert len(commands) == 2
    for command in commands:
        assert command in read(".ci/run")
    assert commands[1] in read("CONTRIBUTING.md")


@pytest.mark.parametrize("code", blocks("README.md", "python"))
def test_the_readmes_examples_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})
    assert "The council's own cash" in capsys.readouterr().out


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
    for name in ("README.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))):
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


def test_the_page_on_many_cases_runs(capsys: pytest.CaptureFixture[str]) -> None:
    for code in blocks("docs/many-cases.md", "python"):
        exec(compile(code, "many-cases.md", "exec"), {})
    assert "20 women" in capsys.readouterr().out
