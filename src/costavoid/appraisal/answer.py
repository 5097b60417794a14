"""The frozen answer: the case, every input used, the cash flows, and views of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from costavoid.api.outputs import Outputs
from costavoid.appraisal.settings import Settings as Settings
from costavoid.base.errors import InputError, member, nearest
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.cashflow import metrics
from costavoid.cashflow.flows import CashFlows, Pricing
from costavoid.cashflow.uncertainty import Uncertainty
from costavoid.evidence.catalogue import discount_schedule
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Array, Inputs
from costavoid.evidence.prices import discount_factors, inflation_factors
from costavoid.programme.base import Intervention
from costavoid.programme.lines import Line
from costavoid.programme.span import Span

if TYPE_CHECKING:
    import pandas as pd

    from costavoid.analysis.break_even import BreakEven, Measured
    from costavoid.analysis.review.finding import Finding
    from costavoid.cashflow.draws import RangeAs


def _read_only(array: Array) -> Array:
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False, repr=False)
class Appraisal(Outputs):
    """The frozen answer: the case, every input used, the cash flows, and views of them."""

    intervention: Intervention
    settings: Settings
    overrides: tuple[Estimate, ...]
    inputs: Inputs
    pricing: Pricing
    flows: CashFlows
    drawn: Uncertainty | None = None

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
    def discount_factors(self) -> Array:
        """Present value of a pound in each year, by the edition and schedule chosen."""
        chosen = discount_schedule(self.settings.schedule, self.settings.edition)
        return _read_only(discount_factors(len(self.years), chosen, self.settings.timing))

    @cached_property
    def inflation_factors(self) -> Array:
        """Cash pounds of each year per pound of the price year."""
        return _read_only(
            inflation_factors(self.years, self.settings.price_year, self.pricing.index)
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """The ids of the lines, for `explain`."""
        return tuple(line.id for line in self.flows.lines)

    def line(self, id: str) -> Line:
        """One line by id. Raises InputError offering the nearest."""
        found = {line.id: line for line in self.flows.lines}
        if not isinstance(id, str) or id not in found:
            raise InputError(f"line: {id!r} given. {nearest(str(id), found)}")
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

    def cash_profile(self, *, prices: str = "real") -> pd.DataFrame:
        """Financial year x payer: cash, avoided, delivery and net, annual and cumulative.

        `prices` is "real", "nominal" or "present value".
        """
        from costavoid.appraisal import tables

        return tables.cash_profile(self, prices)

    def by_payer(self) -> pd.DataFrame:
        """One row a payer: gross cash and avoided, delivery, and net, over the horizon."""
        from costavoid.appraisal import tables

        return tables.by_payer(self)

    def economic_case(self) -> pd.DataFrame:
        """Real, discounted, every payer: benefits, delivery, net and present value by year."""
        from costavoid.appraisal import tables

        return tables.economic_case(self)

    def financial_case(self, payer: str = "council") -> pd.DataFrame:
        """Nominal, undiscounted, one payer, cash only: in, out, net and cumulative by year."""
        from costavoid.appraisal import tables

        return tables.financial_case(self, payer)

    def in_year(self, year: str) -> pd.DataFrame:
        """One financial year's column of the undiscounted table, by payer."""
        from costavoid.appraisal import tables

        return tables.in_year(self, year)

    def full_year_effect(self, year: str) -> pd.DataFrame:
        """The caseload avoided at 31 March x a year's cost, by payer: next year if nobody left.

        Lumps and delivery are left out. It is not a saving of the year itself: see `in_year`.
        """
        from costavoid.appraisal import tables

        return tables.full_year_effect(self, year)

    def inputs_used(self) -> pd.DataFrame:
        """Every number that moved the answer, the local beside the library's own."""
        from costavoid.appraisal import tables

        return tables.inputs_used(self)

    def to_frame(self) -> pd.DataFrame:
        """The tidy table: a row for each line, payer, financial year, and cash or avoided."""
        from costavoid.appraisal import tables

        return tables.to_frame(self)

    def explain(self, line: str) -> str:
        """How one line is made: quantity x unit cost x share, step by step."""
        from costavoid.output.words.explain import explain

        return explain(self, line)

    def break_even(self, id: str, *, measured: Measured = "net present value") -> BreakEven:
        """What one input would have to be for the programme to pay, the rest unchanged.

        `measured` is all payers' "net present value", or "council cash". Raises InputError for
        an input that is not used.
        """
        from costavoid.analysis.break_even import break_even

        return break_even(self, id, measured=measured)

    def break_evens(self, *, measured: Measured = "net present value") -> pd.DataFrame:
        """Where every input would break even, the nearest to the value in use first."""
        from costavoid.analysis.sensitivity import break_evens

        return break_evens(self, measured=measured)

    def one_at_a_time(
        self, *, measured: Measured = "net present value", range_as: RangeAs | None = None
    ) -> pd.DataFrame:
        """Each input to its low and its high, the rest unchanged: the rows of a tornado."""
        from costavoid.analysis.sensitivity import one_at_a_time

        return one_at_a_time(self, measured=measured, range_as=range_as)

    def assumptions(self) -> pd.DataFrame:
        """Every input with its quality and its impact, the worst of both together first."""
        from costavoid.analysis.assumptions import assumptions

        return assumptions(self)

    def value_of_information(self, *, measured: Measured = "net present value") -> pd.DataFrame:
        """Which figure to measure: what knowing each varying input exactly would be worth."""
        from costavoid.analysis.information import value_of_information

        return value_of_information(self, measured=measured)

    def review(self) -> tuple[Finding, ...]:
        """What a sceptical finance officer would send back: findings, gravest first."""
        from costavoid.analysis.review.rules import review

        return review(self)

    def __str__(self) -> str:
        from costavoid.output.words.headline import headline

        return headline(self)

    __repr__ = __str__

    def to_json(self) -> str:
        """The case, every input and the results; `Appraisal.from_json` reads it back."""
        from costavoid.appraisal.record import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Appraisal:
        """The same appraisal again, from its JSON; the numbers stored in it are used."""
        from costavoid.appraisal.record import from_json

        return from_json(text)
