"""A programme's fields in words: how each is given and what stands in it, written out here."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

import costavoid as ca
from costavoid.base.frozen import PositiveCount, ShareNumber
from costavoid.base.vocabulary import Unit
from costavoid.base.years import FinancialYear
from costavoid.evidence.estimate import Estimate, Money, entered_in, in_unit, money_in
from costavoid.programme.delivery import DeliveryCost, PositiveNumber
from costavoid.programme.fields import (
    FOLLOWS,
    MUST_GIVE,
    Entry,
    entries,
    first_sentence,
    how,
    part,
    parts_of,
    range_words,
    value_words,
)
from costavoid.programme.pathways import Placement
from costavoid.programme.stays import FixedStay, Stay


class Colour(Enum):
    """A colour. Of two."""

    RED = "red"
    BLUE = "blue"


def own(value: float, unit: str, **more: Any) -> Estimate:
    return ca.local(value, unit, id="own.number", source="Anytown", **more)


POUNDS = own(900, "GBP per week", price_year="2024-25")


class Part(BaseModel):
    """A part. With more to say."""

    size: int = 3


class Fields(BaseModel):
    """Fields of each kind."""

    kind: Literal["fields"] = "fields"
    needed: int
    share: Annotated[Estimate | None, in_unit("own.share", Unit.SHARE, "The share.")] = None
    rate: Annotated[
        Estimate | None, entered_in("own.rate", Unit.COUNT_PER_YEAR, Unit.RATIO, label="The rate")
    ] = None
    cost: Money = POUNDS
    part: Part = Field(default_factory=Part)
    described: str = Field("a", description="What it is called.")
    both: Estimate = Field(POUNDS, description="More of it")
    start: date | None = None
    other_thing: bool = True
    follows: int = Field(default_factory=lambda fields: fields["needed"] + 1)


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        (bool, "yes or no (`True` or `False`)"),
        (int, "a whole number"),
        (float, "a number"),
        (str, "words"),
        (date, "a day, like 2026-10-01"),
        (Estimate, "an Estimate"),
        (int | None, "a whole number"),
        (int | str | None, "a whole number or words"),
        (int | str | date, "a whole number, words or a day, like 2026-10-01"),
        (Literal["a", "b"], 'one of "a", "b"'),
        (Colour, 'one of "red", "blue"'),
        (tuple[int, ...], "a list, each a whole number"),
        (Annotated[tuple[int, ...], Field(min_length=1)], "a list, each a whole number"),
        (Part, "`Part`"),
        (PositiveCount, "whole number, 1 or more"),
        (ShareNumber, "a share from 0 to 1"),
        (FinancialYear, "a financial year, like 2025-26"),
        (PositiveNumber, "a number above 0"),
        (DeliveryCost, "money, or a `Budget` of posts and other costs"),
        (Money, "money"),
        (Annotated[Estimate, money_in(Unit.GBP, Unit.GBP_PER_YEAR)], "money: GBP or GBP per year"),
        (Annotated[Estimate, in_unit("a", Unit.WEEKS, "A")], "a number of weeks, or an Estimate"),
        (Annotated[Estimate, in_unit("a", Unit.GBP, "A")], "a number in GBP, or an Estimate"),
        (
            Annotated[Estimate, entered_in("a", Unit.COUNT_PER_YEAR, Unit.RATIO, label="A")],
            "a number a year or a ratio, such as 0.8, or an Estimate",
        ),
    ],
)
def test_how_a_field_is_given(annotation: Any, words: str) -> None:
    assert how(annotation, ()) == words


def test_how_a_field_is_given_follows_what_stands_in_it() -> None:
    assert how(Money, (), POUNDS) == "money: GBP per week"
    assert how(Estimate, (), own(3, "weeks")) == "an Estimate in weeks"
    assert how(Estimate, (), 3) == "an Estimate"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (POUNDS, "900 GBP per week, 2024-25 prices"),
        (own(0.25, "share"), "0.25 (share)"),
        (own(7, "count"), "7"),
        (own(7, "count per year"), "7 a year"),
        (own(26, "weeks"), "26 weeks"),
        (None, "nothing"),
        ((), "nothing"),
        (True, "yes"),
        (False, "no"),
        (Colour.BLUE, "blue"),
        ((1, True, "x"), "1, yes, x"),
        (Part(), "`Part`, as below"),
        (12345, "12,345"),
        (0.5, "0.5"),
        ("words", "words"),
        (date(2026, 10, 1), "2026-10-01"),
    ],
)
def test_a_value_in_words(value: object, words: str) -> None:
    assert value_words(value) == words


def test_a_range_in_words() -> None:
    ranged = own(3, "weeks", low=2, high=5, range_kind="range")
    assert range_words(ranged) == "2 to 5 (range)"
    assert range_words(own(3, "weeks")) == ""


def test_the_fields_of_a_class() -> None:
    found = {entry.name: entry for entry in entries(Fields)}
    assert list(found) == [name for name in Fields.model_fields if name != "kind"]
    assert [name for name, entry in found.items() if entry.needed] == ["needed"]
    assert {name: entry.what for name, entry in found.items()} == {
        "needed": "Needed",
        "share": "The share",
        "rate": "The rate",
        "cost": "own.number (`own.number`)",
        "part": "A part",
        "described": "What it is called",
        "both": "own.number (`own.number`). More of it",
        "start": "First day; without one, the first day of the years appraised",
        "other_thing": "Other thing",
        "follows": "Follows",
    }
    assert found["needed"].value == MUST_GIVE and found["follows"].value == FOLLOWS
    assert found["part"].default == "`Part`, as below"
    assert found["cost"].how == "money: GBP per week"
    assert found["both"].how == "an Estimate in GBP per week"


def test_the_fields_of_one_that_is_made() -> None:
    made = Fields(needed=7)
    found: dict[str, Entry] = {entry.name: entry for entry in entries(Fields, made)}
    assert (found["needed"].value, found["follows"].value) == (7, 8)
    assert not any(entry.needed for entry in found.values())


def test_a_part_has_fields_of_its_own() -> None:
    assert part(Part()) and not part(POUNDS) and not part(3)


def test_parts_of_an_annotation() -> None:
    assert parts_of(Part | None) == [Part]
    assert parts_of(Estimate | None) == [] and parts_of(ca.Budget) == []
    assert parts_of(tuple[Part, ...] | Part | FixedStay) == [Part, FixedStay]
    assert Placement not in parts_of(Stay) and FixedStay in parts_of(Stay)


def test_the_first_sentence() -> None:
    assert first_sentence(Part) == "A part."
    assert first_sentence(type("Bare", (), {})) == ""
