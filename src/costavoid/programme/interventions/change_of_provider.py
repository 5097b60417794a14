"""Change of provider: children's services moved to a trust or company of their own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Unit, counted, in_unit, money_in
from costavoid.programme import (
    AgencyPost,
    Delivery,
    Outcome,
    Placement,
    PositiveCount,
    Programme,
    RateAvoided,
    refuse_longer,
    sourced,
    usual_placement,
)


class ChangeOfProvider(Programme):
    """Services moved to another body: `set_up` in all, and `running_more` a year than before.

    What it is hoped to change is yours to give, for no effect of a trust is published:
    `entries_avoided` to care a year, each a `placement` avoided (by default foster care for the
    average last period), or `agency_posts_filled` (at any time), or both.
    """

    title: ClassVar[str] = "Change of provider"
    asks: ClassVar[tuple[str, ...]] = ("entries_avoided",)
    evidence_gap: ClassVar[str] = (
        "Trusts in Doncaster, Slough and Birmingham were set up after failed inspections; grades "
        "rose in time, budgets were overspent too (Slough's trust owed £5.5m in 2021), and no "
        "study gives what any of them avoided."
    )
    set_up: Annotated[Estimate, money_in(Unit.GBP)] = sourced("trust.set_up")
    set_up_months: PositiveCount = 12
    running_more: Annotated[Estimate, money_in(Unit.GBP_PER_YEAR)] = Field(
        description="What the services cost more a year than run by the council (board, "
        "contract, support bought in), in GBP per year: your own estimate."
    )
    entries_avoided: Annotated[
        Estimate | None,
        counted("trust.entries_avoided", "Entries to care avoided a year"),
    ] = None
    placement: Placement = Field(default_factory=usual_placement)
    agency_posts_filled: Annotated[
        Estimate | None, in_unit("trust.agency_posts", Unit.COUNT, "Agency posts filled")
    ] = None
    post: AgencyPost = Field(default_factory=AgencyPost)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.entries_avoided or self.agency_posts_filled):
            raise InputError(
                "ChangeOfProvider: nothing that it changes given; give entries_avoided (a year) "
                "or agency_posts_filled (at any time), your own, as no effect is published."
            )
        refuse_longer("ChangeOfProvider", "set_up_months", self.set_up_months, self.months)
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"services moved to another body, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Entries to care avoided and agency posts filled, where given."""
        found = []
        for id, label, rate, pathway, who in (
            (
                "care_entries",
                "Entries to care avoided",
                self.entries_avoided,
                self.placement,
                "children who do not enter care",
            ),
            (
                "posts",
                "Agency posts filled",
                self.agency_posts_filled,
                self.post,
                "social workers' posts",
            ),
        ):
            if rate:
                effect = {"counterfactual": RateAvoided(rate=rate), "pathway": pathway}
                found.append(self.outcome(id, label, children=who, **effect))
        return tuple(found)

    def delivery(self) -> tuple[Delivery, ...]:
        """Setting up, what it costs more each year, and any other cost given."""
        first, label = self.set_up_months, "Setting up the new body"
        return (
            self.delivers("set_up", label, self.set_up, months=first),
            self.delivers("running", "Running it, more than before", self.running_more),
            *super().delivery(),
        )
