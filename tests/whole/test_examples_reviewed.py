"""Each example's text names every serious finding and warning of its review, and says why."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import costavoid as ca

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
GRAVE = ("serious", "warning")


@cache
def example(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def grave(path: Path) -> frozenset[str]:
    """The ids of what its review calls serious or warns of."""
    appraisal = example(path).appraisal()
    assert isinstance(appraisal, ca.Appraisal)
    return frozenset(f.id for f in appraisal.review() if f.severity in GRAVE)


def named(text: str, known: frozenset[str]) -> set[str]:
    """The ids among these that a text names."""
    return known & set(re.findall(r"[a-z_]+", text))


EVERY = frozenset().union(*map(grave, EXAMPLES))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_grave_finding_is_answered_in_the_text(path: Path) -> None:
    answered = named(example(path).__doc__ or "", EVERY)
    assert grave(path) - answered == set(), "found, and not answered in the docstring"
    assert answered - grave(path) == set(), "answered in the docstring, and not found"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_stays_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") < 60
    assert 3 <= len((example(path).__doc__ or "").split("\n")) <= 12


def test_a_finding_that_is_not_answered_is_noticed() -> None:
    path = next(path for path in EXAMPLES if path.stem == "mockingbird")
    text = (example(path).__doc__ or "").replace("no_interval", "")
    assert grave(path) - named(text, EVERY) == {"no_interval"}
