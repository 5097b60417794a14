"""House Project: young people leaving care run and furnish homes of their own together."""

from __future__ import annotations

from typing import ClassVar

from costavoid.evidence import Estimate, TimedMoney
from costavoid.programme import LeavingCare, Outcome, Volume, sourced
from costavoid.programme.interventions.placement_step import PlacementStep


class HouseProject(PlacementStep):
    """A House Project for `young_people` a year, in the place of `weeks_replaced` of placement.

    `previous_placement` and `house_project` (staff and property) are pounds a person-year; the
    defaults are the one case the charity printed, £160,000 against £55,000. What the project
    costs is in `house_project`, so it is taken off the benefit; put into `delivery_cost` only
    what is not in it (setting up, the national charity's fee). `later` counts what changes after
    care (tenancy, work, offending) for all who move, with effects of your own: give them net of
    those who go back.
    """

    title: ClassVar[str] = "House Project"
    evidence_gap: ClassVar[str] = (
        "The £105,000 (£160,000 less £55,000) is one young person's case, told by the charity. "
        "An evaluation (York, 2020) is said to have found that councils saved money; its figures "
        "could not be read, and how many weeks of placement a House Project replaces is not "
        "published."
    )
    previous_placement: TimedMoney = sourced("house_project.previous_placement.case")
    house_project: TimedMoney = sourced("house_project.case")
    later: LeavingCare | None = None

    @property
    def left(self) -> Estimate:
        """The placement before."""
        return self.previous_placement

    @property
    def instead(self) -> Estimate:
        """The House Project."""
        return self.house_project

    def outcomes(self) -> tuple[Outcome, ...]:
        """Placements replaced, and what changes later where that is given."""
        if self.later is None:
            return super().outcomes()
        later = self.outcome(
            "later",
            "After leaving care",
            counterfactual=Volume(cases=self.young_people, effect=self.later.effect),
            pathway=self.later,
            children="young people who moved",
        )
        return (*super().outcomes(), later)
