"""A stay in neonatal care."""

from __future__ import annotations

from typing import Annotated, Literal

from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.estimate import FOR_EACH, Estimate, in_unit, money_in
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced


class NeonatalStay(PathwayBase):
    """A stay in neonatal care for a share of births: an NHS line of its own.

    `cost` is per day (then `days` counts) or per stay (then leave `days` out).
    """

    kind: Literal["neonatal stay"] = "neonatal stay"
    share: Annotated[
        Estimate, in_unit("neonatal.share", Unit.SHARE, "Births with a neonatal stay")
    ] = sourced("neonatal.share")
    days: Annotated[Estimate | None, in_unit("neonatal.days", Unit.DAYS, "Days")] = sourced(
        "neonatal.days"
    )
    cost: Annotated[Estimate, money_in(Unit.GBP_PER_DAY, *FOR_EACH)] = sourced(
        "neonatal.special_care.day"
    )

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        return ("Each case is one birth; other births avoided are not counted.",)

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("maternity care, and the health of the mother",)

    def uses(self) -> tuple[Use, ...]:
        """The stay."""
        return (
            Use(
                id="neonatal",
                label="Neonatal stay",
                resource=Resource.NEONATAL,
                measure=Measure.LUMP,
                cost=self.cost,
                quantity=self.days,
                factors=(Factor(name="births with a neonatal stay", times=self.share),),
            ),
        )
