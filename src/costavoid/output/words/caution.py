"""What each cautious adjustment does to the answer, in words: its pounds, its rule, its source."""

from __future__ import annotations

from costavoid.appraisal.adjustments import Adjustment
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import about
from costavoid.evidence.inputs import Inputs
from costavoid.programme.base import labels
from costavoid.programme.lines import Line


def adjustment_lines(appraisal: Answer) -> list[str]:
    """One paragraph for each adjustment, in the order in which they are made; none without."""
    return [_paragraph(appraisal, adjustment) for adjustment in appraisal.settings.adjustments]


def said(adjustment: Adjustment, line: Line, inputs: Inputs) -> str:
    """The rule behind what one line takes or adds, its source and what to beware of."""
    cut = adjustment.cut(line, inputs)
    return f"rule: {adjustment.rule}; {_grounds([cut] if cut else [], inputs)}"


def _grounds(cuts: list[Estimate], inputs: Inputs) -> str:
    """The sources of some shares, each once, and what they warn of."""
    used = [inputs.estimate(cut) for cut in cuts]
    sources = "; ".join(dict.fromkeys(str(estimate.source) for estimate in used))
    warned = dict.fromkeys(estimate.caution for estimate in used if estimate.caution)
    return f"source: {sources}." + "".join(f" Caution: {caution}" for caution in warned)


def _paragraph(appraisal: Answer, adjustment: Adjustment) -> str:
    made = [line for line in appraisal.flows.lines if not line.adjustment]
    cuts = adjustment.cuts(made, appraisal.inputs)
    does = []
    if set(cuts) - {"delivery"}:
        does += _off_benefits(appraisal, adjustment)
    if adjustment.costs:
        does += _on_delivery(appraisal, adjustment)
    shares = ", ".join(_share(appraisal.inputs, of, cut) for of, cut in cuts.items())
    text = f"{adjustment.name.capitalize()}, in the figures above: {'; '.join(does)}."
    text += (
        _left_alone(appraisal, adjustment) + f" Rule: {adjustment.rule} ({shares or 'none met'})"
    )
    return f"{text}; {_grounds(list(cuts.values()), appraisal.inputs)}" if cuts else f"{text}."


_OF = {"benefits": "off benefits", "delivery": "on delivery"}


def _share(inputs: Inputs, of: str, cut: Estimate) -> str:
    """A share as a percentage, of what, and what it stands in the place of."""
    used = inputs.estimate(cut).value
    instead = f", in the place of {100 * cut.value:.3g}%" if used != cut.value else ""
    return f"{100 * used:.3g}% {_OF.get(of, f'for {of}')}{instead}"


def _sum(
    appraisal: Answer,
    adjustment: Adjustment,
    kind: Kind,
    payer: Payer | None = None,
    cash: Cash | None = None,
) -> float:
    """Pounds over the lines of one adjustment: real, not discounted, over the horizon."""
    flows = appraisal.flows
    parts = list(Cash) if cash is None else [cash]
    columns = [list(Cash).index(part) for part in parts]
    rows = [
        i
        for i, line in enumerate(flows.lines)
        if line.adjustment == adjustment.name
        and line.kind is kind
        and payer in (None, flows.payers[i])
    ]
    return float(flows.amounts[rows][:, columns, :, 0].sum())


def _off_benefits(appraisal: Answer, adjustment: Adjustment) -> list[str]:
    amounts = {
        "the benefits of all payers": _sum(appraisal, adjustment, Kind.BENEFIT),
        "the council's cash, part of those": _sum(
            appraisal, adjustment, Kind.BENEFIT, Payer.COUNCIL, Cash.CASH
        ),
    }
    moved = {what: pounds for what, pounds in amounts.items() if abs(pounds) >= 0.5}
    if not moved:
        return ["takes nothing off the benefits"]
    return [
        f"takes {about(-pounds)} off {what}" if pounds < 0 else f"adds {about(pounds)} to {what}"
        for what, pounds in moved.items()
    ]


def _on_delivery(appraisal: Answer, adjustment: Adjustment) -> list[str]:
    added = -_sum(appraisal, adjustment, Kind.DELIVERY)
    council = -_sum(appraisal, adjustment, Kind.DELIVERY, Payer.COUNCIL)
    if not appraisal.has_delivery:
        return ["adds nothing to delivery, as no delivery cost was given"]
    if added < 0.5:
        return ["adds nothing to delivery"]
    return [f"adds {about(added)} to delivery (all payers), {about(council)} of it the council's"]


def _left_alone(appraisal: Answer, adjustment: Adjustment) -> str:
    """The outcomes that cost more than they avoid, which no caution may make look smaller."""
    flows = appraisal.flows
    worth: dict[str, float] = {}
    cut: dict[str, float] = {}
    met: set[str] = set()
    for line, amounts in zip(flows.lines, flows.amounts, strict=True):
        if line.kind is Kind.DELIVERY:
            continue
        if line.adjustment == adjustment.name:
            cut[line.outcome] = cut.get(line.outcome, 0.0) + float(abs(amounts).sum())
        elif not line.adjustment:
            worth[line.outcome] = worth.get(line.outcome, 0.0) + float(amounts.sum())
            share = adjustment.cut(line, appraisal.inputs)
            if share and appraisal.inputs.estimate(share).value:
                met.add(line.outcome)
    harmful = [o for o in met if worth[o] < 0 and not cut.get(o)]
    named = [o for o in appraisal.outcomes if o.id in harmful]
    if not named:
        return ""
    return f" Not cut, as it costs more than it avoids: {labels(named)}."
