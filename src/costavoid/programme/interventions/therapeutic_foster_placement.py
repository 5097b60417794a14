"""Therapeutic foster placement: a year of high support when mainstream placements are failing."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import (
    Estimate,
    OptionalTimedMoney,
    TimedMoney,
    Unit,
    in_unit,
)
from costavoid.programme import Outcome, Placement, Volume, refuse_part, sourced
from costavoid.programme.interventions.placement_step import PlacementStep
from costavoid.programme.stays import shorter


class TherapeuticFosterPlacement(PlacementStep):
    """High-level support for `young_people` a year whose mainstream placements are failing.

    Without it they are taken to need `placement` (by default a children's home, pounds a week);
    with it `therapeutic_placement` for as many weeks, after which they go home or back to a
    foster family. Those who do not settle are `re_entry_share`. `weeks_after` is how long after
    the support the return lasts, in the place of `placement` again, and `support_months` when it
    begins; `placement_after` is what they return to, and nothing for home.
    """

    title: ClassVar[str] = "Therapeutic foster placement"
    evidence_gap: ClassVar[str] = (
        "Blackburn's scheme was described (twelve months of support, young people who often "
        "return home or to their placement), not measured: no effect has been published."
    )
    placement: TimedMoney = sourced("placement.residential.any.week")
    therapeutic_placement: TimedMoney = Field(
        description="What the therapeutic placement costs a week, all in; none is published."
    )

    support_months: Annotated[
        Estimate | None, in_unit("therapeutic.months", Unit.MONTHS, "Months of support")
    ] = None
    weeks_after: Annotated[
        Estimate | None, in_unit("therapeutic.weeks_after", Unit.WEEKS, "Weeks the return lasts")
    ] = None
    placement_after: OptionalTimedMoney = None

    @model_validator(mode="after")
    def _return(self) -> Self:
        returns = refuse_part(
            "TherapeuticFosterPlacement",
            "a return begins when the support ends",
            weeks_after=self.weeks_after,
            support_months=self.support_months,
        )
        if self.support_months and shorter(self.support_months, self.weeks_replaced):
            raise InputError(
                f"TherapeuticFosterPlacement.support_months: {self.support_months.value:g} given, "
                f"less than the {self.weeks_replaced.value:g} weeks of placement replaced, so "
                "weeks would be counted twice; give months that hold those weeks."
            )
        if self.placement_after and not returns:
            raise InputError(
                "TherapeuticFosterPlacement.placement_after: given, but weeks_after is not; give "
                "how long the return lasts, or leave it out."
            )
        return self

    @property
    def left(self) -> Estimate:
        """The placement they would otherwise need."""
        return self.placement

    @property
    def instead(self) -> Estimate:
        """The therapeutic placement."""
        return self.therapeutic_placement

    def outcomes(self) -> tuple[Outcome, ...]:
        """The weeks of support, and the return after them where it is given."""
        if not (self.weeks_after and self.support_months):
            return super().outcomes()
        after = self.outcome(
            "return",
            "Returns that last",
            counterfactual=Volume(cases=self.young_people, effect=self.weeks_after),
            pathway=Placement(
                type="residential",
                cost=self.placement,
                weeks=self.weeks_after,
                replaced_by=self.placement_after,
            ),
            lag=self.support_months,
            children="young people after their support",
        )
        return (*super().outcomes(), after)
