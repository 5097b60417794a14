"""From gross to net: each step and adjustment a bar, the council's cash before all payers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from costavoid.analysis.gross_to_net import Step, gross_to_net
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Cash, Payer
from costavoid.evidence.figures import about, short
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.lettering import BODY, GREY, SMALL, beside, wrapped, write
from costavoid.output.charts.sheet import (
    CASH,
    COST,
    LEAST,
    OTHER,
    Key,
    Look,
    Row,
    blank,
    called,
    pound_axis,
    room,
    zero_line,
)
from costavoid.output.words.sentences import when

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEP, NAMES, FIGURES = 0.27, 2.0, 0.6  # inches: a step's height, room for its name and its pounds
SUM: Look = {"facecolor": OTHER, "linewidth": 0}
DIGITS = 3  # figures shown: a reader adds the steps up


def waterfall(appraisal: Answer) -> Chart:
    """From gross benefits to net: deadweight, attribution, adjustments and delivery, each a step.

    The council's own cash first; then all payers, cash and not. Real pounds over the horizon, not
    discounted. Raises InputError for anything but an appraisal.
    """
    checked(appraisal)
    parts = {
        "The council's own cash": gross_to_net(appraisal, payer=Payer.COUNCIL, cash=Cash.CASH),
        "All payers, cash and not cash together": gross_to_net(appraisal),
    }
    rows = [
        Row((heading,), STEP * len(steps), left=NAMES, right=0.1)
        for heading, steps in parts.items()
    ]
    title = f"From gross to net: {called(appraisal)}"
    said = f"{when(appraisal.years)}, in {appraisal.settings.price_year} prices, not discounted."
    figure, axes = blank(title, rows, said=[said], key=_key(parts.values()))
    for (panel,), steps in zip(axes, parts.values(), strict=True):
        _steps(panel, steps, room(rows[0]))
    return Chart(figure, title, f"{said} {' '.join(_alt(*part) for part in parts.items())}")


def _key(parts: Iterable[Sequence[Step]]) -> list[Key]:
    """What the colours mean that are used."""
    moves = [step.pounds for steps in parts for step in steps if not step.total]
    adds = [Key("Adds to the saving", CASH)] if max(moves) > 0 else []
    takes = [Key("Takes from the saving", COST)] if min(moves) < 0 else []
    return [Key("Sum so far", SUM), *adds, *takes]


def _steps(axes: Axes, steps: Sequence[Step], inches: float) -> None:
    """One bar a step, from what was left before it to what is left after."""
    ends = [0.0, *(step.so_far for step in steps)]
    pound_axis(axes, "x", min(ends), max(ends), spare=FIGURES / (inches - 2 * FIGURES))
    axes.set_ylim(len(steps) - 0.5, -0.5)
    for i, step in enumerate(steps):
        start = 0.0 if step.total else step.so_far - step.pounds
        look = SUM if step.total else (CASH if step.pounds >= 0 else COST)
        axes.barh(i, step.so_far - start, 0.62, start, **look)
        if i + 1 < len(steps):
            ends_at = [step.so_far, step.so_far]
            axes.plot(ends_at, [i + 0.31, i + 0.69], color=GREY, linewidth=0.6)
        _name(axes, i, step)
        _pounds(axes, i, step, start)
    zero_line(axes, "x")


def _name(axes: Axes, i: int, step: Step) -> None:
    write(
        axes,
        -0.01,
        i,
        wrapped(step.name, NAMES - 0.1, size=SMALL if not step.total else BODY, bold=step.total),
        size=BODY if step.total else SMALL,
        bold=step.total,
        ha="right",
        transform=axes.get_yaxis_transform(),
    )


def _pounds(axes: Axes, i: int, step: Step, start: float) -> None:
    """What the step adds or takes, past the end of its bar that is farther from zero."""
    right = max(start, step.so_far) >= -min(start, step.so_far)
    end = max(start, step.so_far) if right else min(start, step.so_far)
    said = short(step.pounds, DIGITS)
    beside(axes, end, i, said, "right" if right else "left", bold=step.total)


def _alt(heading: str, steps: Sequence[Step]) -> str:
    """The steps in words."""
    first, *rest = steps
    said = [f"{first.name.lower()} {about(first.pounds)}"]
    said += [
        f"{'comes to' if step.total else ''} {step.name.lower()} {about(step.pounds)}".strip()
        for step in rest
        if step.total or abs(step.pounds) >= LEAST
    ]
    return f"{heading}: {', '.join(said)}."
