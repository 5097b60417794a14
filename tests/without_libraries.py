"""Every example asked the core questions, where some libraries cannot be loaded.

`python without_libraries.py 1000 scipy pandas` makes so many draws, without those libraries, and
prints as JSON what each example answers; where one is missing after all, which.
"""

from __future__ import annotations

import importlib.abc
import json
import runpy
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import costavoid as ca
from costavoid.analysis.break_even import WHOSE, break_evens_of
from costavoid.analysis.sensitivity import widest
from costavoid.output.words.cover import cover

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


class Absent(importlib.abc.MetaPathFinder):
    """Refuses some libraries, as where they are not installed."""

    def __init__(self, libraries: Sequence[str]) -> None:
        self.libraries = libraries

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] in self.libraries:
            _refuse(name)


def _refuse(name: str) -> NoReturn:
    raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def answers(appraisal: ca.Appraisal, draws: int) -> dict[str, Any]:
    """What it says of the case; then of the case from its file, in a council or with draws."""
    case = ca.Case.of(appraisal)
    with tempfile.TemporaryDirectory() as folder:
        path = case.save(Path(folder, "case.toml"))
        read, file = ca.load(path), path.read_text(encoding="utf-8")
    assert read == case
    if draws:
        return {"file": file, "drawn": _said(read.appraise(draws=draws))}
    there = read.appraise(council="Hackney")
    return {"file": file, "here": _said(appraisal) | _moved(appraisal), "there": _said(there)}


def _said(appraisal: ca.Appraisal) -> dict[str, Any]:
    kept = appraisal.to_json()
    assert ca.Appraisal.from_json(kept).to_json() == kept
    return {
        "first page": str(cover(appraisal)),
        "in full": str(appraisal.in_full()),
        "review": [str(finding) for finding in appraisal.review()],
        "kept": kept,
    }


def _moved(appraisal: ca.Appraisal) -> dict[str, Any]:
    ids = list(appraisal.inputs.in_use)
    return {
        "widest": [[row.id, row.swing] for row in widest(appraisal, 50)],
        "break-evens": [
            [found.id, repr(found.value), str(found)]
            for whose in WHOSE
            for found in break_evens_of(appraisal, ids, whose)
        ],
    }


def _trend() -> dict[str, float]:
    """What Hackney's neighbours did: what a before-and-after there is set against."""
    trend = ca.council("Hackney").trend("care_applications_rate", "2018-19", "2024-25")
    return {name: estimate.value for name, estimate in trend.items()}


def _asked(path: Path, draws: int) -> dict[str, Any]:
    try:
        return answers(runpy.run_path(str(path))["appraisal"](), draws)
    except ModuleNotFoundError as missing:
        return {"missing": missing.name}


def main(draws: str, *absent: str) -> None:
    loaded = {name.partition(".")[0] for name in sys.modules} & set(absent)
    assert not loaded, f"importing costavoid loads {loaded}"
    sys.meta_path.insert(0, Absent(absent))
    found = {path.stem: _asked(path, int(draws)) for path in EXAMPLES}
    print(json.dumps({"examples": found, "trend": _trend()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
