"""An appraisal as JSON and back: the same record gives the same numbers."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.quantities import at_each_end, used_in
from costavoid.appraisal.run import run, with_draws
from costavoid.appraisal.settings import Settings
from costavoid.base.asked import a_number
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.incoming import text_of
from costavoid.base.vocabulary import Cash, Kind, Prices
from costavoid.base.years import year_edges
from costavoid.evidence.catalogue import data_hash
from costavoid.evidence.estimate import Estimate
from costavoid.programme.interventions import PROGRAMMES
from costavoid.version import __version__

FORMAT = 1
WRITTEN_BY = ("costavoid", "data_sha256")
UNREADABLE = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)


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


def from_json(text: str | bytes, *, most_draws: int) -> Answer:
    """The appraisal a record describes, run again from the numbers stored in it.

    The bytes of a file will do, in UTF-8 or in the UTF-16 that a shell of Windows writes.
    Raises InputError when the text is not such a record, when it asks for more than `most_draws`
    draws, or when running it again does not give the pounds it holds (it was edited, or prices or
    code have changed since). Warns where it was written by another version, or with other data,
    and the pounds are the same.
    """
    if not isinstance(text, str | bytes):
        raise InputError(f"JSON, text: {shown(text)} given; give the text of to_json().")
    most = a_number(most_draws, "most_draws", "how many draws a record may ask for")
    try:
        record = json.loads(_text(text), parse_constant=_refuse_constant)
        if record["format"] != FORMAT:
            raise InputError(f"JSON, format: {shown(record['format'])} given; this reads {FORMAT}.")
        _refuse_work(record["settings"], most)
        written = {name: record[name] for name in WRITTEN_BY}
        point = _again(record)
        same = _same(point, record)
    except InputError:
        raise
    except json.JSONDecodeError as error:
        raise InputError(
            f"JSON, line {error.lineno}: {error.msg}; give the text of to_json()."
        ) from None
    except KeyError as error:
        raise InputError(f"JSON: {error} missing; give the text of to_json().") from None
    except UNREADABLE:
        raise InputError(
            "JSON: this is not an appraisal written by to_json(): a part is of another kind."
        ) from None
    now = {"costavoid": __version__, "data_sha256": data_hash()}
    said = (
        f"It was written by costavoid {shown(written['costavoid'])} with data "
        f"{shown(written['data_sha256'])}; this is {__version__!r} with {data_hash()!r}."
    )
    if not same:
        raise InputError(
            "JSON: running this record again does not give the pounds it holds. "
            f"{said} Use that version, or appraise anew."
        )
    if written != now:
        warnings.warn(
            f"JSON: {said} The pounds are those it holds; draws, and what is compared with the "
            "library's own numbers, may not be.",
            UserWarning,
            stacklevel=2,
        )
    return with_draws(point)


def _refuse_constant(name: str) -> Any:
    raise InputError(f"JSON: {name} given, which is no number; give the text of to_json().")


def _refuse_work(settings: Mapping[str, Any], most: float) -> None:
    """Raises InputError where a record that somebody sent asks for more work than was expected."""
    draws = (settings["drawing"] or {}).get("draws", 0)
    if isinstance(draws, int | float) and draws > most:
        raise InputError(
            f"JSON, draws: {shown(draws)} given, more than {most:,.0f}, which take long; to make "
            f"them, give from_json(text, most_draws={shown(draws)})."
        )


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
    if not isinstance(name, str) or name not in PROGRAMMES:
        raise InputError(f"JSON, programme: {shown(name)} given. {nearest(name, PROGRAMMES)}")
    return run(
        PROGRAMMES[name](**record["intervention"]),
        Settings(**record["settings"]),
        tuple(Estimate(**own) for own in record["overrides"]),
    )


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
        and record["years"] == list(again.years)
        and _same_quantities(_quantities(again), record["quantities"])
    )


def _same_quantities(now: dict[str, dict[str, Any]], held: dict[str, dict[str, Any]]) -> bool:
    """Whether every line avoids as much in its own unit as the record says."""
    return set(now) == set(held) and all(
        line["unit"] == held[id]["unit"]
        and all(
            np.allclose(
                np.array(line[name], dtype=float),
                np.array(held[id][name], dtype=float),
                rtol=1e-9,
                atol=1e-9,
                equal_nan=True,
            )
            for name in ("used", "at_31_march")
        )
        for id, line in now.items()
    )
