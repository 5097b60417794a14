"""What a post costs while an agency fills it, and what a service costs to run."""

from __future__ import annotations

from typing import Annotated, Literal

from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.estimate import Estimate, Money, OptionalMoney, in_unit
from costavoid.programme.lines import Factor, Use
from costavoid.programme.pathways.base import PathwayBase, sourced


class AgencyPost(PathwayBase):
    """A post an agency worker holds no longer: agency weeks saved, permanent weeks spent.

    With `extra` the two are one figure, what an agency worker costs more. Weeks are paid all
    year (52) unless `weeks_paid` says fewer.
    """

    kind: Literal["agency post"] = "agency post"
    agency: Money = sourced("workforce.agency_social_worker.week")
    permanent: Money = sourced("workforce.employed_social_worker.week")
    extra: OptionalMoney = None
    weeks_paid: Annotated[
        Estimate | None,
        in_unit("workforce.weeks_paid", Unit.WEEKS_PER_YEAR, "Weeks an agency worker is paid"),
    ] = None

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        if self.weeks_paid or self.extra:
            return ()
        return (
            "Agency workers are paid all 52 weeks of the year; where they are paid for fewer "
            "(weeks_paid), the saving is less, or a loss.",
        )

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
    cost: Money

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
