"""Time in a placement, what takes its place, and going back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError, nearest
from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.catalogue import default, defaults
from costavoid.evidence.estimate import (
    Estimate,
    OptionalTimedMoney,
    TimedMoney,
    in_unit,
)
from costavoid.evidence.inputs import Inputs
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase
from costavoid.programme.stays import FixedStay, Stay, StepStay, years


def _usual_cost(fields: dict[str, Any]) -> Estimate:
    """The weekly cost of a type and provider of placement."""
    id = f"placement.{fields.get('type')}.{fields.get('provider')}.week"
    if id not in defaults():
        known = [i for i in defaults() if re.fullmatch(r"placement\.\w+\.\w+\.week", i)]
        raise InputError(
            f"Placement: no default cost for {fields.get('type')}, {fields.get('provider')}; give "
            f"cost=... {nearest(id, known)}"
        )
    return default(id)


class Placement(PathwayBase):
    """Time in one kind of placement: type x provider, for some weeks or a survival curve.

    `until` is the longest time, in years (to a child's 18th birthday, say); `replaced_by` the
    weekly cost of what takes its place, spent for the same time (a step down, or up).
    `re_entry_share` of the children go back after `re_entry_after` weeks, and save only until
    then. Raises InputError when the type and provider have no default cost and none is given, or
    when not exactly one of `weeks` and `stay` is given.
    """

    kind: Literal["placement"] = "placement"
    type: Literal["foster", "residential"] = "foster"
    provider: Literal["any", "in_house", "agency"] = "any"
    cost: TimedMoney = Field(default_factory=_usual_cost)
    weeks: Annotated[Estimate | None, in_unit("placement.weeks", Unit.WEEKS, "Weeks")] = None
    stay: Stay | None = None
    until: Annotated[
        Estimate | None, in_unit("placement.until", Unit.YEARS, "Longest time placed")
    ] = None
    replaced_by: OptionalTimedMoney = None
    re_entry_share: Annotated[
        Estimate | None, in_unit("placement.re_entry_share", Unit.SHARE, "Children who go back")
    ] = None
    re_entry_after: Annotated[
        Estimate | None, in_unit("placement.re_entry_after", Unit.WEEKS, "Weeks until they do")
    ] = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.weeks is None) == (self.stay is None):
            raise InputError(
                "Placement: give the length of the placement once, as weeks=26 or as stay=..."
            )
        if isinstance(self.stay, StepStay) and self.stay.remains and self.until is None:
            raise InputError(
                "Placement.until: nothing given, but the last share of the step curve stays; give "
                "the longest time in years, such as until=10 for a child of 8."
            )
        if (self.re_entry_share is None) != (self.re_entry_after is None):
            raise InputError(
                "Placement: a re-entry rate needs a way back: give both re_entry_share (who goes "
                "back) and re_entry_after (after how many weeks), or neither."
            )
        return self

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        left_out = ["the child's own social worker", "support after the age of 18"]
        if self.replaced_by and self.re_entry_share is None:
            left_out.append("children who go back to the placement (no re_entry_share was given)")
        return tuple(left_out)

    def check(self, horizon: int, inputs: Inputs) -> None:
        """Raises InputError where what replaces the placement runs past the horizon."""
        if self.weeks is None or self.replaced_by is None:
            return
        if (years(self.weeks, inputs) > horizon + 1e-9).any():
            raise InputError(
                f"{self.weeks.id}: {inputs.estimate(self.weeks).value:g} weeks of placement "
                f"replaced, longer than the horizon of {horizon} years, so that what replaces it "
                "would be cut off; give a longer horizon or fewer weeks."
            )

    def uses(self) -> tuple[Use, ...]:
        """The weeks of placement, and what replaces them; shorter for those who go back."""
        stay = self.stay or FixedStay(length=_given(self.weeks))
        if self.re_entry_share is None or self.re_entry_after is None:
            return self._time("", stay, (), self.until)
        stays_out = Factor(name="do not go back", one_minus=(self.re_entry_share,))
        goes_back = Factor(name="go back", times=self.re_entry_share)
        until_then = FixedStay(length=self.re_entry_after)
        return (
            *self._time("", stay, (stays_out,), self.until),
            *self._time("_until_re_entry", until_then, (goes_back,), self.weeks or self.until),
        )

    def _time(
        self, suffix: str, stay: Stay, factors: tuple[Factor, ...], until: Estimate | None
    ) -> tuple[Use, ...]:
        placed = Use(
            id=f"placement{suffix}",
            label=f"Placement{suffix.replace('_', ' ')}",
            resource=Resource.PLACEMENT,
            measure=Measure.STAY,
            cost=self.cost,
            factors=factors,
            stay=stay,
            until=until,
            residential=self.type == "residential",
        )
        if self.replaced_by is None:
            return (placed,)
        replacement = replace(
            placed,
            id=f"replacement{suffix}",
            label=f"What replaces the placement{suffix.replace('_', ' ')}",
            resource=Resource.REPLACEMENT,
            cost=self.replaced_by,
            spends=True,
            residential=False,  # a family's, but for a price of the library's for homes
        )
        return (placed, replacement)


def _given(estimate: Estimate | None) -> Estimate:
    if estimate is None:
        raise InputError("Placement: no length of stay; give weeks=... or stay=...")
    return estimate


def usual_placement() -> Placement:
    """Foster care for as long as the average last period of care."""
    return Placement(stay=FixedStay(length=default("care.duration.ceased.2024")))
