"""The example of every programme, appraised; and the same case with something in it changed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import costavoid as ca
from costavoid.appraisal.run import run

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


def appraised(path: Path) -> ca.Appraisal:
    """What an example's `appraisal()` returns."""
    spec = importlib.util.spec_from_file_location(f"examples.{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.appraisal()
    assert isinstance(made, ca.Appraisal), path.name
    return made


CASES = {path.stem: appraised(path) for path in EXAMPLES}
# For what is slow: without a second example of the same programme.
ONCE = {
    name: case
    for name, case in CASES.items()
    if not name.startswith(("article_", "own_return", "own_programme_from_file"))
}


def again(case: ca.Appraisal, *numbers: ca.Estimate, **changed: Any) -> ca.Appraisal:
    """The same case with some numbers, its programme or some settings changed."""
    programme = changed.pop("programme", case.intervention)
    moved = {number.id for number in numbers}
    kept = tuple(own for own in case.overrides if own.id not in moved)
    settings = case.settings.model_copy(update=changed)
    return ca.Appraisal.of(run(programme, settings, (*kept, *numbers)))
