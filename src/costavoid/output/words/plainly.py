"""Text without ids and without code, for every page but the technical annex."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from costavoid.appraisal.answer import Answer
from costavoid.evidence.catalogue import defaults
from costavoid.programme.base import labels

OWN = "own."  # how a council's own number is often named
PHRASES = {
    "show break_even for each": "show where each would break even",
    "Give counted='families' or counted='children'": "Say whether families or children were "
    "counted",
    "Give adjustments=[costavoid.optimism_bias(benefits=..., source=...)] from": "Take off for "
    "optimism by",
    "with unpublished=0.2": "as well",
    ", or as PublishedCost(..., present_value=True)": ", or say that it is a present value",
    "Give each as costavoid.local(value, unit, source='...')": "Give each with its source",
    'Give Placement(type="residential") for what is one': "Say which placement is a home",
    "lag=0 says": "a lag of none says",
    "without range_as": "with ranges as they are printed",
    "Give low, high and range_kind for": "Give the interval of",
    "Use schedule='standard'": "Use the standard discount rates",
    "Give both in 'count per year', or both in 'count' (in all)": "Give both a year, or both in "
    "all",
}  # what a cure says to somebody who writes Python, and to somebody who does not
NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
CODE = re.compile(r"\s*\([^()]*(?:\b\w+=[^()]*|\b[a-z]+_[a-z_]+)\)")  # an argument in brackets


def names(appraisal: Answer) -> dict[str, str]:
    """What each number in use, and each default, is called: its label, or words from its id."""
    known = {**defaults(), **appraisal.inputs.in_use}
    found = {id: number.label if number.label != id else _words(id) for id, number in known.items()}
    for counterfactual, outcomes in appraisal.claimed.items():
        moved = counterfactual.moved.id
        if moved in known and known[moved].label == moved:
            found[moved] = labels(outcomes)
    return found


def _words(id: str) -> str:
    """An id as words: "own.entry_ratio" is "Entry ratio"."""
    said = re.sub(r"[._]+", " ", id.removeprefix(OWN)).strip()
    return said[:1].upper() + said[1:]


def plainly(known: Mapping[str, str]) -> Callable[[str], str]:
    """A function that puts names in the place of ids, and leaves out what only Python needs."""
    ids = "|".join(re.escape(id) for id in sorted(known, key=len, reverse=True))
    named = re.compile(rf"(?<![\w.])(?:{ids})(?![\w]|\.\w)")

    def said(text: str) -> str:
        if "." not in text and "_" not in text and "=" not in text:
            return text
        for code, words in PHRASES.items():
            text = text.replace(code, words)
        text = named.sub(lambda found: known[found[0]], CODE.sub("", text))
        return _once(NAME.sub(lambda found: found[0].replace("_", " "), text), known)

    return said


def _once(text: str, known: Mapping[str, str]) -> str:
    """A name that follows itself in brackets, said once."""
    if "(" not in text:
        return text
    for name in set(known.values()):
        if f"{name} ({name})" in text:
            text = text.replace(f"{name} ({name})", name)
    return text
