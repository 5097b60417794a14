"""What agencies cost in the place of staff, training by another route, and running a service."""

from __future__ import annotations

from typing import Annotated, Literal

from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.estimate import (
    Estimate,
    OptionalStaffMoney,
    StaffMoney,
    in_unit,
    money_in,
)
from costavoid.evidence.figures import figure
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced


class AgencyPost(PathwayBase):
    """A post an agency worker holds no longer: agency weeks saved, permanent weeks spent.

    With `extra` the two are one figure, what an agency worker costs more. Weeks are paid all
    year (52) unless `weeks_paid` says fewer. Where the effect is the agency's price, its design
    is an "accounting comparison": two prices, and nothing measured.
    """

    kind: Literal["agency post"] = "agency post"
    agency: StaffMoney = sourced("workforce.agency_social_worker.week")
    permanent: StaffMoney = sourced("workforce.employed_social_worker.week")
    extra: OptionalStaffMoney = None
    weeks_paid: Annotated[
        Estimate | None,
        in_unit("workforce.weeks_paid", Unit.WEEKS_PER_YEAR, "Weeks an agency worker is paid"),
    ] = None

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        if self.extra:
            return ()
        if self.weeks_paid:
            return (
                f"The agency worker is paid {figure(self.weeks_paid.value)} weeks of 52 and the "
                "permanent one all 52, leave and holidays among them; where both stand for part "
                "of a year, give the programme's weeks and leave weeks_paid out.",
            )
        return (
            "Agency workers are paid all 52 weeks of the year; where they are paid for fewer "
            "(weeks_paid), the saving is less, or a loss.",
        )

    @property
    def would_answer(self) -> tuple[str, ...]:
        """The field that takes the place of what it takes for granted."""
        return () if self.weeks_paid or self.extra else ("weeks_paid",)

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("what changes of worker do to children and to colleagues",)

    def uses(self) -> tuple[Use, ...]:
        """Agency weeks no longer bought, and the permanent worker's."""
        paid = Factor(name="weeks paid of 52", times=self.weeks_paid) if self.weeks_paid else None
        saved = Use(
            id="agency",
            label="Agency worker",
            resource=Resource.WORKFORCE,
            measure=Measure.FLOW,
            cost=self.extra or self.agency,
            factors=(paid,) if paid else (),
        )
        if self.extra:
            return (saved,)
        permanent = Use(
            id="permanent",
            label="Permanent worker instead",
            resource=Resource.WORKFORCE,
            measure=Measure.FLOW,
            cost=self.permanent,
            spends=True,
        )
        return (saved, permanent)


class RunningCost(PathwayBase):
    """What a service costs all the time, for each of those who no longer pay for it alone."""

    kind: Literal["running cost"] = "running cost"
    cost: StaffMoney

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("the cost of the change itself, unless delivery holds it",)

    def uses(self) -> tuple[Use, ...]:
        """The cost, while the change lasts."""
        return (
            Use(
                id="running",
                label=self.cost.label,
                resource=Resource.RUNNING,
                measure=Measure.FLOW,
                cost=self.cost,
            ),
        )


class TrainedInstead(PathwayBase):
    """What another route into social work costs for each who qualifies by this one.

    With `in_post` and `in_post_instead`, for as many still in post: a route that keeps more of
    its workers needs fewer of them.
    """

    kind: Literal["trained instead"] = "trained instead"
    cost: Annotated[Estimate, money_in(Unit.GBP_PER_PERSON, Unit.GBP_PER_EVENT)]
    in_post: Annotated[
        Estimate | None, in_unit("in_post", Unit.SHARE, "Still in post, by this route")
    ] = None
    in_post_instead: Annotated[
        Estimate | None, in_unit("in_post_instead", Unit.SHARE, "Still in post, by the other")
    ] = None

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("how well workers of each route work",)

    def uses(self) -> tuple[Use, ...]:
        """The other route's cost, once for each worker."""
        left = []
        if self.in_post and self.in_post_instead:
            left = [
                Factor(name="still in post", times=self.in_post),
                Factor(name="for each still in post", one_for_each=self.in_post_instead),
            ]
        return (
            Use(
                id="published",
                label=self.cost.label,
                resource=Resource.WORKFORCE,
                measure=Measure.LUMP,
                cost=self.cost,
                factors=tuple(left),
                bundle=True,
            ),
        )
