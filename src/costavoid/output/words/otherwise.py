"""What would be the answer if something that nobody knows were otherwise, in words."""

from __future__ import annotations

from costavoid.analysis.alternatives import others, together
from costavoid.analysis.structure import CHILDHOOD, exits_break_even, structural
from costavoid.appraisal.answer import Answer
from costavoid.evidence.figures import about


def scenario_lines(appraisal: Answer) -> list[str]:
    """The structural scenarios, and where the infants' exits would turn the answer."""
    found = structural(appraisal)
    if not found:
        return []
    each = "; ".join(f"{scenario.name}, {about(scenario.npv)}" for scenario in found)
    said = [
        "What no interval holds, one thing otherwise at a time (net present value, all payers, "
        f"{about(appraisal.npv)} as it stands): {each}."
    ]
    exits = exits_break_even(appraisal)
    if exits and exits.reached:
        said.append(
            f"Over {CHILDHOOD} years it breaks even with {exits.value:.1%} of the infants in care "
            f"to {CHILDHOOD}, where {exits.present:.0%} is taken: a default, not a finding."
        )
    return said


def alternative_lines(appraisal: Answer) -> list[str]:
    """Where other published figures, as good to use, would turn the answer of all payers."""
    found = others(appraisal)
    ends = together(appraisal, found)
    if not found or not appraisal.has_delivery or (ends.low < 0) == (ends.high < 0):
        return []
    labels = "; ".join(
        dict.fromkeys(appraisal.inputs.in_use[other.alternative.of].label for other in found)
    )
    return [
        "The sign of the answer hangs on which published figures are used: with the others that "
        f"are held for {labels}, the net present value lies between {about(ends.low)} and "
        f"{about(ends.high)}."
    ]
