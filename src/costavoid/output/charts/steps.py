"""From gross to net: each step and adjustment a bar, the council's cash before all payers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from costavoid.analysis.gross_to_net import Step, gross_to_net
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Cash, Payer
from costavoid.evidence.figures import about, short
from costavoid.output.charts.chart import Chart, checked
from costavoid.output.charts.drawing import Drawing, Look, Panel
from costavoid.output.charts.lettering import BODY, SMALL, wide, wrapped
from costavoid.output.charts.scales import (
    OFF,
    ZERO,
    beside,
    down_rows,
    level_rows,
    pound_axis,
    write,
)
from costavoid.output.charts.sheet import CASH, COST, LEAST, Form, Key, Row, blank, called
from costavoid.output.words.findings import waterfall_finding
from costavoid.output.words.sentences import when

STEP, TALL = 0.25, 0.4  # inches: a step's height; of one with its name above it
EDGES = 0.1  # inches: for what a scale says past its ends
NAMES = 1.95  # inches: room for the name of a step beside it
SUM, JOINT = Look("other"), Look(edge="grey", width=0.6)
DIGITS = 3  # figures shown: a reader adds the steps up
Parts = Mapping[str, Sequence[Step]]  # by heading


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
    title = waterfall_finding(appraisal)
    said = f"{when(appraisal.years)}, in {appraisal.settings.price_year} prices, not discounted."
    alt = f"{title}. {said} {' '.join(_alt(*part) for part in parts.items())}"
    return Chart(title, alt, partial(_draw, title, called(appraisal), said, parts))


def _draw(title: str, subject: str, said: str, parts: Parts, form: Form) -> Drawing:
    left, step = (EDGES, TALL) if form.narrow else (NAMES, STEP)
    rows = [
        Row((heading,), step * len(steps), form, left=left, right=EDGES)
        for heading, steps in parts.items()
    ]
    sheet = blank(form, title, rows, subject=subject, said=[said], key=_key(parts))
    for (panel,), steps in zip(sheet.panels, parts.values(), strict=True):
        _steps(panel, steps, narrow=form.narrow)
    return sheet.drawing


def _key(parts: Parts) -> list[Key]:
    """What the colours mean that are used."""
    moves = [step.pounds for steps in parts.values() for step in steps if not step.total]
    adds = [Key("Adds to the saving", CASH)] if max(moves) > 0 else []
    takes = [Key("Takes from the saving", COST)] if min(moves) < 0 else []
    return [Key("Sum so far", SUM), *adds, *takes]


def _steps(panel: Panel, steps: Sequence[Step], *, narrow: bool) -> None:
    """One bar a step, from what was left before it to what is left after."""
    ends = [0.0, *(step.so_far for step in steps)]
    figures = max(wide(_pounds(step), SMALL, step.total) for step in steps) + 3 * OFF
    pound_axis(panel, "x", min(ends), max(ends), spare=figures / (panel.width - 2 * figures))
    shift, half = level_rows(panel, len(steps), narrow=narrow)
    for i, step in enumerate(steps):
        at, start = i + shift, 0.0 if step.total else step.so_far - step.pounds
        look = SUM if step.total else (CASH if step.pounds >= 0 else COST)
        panel.bar((start, step.so_far), (at - half, at + half), look)
        if i + 1 < len(steps) and not narrow:
            panel.line([(step.so_far, at + half), (step.so_far, at + 1 - half)], JOINT)
        _name(panel, i, step, narrow=narrow)
        right = max(start, step.so_far) >= -min(start, step.so_far)
        end = max(start, step.so_far) if right else min(start, step.so_far)
        beside(panel, end, at, _pounds(step), "right" if right else "left", bold=step.total)
    down_rows(panel, 0.0, len(steps), ZERO, narrow=narrow)


def _name(panel: Panel, i: int, step: Step, *, narrow: bool) -> None:
    size = BODY if step.total and not narrow else SMALL
    if narrow:
        lines = wrapped(step.name, panel.width, size=size, bold=step.total, most=1)
        write(panel, panel.left, panel.down(i - 0.24), lines, size=size, bold=step.total)
        return
    lines = wrapped(step.name, NAMES - 0.1, size=size, bold=step.total)
    at = panel.left - OFF
    write(panel, at, panel.down(i), lines, size=size, bold=step.total, align="end")


def _pounds(step: Step) -> str:
    """What the step adds or takes."""
    return short(step.pounds, DIGITS)


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
