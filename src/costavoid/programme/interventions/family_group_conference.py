"""Family group conference: the wider family makes a plan before a case goes to court."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Resource, Unit, counted, default, in_unit
from costavoid.evidence.figures import many
from costavoid.programme import (
    CareProceedings,
    Evidence,
    FixedStay,
    Outcome,
    Placement,
    Programme,
    PublishedCost,
    SharesCompared,
    sourced,
)

SHARE, A_YEAR = Unit.SHARE, Unit.COUNT_PER_YEAR


def _placement() -> Placement:
    return Placement(stay=FixedStay(length=default("care.duration.ceased.2024")))


class FamilyGroupConference(Programme):
    """Conferences for `families` a year at pre-proceedings, with `children` in them.

    Shares are the trial's: in care a year later 36.2% against 44.8% of children, proceedings
    59.2% against 71.7% of families. Each child kept out of care is a `placement` avoided: by
    default foster care for the average last period of care, 864 days, because the days in care
    that the trial prints have no clear window. Each family kept out of court is a set of
    `proceedings`, without the pre-proceedings work already done (None leaves court out).
    `delivery_cost` may be pounds for each family ("GBP per event") or each child ("GBP per
    person"): none is published.
    """

    title: ClassVar[str] = "Family group conference"
    evidence: ClassVar[Evidence] = (
        ("care_with", "fgc.care.with"),
        ("proceedings_with", "fgc.proceedings.with"),
    )
    families: Annotated[Estimate, counted("fgc.families", "Families at pre-proceedings a year")] = (
        Field(description="How many families at pre-proceedings are offered a conference a year.")
    )
    children: Annotated[Estimate, counted("fgc.children", "Children in those families a year")] = (
        Field(description="How many children are in those families (in the trial 1.7 to each).")
    )
    care_without: Annotated[
        Estimate, in_unit("fgc.care.without", SHARE, "In care a year later, without")
    ] = sourced("fgc.care.without")
    care_with: Annotated[
        Estimate, in_unit("fgc.care.with", SHARE, "In care a year later, with a conference")
    ] = sourced("fgc.care.with")
    proceedings_without: Annotated[
        Estimate, in_unit("fgc.proceedings.without", SHARE, "Proceedings issued, without")
    ] = sourced("fgc.proceedings.without")
    proceedings_with: Annotated[
        Estimate, in_unit("fgc.proceedings.with", SHARE, "Proceedings issued, with a conference")
    ] = sourced("fgc.proceedings.with")
    placement: Placement | PublishedCost = Field(default_factory=_placement, discriminator="kind")
    proceedings: CareProceedings | None = Field(
        default_factory=lambda: CareProceedings(pre_proceedings=None)
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        twice = self.proceedings and Resource.PROCEEDINGS in self.placement.saves()
        if twice:
            raise InputError(
                "FamilyGroupConference.placement: a published cost that may hold proceedings given "
                "beside proceedings, which would count them twice; set proceedings=None, or say "
                "what the cost covers."
            )
        return self

    @property
    def volume(self) -> Estimate | None:
        """The families, for costs by event."""
        return self.families

    @property
    def persons(self) -> Estimate | None:
        """The children, for costs by person."""
        return self.children

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What it takes for granted, beyond its numbers."""
        if self.lag is not None:
            return ()
        return (
            "Entries to care are avoided from the first family on: the trial counted them a year "
            "after the letter, so with a lag of some months the saving comes later.",
        )

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return (
            f"{many(self.families.value, 'family', 'families')} with "
            f"{many(self.children.value, 'child', 'children')} "
            f"a year, {self.length}"
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """Entries to care avoided, and proceedings."""
        care = self.outcome(
            "care_entries",
            "Entries to care avoided",
            counterfactual=SharesCompared(
                without=self.care_without, with_programme=self.care_with, cohort=self.children
            ),
            pathway=self.placement,
            children="children kept out of care",
        )
        if self.proceedings is None:
            return (care,)
        court = self.outcome(
            "proceedings",
            "Care proceedings avoided",
            counterfactual=SharesCompared(
                without=self.proceedings_without,
                with_programme=self.proceedings_with,
                cohort=self.families,
            ),
            pathway=self.proceedings,
            children="families kept out of court",
        )
        return (care, court)
