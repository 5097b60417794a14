"""An appraisal that was used, then copied or pickled and sent: the same, and as frozen."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest

import costavoid as ca

PAUSE = ca.Pause(women=20, start="2026-10-01")


@pytest.fixture(scope="module")
def used() -> ca.Appraisal:
    """An appraisal that has worked out, and keeps, all that its views ask for."""
    made = ca.appraise(PAUSE, horizon=5, price_year="2025-26", draws=2_000)
    assert str(made) and made.review() and len(made.value_of_information())
    assert made.uncertainty.headlines and len(made.uncertainty.summary())
    return made


def arrays(thing: Any, seen: set[int]) -> Iterator[np.ndarray]:
    """Every array that is held somewhere inside."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, np.ndarray):
        yield thing
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from arrays(part, seen)
    elif isinstance(thing, list | tuple):
        for part in thing:
            yield from arrays(part, seen)
    elif type(thing).__module__.startswith("costavoid") and hasattr(thing, "__dict__"):
        yield from arrays(vars(thing), seen)


@pytest.mark.parametrize("sent", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy])
def test_it_is_the_same_and_as_frozen(
    sent: Callable[[ca.Appraisal], ca.Appraisal], used: ca.Appraisal
) -> None:
    again = sent(used)
    found = list(arrays(again, set()))
    assert len(found) > 3 and not any(array.flags.writeable for array in found)
    assert str(again) == str(used) and again.to_json() == used.to_json()
    assert again.uncertainty.summary().equals(used.uncertainty.summary())
    shown = (*again.uncertainty.headlines.values(), again.discount_factors, again.flows.amounts)
    for array in shown:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
    headlines: Any = again.uncertainty.headlines
    with pytest.raises(TypeError):
        headlines["mine"] = shown[0]


def test_an_interruption_can_be_sent_with_what_was_finished(used: ca.Appraisal) -> None:
    error = pickle.loads(pickle.dumps(ca.Interrupted("stopped", used)))
    assert isinstance(error, ca.Interrupted) and str(error) == "stopped"
    assert error.finished.to_json() == used.to_json()
