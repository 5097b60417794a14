"""Sure Start: one-stop centres for families with young children."""

from __future__ import annotations

from typing import Annotated, ClassVar

from costavoid.evidence import Estimate, Payer, Unit, in_unit, money_in
from costavoid.programme import (
    Delivery,
    Evidence,
    Outcome,
    Programme,
    ReturnOnSpend,
    Volume,
    sourced,
)


class SureStart(Programme):
    """Sure Start centres at `cost_a_year` (by default England's, £2.7bn in the dearest year).

    Each pound returns £0.89 to the public purse and £1.15 to those who went as children, over
    their lives (Institute for Fiscal Studies, 2025): more than it cost to society, less than it
    cost to the state, and little of it to the council. A council gives its own cost.
    """

    title: ClassVar[str] = "Sure Start"
    evidence: ClassVar[Evidence] = (
        ("public_return", "sure_start.return.public"),
        ("private_return", "sure_start.return.private"),
    )
    cost_a_year: Annotated[Estimate, money_in(Unit.GBP_PER_YEAR)] = sourced(
        "delivery.sure_start.year"
    )
    public_return: Annotated[
        Estimate, in_unit("sure_start.return.public", Unit.RATIO, "Public return for each £1")
    ] = sourced("sure_start.return.public")
    private_return: Annotated[
        Estimate, in_unit("sure_start.return.private", Unit.RATIO, "Private return for each £1")
    ] = sourced("sure_start.return.private")

    def summary(self) -> str:
        """Who and how long, in a few words."""
        return f"centres for {self.length}"

    def _return(self, id: str, label: str, ratio: Estimate, payer: Payer, whose: str) -> Outcome:
        return self.outcome(
            id,
            label,
            counterfactual=Volume(effect=ratio),
            pathway=ReturnOnSpend(spend=self.cost_a_year, per_pound=ratio, payer=payer),
            children=whose,
        )

    def outcomes(self) -> tuple[Outcome, ...]:
        """The return to the public purse, and to those who went."""
        public, private = self.public_return, self.private_return
        return (
            self._return(
                "public", "Return to the public purse", public, Payer.SEVERAL, "the public purse"
            ),
            self._return(
                "private", "Return to those who went", private, Payer.INDIVIDUALS, "those who went"
            ),
        )

    def delivery(self) -> tuple[Delivery, ...]:
        """The centres, and any other cost given."""
        own = Delivery(
            id="delivery.centres",
            label="Sure Start centres",
            cost=self.cost_a_year,
            start=self.start,
            months=self.months,
        )
        return (own, *super().delivery())
