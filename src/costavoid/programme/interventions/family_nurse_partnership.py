"""Family Nurse Partnership: a specialist nurse visits young first-time mothers."""

from __future__ import annotations

from typing import Annotated, ClassVar

from costavoid.evidence import Estimate, Unit, counted, in_unit, money_in
from costavoid.evidence.figures import many
from costavoid.programme import Delivery, Evidence, HealthGain, Outcome, Programme, Volume, sourced


class FamilyNursePartnership(Programme):
    """`participants` a year, at £1,812 each over usual care (95% interval £2,700 less to £5,744).

    The trial found no fewer second pregnancies (odds ratio 1.01, 0.77 to 1.33) and no fewer
    emergency attendances of children (1.32, 0.99 to 1.76), so none is counted; health gained was
    0.0036 of a quality-adjusted life year each, worth £72 at the threshold of £20,000. An honest
    answer: on these measures, over two and a half years, it does not pay.
    """

    title: ClassVar[str] = "Family Nurse Partnership"
    evidence: ClassVar[Evidence] = (
        ("qalys", "fnp.qalys"),
        ("second pregnancies, not counted", "fnp.second_pregnancy_ratio"),
        ("emergency attendances, not counted", "fnp.emergency_ratio"),
    )
    participants: Annotated[Estimate, counted("fnp.participants", "Mothers who join a year")]
    cost_per_participant: Annotated[
        Estimate, money_in(Unit.GBP_DIFFERENCE, Unit.GBP_PER_PERSON, Unit.GBP_PER_EVENT)
    ] = sourced("delivery.fnp.participant")
    qalys: Annotated[
        Estimate, in_unit("fnp.qalys", Unit.QALYS, "QALYs gained by each participant")
    ] = sourced("fnp.qalys")
    value_of_health: Annotated[Estimate, money_in(Unit.GBP_PER_QALY)] = sourced(
        "health.qaly.threshold"
    )

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"{many(self.participants.value, 'mother')} a year, {self.length}"

    def outcomes(self) -> tuple[Outcome, ...]:
        """Health gained, valued."""
        return (
            self.outcome(
                "health",
                "Health gained",
                counterfactual=Volume(cases=self.participants, effect=self.qalys),
                pathway=HealthGain(qalys=self.qalys, value=self.value_of_health),
                children="mothers and their children",
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """The extra cost for each mother, and any other given."""
        label, many = "Family nurses, over usual care", self.participants
        nurses = self.delivers("nurses", label, self.cost_per_participant, volume=many)
        return (nurses, *super().delivery())
