"""What a post costs while nobody fills it, and what leave takes from those who do."""

from __future__ import annotations

from typing import Annotated, Literal

from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.estimate import Estimate, money_in
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.staff import RetentionOffer

TIME = (Unit.GBP_PER_WEEK, Unit.GBP_PER_PERSON_YEAR)


class FilledPost(PathwayBase):
    """A post that stood empty and is filled: the permanent worker's weeks are spent.

    `empty` is what the empty post cost meanwhile (cover, overtime), pounds a week or person-year:
    none is published, so without it nothing is saved.
    """

    kind: Literal["filled post"] = "filled post"
    permanent: Annotated[Estimate, money_in(*TIME)] = sourced(
        "workforce.employed_social_worker.week"
    )
    empty: Annotated[Estimate | None, money_in(*TIME)] = None

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        unpriced = () if self.empty else ("what the empty posts cost meanwhile (none was given)",)
        return (*unpriced, "work that is done and was left undone")

    def uses(self) -> tuple[Use, ...]:
        """The permanent worker's pay, and what the empty post cost."""
        permanent = Use(
            id="permanent",
            label="Permanent worker in a post that stood empty",
            resource=Resource.WORKFORCE,
            measure=Measure.FLOW,
            cost=self.permanent,
            spends=True,
        )
        if self.empty is None:
            return (permanent,)
        saved = Use(
            id="empty",
            label="Cover for an empty post",
            resource=Resource.WORKFORCE,
            measure=Measure.FLOW,
            cost=self.empty,
        )
        return (saved, permanent)


class LeaveGiven(PathwayBase):
    """Days of leave that each worker takes more: time that no child gets, and no cash."""

    kind: Literal["leave given"] = "leave given"
    offer: RetentionOffer

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("cover for those on leave, were any bought",)

    def uses(self) -> tuple[Use, ...]:
        """A day's pay for each day, all year."""
        return (
            Use(
                id="leave",
                label="Days of leave",
                resource=Resource.WORKFORCE,
                measure=Measure.FLOW,
                cost=self.offer.salary,
                factors=self.offer.factors,
                spends=True,
                never_cash=True,
            ),
        )
