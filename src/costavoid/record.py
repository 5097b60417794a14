"""An appraisal as JSON and back: the same record gives the same numbers."""

from __future__ import annotations

import json
from importlib.metadata import version

import numpy as np

from costavoid.answer import Appraisal, Settings
from costavoid.appraisal import run
from costavoid.catalogue import data_hash
from costavoid.errors import InputError, nearest
from costavoid.evidence import Estimate
from costavoid.interventions import PROGRAMMES
from costavoid.vocabulary import Cash

FORMAT = 1


def to_json(appraisal: Appraisal) -> str:
    """The run record: versions, data hash, programme with every estimate, settings, results."""
    record = {
        "format": FORMAT,
        "costavoid": version("costavoid"),
        "data_sha256": data_hash(),
        "programme": type(appraisal.intervention).__name__,
        "intervention": appraisal.intervention.model_dump(mode="json"),
        "settings": appraisal.settings.model_dump(mode="json"),
        "overrides": [e.model_dump(mode="json") for e in appraisal.overrides],
        "years": list(appraisal.years),
        "pounds": {
            line.id: {
                cash.value: appraisal.flows.amounts[i, c, :, 0].tolist()
                for c, cash in enumerate(Cash)
            }
            for i, line in enumerate(appraisal.flows.lines)
        },
    }
    return json.dumps(record, indent=2, ensure_ascii=False)


def from_json(text: str) -> Appraisal:
    """The appraisal a record describes, run again from the numbers stored in it.

    Raises InputError when the text is not such a record, or when running it again does not give
    the pounds it holds (it was edited, or prices or code have changed since).
    """
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"JSON, line {error.lineno}: {error.msg}; give the text of to_json()."
        ) from None
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise InputError("JSON: this is not an appraisal written by this version's to_json().")
    missing = {"programme", "intervention", "settings", "overrides", "pounds"} - set(record)
    if missing:
        raise InputError(f"JSON: {', '.join(sorted(missing))} missing; give the text of to_json().")
    name = record["programme"]
    if name not in PROGRAMMES:
        raise InputError(f"JSON, programme: {name!r} given. {nearest(str(name), PROGRAMMES)}")
    again = run(
        PROGRAMMES[name](**record["intervention"]),
        Settings(**record["settings"]),
        tuple(Estimate(**own) for own in record["overrides"]),
    )
    _compare(again, record)
    return again


def _compare(again: Appraisal, record: dict[str, object]) -> None:
    held = record["pounds"]
    ids = [line.id for line in again.flows.lines]
    if isinstance(held, dict) and set(held) == set(ids):
        stored = np.array([[held[id][cash.value] for cash in Cash] for id in ids])
        now = again.flows.amounts[:, :, :, 0]
        if stored.shape == now.shape and np.allclose(stored, now, rtol=1e-9, atol=1e-6):
            return
    raise InputError(
        f"JSON: running this record again does not give the pounds it holds. It was written by "
        f"costavoid {record.get('costavoid')} with data {str(record.get('data_sha256'))[:12]}; "
        f"this is {version('costavoid')} with {data_hash()[:12]}. Use that version, or "
        "appraise anew."
    )
