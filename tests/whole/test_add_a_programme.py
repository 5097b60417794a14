"""docs/add-a-programme.md is true: what it says to add is enough, and nothing else changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import costavoid

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "add-a-programme.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^`([\w/]+\.\w+)`:\n\n```\w+\n(.*?)^```", GUIDE, flags=re.S | re.M))
CLASS, SNAKE = "EdgeOfCareMentoring", "edge_of_care_mentoring"
PAGE = f"docs/programmes/{SNAKE}.md"
LISTS = {
    "docs/programmes/README.md",
    "docs/evidence.md",
    "docs/evidence/effects.md",
    "docs/evidence/spreads.md",
    "docs/units.md",
}
SHARED_TESTS = (
    "tests/conftest.py",
    "tests/example_cases.py",
    "tests/whole/test_every_programme.py",
)
FOUND_EVERYWHERE = f"""
import runpy
from pathlib import Path
import costavoid as ca
from costavoid.programme.interventions import PROGRAMMES
from generate import pages

root = Path.cwd()
assert Path(ca.__file__).is_relative_to(root), ca.__file__
cls = PROGRAMMES["{CLASS}"]
assert not hasattr(ca, "{CLASS}")

case = runpy.run_path(str(root / "examples" / "{SNAKE}.py"))["appraisal"]()
assert type(case.intervention) is cls
again = ca.Appraisal.from_json(case.to_json())
assert again.intervention == case.intervention
assert again.to_json() == case.to_json()
# by hand: 12 a year x (1 - 0.75) x 2 years = 6 entries
assert abs(case.line("care_entries.placement").cases.total(case.inputs) - 6) < 1e-9

schema = ca.schema("{CLASS}")
assert set(schema["required"]) == {{"programme", "young_people", "care_entries", "weeks_avoided"}}
fields = ('programme = "{CLASS}"', "young_people = 40", "care_entries = 12", "weeks_avoided = 30")
(root / "own.toml").write_text("\\n".join(fields))
assert type(ca.load(root / "own.toml").intervention) is cls

made = pages(root / "examples")
page = made["programmes/{SNAKE}.md"]
assert "0.75 (ratio)" in page and "https://example.org/mentoring" in page
assert "0.58 to 0.97 (95% interval)" in page and "(../../examples/{SNAKE}.py)" in page
assert "No figure was found" in page
assert "({SNAKE}.md)" in made["programmes/README.md"]
"""


@dataclass(frozen=True)
class Copy:
    root: Path
    before: dict[str, bytes]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        found = (str(self.root / name) for name in ("src", "docs", "tests"))
        path = {"PYTHONPATH": os.pathsep.join(found), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**os.environ, **path},
            capture_output=True,
            encoding="utf-8",
        )

    def changed(self) -> set[str]:
        """Files that are new, or not as they were."""
        now = contents(self.root)
        assert set(self.before) <= set(now)
        return {name for name, held in now.items() if self.before.get(name) != held}


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """A copy of the library with what the guide adds, and nothing else."""
    root = tmp_path_factory.mktemp("copy")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(costavoid.__file__).parent, root / "src" / "costavoid", ignore=ignore)
    shutil.copytree(ROOT / "examples", root / "examples", ignore=ignore)
    shutil.copytree(ROOT / "docs" / "generate", root / "docs" / "generate", ignore=ignore)
    for name in SHARED_TESTS:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    unchanged = Copy(root, {})
    assert unchanged.run("docs/generate", "docs").returncode == 0
    before = contents(root)
    for name, text in BLOCKS.items():
        file = root / name
        assert file.parent.is_dir(), name
        with file.open("a" if name.endswith(".csv") else "x", encoding="utf-8") as handle:
            handle.write(text)
    yield Copy(root, before)


def test_the_guide_adds_one_file_its_evidence_and_one_example(copy: Copy) -> None:
    assert set(BLOCKS) == {
        f"src/costavoid/programme/interventions/{SNAKE}.py",
        "src/costavoid/evidence/data/sources.csv",
        "src/costavoid/evidence/data/effects.csv",
        f"examples/{SNAKE}.py",
    }
    for name in BLOCKS:
        if name.endswith(".csv"):
            text = (copy.root / name).read_bytes()
            assert text.startswith(copy.before[name]), name
            assert len(text.splitlines()) == len(copy.before[name].splitlines()) + 1
        else:
            assert name not in copy.before


def test_the_library_finds_it_by_itself(copy: Copy) -> None:
    done = copy.run("-c", FOUND_EVERYWHERE)
    assert done.returncode == 0, done.stderr
    (copy.root / "own.toml").unlink()
    assert copy.changed() - {PAGE} - LISTS == set(BLOCKS)


def test_one_command_writes_its_page_and_the_lists(copy: Copy) -> None:
    done = copy.run("docs/generate", "docs")
    assert done.returncode == 0, done.stderr
    assert copy.changed() - set(BLOCKS) == {PAGE} | LISTS


def test_the_shared_tests_cover_it(copy: Copy) -> None:
    options = ("-p", "no:cacheprovider", "-q", "-k", f"{CLASS} or {SNAKE}", SHARED_TESTS[-1])
    done = copy.run("-m", "pytest", *options)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed[1]) > 10, done.stdout


def test_the_example_is_short() -> None:
    assert BLOCKS[f"examples/{SNAKE}.py"].count("\n") < 60
