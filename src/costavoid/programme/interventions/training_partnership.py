"""Training partnership: councils offer placements together and recruit those who train there."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from costavoid.evidence import Estimate, Unit, counted, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import AgencyPost, Delivery, Outcome, Programme, RateAvoided


class TrainingPartnership(Programme):
    """`placements` a year for students, at `cost_per_placement`, in the hope that they stay.

    `posts_filled` is the effect: posts, at any time, that those who trained here hold and an
    agency worker would otherwise hold. `lag` is the time from the first placement to the first
    post; without `lag` posts are filled at once, which no training does.
    """

    title: ClassVar[str] = "Training partnership"
    evidence_gap: ClassVar[str] = (
        "Merseyside's 40 shared placements and Step Up's 120 applicants are counts of activity; "
        "how many posts they filled that would have stayed with agencies is not published."
    )
    placements: Annotated[Estimate, counted("training.placements", "Placements a year")]
    cost_per_placement: Annotated[Estimate, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)] = (
        Field(
            description="What a placement costs the councils, in GBP per event: none is published."
        )
    )
    posts_filled: Annotated[
        Estimate, in_unit("training.posts_filled", Unit.COUNT, "Agency posts filled")
    ] = Field(
        description="The effect, posts held at any time in the place of agency workers: none is "
        "published, so give your own, with what it rests on."
    )
    post: AgencyPost = Field(default_factory=AgencyPost)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it takes for granted, beyond its numbers."""
        if self.lag is not None or self.phase_in is not None:
            return ()
        return ("Posts are filled at once, without lag or phase_in, which no training does.",)

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{many(self.placements.value, 'placement')} a year, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Agency posts filled by those who trained here."""
        return (
            self.outcome(
                "posts",
                "Agency posts filled",
                counterfactual=RateAvoided(rate=self.posts_filled),
                pathway=self.post,
                children="social workers' posts",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """The placements, and any other cost given."""
        training = Delivery(
            id="delivery.placements",
            label="Student placements",
            cost=self.cost_per_placement,
            volume=self.placements,
            start=self.start,
            months=self.months,
        )
        return (training, *super().delivery())
