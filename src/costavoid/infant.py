"""The pathway of an infant removed at birth: assessment, proceedings, placement, exit."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field

from costavoid.evidence import Estimate, in_unit
from costavoid.lines import Factor, FixedStay, Stay, Use
from costavoid.model import Frozen
from costavoid.pathways import (
    ASSESSMENT,
    PERMANENCE,
    PLACEMENT,
    CareProceedings,
    NeonatalStay,
    Placement,
    PublishedCost,
    sourced,
)
from costavoid.vocabulary import Measure, Unit


class InfantRemovedAtBirth(Frozen):
    """An infant removed at birth: fostered, then adopted, with a guardian, home, or in care.

    The shares may be set; return home is the rest. Adoption ends the fostering at the adoptive
    placement; special guardianship and return home end it with the proceedings, unless
    `stay_before_guardianship` or `stay_before_return` says otherwise; long-term care lasts to
    18. Allowances after an order are counted only when given: none is published.
    """

    kind: Literal["infant removed at birth"] = "infant removed at birth"
    assessment: Estimate | None = sourced("assessment.core")
    proceedings: CareProceedings | None = Field(default_factory=CareProceedings)
    placement: Estimate = sourced("placement.foster.any.week")
    adoption_share: Annotated[
        Estimate, in_unit("infant.exit.adoption", Unit.SHARE, "Infants who leave by adoption")
    ] = sourced("infant.exit.adoption")
    guardianship_share: Annotated[
        Estimate,
        in_unit(
            "infant.exit.special_guardianship",
            Unit.SHARE,
            "Infants who go to a guardian",
        ),
    ] = sourced("infant.exit.special_guardianship")
    long_term_share: Annotated[
        Estimate,
        in_unit("infant.exit.long_term_care", Unit.SHARE, "Infants in care to 18"),
    ] = sourced("infant.exit.long_term_care")
    months_to_adoptive_placement: Estimate = sourced("infant.months_to_adoptive_placement")
    months_to_adoption_order: Estimate = sourced("infant.months_to_adoption_order")
    weeks_of_proceedings: Estimate = sourced("care_proceedings.duration")
    stay_before_guardianship: Stay | None = None
    stay_before_return: Stay | None = None
    adoption_cost: Estimate | None = sourced("adoption.interagency_fee")
    guardianship_cost: Estimate | None = None
    return_cost: Estimate | None = None
    adoption_allowance: Estimate | None = None
    guardianship_allowance: Estimate | None = None
    end_of_childhood: Estimate = sourced("age.end_of_childhood")

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        left_out = ["the child's own social worker", "support after the age of 18"]
        if self.guardianship_allowance is None:
            left_out.append("special guardianship allowances (no published national figure)")
        if self.adoption_allowance is None:
            left_out.append("adoption support and allowances after the order")
        return tuple(left_out)

    def uses(self) -> tuple[Use, ...]:
        """Everything one removal uses, over all exits."""
        found: list[Use] = []
        if self.assessment:
            found.append(
                Use(
                    id="assessment",
                    label="Pre-birth assessment",
                    resource=ASSESSMENT,
                    measure=Measure.LUMP,
                    cost=self.assessment,
                )
            )
        if self.proceedings:
            found.extend(self.proceedings.uses())
        return (*found, *self._adoption(), *self._guardianship(), *self._home(), *self._care())

    def _fostered(self, exit: str, label: str, factor: Factor, stay: Stay) -> Use:
        return Use(
            id=f"foster_{exit}",
            label=f"Foster placement before {label}",
            resource=PLACEMENT,
            measure=Measure.STAY,
            cost=self.placement,
            factors=(factor,),
            stay=stay,
            until=self.end_of_childhood,
        )

    def _then(
        self,
        measure: Measure,
        label: str,
        factor: Factor,
        stay: Stay,
        cost: Estimate | None,
    ) -> list[Use]:
        """The cost of leaving, or of what follows it, where one is given."""
        if cost is None:
            return []
        return [
            Use(
                id=label.lower().replace(" ", "_"),
                label=label,
                resource=PERMANENCE,
                measure=measure,
                cost=cost,
                factors=(factor,),
                stay=stay,
                until=self.end_of_childhood,
            )
        ]

    def _adoption(self) -> list[Use]:
        factor = Factor(name="adopted", times=self.adoption_share)
        placed = FixedStay(length=self.months_to_adoptive_placement)
        ordered = FixedStay(length=self.months_to_adoption_order)
        after = Measure.AFTER_EXIT
        return [
            self._fostered("adoption", "adoption", factor, placed),
            *self._then(Measure.EXIT, "Adoptive placement", factor, placed, self.adoption_cost),
            *self._then(after, "Adoption allowance", factor, ordered, self.adoption_allowance),
        ]

    def _guardianship(self) -> list[Use]:
        factor = Factor(name="special guardianship", times=self.guardianship_share)
        stay = self.stay_before_guardianship or FixedStay(length=self.weeks_of_proceedings)
        allowance, after = self.guardianship_allowance, Measure.AFTER_EXIT
        return [
            self._fostered("guardianship", "special guardianship", factor, stay),
            *self._then(Measure.EXIT, "Guardianship order", factor, stay, self.guardianship_cost),
            *self._then(after, "Guardianship allowance", factor, stay, allowance),
        ]

    def _home(self) -> list[Use]:
        others = (self.adoption_share, self.guardianship_share, self.long_term_share)
        factor = Factor(name="return home (the rest)", one_minus=others)
        stay = self.stay_before_return or FixedStay(length=self.weeks_of_proceedings)
        return [
            self._fostered("return", "return home", factor, stay),
            *self._then(Measure.EXIT, "Return home", factor, stay, self.return_cost),
        ]

    def _care(self) -> list[Use]:
        factor = Factor(name="long-term care", times=self.long_term_share)
        stay = FixedStay(length=self.end_of_childhood)
        return [self._fostered("care", "18 (long-term care)", factor, stay)]


Pathway = Annotated[
    CareProceedings | InfantRemovedAtBirth | NeonatalStay | Placement | PublishedCost,
    Discriminator("kind"),
]
