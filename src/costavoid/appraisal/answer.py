"""The frozen answer: the case, every input used, the cash flows, and the sums of them.

Views of it (tables, charts, words, documents) are functions that take it; a person holds the same
answer as an `Appraisal`, which has each of them as a method.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from costavoid.appraisal.settings import Settings
from costavoid.base.arrays import Array, Sent, read_only
from costavoid.base.errors import InputError, member, nearest, shown
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.cashflow import metrics
from costavoid.cashflow.flows import CashFlows, Pricing
from costavoid.cashflow.uncertainty import Uncertainty
from costavoid.evidence.catalogue import discount_schedule
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.prices import discount_factors, inflation_factors
from costavoid.programme.base import Intervention, by_counterfactual
from costavoid.programme.effects import Counterfactual
from costavoid.programme.lines import Line
from costavoid.programme.outcomes import Outcome
from costavoid.programme.span import Span


@dataclass(frozen=True, eq=False, repr=False)
class Answer(Sent):
    """The frozen answer: the case, every input used, the cash flows, and the sums of them."""

    intervention: Intervention
    settings: Settings
    overrides: tuple[Estimate, ...]
    outcomes: tuple[Outcome, ...]
    inputs: Inputs
    pricing: Pricing
    flows: CashFlows
    drawn: Uncertainty | None = None
    committed: tuple[Line, ...] = ()  # of delivery: spent whatever is decided, in no flow

    @property
    def uncertainty(self) -> Uncertainty:
        """What the draws say. Raises InputError where none were made."""
        if self.drawn is None:
            raise InputError(
                "uncertainty: no draws were made; ask for them with appraise(..., draws=10_000)."
            )
        return self.drawn

    @property
    def span(self) -> Span:
        """The clock: the first year and the horizon."""
        return Span(first_year=self.settings.first_year, horizon=self.settings.horizon)

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years of the horizon."""
        return self.flows.years

    @cached_property
    def by_counterfactual(self) -> Mapping[Counterfactual, tuple[Outcome, ...]]:
        """The outcomes that rest on each counterfactual."""
        return by_counterfactual(self.outcomes)

    @property
    def claiming(self) -> tuple[Outcome, ...]:
        """The outcomes that claim to save something."""
        return tuple(outcome for outcome in self.outcomes if outcome.claims)

    @cached_property
    def claimed(self) -> Mapping[Counterfactual, tuple[Outcome, ...]]:
        """Those that claim to save something, by the counterfactual they rest on."""
        return by_counterfactual(self.claiming)

    @cached_property
    def discount_factors(self) -> Array:
        """Present value of a pound in each year, by the edition and schedule chosen."""
        chosen = discount_schedule(self.settings.schedule, self.settings.edition)
        return read_only(discount_factors(len(self.years), chosen, self.settings.timing))

    @cached_property
    def inflation_factors(self) -> Array:
        """Cash pounds of each year per pound of the price year."""
        return read_only(
            inflation_factors(self.years, self.settings.price_year, self.pricing.index)
        )

    @property
    def has_delivery(self) -> bool:
        """Whether a delivery cost was given, by whomever it is paid; it may be nothing."""
        return any(line.kind is Kind.DELIVERY for line in self.flows.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The ids of the lines, for `explain`."""
        return tuple(line.id for line in self.flows.lines)

    def line(self, id: str) -> Line:
        """One line by id. Raises InputError offering the nearest."""
        found = {line.id: line for line in self.flows.lines}
        if not isinstance(id, str) or id not in found:
            raise InputError(f"line: {shown(id)} given. {nearest(str(id), found)}")
        return found[id]

    def annual(
        self,
        *,
        payer: str | None = None,
        cash: str | None = None,
        kind: str | None = None,
        prices: str = "real",
    ) -> Array:
        """Pounds by financial year over the lines of a payer, cash or avoided, benefit or delivery.

        `prices` is "real", "nominal" or "present value". Delivery is negative. Raises InputError
        for a word that is none of the known ones.
        """
        real: Array = self.flows.select(
            payer=None if payer is None else member(Payer, payer, "payer"),
            cash=None if cash is None else member(Cash, cash, "cash"),
            kind=None if kind is None else member(Kind, kind, "kind"),
        )[:, 0]
        basis = member(Prices, prices, "prices")
        if basis is Prices.NOMINAL:
            return real * self.inflation_factors
        return real * self.discount_factors if basis is Prices.PRESENT_VALUE else real

    def _economic(self, payer: Payer | None = None) -> tuple[float, float]:
        """Present value of benefits, and of delivery as a positive cost; all payers or one."""
        worth = [
            float(self.annual(payer=payer, kind=kind, prices=Prices.PRESENT_VALUE).sum())
            for kind in (Kind.BENEFIT, Kind.DELIVERY)
        ]
        return worth[0], -worth[1]

    def _council(self) -> tuple[Array, Array]:
        """The council's cash benefits and delivery cost by year, nominal."""
        parts = [
            self.annual(payer=Payer.COUNCIL, cash=Cash.CASH, kind=kind, prices=Prices.NOMINAL)
            for kind in (Kind.BENEFIT, Kind.DELIVERY)
        ]
        return parts[0], -parts[1]

    @property
    def npv(self) -> float:
        """Net present value of the economic case: all payers, real, discounted, net of delivery."""
        benefits, costs = self._economic()
        return benefits - costs

    @property
    def bcr(self) -> float:
        """Present value of all payers' benefits for each pound of delivery; nan without one."""
        return metrics.ratio(*self._economic()).value

    @property
    def public_bcr(self) -> float:
        """The same, less what individuals gain; nan without a delivery cost."""
        gained, paid = self._economic(Payer.INDIVIDUALS)
        benefits, costs = self._economic()
        return metrics.ratio(benefits - gained, costs - paid).value

    @property
    def roi(self) -> float:
        """The council's cash savings less its delivery cost, for each pound of that cost.

        Nominal and undiscounted, over the horizon; nan when the council pays no delivery cost.
        """
        benefits, costs = (float(part.sum()) for part in self._council())
        return metrics.ratio(benefits - costs, costs).value

    @property
    def payback(self) -> str:
        """The financial year in which the council's own cash pays back, or a sentence if not."""
        return metrics.payback(*self._council(), self.years)

    @property
    def peak_funding(self) -> metrics.PeakFunding:
        """What the council must fund before its cash comes back: the most, and in which year.

        The deepest point of its own net cash to date, in cash pounds of each year, at a year's
        end: `pounds` (positive) and `year`; 0 and "" where it is never out of pocket.
        """
        benefits, costs = self._council()
        return metrics.peak_funding(benefits - costs, self.years)

    @property
    def irr(self) -> float:
        """Real rate of return of the economic case a year; nan where undefined: see `why`."""
        return metrics.internal_rate_of_return(self.annual()).value

    @property
    def why(self) -> dict[str, str]:
        """The reason for each of bcr, roi and irr that is nan."""
        benefits, costs = self._council()
        found = {
            "bcr": metrics.ratio(*self._economic()).reason,
            "roi": metrics.ratio(float(benefits.sum()), float(costs.sum())).reason,
            "irr": metrics.internal_rate_of_return(self.annual()).reason,
        }
        return {name: reason for name, reason in found.items() if reason}

    def __repr__(self) -> str:
        case, settings = type(self.intervention).__name__, self.settings
        return (
            f"<{type(self).__name__} of {case}: {settings.horizon} years from "
            f"{settings.first_year}, {settings.price_year} prices>"
        )


def an_answer(given: object, field: str = "appraisal") -> Answer:
    """The answer itself. Raises InputError for anything else."""
    if not isinstance(given, Answer):
        raise InputError(
            f"{field}: {type(given).__name__} given; give what costavoid.appraise returns."
        )
    return given
