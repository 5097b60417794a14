"""Units as people write them: in the library's words, or what to write where the number differs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

# What a count may be called: each is a count, in all or at any time, or "per year".
COUNTED = (
    *("assessments", "births", "cases", "children", "enquiries", "entries", "events", "families"),
    *("ftes", "headcount", "mothers", "number", "people", "placements", "posts", "proceedings"),
    *("referrals", "removals", "women", "workers", "wtes", "young people"),
)
_ONE = {
    "assessment": "assessments",
    "birth": "births",
    "case": "cases",
    "child": "children",
    "enquiry": "enquiries",
    "event": "events",
    "family": "families",
    "fte": "ftes",
    "mother": "mothers",
    "numbers": "number",
    "no.": "number",
    "person": "people",
    "persons": "people",
    "placement": "placements",
    "post": "posts",
    "referral": "referrals",
    "removal": "removals",
    "woman": "women",
    "worker": "workers",
    "wte": "wtes",
    "young person": "young people",
}
_TIME = "hour|day|week|month|year"
_FOR_ONE = "assessment|birth|case|child|family|mother|person|placement|referral|stay|woman"
_WRITTEN = (  # in order: each of these means the same number in the library's words
    (r"£", " gbp "),
    (r"\b(?:pounds?(?: sterling)?|sterling)\b", "gbp"),
    (r"\b(?:gbp )+", "gbp "),
    (r"\s*/\s*", " per "),
    (r"\bper annum\b|\bp\.?a\.?(?=\s|$)|\b(?:annually|yearly)\b", "per year"),
    (r"\bp\.?w\.?(?=\s|$)|\bweekly\b", "per week"),
    (r"\bp\.?c\.?m\.?(?=\s|$)|\bmonthly\b", "per month"),
    (r"\bdaily\b", "per day"),
    (r"\bhourly\b", "per hour"),
    (rf"\b(?:an?|each|every|per) (?=(?:{_TIME}|person|council|centre|school)s?\b)", "per "),
    (rf"\bper ({_TIME}|person|event)s\b", r"per \1"),
    (r"\bper (person|council|centre|school)[ -](?:per )?year\b", r"per \1-year"),
    (r"\bgbp per (?:fte|post|worker|wte) per year\b", "gbp per person-year"),
    (r"\b(yr|wk|mth)s?\b", lambda found: {"yr": "years", "wk": "weeks", "mth": "months"}[found[1]]),
    (r"^(day|week|month|year)$", r"\1s"),
    (rf"^(days|weeks|months|years) (?:per|for each) (?:{_FOR_ONE})$", r"\1"),
    (r"^(?:proportion|fraction|probability)$", "share"),
    (r"^(?:number|no\.|count) of ", ""),
    (r"^qaly$", "qalys"),
)
_OTHERWISE = (  # these would change the number, or could be two: what to write
    (r"%|\bper ?cents?\b|percentage", "Write a percentage as a 'share': 0.3 for 30%."),
    (
        r"\bper (?:100|1,?000|10,?000|100,?000|hundred)\b",
        "Write it for one: 0.0086 for 86 in 10,000, as a 'share', or in 'events per person-year' "
        "if it is so many a year.",
    ),
    (
        r"\b(?:thousands?|millions?|k|m|bn)\b|\b000s?\b|gbp *(?:k|m|bn|000)",
        "Write whole pounds: 250000 for 250 thousand, in 'GBP', or 'GBP per year' if it is so much "
        "a year.",
    ),
    (r"\b(?:pence|penny)\b", "Write pounds: 0.5 for 50 pence."),
    (
        r"\b(?:usd|eur|euros?|dollars?)\b|[$€]",
        "Write pounds, and the rate of exchange in the note.",
    ),
    (
        rf"^gbp per (?:{_FOR_ONE})$",
        "Write 'GBP per event' for so much each time it happens, or 'GBP per person' for so much "
        "for each person, whatever happens.",
    ),
    (r"^(?:minutes?|hours?)$", "Write the length in 'days', 'weeks', 'months' or 'years'."),
)


def in_our_words(text: str) -> str:
    """A unit in the library's words and small letters, where people write it otherwise."""
    said = " ".join(text.casefold().split())
    for pattern, ours in _WRITTEN:
        said = " ".join(re.sub(pattern, ours, said).split())
    name, _, often = said.partition(" per ")
    name = _ONE.get(name, name)
    return f"{name} per {often}" if often else name


def unit_advice(given: str, known: Iterable[str]) -> str:
    """A sentence for what is none of these units: what to write, by what it means."""
    said, units = in_our_words(given), list(known)
    slips = [unit for unit in units if _a_slip(said, unit.casefold())]
    if slips:
        return f"Did you mean {slips[0]!r}?"
    for pattern, advice in _OTHERWISE:
        if re.search(pattern, said):
            return advice
    of_money = [unit for unit in units if unit.startswith("GBP")]
    if said.startswith("gbp") and of_money:
        return f"The units of money are {', '.join(map(repr, of_money))}."
    return f"The units are {', '.join(map(repr, units))}."


def _a_slip(said: str, unit: str) -> bool:
    """Whether it is this unit with letters wrong: word by word, so that no other word passes."""
    words, wanted = said.split(), unit.split()
    return len(words) == len(wanted) and all(
        SequenceMatcher(None, one, other).ratio() >= 0.75
        for one, other in zip(words, wanted, strict=True)
    )
