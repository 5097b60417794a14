"""From gross to net: what each cautious step takes, in pounds, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Cash, Kind, Payer
from costavoid.cashflow.flows import CashFlows, evaluate

STEPS = ("deadweight", "attribution")  # the steps of a case, in the order in which they are made


@dataclass(frozen=True)
class Step:
    """One step: what it adds or takes (`pounds`), and what is left after it (`so_far`).

    `total` marks a sum of what went before, which changes nothing.
    """

    name: str
    pounds: float
    so_far: float
    total: bool = False


def gross_to_net(
    appraisal: Answer, *, payer: Payer | None = None, cash: Cash | None = None
) -> tuple[Step, ...]:
    """Benefits before any step, what each step and adjustment takes, delivery, and the net.

    Of one payer or all; of cash, of what is avoided, or both. Real pounds over the horizon, not
    discounted, as in `by_payer`. What a step takes is the same lines without it, less those with.
    """

    def worth(flows: CashFlows, kind: Kind, adjustment: str = "") -> float:
        found = flows.select(payer=payer, cash=cash, kind=kind, adjustment=adjustment)
        return float(found[:, 0].sum())

    rows: list[tuple[str, float]] = []
    without = [_without(appraisal, STEPS[i:]) for i in range(len(STEPS))]
    gross = [worth(flows, Kind.BENEFIT) for flows in (*without, appraisal.flows)]
    for step, before, after in zip(STEPS, gross, gross[1:], strict=False):
        if any(getattr(line.cases, step) for line in appraisal.flows.lines):
            rows.append((f"Less {step}", after - before))
    rows += [
        (f"Less {name}", worth(appraisal.flows, Kind.BENEFIT, name))
        for name in _adjustments(appraisal, Kind.BENEFIT)
    ]
    spent = [(_delivery_name(appraisal), worth(appraisal.flows, Kind.DELIVERY))]
    spent += [
        (f"Delivery, more for {name}", worth(appraisal.flows, Kind.DELIVERY, name))
        for name in _adjustments(appraisal, Kind.DELIVERY)
    ]
    return _added_up(gross[0], rows, spent)


def _added_up(
    gross: float, taken: list[tuple[str, float]], spent: list[tuple[str, float]]
) -> tuple[Step, ...]:
    """The steps with what is left after each."""
    first = "Benefits before these steps" if taken else "Benefits"
    found = [Step(first, gross, gross, total=True)]
    for part, heading in ((taken, "Benefits counted"), (spent, "Net")):
        for name, pounds in part:
            found.append(Step(name, pounds, found[-1].so_far + pounds))
        if part:
            found.append(Step(heading, found[-1].so_far, found[-1].so_far, total=True))
    return tuple(found)


def _adjustments(appraisal: Answer, kind: Kind) -> Iterable[str]:
    """The adjustments that have a line of this kind, in the order in which they are made."""
    met = {line.adjustment for line in appraisal.flows.lines if line.kind is kind}
    return [a.name for a in appraisal.settings.adjustments if a.name in met]


def _delivery_name(appraisal: Answer) -> str:
    given = appraisal.has_delivery
    return "Delivery cost" if given else "Delivery cost (none given)"


def _without(appraisal: Answer, steps: Iterable[str]) -> CashFlows:
    """The lines as they would be without some steps of their cases."""
    none: dict[str, Any] = dict.fromkeys(steps)
    lines = tuple(
        replace(line, cases=replace(line.cases, **none)) for line in appraisal.flows.lines
    )
    return evaluate(lines, appraisal.years, appraisal.inputs, appraisal.pricing)
