"""Programmes that put one kind of care in the place of another for some weeks."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Money, Unit, counted, in_unit
from costavoid.evidence.figures import many
from costavoid.programme import Outcome, Placement, Programme, Volume


class PlacementStep(Programme):
    """Young people who move from one kind of care to another, for `weeks_replaced` each.

    `young_people` is how many move a year. `re_entry_share` of them go back after
    `re_entry_after` weeks and save only until then.
    """

    young_people: Annotated[Estimate, counted("step.young_people", "Young people a year")] = Field(
        description="How many young people move a year."
    )
    weeks_replaced: Annotated[
        Estimate, in_unit("step.weeks_replaced", Unit.WEEKS, "Weeks of placement replaced")
    ] = Field(
        description="The effect: how many weeks of the earlier placement each no longer needs. No "
        "study has measured it; give your own, with what it rests on."
    )
    re_entry_share: Annotated[
        Estimate | None, in_unit("step.re_entry_share", Unit.SHARE, "Young people who go back")
    ] = None
    re_entry_after: Annotated[
        Estimate | None, in_unit("step.re_entry_after", Unit.WEEKS, "Weeks until they go back")
    ] = None

    @model_validator(mode="after")
    def _way_back(self) -> Self:
        if (self.re_entry_share is None) != (self.re_entry_after is None):
            raise InputError(
                f"{type(self).__name__}: a re-entry rate needs a way back: give both "
                "re_entry_share (who goes back) and re_entry_after (after how many weeks), or "
                "neither."
            )
        return self

    @property
    @abstractmethod
    def left(self) -> Money:
        """What the placement costs that they leave."""

    @property
    @abstractmethod
    def instead(self) -> Money:
        """What takes its place costs."""

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return (
            f"{many(self.young_people.value, 'young person', 'young people')} a year, "
            f"{many(self.weeks_replaced.value, 'week')} of placement each, {self.length}"
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """Weeks of one placement replaced by weeks of another."""
        return (
            self.outcome(
                "placements",
                "Placements replaced",
                counterfactual=Volume(cases=self.young_people, effect=self.weeks_replaced),
                pathway=Placement(
                    type="residential",
                    cost=self.left,
                    weeks=self.weeks_replaced,
                    replaced_by=self.instead,
                    re_entry_share=self.re_entry_share,
                    re_entry_after=self.re_entry_after,
                ),
                children="young people who moved",
            ),
        )
