"""The core needs neither SciPy nor pandas: where they load slowly, a case is answered at once."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

import costavoid as ca
import without_libraries
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.interventions import PROGRAMMES
from example_cases import CASES

COUNTS = "the interval of two counts is of the beta distribution, which SciPy has"
RETURN = "a return is read into frames"
# Examples that do need a library, the module they need first, and why.
NEEDS = {
    "article_manchester_newspaper_2022": ("scipy", COUNTS),
    "east_riding_childrens_centres": ("scipy", COUNTS),
    "east_riding_retold": ("scipy", COUNTS),
    "own_return": ("pandas", RETURN),
}
LIGHT = {name: case for name, case in CASES.items() if name not in NEEDS}


def asked(draws: int, *absent: str) -> dict[str, Any]:
    """What another process, which cannot load some libraries, says of every example."""
    command = [sys.executable, without_libraries.__file__, str(draws), *absent]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def bare() -> dict[str, Any]:
    """Nothing drawn, and none of the three."""
    return asked(0, "scipy", "pandas", "matplotlib")


@pytest.fixture(scope="module")
def without_pandas() -> dict[str, Any]:
    """Drawn, with SciPy, which knows the distributions."""
    return asked(200, "pandas", "matplotlib")


@pytest.mark.parametrize("name", LIGHT)
def test_the_core_answers_without_scipy_and_pandas_as_with_them(
    name: str, bare: dict[str, Any]
) -> None:
    assert bare["examples"][name] == as_sent(without_libraries.answers(CASES[name], 0))


@pytest.mark.parametrize("name", NEEDS)
def test_what_does_need_one_says_which(name: str, bare: dict[str, Any]) -> None:
    module, why = NEEDS[name]
    assert bare["examples"][name]["missing"].partition(".")[0] == module
    if why is COUNTS:
        effects = [part.counterfactual for part in CASES[name].outcomes]
        assert any(isinstance(effect, BeforeAfter) for effect in effects)


def test_every_programme_has_an_example_that_needs_neither() -> None:
    assert {type(case.intervention).__name__ for case in LIGHT.values()} == set(PROGRAMMES)


@pytest.mark.parametrize("name", [name for name in CASES if name != "own_return"])
def test_draws_are_said_without_pandas_as_with_it(
    name: str, without_pandas: dict[str, Any]
) -> None:
    assert without_pandas["examples"][name] == as_sent(without_libraries.answers(CASES[name], 200))


def test_a_councils_neighbours_are_known_without_either(bare: dict[str, Any]) -> None:
    trend = ca.council("Hackney").trend("care_applications_rate", "2018-19", "2024-25")
    assert bare["trend"] == {name: estimate.value for name, estimate in trend.items()}


def as_sent(answers: dict[str, Any]) -> Any:
    """As the other process sends it."""
    return json.loads(json.dumps(answers))
