"""From an approved answer to the entries of its register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import ceil

import numpy as np

from costavoid.analysis.baselines import counted
from costavoid.analysis.measures import Measured, NotMeasured, measures
from costavoid.analysis.telling import month_after
from costavoid.appraisal.answer import Answer
from costavoid.base.arrays import Array
from costavoid.base.asked import several
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.frozen import MOST, as_float
from costavoid.base.vocabulary import MONTHS_PER_YEAR, Cash, Kind, Payer
from costavoid.base.years import APRIL, month_edges, start_year
from costavoid.cashflow.flows import cash_share, payer_of, price, resource_use
from costavoid.evidence.catalogue import data_hash
from costavoid.programme.lines import Line
from costavoid.programme.outcomes import Outcome
from costavoid.tracking.published import Published, with_published
from costavoid.tracking.register import FORMAT, Benefit, Money, Register, Value
from costavoid.version import __version__

EVENTS, POUNDS = 6, 4  # decimals: what a file holds is what is compared
WANTED = "the counts of the years before, the oldest first, such as (58, 63, 60)"
TAKEN_BACK = "it takes back a part of another benefit, and is seen in that one's counts"
SPENT = "it is what is spent in the place of something else, and saves nothing by itself"


def register_of(
    appraisal: Answer,
    approved: date,
    baselines: Mapping[str, Iterable[float]],
    notes: Mapping[str, str | Mapping[str, str]],
    published: Mapping[str, Published] | None = None,
) -> Register:
    """The register of an answer.

    `notes` are owners, data_sources and measures: each one text for all, or by benefit id.
    """
    known = {id: counted(_counts(id, years)) for id, years in baselines.items()}
    found = [*measures(appraisal, known), *_others(appraisal)]
    told = _by_id(notes, [each.id for each in found])
    settings = appraisal.settings
    made = Register(
        format=FORMAT,
        programme=appraisal.intervention.called,
        summary=appraisal.intervention.summary(),
        approved=approved,
        first_year=settings.first_year,
        horizon=settings.horizon,
        price_year=settings.price_year,
        costavoid=__version__,
        data_sha256=data_hash(),
        benefits=tuple(
            _benefit(each, appraisal, {name: by.get(each.id, "") for name, by in told.items()})
            for each in found
        ),
        money=_money(appraisal),
    )
    return with_published(made, published or {})


def _counts(id: str, given: Iterable[float]) -> list[float]:
    """The counts of some years. Raises InputError for what is none."""
    counts = []
    for each in several(given, f"baselines, {id}", WANTED):
        try:
            number = as_float(each)
        except ValueError:
            number = -1.0
        if not (0 <= number <= MOST and number == int(number)):
            raise InputError(f"baselines, {id}: {shown(each)} given; give {WANTED}.")
        counts.append(number)
    if not sum(counts):
        raise InputError(f"baselines, {id}: no events given; give {WANTED}.")
    return counts


def _others(appraisal: Answer) -> list[NotMeasured]:
    """The outcomes that claim nothing, so that the register adds up to the whole case."""
    claiming = {outcome.id for outcome in appraisal.claiming}
    return [
        NotMeasured(
            outcome.id,
            outcome.label,
            (outcome.id,),
            TAKEN_BACK if outcome.pathway.saves() else SPENT,
        )
        for outcome in appraisal.outcomes
        if outcome.id not in claiming
    ]


def _by_id(
    notes: Mapping[str, str | Mapping[str, str]], known: list[str]
) -> dict[str, Mapping[str, str]]:
    """The notes by benefit. Raises InputError for one about no benefit of the case."""
    found: dict[str, Mapping[str, str]] = {}
    for name, given in notes.items():
        found[name] = dict.fromkeys(known, given) if isinstance(given, str) else given
        for id in found[name]:
            if id not in known:
                raise InputError(f"{name}: {shown(id)} given. {nearest(id, known)}")
    return found


def _benefit(each: Measured | NotMeasured, appraisal: Answer, told: Mapping[str, str]) -> Benefit:
    outcomes = [outcome for outcome in appraisal.outcomes if outcome.id in each.outcomes]
    starts, ends = _dates(outcomes, appraisal)
    fields = {
        "id": each.id,
        "benefit": "; ".join(outcome.label for outcome in outcomes),
        "measure": told["measures"] or each.label,
        "owner": told["owners"],
        "data_source": told["data_sources"],
        "starts": starts,
        "ends": ends,
        "values": _values(each.outcomes, appraisal),
    }
    if isinstance(each, NotMeasured):
        return Benefit(**fields, not_counted=each.reason)
    return Benefit(
        **fields,
        baseline_a_year=round(each.baseline.a_year, EVENTS),
        baseline_events=round(each.baseline.events, EVENTS),
        baseline_source=each.baseline.said,
        dispersion=round(each.baseline.dispersion, EVENTS),
        first_month=each.first_month,
        without=_rounded(each.without, EVENTS),
        planned=_rounded(each.planned, EVENTS),
    )


def _rounded(amounts: Array, decimals: int) -> tuple[float, ...]:
    return tuple(float(round(amount, decimals)) + 0.0 for amount in amounts)


def _dates(outcomes: list[Outcome], appraisal: Answer) -> tuple[date, date]:
    """The first day of the programme's effect, and the last of the month in which it ends."""
    runs = [outcome.cases(appraisal.span) for outcome in outcomes]
    first_year = date(start_year(appraisal.settings.first_year), APRIL, 1)
    starts = [outcome.start for outcome in outcomes if outcome.start]
    longest = max(run.blocks[-1][1] for run in runs)
    last = min(ceil(round(longest * MONTHS_PER_YEAR, 6)), appraisal.settings.horizon * 12)
    return min(starts, default=first_year), month_after(first_year, last) - timedelta(days=1)


def _values(outcomes: tuple[str, ...], appraisal: Answer) -> tuple[Value, ...]:
    """Real pounds by payer, cash or avoided, and year; with what caution takes off them."""
    flows = appraisal.flows
    found: dict[tuple[Payer, Cash], Array] = {}
    for i, line in enumerate(flows.lines):
        if line.outcome in outcomes and line.kind is Kind.BENEFIT:
            for column, kind in enumerate(Cash):
                key = (flows.payers[i], kind)
                found[key] = flows.amounts[i, column, :, 0] + found.get(key, 0.0)
    return tuple(
        Value(payer=payer, kind=kind, pounds=_rounded(pounds, POUNDS))
        for (payer, kind), pounds in found.items()
        if np.abs(pounds).max() >= 0.005
    )


def _money(appraisal: Answer) -> Money:
    """The council's money by month, nominal; each year's months add up to its annual figures."""
    edges = month_edges(appraisal.settings.horizon)
    sums = {name: np.zeros(len(edges) - 1) for name in ("spent", "released", "avoided")}
    for line in appraisal.flows.lines:
        if payer_of(line, appraisal.inputs) is not Payer.COUNCIL:
            continue
        amounts = _by_month(line, edges, appraisal)
        if line.kind is Kind.DELIVERY:
            sums["spent"] -= amounts
            continue
        cash = cash_share(line, appraisal.inputs)
        sums["released"] += cash * amounts
        sums["avoided"] += (1 - cash) * amounts
    return Money(
        first_month=date(start_year(appraisal.settings.first_year), APRIL, 1),
        **{name: _rounded(amounts, POUNDS) for name, amounts in sums.items()},
    )


def _by_month(line: Line, edges: Array, appraisal: Answer) -> Array:
    """A line's pounds in each month, in the pounds of its year."""
    inputs, pricing = appraisal.inputs, appraisal.pricing
    used = resource_use(line, edges, inputs)[:, 0]
    yearly = pricing.relative_price(line, appraisal.settings.horizon, inputs)[:, 0]
    each = np.repeat(yearly * appraisal.inflation_factors, MONTHS_PER_YEAR)
    amounts: Array = used * float(price(line, inputs, pricing)[0]) * each
    return amounts
