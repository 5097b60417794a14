"""What one occurrence uses after it happens: proceedings, placements, neonatal stays.

A pathway is fields with sourced defaults and a list of `Use`s; the arithmetic is elsewhere.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from costavoid.catalogue import default, defaults
from costavoid.errors import InputError, nearest
from costavoid.evidence import Estimate, Money, OptionalMoney, in_unit, require_unit
from costavoid.lines import Factor, Use
from costavoid.model import Frozen
from costavoid.stays import FixedStay, Stay, StepStay
from costavoid.vocabulary import Measure, Payer, Resource, Unit


def sourced(id: str) -> Estimate:
    """Field default: the library's own number with this id."""
    return Field(default_factory=lambda: default(id))


class PathwayBase(Frozen, ABC):
    """What every pathway says of itself, beside the resources it uses."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        return ()

    @property
    @abstractmethod
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""

    @abstractmethod
    def uses(self) -> tuple[Use, ...]:
        """The resources one occurrence uses."""


class CareProceedings(PathwayBase):
    """One set of care proceedings, from pre-proceedings to the order, by payer.

    Costs of the case are spread evenly over `duration`; without one they fall at the
    application. The application fee is the council's cash and the court service's income, so
    it moves money between payers and adds nothing to the total.
    """

    kind: Literal["care proceedings"] = "care proceedings"
    pre_proceedings: OptionalMoney = sourced("pre_proceedings.council")
    application_fee: OptionalMoney = sourced("court_fee.care_application")
    council: OptionalMoney = sourced("care_proceedings.council")
    legal_aid: OptionalMoney = sourced("care_proceedings.legal_aid")
    court: OptionalMoney = sourced("care_proceedings.court")
    cafcass: OptionalMoney = sourced("care_proceedings.cafcass")
    duration: Estimate | None = sourced("care_proceedings.duration")

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("police, health and school time spent on proceedings",)

    def uses(self) -> tuple[Use, ...]:
        """The resources one case uses."""
        found = []
        if self.pre_proceedings:
            found.append(
                Use(
                    id="pre_proceedings",
                    label="Pre-proceedings work",
                    resource=Resource.PROCEEDINGS,
                    measure=Measure.LUMP,
                    cost=self.pre_proceedings,
                )
            )
        return (*found, *self._fee(), *self._case())

    def _fee(self) -> tuple[Use, ...]:
        if self.application_fee is None:
            return ()
        paid = Use(
            id="application_fee",
            label="Application fee",
            resource=Resource.PROCEEDINGS,
            measure=Measure.LUMP,
            cost=self.application_fee,
        )
        lost = paid.model_copy(
            update={
                "id": "application_fee_income",
                "label": "Application fee, income lost",
                "spends": True,
                "payer": Payer.COURT,
            }
        )
        return (paid, lost)

    def _case(self) -> tuple[Use, ...]:
        parts = {
            "council": ("Care proceedings, council's own cost", self.council),
            "legal_aid": ("Care proceedings, legal aid", self.legal_aid),
            "court": ("Care proceedings, court", self.court),
            "cafcass": ("Care proceedings, Cafcass", self.cafcass),
        }
        return tuple(
            Use(
                id=f"proceedings_{name}",
                label=label,
                resource=Resource.PROCEEDINGS,
                measure=Measure.SPREAD if self.duration else Measure.LUMP,
                cost=cost,
                stay=FixedStay(length=self.duration) if self.duration else None,
            )
            for name, (label, cost) in parts.items()
            if cost
        )


def _usual_cost(fields: dict[str, Any]) -> Estimate:
    """The weekly cost of a type and provider of placement."""
    id = f"placement.{fields.get('type')}.{fields.get('provider')}.week"
    if id not in defaults():
        known = [i for i in defaults() if re.fullmatch(r"placement\.\w+\.\w+\.week", i)]
        raise InputError(
            f"Placement: no default cost for {fields.get('type')}, {fields.get('provider')}; give "
            f"cost=... {nearest(id, known)}"
        )
    return default(id)


class Placement(PathwayBase):
    """Time in one kind of placement: type x provider, for some weeks or a survival curve.

    `until` is the longest time, in years (to a child's 18th birthday, say); `replaced_by` the
    weekly cost of what takes its place, spent for the same time. Raises
    InputError when the type and provider have no default cost and none is given, or when not
    exactly one of `weeks` and `stay` is given.
    """

    kind: Literal["placement"] = "placement"
    type: Literal["foster", "residential"] = "foster"
    provider: Literal["any", "in_house", "agency"] = "any"
    cost: Money = Field(default_factory=_usual_cost)
    weeks: Annotated[Estimate | None, in_unit("placement.weeks", Unit.WEEKS, "Weeks")] = None
    stay: Stay | None = None
    until: Annotated[
        Estimate | None, in_unit("placement.until", Unit.YEARS, "Longest time placed")
    ] = None
    replaced_by: OptionalMoney = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.weeks is None) == (self.stay is None):
            raise InputError(
                "Placement: give the length of the placement once, as weeks=26 or as stay=..."
            )
        if isinstance(self.stay, StepStay) and self.stay.remains and self.until is None:
            raise InputError(
                "Placement.until: nothing given, but the last share of the step curve stays; give "
                "the longest time in years, such as until=10 for a child of 8."
            )
        return self

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("the child's own social worker", "support after the age of 18")

    def uses(self) -> tuple[Use, ...]:
        """The weeks of placement, and what replaces them."""
        stay = self.stay or FixedStay(length=_given(self.weeks))
        placed = Use(
            id="placement",
            label="Placement",
            resource=Resource.PLACEMENT,
            measure=Measure.STAY,
            cost=self.cost,
            stay=stay,
            until=self.until,
        )
        if self.replaced_by is None:
            return (placed,)
        return (
            placed,
            Use(
                id="replacement",
                label="What replaces the placement",
                resource=Resource.REPLACEMENT,
                measure=Measure.STAY,
                cost=self.replaced_by,
                stay=stay,
                until=self.until,
                spends=True,
            ),
        )


def _given(estimate: Estimate | None) -> Estimate:
    if estimate is None:
        raise InputError("Placement: no length of stay; give weeks=... or stay=...")
    return estimate


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
    cost: Money = sourced("neonatal.special_care.day")

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


class PublishedCost(PathwayBase):
    """A cost per occurrence as a study printed it, for studies that print no quantities.

    It may hold any of a council's costs, so nothing else of the council's may be counted for the
    same children.
    """

    kind: Literal["published cost"] = "published cost"
    cost: Money

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unit(self.cost, Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)
        return self

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("anything outside the study's own cost per case",)

    def uses(self) -> tuple[Use, ...]:
        """The cost, once per occurrence."""
        return (
            Use(
                id="published",
                label=self.cost.label,
                resource=Resource.PLACEMENT,
                measure=Measure.LUMP,
                cost=self.cost,
            ),
        )
