"""What happens to young people after care, as far as its costs have a source."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from costavoid.base.designs import Design
from costavoid.base.errors import InputError
from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.estimate import CaseMoney, Estimate, TimedMoney, in_unit
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.stays import FixedStay


class LeavingCare(PathwayBase):
    """What a young person leaving care would otherwise have met: eviction, homelessness, and so on.

    Give what changes for each: the share no longer evicted, no longer applying as homeless, or
    no longer entering youth justice, and the months no longer out of education and work. Their
    size has no published value; their costs do.
    """

    kind: Literal["leaving care"] = "leaving care"
    evictions: Annotated[
        Estimate | None, in_unit("leaving_care.evictions", Unit.SHARE, "No longer evicted")
    ] = None
    eviction: CaseMoney = sourced("homelessness.eviction")
    homeless: Annotated[
        Estimate | None, in_unit("leaving_care.homeless", Unit.SHARE, "No longer homeless")
    ] = None
    application: CaseMoney = sourced("homelessness.application")
    neet_months: Annotated[
        Estimate | None,
        in_unit("leaving_care.neet_months", Unit.MONTHS, "Months no longer out of work"),
    ] = None
    neet: TimedMoney = sourced("neet.age_18_24.year")
    first_offences: Annotated[
        Estimate | None, in_unit("leaving_care.offences", Unit.SHARE, "No longer first offenders")
    ] = None
    first_offence: CaseMoney = sourced("youth_justice.first_offence")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self._effects():
            raise InputError(
                "LeavingCare: no effect given; give evictions, homeless, neet_months or "
                "first_offences. None has a published value."
            )
        if self.evictions and self.homeless:
            raise InputError(
                "LeavingCare: evictions and homeless given; the published cost of an eviction may "
                "hold the homelessness that follows it, so give one."
            )
        return self

    def _effects(self) -> dict[str, Estimate]:
        names = ("evictions", "homeless", "neet_months", "first_offences")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    @property
    def effect(self) -> Estimate:
        """The effect given that is known the least surely: the outcome rests on all of them."""
        known = {e: e.design or Design.OPINION for e in self._effects().values()}
        weakest = Design.weakest(known.values())
        return next(estimate for estimate, design in known.items() if design is weakest)

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        words = {
            "evictions": "evictions",
            "homeless": "homelessness",
            "neet_months": "time out of education and work",
            "first_offences": "offending",
        }
        left_out = [words[name] for name in words if name not in self._effects()]
        return (*left_out, "health, and anything after the years appraised")

    def uses(self) -> tuple[Use, ...]:
        """What is no longer met, for those effects that are given."""
        found = [
            Use(
                id=id,
                label=label,
                resource=resource,
                measure=Measure.LUMP,
                cost=cost,
                factors=(Factor(name=share.label.lower(), times=share),),
            )
            for id, label, resource, cost, share in (
                ("eviction", "Evictions", Resource.HOUSING, self.eviction, self.evictions),
                ("homeless", "Homelessness", Resource.HOUSING, self.application, self.homeless),
                (
                    "offence",
                    "First offences",
                    Resource.JUSTICE,
                    self.first_offence,
                    self.first_offences,
                ),
            )
            if share
        ]
        if self.neet_months:
            found.append(
                Use(
                    id="neet",
                    label="Time out of education and work",
                    resource=Resource.WORK,
                    measure=Measure.STAY,
                    cost=self.neet,
                    stay=FixedStay(length=self.neet_months),
                )
            )
        return tuple(found)
