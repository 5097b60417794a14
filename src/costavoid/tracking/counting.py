"""One benefit's counts against the plan, and against what happened elsewhere."""

from __future__ import annotations

from costavoid.base.errors import InputError
from costavoid.tracking.actuals import Observed
from costavoid.tracking.elsewhere import Others, elsewhere
from costavoid.tracking.forecast import forecast
from costavoid.tracking.register import Benefit
from costavoid.tracking.results import Counted
from costavoid.tracking.so_far import Comparison, ahead, so_far


def counted_against(
    benefit: Benefit, observed: Observed, pair: Comparison | None, others: Others | None
) -> Counted:
    """All that the counts show, with a comparison of the user's own or one that is published.

    A published one that has fewer years than were counted is no ground for a forecast. Raises
    InputError where there are two.
    """
    plain, part = so_far(benefit, observed), observed
    said: tuple[str, ...] = ()
    if others is not None:
        if pair is not None:
            raise InputError(
                f"comparisons, {benefit.id}: given, and council too, whose neighbours would be "
                "another comparison; give one or the other."
            )
        there = elsewhere(benefit, observed, others)
        pair, said, part = there.comparison, there.said, there.observed or observed
    compared = so_far(benefit, part, pair) if pair else None
    if part.counts != observed.counts:
        pair = None
    ground = compared if pair and compared else plain
    return Counted(
        benefit,
        observed,
        plain,
        compared,
        ahead(benefit, observed, pair),
        forecast(benefit, observed, ground, pair.growth if pair else 1.0),
        said,
    )
