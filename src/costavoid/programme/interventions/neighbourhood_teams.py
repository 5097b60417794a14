"""Neighbourhood teams: smaller teams and caseloads in localities, services brought in house."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import (
    Estimate,
    OptionalTimedMoney,
    Unit,
    counted,
    in_unit,
    money_in,
)
from costavoid.evidence.figures import many
from costavoid.programme import (
    Delivery,
    Outcome,
    Placement,
    Programme,
    RatioOnBaseline,
    RunningCost,
    SocialWork,
    Volume,
    more_for_each,
    refuse_part,
    sourced,
)


class NeighbourhoodTeams(Programme):
    """Locality teams that should see fewer repeat referrals, and fewer entries to care.

    `repeat_referral_ratio` (with over without) applies to your `repeat_referrals` a year.
    `care_entries`, `care_entry_ratio` and `placement` together count entries to care.
    `contracts_ended` (pounds a year) are services bought before and now run in house, whose cost
    belongs in `delivery_cost`.

    What the teams cost more follows from their size: `social_worker` posts for `children` at
    `caseload_after` each and not `caseload_before`, and a `team_manager` for each team of
    `team_size_after` and not `team_size_before` among `workers`. `delivery_cost` is any other
    cost, or the whole.
    """

    title: ClassVar[str] = "Neighbourhood teams"
    asks: ClassVar[tuple[str, ...]] = ("workers", "team_size_before", "team_size_after")
    evidence_gap: ClassVar[str] = (
        "Manchester described fewer repeat referrals and fewer children in care per head since "
        "2016, while it spent some £10m more and its inspection rating rose; no size of effect, "
        "and no comparison, has been published."
    )
    repeat_referrals: Annotated[
        Estimate,
        counted("teams.repeat_referrals", "Repeat referrals a year"),
    ] = Field(description="Your own count a year; 22.6% of England's referrals in 2024-25.")
    repeat_referral_ratio: Annotated[
        Estimate, in_unit("teams.repeat_referral_ratio", Unit.RATIO, "Repeat referrals, ratio")
    ] = Field(
        description="The effect, repeat referrals with the teams over without: none is published."
    )
    referral: SocialWork = Field(default_factory=SocialWork)
    care_entries: Annotated[
        Estimate | None,
        counted("teams.care_entries", "Entries to care a year"),
    ] = None
    care_entry_ratio: Annotated[
        Estimate | None, in_unit("teams.care_entry_ratio", Unit.RATIO, "Entries to care, ratio")
    ] = None
    placement: Placement | None = None
    contracts_ended: OptionalTimedMoney = None
    children: Annotated[
        Estimate | None, in_unit("teams.children", Unit.COUNT, "Children with a social worker")
    ] = None
    caseload_before: Annotated[
        Estimate | None, in_unit("teams.caseload.before", Unit.COUNT, "Children each, before")
    ] = None
    caseload_after: Annotated[
        Estimate | None, in_unit("teams.caseload.after", Unit.COUNT, "Children each, after")
    ] = None
    social_worker: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON_YEAR)] = sourced(
        "workforce.employed_social_worker.year"
    )
    workers: Annotated[
        Estimate | None, in_unit("teams.workers", Unit.COUNT, "Social workers in the teams")
    ] = None
    team_size_before: Annotated[
        Estimate | None, in_unit("teams.size.before", Unit.COUNT, "Workers in a team, before")
    ] = None
    team_size_after: Annotated[
        Estimate | None, in_unit("teams.size.after", Unit.COUNT, "Workers in a team, after")
    ] = None
    team_manager: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON_YEAR)] = sourced(
        "workforce.team_manager.year"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        entries = (self.care_entries, self.care_entry_ratio, self.placement)
        if any(entries) and not all(entries):
            raise InputError(
                "NeighbourhoodTeams: entries to care need care_entries, care_entry_ratio and "
                "placement together; no effect on them is published, so give all three of your "
                "own or none."
            )
        caseloads = refuse_part(
            "NeighbourhoodTeams",
            "posts follow from children and caseloads",
            children=self.children,
            caseload_before=self.caseload_before,
            caseload_after=self.caseload_after,
        )
        teams = refuse_part(
            "NeighbourhoodTeams",
            "managers follow from workers and the size of a team",
            workers=self.workers,
            team_size_before=self.team_size_before,
            team_size_after=self.team_size_after,
        )
        if not (caseloads or teams or self.delivery_cost):
            raise InputError(
                "NeighbourhoodTeams: no cost given; give children, caseload_before and "
                "caseload_after, or workers, team_size_before and team_size_after, or "
                "delivery_cost."
            )
        self.delivery()
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{many(self.repeat_referrals.value, 'repeat referral')} a year, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Repeat referrals avoided; entries to care and contracts where given."""
        found = [
            self.outcome(
                "referrals",
                "Repeat referrals avoided",
                counterfactual=RatioOnBaseline(
                    baseline=self.repeat_referrals, ratio=self.repeat_referral_ratio
                ),
                pathway=self.referral,
                children="children not referred again",
            )
        ]
        if self.care_entries and self.care_entry_ratio and self.placement:
            found.append(
                self.outcome(
                    "care_entries",
                    "Entries to care avoided",
                    counterfactual=RatioOnBaseline(
                        baseline=self.care_entries, ratio=self.care_entry_ratio
                    ),
                    pathway=self.placement,
                    children="children who do not enter care",
                )
            )
        if self.contracts_ended:
            found.append(
                self.outcome(
                    "contracts",
                    "Contracts ended",
                    counterfactual=Volume(effect=self.contracts_ended),
                    pathway=RunningCost(cost=self.contracts_ended),
                    children="services brought in house",
                )
            )
        return tuple(found)

    def delivery(self) -> tuple[Delivery, ...]:
        """Social workers and team managers more than before, and any other cost given."""
        found = []
        for id, label, post, of, before, after in (
            (
                "social_workers",
                "Social workers more, for smaller caseloads",
                self.social_worker,
                self.children,
                self.caseload_before,
                self.caseload_after,
            ),
            (
                "team_managers",
                "Team managers more, for smaller teams",
                self.team_manager,
                self.workers,
                self.team_size_before,
                self.team_size_after,
            ),
        ):
            if of and before and after:
                more = more_for_each("posts more for each", before, after)
                found.append(self.delivers(id, label, post, volume=of, factors=(more,)))
        return (*found, *super().delivery())
