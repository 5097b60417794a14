"""Children's centres joined to multi-agency safeguarding: fewer care proceedings."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from costavoid.base.errors import InputError
from costavoid.evidence import Estimate, Unit, in_unit, money_in
from costavoid.evidence.catalogue import national_care_applications
from costavoid.evidence.figures import figure
from costavoid.evidence.intervals import Method
from costavoid.programme import (
    BeforeAfter,
    CareProceedings,
    Counterfactual,
    Delivery,
    Evidence,
    FinancialYear,
    Number,
    Outcome,
    Placement,
    PositiveCount,
    Programme,
    RateAvoided,
    RatioOnBaseline,
    Volume,
    refuse_more,
    refuse_part,
    sourced,
    usual_placement,
)

COUNT = Unit.COUNT_PER_YEAR


def _national(field: str, fields: dict[str, Any]) -> Estimate | None:
    """England's count in that year, where the national trend is asked for.

    Before, the mean of the same years as the centres' own.
    """
    year = fields.get(field)
    if not (fields.get("against_national_trend") and year):
        return None
    earlier = len(fields.get("earlier", ())) if field == "before_year" else 0
    return national_care_applications(year, earlier)


class ChildrensCentres(Programme):
    """Children's centres working with safeguarding, judged by care proceedings a year.

    `proceedings_before` is your own count for a year without the change. With
    `proceedings_after`, `before_year` and `after_year` the effect is your own before and after,
    against England's care applications (`against_national_trend`) or a comparison of your own
    (`trend_before`, `trend_after`) or nothing; without them East Riding's ratio is applied to
    your baseline. `phase_in` is the share of the full effect in each of the first years: for
    East Riding's ratio none, then half (an assumption), for your own counts all at once.
    `placement` adds placements for `placement_share` of the proceedings avoided;
    `children_placed_sooner` a year and `weeks_sooner` add earlier permanence for children still
    in proceedings. `disruptions_avoided` a year are children who would have come back into care
    from a guardian or adopters, each to `disruption`; `families_supported` a year at
    `family_support` each is what that takes. The centres cost `centre` each for `centres` of
    them; without that or a `delivery_cost` every result is gross.
    """

    title: ClassVar[str] = "Children's centres"
    evidence: ClassVar[Evidence] = (
        ("proceedings_ratio", "childrens_centres.proceedings_ratio.east_riding"),
    )
    proceedings_before: Annotated[
        Estimate, in_unit("proceedings.before", COUNT, "Care proceedings a year, before")
    ]
    proceedings_after: Annotated[
        Estimate | None, in_unit("proceedings.after", COUNT, "Care proceedings a year, after")
    ] = None
    before_year: FinancialYear | None = None
    after_year: FinancialYear | None = None
    against_national_trend: bool = False
    earlier: tuple[Number, ...] = Field(
        default=(), description="Care proceedings in the years before that, the oldest first."
    )
    trend_before: Annotated[
        Estimate | None, in_unit("trend.before", COUNT, "Comparison count, before")
    ] = Field(default_factory=partial(_national, "before_year"))
    trend_after: Annotated[
        Estimate | None, in_unit("trend.after", COUNT, "Comparison count, after")
    ] = Field(default_factory=partial(_national, "after_year"))
    interval_method: Method = "exact"
    counted: Literal["families", "children"] | None = Field(
        default=None, description="Of what proceedings_before and proceedings_after are counts."
    )
    dispersion: Annotated[
        Estimate | None, in_unit("counts.dispersion", Unit.RATIO, "Variance of a count over mean")
    ] = None
    proceedings_ratio: Annotated[
        Estimate,
        in_unit("childrens_centres.proceedings_ratio.east_riding", Unit.RATIO, "Rate ratio"),
    ] = sourced("childrens_centres.proceedings_ratio.east_riding")
    proceedings: CareProceedings = Field(default_factory=CareProceedings)
    placement: Placement | None = None
    placement_share: Annotated[
        Estimate | None, in_unit("placement.share", Unit.SHARE, "Share of proceedings avoided")
    ] = None
    children_placed_sooner: Annotated[
        Estimate | None, in_unit("permanence.children", COUNT, "Children placed sooner a year")
    ] = None
    weeks_sooner: Annotated[
        Estimate | None, in_unit("permanence.weeks", Unit.WEEKS, "Weeks of placement saved each")
    ] = None
    disruptions_avoided: Annotated[
        Estimate | None, in_unit("permanence.disruptions", COUNT, "Disruptions avoided a year")
    ] = None
    disruption: Placement = Field(default_factory=usual_placement)
    families_supported: Annotated[
        Estimate | None, in_unit("permanence.families", COUNT, "Families supported a year")
    ] = None
    family_support: Annotated[
        Estimate | None, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)
    ] = None
    centres: PositiveCount | None = None
    centre: Annotated[Estimate, money_in(Unit.GBP_PER_CENTRE_YEAR)] = sourced(
        "childrens_centre.year"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        after = (self.proceedings_after, self.before_year, self.after_year)
        if any(after) and not all(after):
            raise InputError(
                "ChildrensCentres: a before-and-after needs proceedings_after, before_year and "
                "after_year together; give all three, or none to use East Riding's ratio."
            )
        if (self.earlier or self.counted or self.dispersion) and not all(after):
            raise InputError(
                "ChildrensCentres: earlier, counted and dispersion are about your own counts; give "
                "proceedings_after, before_year and after_year too, or leave them out."
            )
        if self.against_national_trend and not all(after):
            raise InputError(
                "ChildrensCentres.against_national_trend: True given without proceedings_after; "
                "a trend corrects a before-and-after only."
            )
        if self.against_national_trend and self.before_year and self.after_year:
            national = {
                national_care_applications(self.before_year, len(self.earlier)).id,
                national_care_applications(self.after_year).id,
            }
            if {e.id for e in (self.trend_before, self.trend_after) if e} != national:
                raise InputError(
                    "ChildrensCentres: against_national_trend and a trend of your own given; give "
                    "one or the other."
                )
        if (self.trend_before or self.trend_after) and not all(after):
            raise InputError(
                "ChildrensCentres.trend_before: a comparison trend given without "
                "proceedings_after; a trend corrects a before-and-after only."
            )
        if (self.placement is None) != (self.placement_share is None):
            raise InputError(
                "ChildrensCentres: placements avoided need both placement and placement_share; "
                "give both (placement_share=1 where every case would have been placed) or neither."
            )
        if (self.children_placed_sooner is None) != (self.weeks_sooner is None):
            raise InputError(
                "ChildrensCentres: earlier permanence needs both children_placed_sooner and "
                "weeks_sooner; give both or neither."
            )
        refuse_part(
            "ChildrensCentres",
            "support is so many families at so much each",
            families_supported=self.families_supported,
            family_support=self.family_support,
        )
        few, many = self.disruptions_avoided, self.families_supported
        refuse_more("ChildrensCentres", "disruptions avoided", few, "families", many)
        self.counterfactual()
        return self

    def summary(self) -> str:
        """Who and how long, in a few words."""
        before = figure(self.proceedings_before.value)
        return f"baseline {before} care proceedings a year, {self.length}"

    @property
    def phases(self) -> tuple[float, ...]:
        """None, then half, for East Riding's ratio; your own counts are the full effect."""
        if self.phase_in is not None:
            return self.phase_in
        return () if self.proceedings_after else (0.0, 0.5)

    def counterfactual(self) -> Counterfactual:
        """Your own before and after, or East Riding's ratio on your baseline."""
        if not (self.proceedings_after and self.before_year and self.after_year):
            return RatioOnBaseline(baseline=self.proceedings_before, ratio=self.proceedings_ratio)
        return BeforeAfter(
            before=self.proceedings_before,
            after=self.proceedings_after,
            before_year=self.before_year,
            after_year=self.after_year,
            trend_before=self.trend_before,
            trend_after=self.trend_after,
            method=self.interval_method,
            earlier=self.earlier,
            counted=self.counted,
            dispersion=self.dispersion,
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """Proceedings avoided, and placements and weeks where asked for."""
        proceedings = self.outcome(
            "proceedings",
            "Care proceedings avoided",
            counterfactual=self.counterfactual(),
            pathway=self.proceedings,
            children="children kept out of proceedings",
        )
        found = [proceedings]
        if self.placement:
            found.append(
                proceedings.model_copy(
                    update={
                        "id": "placements",
                        "label": "Placements avoided",
                        "pathway": self.placement,
                        "share": self.placement_share,
                    }
                )
            )
        if self.children_placed_sooner and self.weeks_sooner:
            found.append(
                self.outcome(
                    "permanence",
                    "Children placed for good sooner",
                    counterfactual=Volume(
                        cases=self.children_placed_sooner, effect=self.weeks_sooner
                    ),
                    pathway=Placement(weeks=self.weeks_sooner),
                    persistence=(),
                    children="children still in proceedings",
                )
            )
        if self.disruptions_avoided:
            found.append(
                self.outcome(
                    "disruptions",
                    "Disruptions avoided",
                    counterfactual=RateAvoided(rate=self.disruptions_avoided),
                    pathway=self.disruption,
                    children="children with guardians or adopters",
                )
            )
        return tuple(found)

    def delivery(self) -> tuple[Delivery, ...]:
        """The centres, support for families, and any other cost given."""
        found = []
        if self.centres:
            label = "Children's centres"
            found.append(self.delivers("centres", label, self.centre, cohort=self.centres))
        if self.family_support:
            label, many = "Support for guardians and adopters", self.families_supported
            found.append(self.delivers("support", label, self.family_support, volume=many))
        return (*found, *super().delivery())
