"""An appraisal as JSON and back: the same record gives the same numbers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.quantities import at_each_end, used_in
from costavoid.appraisal.run import run, with_draws
from costavoid.appraisal.settings import Settings
from costavoid.base.errors import InputError, nearest
from costavoid.base.incoming import text_of
from costavoid.base.vocabulary import Cash, Kind, Prices
from costavoid.base.years import year_edges
from costavoid.evidence.catalogue import data_hash
from costavoid.evidence.estimate import Estimate
from costavoid.programme.interventions import PROGRAMMES
from costavoid.version import __version__

FORMAT = 1


def to_json(appraisal: Answer) -> str:
    """The run record: versions, data hash, programme with every estimate, settings, results."""
    name = type(appraisal.intervention).__name__
    if PROGRAMMES.get(name) is not type(appraisal.intervention):
        raise InputError(
            f"to_json: {name} is not a programme of the library, so it could not be read back; put "
            "it together as a costavoid.Custom."
        )
    record = {
        "format": FORMAT,
        "costavoid": __version__,
        "data_sha256": data_hash(),
        "programme": name,
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
        "quantities": _quantities(appraisal),
        "totals": _totals(appraisal),
    }
    return json.dumps(record, indent=2, ensure_ascii=False)


def _quantities(appraisal: Answer) -> dict[str, dict[str, Any]]:
    """What each line of benefit avoids in its own unit, by year; blank where nothing stays."""
    edges = year_edges(len(appraisal.years))
    found = {}
    for line in appraisal.flows.lines:
        if line.kind is Kind.BENEFIT:
            amounts, unit = used_in(line, edges, appraisal)
            ends = at_each_end(line, edges, appraisal)
            there = [None if np.isnan(end) else float(end) for end in ends]
            found[line.id] = {"unit": unit, "used": amounts.tolist(), "at_31_march": there}
    return found


def _totals(appraisal: Answer) -> dict[str, float]:
    """Sums by payer, nominal and discounted too, so that any change in those shows."""
    return {
        f"{payer.value}, {prices.value}": float(appraisal.annual(payer=payer, prices=prices).sum())
        for payer in dict.fromkeys(appraisal.flows.payers)
        for prices in Prices
    }


def from_json(text: str | bytes) -> Answer:
    """The appraisal a record describes, run again from the numbers stored in it.

    The bytes of a file will do, in UTF-8 or in the UTF-16 that a shell of Windows writes. Raises
    InputError when it is not such a record, or when running it again does not give the pounds it
    holds (it was edited, or prices or code have changed since).
    """
    try:
        record = json.loads(_text(text))
        if record["format"] != FORMAT:
            raise InputError(f"JSON, format: {record['format']!r} given; this reads {FORMAT}.")
        again = _again(record)
        same = _same(again, record)
    except InputError:
        raise
    except json.JSONDecodeError as error:
        raise InputError(
            f"JSON, line {error.lineno}: {error.msg}; give the text of to_json()."
        ) from None
    except KeyError as error:
        raise InputError(f"JSON: {error} missing; give the text of to_json().") from None
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        raise InputError(
            "JSON: this is not an appraisal written by to_json() "
            f"({type(error).__name__}: {error})."
        ) from None
    if not same:
        raise InputError(
            "JSON: running this record again does not give the pounds it holds. It was written by "
            f"costavoid {record.get('costavoid')} with data {record.get('data_sha256')}; this is "
            f"{__version__} with {data_hash()}. Use that version, or appraise anew."
        )
    return again


def _text(given: str | bytes) -> str:
    """The text of a record, without the mark that some editors put before it."""
    if not isinstance(given, bytes):
        return given.removeprefix("\ufeff")
    try:
        return text_of(given)
    except InputError as error:
        raise InputError(f"JSON, {error}") from None


def _again(record: dict[str, Any]) -> Answer:
    name = record["programme"]
    if name not in PROGRAMMES:
        raise InputError(f"JSON, programme: {name!r} given. {nearest(str(name), PROGRAMMES)}")
    point = run(
        PROGRAMMES[name](**record["intervention"]),
        Settings(**record["settings"]),
        tuple(Estimate(**own) for own in record["overrides"]),
    )
    return with_draws(point)


def _same(again: Answer, record: dict[str, Any]) -> bool:
    held = record["pounds"]
    if set(held) != {line.id for line in again.flows.lines}:
        return False
    stored = np.array([[held[line.id][cash.value] for cash in Cash] for line in again.flows.lines])
    now = again.flows.amounts[:, :, :, 0]
    totals = _totals(again)
    return (
        stored.shape == now.shape
        and np.allclose(stored, now, rtol=1e-9, atol=1e-6)
        and set(totals) == set(record["totals"])
        and all(np.isclose(record["totals"][k], v, rtol=1e-9, atol=1e-4) for k, v in totals.items())
    )
