"""The council's own cash, what is not cash, and payback, in words."""

from __future__ import annotations

from costavoid.analysis.review.costs import average_cash, nets_off
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.committed import spent_anyway
from costavoid.base.vocabulary import Cash, Kind, Payer, Prices
from costavoid.evidence.figures import about, rounded, together


def council_lines(appraisal: Answer) -> list[str]:
    """The council's own cash first, then its delivery cost, what is not cash, and payback.

    In the pounds of each year, as a budget counts them and as payback does; rounded together, so
    that what is printed adds up.
    """
    benefits = [
        float(
            appraisal.annual(
                payer=Payer.COUNCIL, cash=c, kind=Kind.BENEFIT, prices=Prices.NOMINAL
            ).sum()
        )
        for c in Cash
    ]
    paid = appraisal.annual(payer=Payer.COUNCIL, kind=Kind.DELIVERY, prices=Prices.NOMINAL)
    average, peak = average_cash(appraisal), appraisal.peak_funding
    exact = (*benefits, -float(paid.sum()), average, peak.pounds)
    net = benefits[0] + float(paid.sum())
    cash, avoided, delivery, average, most = together(*exact, difference=net)
    count = len(appraisal.years)
    over = f"over the {count} years" if count > 1 else "in the year"
    said = [
        f"The council's own cash, in cash terms: {_saved(cash)} {over}.{_averages(cash, average)}"
    ]
    if paid.any():
        said.append(f"Delivery costs it {rounded(delivery)}, so net it {_net(cash - delivery)}.")
    elif appraisal.annual(kind=Kind.DELIVERY).any():
        said.append("Others pay for delivery, so the council's figure is gross of it.")
    elif appraisal.has_delivery:
        said.append("The delivery cost given is nothing.")
    elif nets_off(appraisal):
        said.append("What takes its place has been taken off; the council has no delivery cost.")
    else:
        said.append("No delivery cost falls on the council in this case, so this is gross.")
    said += _capacity(avoided)
    said += committed_lines(appraisal)
    if not paid.any():
        return said
    payback = appraisal.payback
    if payback in appraisal.years:
        payback = f"Its cash pays back in {payback}."
    return [*said, payback, _most(most, peak.year)]


def committed_lines(appraisal: Answer) -> list[str]:
    """What is spent whatever is decided."""
    if not appraisal.committed:
        return []
    spent = spent_anyway(appraisal).groupby("payer", sort=False)["pounds"].sum()
    parts = [
        about(float(pounds)) + ("" if payer == Payer.COUNCIL else f" ({Payer(str(payer)).label})")
        for payer, pounds in spent.items()
    ]
    return [
        f"Another {' and '.join(parts)} is committed already, whatever is decided: in no figure "
        "here, but in the budget."
    ]


def _most(most: float, year: str) -> str:
    """The most that the council has to fund ahead, and by when."""
    if not year:
        return "At no year's end has the council paid out more than has come back."
    return f"The most it has to fund by any year's end is {rounded(most)}, in {year}."


def _averages(cash: float, part: float) -> str:
    """How much of the council's cash is a share of an average cost."""
    if part < 0.5:
        return ""
    of_it = "Of it" if part <= cash else "Before what takes its place is taken off,"
    return (
        f" {of_it} {rounded(part)} is the cash-releasing share of an average cost: put in what one "
        "case fewer saves you (basis='marginal')."
    )


def _capacity(avoided: float) -> list[str]:
    if abs(avoided) < 0.5:
        return []
    if avoided < 0:
        used = f"{rounded(-avoided)}, in cash terms (capacity used)"
        return [f"Extra cost to the council that is not cash: {used}."]
    return [
        f"Cost avoidance (non-cashable), in cash terms: {rounded(avoided)} (capacity "
        "freed: no budget falls unless somebody cuts it)."
    ]


def _saved(cash: float) -> str:
    return f"{rounded(cash)} released" if cash >= 0 else f"{rounded(-cash)} more spent"


def _net(cash: float) -> str:
    return f"saves {rounded(cash)}" if cash >= 0 else f"costs {rounded(-cash)}"
