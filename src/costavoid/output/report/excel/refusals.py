"""What costavoid refuses of several cells at once, beyond what one line's own formulas hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import YEARS_PER_UNIT
from costavoid.output.report.excel.input_cells import InputCells
from costavoid.programme.outcomes import Outcome
from costavoid.programme.pathways.placement import Placement

WORTH = "saves no less than it costs"
Refusal = tuple[str, str]  # a formula that is true where it is refused, and what should hold


def no_longer_than_appraised(appraisal: Answer, cells: InputCells) -> None:
    """A placement that another takes the place of ends within the years appraised."""
    for outcome in appraisal.outcomes:
        pathway = outcome.pathway
        if isinstance(pathway, Placement) and pathway.weeks and pathway.replaced_by:
            most = appraisal.settings.horizon * YEARS_PER_UNIT[pathway.weeks.unit]
            cells.narrow(pathway.weeks, 0.0, float(most))


def more_than_whole(appraisal: Answer, ids: set[str], cells: InputCells) -> Iterator[Refusal]:
    """Where outcomes save one resource for more cases than there are, one of `ids` among them."""
    groups: dict[tuple[object, object], list[Outcome]] = {}
    for outcome in appraisal.outcomes:
        for resource in outcome.pathway.saves():
            groups.setdefault((resource, outcome.counterfactual), []).append(outcome)
    for outcomes in dict.fromkeys(map(tuple, groups.values())):
        if len(outcomes) > 1 and ids & {outcome.id for outcome in outcomes}:
            shares = "+".join(_share(outcome, cells) for outcome in outcomes)
            names = ", ".join(f"'{outcome.label}'" for outcome in outcomes)
            yield f"{shares}>1.000000001", f"The shares of cases of {names} add to 1 or less."


def cut_otherwise(
    appraisal: Answer, totals: Sequence[str], per_year: Mapping[str, str], cells: InputCells
) -> dict[str, str]:
    """Outcomes that cautious adjustments would cut otherwise, each with a cell that is 1 then.

    An outcome that costs more than it saves is not cut; which do, was settled when the workbook
    was written. `totals` are each line's pounds, `per_year` the cases of each outcome.
    """
    if not appraisal.settings.adjustments:
        return {}
    found: dict[str, str] = {}
    flows = appraisal.flows
    for outcome in appraisal.outcomes:
        own = [i for i, line in enumerate(flows.lines) if line.outcome == outcome.id]
        plain = [i for i in own if not flows.lines[i].adjustment]
        if len({flows.lines[i].sign for i in plain}) < 2:
            continue  # nothing that is edited can turn it
        costs = float(flows.amounts[plain].sum()) < 0
        if costs != (len(own) == len(plain)):
            continue  # years after those appraised settled it: the note on Inputs says so
        total = "+".join(totals[i] for i in plain)
        cases = per_year[outcome.id]
        words = f"'{outcome.label}' {'costs more than it saves' if costs else WORTH}"
        test = f"AND({cases}>0,{total}{'>=' if costs else '<'}0)"
        found[outcome.id] = cells.together.refuse(test, f"{words}, as when its caution was made.")
    return found


def _share(outcome: Outcome, cells: InputCells) -> str:
    if outcome.share:
        return cells.value(outcome.share)
    return f"(1-{cells.value(outcome.other_share)})" if outcome.other_share else "1"
