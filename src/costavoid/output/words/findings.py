"""What each chart shows, as one sentence: its title wherever it is drawn.

Every number is read off the appraisal and rounded as a person would say it.
"""

from __future__ import annotations

import math

from costavoid.analysis.chances import ENOUGH, borne
from costavoid.analysis.replication.figures import Replication, Status
from costavoid.analysis.sensitivity import one_at_a_time
from costavoid.analysis.what_if import Measured
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import budget
from costavoid.appraisal.children import children_in_placement, placement_lines
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.base.years import start_year
from costavoid.cashflow.draws import RangeAs
from costavoid.cashflow.uncertainty import PUBLIC_PURSE
from costavoid.evidence.figures import about, percent, tenths
from costavoid.output.words.plainly import names
from costavoid.output.words.verdict import chart_title, facts

LEAST = 0.5  # pounds: less than this is nothing
FEWEST = 0.05  # children: less than this is nothing
GROSS = "before any delivery cost"
GOOD = (Status.REPRODUCED, Status.WITHIN_ROUNDING)


def cash_finding(appraisal: Answer) -> str:
    """Whether and when the council's own cash pays back, or how far up or down it ends.

    In the pounds of each year, as payback is counted.
    """
    return chart_title(facts(appraisal, budget(appraisal)))


def profile_finding(appraisal: Answer) -> str:
    """How much of what all payers avoid is the council's cash, before any delivery cost.

    In the pounds of each year.
    """
    avoided = float(appraisal.annual(kind=Kind.BENEFIT, prices=Prices.NOMINAL).sum())
    own = float(_council(appraisal, Kind.BENEFIT).sum())
    if abs(avoided) < LEAST and abs(own) < LEAST:
        return "Nothing is avoided and nothing is released"
    if avoided < LEAST:
        return f"Nothing is avoided: all payers together spend or use {about(-avoided)} more"
    if own >= avoided + LEAST:
        elsewhere = about(own - avoided)
        return f"{about(own)} of the council's cash is released; {elsewhere} more is used elsewhere"
    if own > avoided - LEAST:
        return f"All of the {about(avoided)} avoided is the council's cash"
    share = about(own) if own >= LEAST else "none"
    return f"Of {about(avoided)} avoided by all payers, {share} is the council's cash"


def _council(appraisal: Answer, kind: Kind) -> Array:
    """The council's cash of one kind by year, in the pounds of each year."""
    return appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH, kind=kind, prices=Prices.NOMINAL)


def waterfall_finding(appraisal: Answer) -> str:
    """Who gains and who pays: all payers together, and the council's own cash.

    Over the years counted, in real pounds, not discounted.
    """
    whole = float(appraisal.annual().sum())
    own = float(appraisal.annual(payer=Payer.COUNCIL, cash=Cash.CASH).sum())
    gross = "" if appraisal.has_delivery else f", {GROSS}"
    if abs(whole) < LEAST:
        said = "All payers together neither gain nor lose"
    else:
        said = f"All payers together {'gain' if whole > 0 else 'lose'} {about(abs(whole))}{gross}"
    if abs(own) < LEAST:
        return f"{said}; the council's own cash does not change"
    joined = "and" if (own > 0) == (whole >= LEAST) else "but"
    return f"{said}, {joined} the council's own cash is {'up' if own > 0 else 'down'}"


def tornado_finding(
    appraisal: Answer,
    measured: Measured = "net present value",
    range_as: RangeAs | None = None,
) -> str:
    """The input that moves the answer most, and from where to where.

    Between the ends it was moved to in `one_at_a_time`: an interval, or a tenth each way.
    """
    table = one_at_a_time(appraisal, measured=measured, range_as=range_as)
    what = measured if measured == "net present value" else "council's net cash"
    widest = table["swing"].fillna(0.0).round(2).sort_values(ascending=False, kind="stable")
    if widest.iloc[0] < LEAST:
        return f"No input moves the {what}"
    row = table.loc[widest.index[0]]
    nets = [float(row[end]) for end in ("net_at_low", "net", "net_at_high")]
    known = [net for net in nets if not math.isnan(net)]
    between = f"from {about(min(known))} to {about(max(known))}"
    called = names(appraisal)[str(widest.index[0])]
    return f"What moves the {what} most: {called}, {between}"


def distribution_finding(appraisal: Answer) -> str:
    """The chance that it pays back, or why none is given. Raises InputError without draws."""
    drawn, end = appraisal.uncertainty, appraisal.years[-1]
    if not drawn.varying:
        return "No input has a published interval, so no chance can be given"
    if not appraisal.has_delivery:
        low, high = drawn.interval(PUBLIC_PURSE)
        return f"95% of simulations lie between {about(low)} and {about(high)}, {GROSS}"
    if borne(appraisal) < ENOUGH:
        return "Most of what moves the answer has no published interval, so no chance is given"
    if appraisal.annual(payer=Payer.COUNCIL, kind=Kind.DELIVERY).any():
        chance = percent(drawn.chance_council_pays_back)
        return f"The chance that the council's cash pays back by {end} is {chance}"
    chance = percent(drawn.chance_public_purse_pays_back)
    return f"The chance that the public purse gets back what it spends is {chance}"


def children_finding(appraisal: Answer) -> str:
    """How many fewer children are in placement at the peak, at a year's end; or that none are."""
    if not placement_lines(appraisal):
        return "No placement is counted, so there is nothing to show"
    counted = children_in_placement(appraisal)
    most = int(counted.abs().to_numpy().argmax())
    children = float(counted.iloc[most])
    if abs(children) < FEWEST:
        return f"No fewer children are in placement by {_day(appraisal.years[-1])}"
    said, which = tenths(abs(children)), "fewer" if children > 0 else "more"
    some = "child is" if said == "1" else "children are"
    return f"{said} {which} {some} in placement at the peak, on {_day(appraisal.years[most])}"


def _day(year: str) -> str:
    """The last day of a financial year."""
    return f"31 March {start_year(year) + 1}"


def replications_finding(found: tuple[Replication, ...]) -> str:
    """How many published figures come out again."""
    good = sum(one.status in GOOD for one in found)
    return f"{good} of {len(found)} published figures come out again"
