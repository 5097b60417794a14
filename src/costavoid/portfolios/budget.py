"""A portfolio's table by financial year: the programmes' own lines, and what overlap removes.

Programmes' lines are summed as their own tables print them, so that every table of a portfolio
adds up; what overlap removes is a line of its own under each that it reduces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.budget import Budget, Row, budget, columns_of, exact, in_whole_units
from costavoid.base.arrays import Array
from costavoid.base.vocabulary import Cash, Payer
from costavoid.cashflow.metrics import paid_back
from costavoid.portfolios.joined import Joined
from costavoid.portfolios.pounds import OVERLAP, removed
from costavoid.portfolios.rules import HEADLINE, Rule

DELIVERY = "delivery"
REDUCED = ("released", "avoided", "others", "present_value")  # what overlap takes pounds off
LINES = (DELIVERY, *REDUCED)
ALONE, GONE = "alone", OVERLAP  # how the id of a line before overlap begins, and of what it removes


@dataclass(frozen=True, eq=False)
class Pounds:
    """Pounds by line and financial year: of each programme alone, and what overlap removes."""

    alone: dict[str, dict[str, Array]]  # by programme, then line
    removed: dict[str, Array]

    def whole(self, line: str) -> Array:
        """A line of all together, less overlap."""
        each = [of[line] for of in self.alone.values()]
        gone = self.removed.get(line, np.zeros(1))
        return np.asarray(np.sum(each, axis=0) + gone)


def by_line(joined: Joined, rule: Rule = HEADLINE) -> Pounds:
    """To the penny: the council's and others' in pounds of each year, the last line discounted."""
    alone = {name: _alone(part) for name, part in joined.parts}
    return Pounds(alone, removed_by_line(joined, rule))


def _alone(part: Answer) -> dict[str, Array]:
    found = exact(part.flows, part.inflation_factors, part.discount_factors)
    return {line: found[line][:, 0] for line in LINES}


def removed_by_line(
    joined: Joined, rule: Rule = HEADLINE, funded: frozenset[str] | None = None
) -> dict[str, Array]:
    """What overlap removes of each line by year, 0 or below where it removes a saving."""
    nominal, present = joined.first.inflation_factors, joined.first.discount_factors
    found = {line: np.zeros(len(joined.years)) for line in REDUCED}
    cash, avoided = (list(Cash).index(kind) for kind in (Cash.CASH, Cash.AVOIDED))
    for (name, at), pounds in removed(joined, rule, funded).items():
        if joined.appraisals[name].flows.payers[at] is Payer.COUNCIL:
            found["released"] += pounds[cash] * nominal
            found["avoided"] += pounds[avoided] * nominal
        else:
            found["others"] += pounds.sum(axis=0) * nominal
        found["present_value"] += pounds.sum(axis=0) * present
    return found


def together(joined: Joined, unit: int, rule: Rule | None = HEADLINE) -> Budget:
    """The table of a first page for all programmes; `rule` None is as if nothing overlapped."""
    tables = [budget(part, unit) for _, part in joined.parts]
    parts = {line: _added([table.row(line).amounts for table in tables]) for line in LINES}
    pounds = removed_by_line(joined, rule) if rule else {}
    nothing = np.zeros(len(joined.years))
    gone = {line: in_whole_units(pounds.get(line, nothing), unit) for line in REDUCED}
    left = {line: _added([parts[line], gone[line]]) for line in REDUCED}
    net = _added([parts[DELIVERY], left["released"]])
    people = " and people" if _people(joined) else ""
    labels = {
        "avoided": ("Cost avoidance, each alone", "Removed for overlap: cost avoidance"),
        "others": (f"Other payers{people}, each alone", "Removed for overlap: other payers"),
    }
    listed = [
        _row(DELIVERY, "Delivery cost", parts[DELIVERY]),
        _row(f"{ALONE} released", "Cash-releasing saving, each alone", parts["released"]),
        _row(f"{GONE} released", "Removed for overlap: cash", gone["released"]),
        _row("net", "Net cash", net),
        Row("cumulative", "Cumulative net cash", tuple(map(int, np.cumsum(net))), None),
    ]
    for line, (alone, taken) in labels.items():
        listed.append(_row(f"{ALONE} {line}", alone, parts[line]))
        listed.append(_row(f"{GONE} {line}", taken, gone[line]))
    whole = f"All{people or ' payers'}, present value"
    listed += [
        _row(f"{ALONE} present_value", f"{whole}, each alone", parts["present_value"]),
        _row(f"{GONE} present_value", "Removed for overlap: present value", gone["present_value"]),
        _row("present_value", f"{whole}, together", left["present_value"]),
    ]
    return Budget(columns_of(joined.years), unit, tuple(listed))


def pays_back(joined: Joined) -> str:
    """The year from which the council's cash, less overlap, is paid back; blank without one."""
    pounds = by_line(joined)
    benefits, costs = pounds.whole("released"), -pounds.whole(DELIVERY)
    if not costs.any():
        return ""
    paid = paid_back(benefits - costs, costs)
    return joined.years[int(paid.argmax())] if paid[-1] else ""


def _people(joined: Joined) -> bool:
    """Whether the people helped gain or pay in any programme."""
    return any(Payer.INDIVIDUALS in part.flows.payers for _, part in joined.parts)


def _added(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _row(id: str, label: str, amounts: tuple[int, ...]) -> Row:
    return Row(id, label, amounts, sum(amounts))
