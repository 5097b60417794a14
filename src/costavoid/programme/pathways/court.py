"""Care proceedings: from pre-proceedings to the order, by payer."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from costavoid.base.vocabulary import YEARS_PER_UNIT, Measure, Payer, Resource
from costavoid.evidence.estimate import Estimate, OptionalCaseMoney, measured_in
from costavoid.programme.lines import Use
from costavoid.programme.pathways.base import PathwayBase, sourced
from costavoid.programme.stays import FixedStay


class CareProceedings(PathwayBase):
    """One set of care proceedings, from pre-proceedings to the order, by payer.

    Costs of the case are spread evenly over `duration`; without one they fall at the
    application. The application fee is the council's cash and the court service's income, so
    it moves money between payers and adds nothing to the total.
    """

    kind: Literal["care proceedings"] = "care proceedings"
    pre_proceedings: OptionalCaseMoney = sourced("pre_proceedings.council")
    application_fee: OptionalCaseMoney = sourced("court_fee.care_application")
    council: OptionalCaseMoney = sourced("care_proceedings.council")
    legal_aid: OptionalCaseMoney = sourced("care_proceedings.legal_aid")
    court: OptionalCaseMoney = sourced("court_cost.public_law_case.2017_18")
    cafcass: OptionalCaseMoney = sourced("care_proceedings.cafcass")
    duration: Annotated[Estimate | None, measured_in(*YEARS_PER_UNIT)] = sourced(
        "care_proceedings.duration"
    )

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
        lost = replace(
            paid,
            id="application_fee_income",
            label="Application fee, income lost",
            spends=True,
            payer=Payer.COURT,
        )
        return (paid, lost)

    def _case(self) -> tuple[Use, ...]:
        parts = {
            "council": ("Care proceedings, council's own cost", self.council),
            "legal_aid": ("Care proceedings, legal aid", self.legal_aid),
            "court": ("Care proceedings, court", self.court),
            "cafcass": ("Care proceedings, Cafcass", self.cafcass),
        }
        spread_over = FixedStay(length=self.duration) if self.duration else None
        return tuple(
            Use(
                id=f"proceedings_{name}",
                label=label,
                resource=Resource.PROCEEDINGS,
                measure=Measure.SPREAD if self.duration else Measure.LUMP,
                cost=cost,
                stay=spread_over,
            )
            for name, (label, cost) in parts.items()
            if cost
        )
