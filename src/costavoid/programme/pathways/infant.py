"""The pathway of an infant removed at birth: assessment, proceedings, placement, exit."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from costavoid.base.vocabulary import Measure, Resource, Unit
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import (
    Estimate,
    OptionalCaseMoney,
    OptionalTimedMoney,
    TimedMoney,
    in_unit,
    money_in,
)
from costavoid.programme.factors import Factor
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.pathways.court import CareProceedings
from costavoid.programme.stays import FixedStay, Stay


class InfantRemovedAtBirth(PathwayBase):
    """An infant removed at birth: fostered, then adopted, with a guardian, in care, or the rest.

    The shares may be set; what they leave is the rest: home, relatives or another exit. Adoption
    ends the fostering at the adoptive placement; special guardianship and the rest end it with
    the proceedings, unless `stay_before_guardianship` or `stay_before_return` says otherwise;
    long-term care lasts to 18. The costs of an exit fall on those who leave before 18.
    Allowances after an order are counted only when given: none is published.
    """

    kind: Literal["infant removed at birth"] = "infant removed at birth"
    assessment: OptionalCaseMoney = sourced("assessment.core")
    proceedings: CareProceedings | None = Field(default_factory=CareProceedings)
    placement: TimedMoney = sourced("placement.foster.any.week")
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
    months_to_adoptive_placement: Annotated[
        Estimate,
        in_unit("infant.months_to_adoptive_placement", Unit.MONTHS, "To adoptive placement"),
    ] = sourced("infant.months_to_adoptive_placement")
    months_to_adoption_order: Annotated[
        Estimate, in_unit("infant.months_to_adoption_order", Unit.MONTHS, "To adoption order")
    ] = sourced("infant.months_to_adoption_order")
    stay_before_guardianship: Stay | None = None
    stay_before_return: Stay | None = None
    adoption_cost: OptionalCaseMoney = sourced("adoption.interagency_fee")
    guardianship_cost: OptionalCaseMoney = None
    return_cost: OptionalCaseMoney = None
    adoption_allowance: OptionalTimedMoney = None
    guardianship_allowance: OptionalTimedMoney = None
    end_of_childhood: Annotated[
        Estimate, in_unit("age.end_of_childhood", Unit.YEARS, "Age at which care ends")
    ] = sourced("age.end_of_childhood")

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        left_out = ["the child's own social worker", "support after the age of 18"]
        if self.guardianship_allowance is None:
            left_out.append("special guardianship allowances (no published national figure)")
        if self.adoption_allowance is None:
            left_out.append("adoption support and allowances after the order")
        return tuple(left_out)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        said = []
        if self.stay_before_guardianship is None:
            said.append("Fostering before special guardianship ends with the proceedings.")
        if self.stay_before_return is None:
            said.append(
                "Infants neither adopted, with a guardian nor in the share set to stay to 18 (none "
                "unless set) leave care when the proceedings end. No published figure splits them "
                "(a press report puts return to the mother at one newborn in ten: Guardian, 2016), "
                "so many may stay longer and the saving be larger."
            )
        return tuple(said)

    @property
    def would_answer(self) -> tuple[str, ...]:
        """The fields that take the place of what it takes for granted."""
        stays = {
            "stay_before_guardianship": self.stay_before_guardianship,
            "stay_before_return": self.stay_before_return,
        }
        return tuple(name for name, given in stays.items() if given is None)

    def uses(self) -> tuple[Use, ...]:
        """Everything one removal uses, over all exits."""
        found: list[Use] = []
        if self.assessment:
            found.append(
                Use(
                    id="assessment",
                    label="Pre-birth assessment",
                    resource=Resource.ASSESSMENT,
                    measure=Measure.LUMP,
                    cost=self.assessment,
                )
            )
        if self.proceedings:
            found.extend(self.proceedings.used)
        return (*found, *self._adoption(), *self._guardianship(), *self._home(), *self._care())

    def _fostered(self, exit: str, label: str, factor: Factor, stay: Stay) -> Use:
        return Use(
            id=f"foster_{exit}",
            label=f"Foster placement before {label}",
            resource=Resource.PLACEMENT,
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
                resource=Resource.PERMANENCE,
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
        stay = self.stay_before_guardianship or self._proceedings_over
        allowance, after = self.guardianship_allowance, Measure.AFTER_EXIT
        return [
            self._fostered("guardianship", "special guardianship", factor, stay),
            *self._then(Measure.EXIT, "Guardianship order", factor, stay, self.guardianship_cost),
            *self._then(after, "Guardianship allowance", factor, stay, allowance),
        ]

    @cached_property
    def _proceedings_over(self) -> Stay:
        given = self.proceedings.duration if self.proceedings else None
        return FixedStay(length=given or default("care_proceedings.duration"))

    def _home(self) -> list[Use]:
        others = (self.adoption_share, self.guardianship_share, self.long_term_share)
        factor = Factor(name="the rest", one_minus=others)
        stay = self.stay_before_return or self._proceedings_over
        return [
            self._fostered("return", "home or another exit", factor, stay),
            *self._then(Measure.EXIT, "Return home", factor, stay, self.return_cost),
        ]

    def _care(self) -> list[Use]:
        factor = Factor(name="long-term care", times=self.long_term_share)
        stay = FixedStay(length=self.end_of_childhood)
        return [self._fostered("care", "18 (long-term care)", factor, stay)]


class ChildAtHome(PathwayBase):
    """A child who is born and stays at home: what the family's support costs, spent."""

    kind: Literal["child at home"] = "child at home"
    support: Annotated[Estimate, money_in(Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON)]

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""
        return ("care later in childhood",)

    def uses(self) -> tuple[Use, ...]:
        """The support, once for each child."""
        return (
            Use(
                id="support",
                label="Support for a child at home",
                resource=Resource.SOCIAL_WORK,
                measure=Measure.LUMP,
                cost=self.support,
                spends=True,
            ),
        )
