"""The printed answer, in plain words: the council's own saving first, cash apart from avoided."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from costavoid.catalogue import discount_schedule
from costavoid.money import about
from costavoid.outcomes import labels
from costavoid.vocabulary import Cash, Payer

if TYPE_CHECKING:
    from costavoid.answer import Appraisal

WIDTH = 92


def headline(appraisal: Appraisal) -> str:
    """The whole printed answer."""
    case, settings = appraisal.intervention, appraisal.settings
    paragraphs = [
        f"{case.title}: {case.summary()}",
        f"{appraisal.years[0]} to {appraisal.years[-1]}, in {settings.price_year} prices, not "
        "discounted unless it says so",
        "",
        *_council(appraisal),
        *_others(appraisal),
        *_public(appraisal),
        *_beyond_forecast(appraisal),
        "",
        *_how_we_know(appraisal),
        *_not_counted(appraisal),
        *_review(appraisal),
    ]
    return "\n".join(_wrapped(paragraph) for paragraph in paragraphs)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _council(appraisal: Appraisal) -> list[str]:
    cash, avoided = (
        float(appraisal.annual(payer=Payer.COUNCIL, cash=c, kind="benefit").sum()) for c in Cash
    )
    delivery = -float(appraisal.annual(payer=Payer.COUNCIL, kind="delivery").sum())
    said = [f"The council's own cash: {_saved(cash)} over the {len(appraisal.years)} years."]
    if delivery:
        said.append(f"Delivery costs it {about(delivery)}, so net it {_net(cash - delivery)}.")
    else:
        said.append("No delivery cost falls on the council in this case, so this is gross.")
    said.append(
        f"Avoided without releasing cash: {about(avoided)} (capacity freed: no budget falls "
        "unless somebody cuts it)."
    )
    payback = appraisal.payback
    if payback in appraisal.years:
        payback = f"The council's cash pays back in {payback}."
    return [*said, payback]


def _saved(cash: float) -> str:
    return f"{about(cash)} released" if cash >= 0 else f"{about(-cash)} more spent"


def _net(cash: float) -> str:
    return f"saves {about(cash)}" if cash >= 0 else f"costs {about(-cash)}"


def _others(appraisal: Appraisal) -> list[str]:
    sums = {
        payer: float(appraisal.annual(payer=payer, kind="benefit").sum())
        for payer in Payer
        if payer is not Payer.COUNCIL and payer in appraisal.flows.payers
    }
    listed = "; ".join(f"{payer.title} {about(amount)}" for payer, amount in sums.items())
    if not listed:
        return []
    cost = " (a minus is a cost to them)" if min(sums.values()) < 0 else ""
    return [f"Avoided by others, not the council{cost}: {listed}."]


def _public(appraisal: Appraisal) -> list[str]:
    chosen = discount_schedule(appraisal.settings.schedule, appraisal.settings.edition)
    worth = f"All payers, discounted ({chosen.title}): net present value {about(appraisal.npv)}"
    if "bcr" in appraisal.why:
        return [f"{worth}, gross of delivery."]
    return [f"{worth}; £{appraisal.bcr:.2f} of benefit for each £1 of delivery."]


def _beyond_forecast(appraisal: Appraisal) -> list[str]:
    return [f.sentence for f in appraisal.review() if f.id == "beyond_forecast"]


def _how_we_know(appraisal: Appraisal) -> list[str]:
    """One paragraph for each counterfactual, naming the outcomes that rest on it."""
    said = []
    for counterfactual, outcomes in appraisal.intervention.by_counterfactual().items():
        design = counterfactual.design(appraisal.inputs)
        full = float(counterfactual.avoided(appraisal.inputs)[0])
        said.append(
            f"{labels(outcomes)}: {full:.1f} a year at full effect. How we know: "
            f"{design.value}. {counterfactual.statement(appraisal.inputs)} Weakness: "
            f"{design.weakness}"
        )
    return said


def _not_counted(appraisal: Appraisal) -> list[str]:
    left_out: dict[str, None] = {}
    for outcome in appraisal.intervention.outcomes():
        left_out |= dict.fromkeys(outcome.pathway.not_counted)
    return [f"Not counted: {'; '.join(left_out)}."]


def _review(appraisal: Appraisal) -> list[str]:
    findings = appraisal.review()
    serious = sum(finding.severity == "serious" for finding in findings)
    return [f"A reviewer would raise {len(findings)} points, {serious} of them serious: .review()."]
