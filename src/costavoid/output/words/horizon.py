"""What lies after the last year counted, in words."""

from __future__ import annotations

from costavoid.appraisal.answer import Answer
from costavoid.appraisal.later import after_horizon
from costavoid.evidence.figures import about


def horizon_lines(appraisal: Answer) -> list[str]:
    """What the cases counted avoid later, where it is more than a tenth; and what goes on."""
    last, later = appraisal.years[-1], after_horizon(appraisal)
    said = []
    if later.large:
        what = "avoided" if later.benefits > 0 else "spent in its place"
        said.append(
            f"After {last}, the last year counted, another {about(abs(later.benefits))} is {what} "
            f"(all payers, in {appraisal.settings.price_year} prices, not discounted) for the "
            "cases counted: it is in no figure here; a longer appraisal period shows it."
        )
    if any(outcome.months is None for outcome in appraisal.claiming):
        said.append(
            f"It is taken to go on to the end of {last}: what it costs and what it changes after "
            "that is not counted."
        )
    return said
