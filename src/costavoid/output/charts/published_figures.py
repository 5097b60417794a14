"""Published figures rerun: what comes out, against what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from costavoid.analysis.replication.figures import Replication, Status
from costavoid.analysis.replication.figures import replications as rerun
from costavoid.base.asked import one_of
from costavoid.evidence.figures import printed
from costavoid.output.charts.chart import Chart
from costavoid.output.charts.drawing import Drawing, Look, Mark, Panel
from costavoid.output.charts.lettering import BODY, SMALL, wrapped
from costavoid.output.charts.scales import FAINT, OFF, mark, write
from costavoid.output.charts.sheet import Form, Key, Row, blank
from costavoid.output.words.findings import GOOD, replications_finding

NAMES, FIGURE, LINE = 2.6, 0.85, 0.32  # inches: a row's name, one of its figures, its height
ABOVE, TALL = 0.1, 0.56  # of a small screen: what is left of the names, which stand above
LANE = 0.23  # of a row's height, between the kinds of result
SIZE, WHOLE = 5.0, Look(edge="ink", width=0.8)
Shown = tuple[Look, Literal["dot", "diamond", "cross"]]
MARKS: dict[Status, Shown] = {
    Status.REPRODUCED: (Look("saved", "saved", 1), "dot"),
    Status.WITHIN_ROUNDING: (Look("paper", "saved", 1), "dot"),
    Status.CONSISTENT: (Look("paper", "other", 1), "diamond"),
    Status.NOT_REPRODUCED: (Look("spent"), "cross"),
}


def replications(programme: str | None = None) -> Chart:
    """Published figures run again: what is computed, as a share of what was published.

    A row for each programme; or, with `programme`, for each of its figures, with both numbers.
    Raises InputError for a programme that has no published figure.
    """
    found = tuple(rerun())
    names = list(dict.fromkeys(one.programme for one in found))
    if programme is None:
        groups = {name: [one for one in found if one.programme == name] for name in names}
        return _chart(groups, found, apart=True)
    one_of(programme, names, "replications, programme")
    chosen = tuple(one for one in found if one.programme == programme)
    return _chart({one.quantity: [one] for one in chosen}, chosen, apart=False)


def _chart(
    groups: dict[str, list[Replication]], found: tuple[Replication, ...], *, apart: bool
) -> Chart:
    """One row a group; `apart` sets each kind of result on a lane of its own."""
    title = replications_finding(found)
    draw = partial(_draw, title, groups, found, apart)
    return Chart(title, _alt(title, groups, found, apart=apart), draw)


def _draw(
    title: str,
    groups: dict[str, list[Replication]],
    found: tuple[Replication, ...],
    apart: bool,
    form: Form,
) -> Drawing:
    words = ["reproduced"] if apart else ["published", "computed"]
    narrow = form.narrow
    line, left = (TALL, ABOVE) if narrow else (LINE, NAMES)
    row = Row(
        ("Computed, as a share of what was published",),
        line * len(groups) + 0.2,
        form,
        left=left,
        right=FIGURE * len(words),
    )
    subject = "" if apart else found[0].programme
    sheet = blank(form, title, [row], subject=subject, key=_key(found), notes=_notes(found))
    panel = sheet.panels[0][0]
    _scale(panel, found)
    panel.y = (len(groups) - 0.5, -0.5 - 0.2 / line)
    panel.upright(1.0, WHOLE)
    head = panel.top + 0.1
    right = panel.left + panel.width
    for k, word in enumerate(words):
        write(panel, right + FIGURE * (k + 1), head, word, color="grey", align="end")
    for i, (name, ones) in enumerate(groups.items()):
        at = i + 0.25 if narrow else float(i)
        panel.level(at, FAINT)
        _name(panel, i, name, BODY if apart else SMALL, narrow=narrow)
        _marks(panel, at, ones, LANE * LINE / line if apart else 0.0)
        for k, word in enumerate(_figures(ones, apart=apart)):
            write(panel, right + FIGURE * (k + 1), panel.down(at), word, align="end")
    return sheet.drawing


def _scale(panel: Panel, found: Sequence[Replication]) -> None:
    """Shares from nothing to past the whole, in quarters."""
    shares = [_share(one) for one in found if one.published and one.computed is not None]
    limits = min([0.0, *shares]), max([1.2, *(share * 1.05 for share in shares)])
    places = [tick / 4 for tick in range(int(4 * limits[1]) + 1)]
    every = 1 if len(places) * 0.4 <= panel.width else 2
    mark(panel, "x", limits, places[::every], [f"{tick:.0%}" for tick in places[::every]])


def _name(panel: Panel, i: int, name: str, size: float, *, narrow: bool) -> None:
    if narrow:
        text = wrapped(name, panel.width, size=SMALL, most=1)
        write(panel, panel.left, panel.down(i - 0.22), text)
        return
    text = wrapped(name, NAMES - 0.1, size=size, most=2)
    write(panel, panel.left - OFF, panel.down(i), text, size=size, align="end")


def _share(one: Replication) -> float:
    """What comes out as a share of what was published."""
    return (one.computed or 0.0) / (one.published or 1.0)


def _marks(panel: Panel, at: float, ones: Sequence[Replication], lane: float) -> None:
    for k, (kind, (look, shape)) in enumerate(MARKS.items()):
        level = panel.down(at + lane * (k - 1.5))
        for one in ones:
            if one.status is kind and one.published and _ran(one):
                place = panel.across(_share(one)), level
                panel.shapes.append(Mark(*place, SIZE, look, shape))


def _ran(one: Replication) -> bool:
    return one.computed is not None


def _figures(ones: Sequence[Replication], *, apart: bool) -> list[str]:
    """How many of a programme's figures are reproduced; or one figure, published and computed."""
    if apart:
        good = sum(one.status in GOOD for one in ones)
        return [f"{good} of {len(ones)}"]
    (one,) = ones
    return [_printed(one.published, "not printed"), _printed(one.computed, "not computed")]


def _printed(value: float | None, otherwise: str) -> str:
    return otherwise if value is None else printed(value)


def _key(found: Sequence[Replication]) -> list[Key]:
    met = {one.status for one in found}
    return [
        Key(kind.value[:1].upper() + kind.value[1:], look, shape)
        for kind, (look, shape) in MARKS.items()
        if kind in met
    ]


def _notes(found: Sequence[Replication]) -> list[str]:
    alone = sum(one.published is None for one in found)
    missing = sum(one.computed is None for one in found)
    notes = []
    if missing:
        notes.append(f"Not computed, so without a mark: {missing} (counted as not reproduced).")
    if alone:
        notes.append(f"Computed where no figure was printed, so without a mark: {alone}.")
    return notes


def _alt(
    title: str,
    groups: dict[str, list[Replication]],
    found: Sequence[Replication],
    *,
    apart: bool,
) -> str:
    counts = {kind: sum(one.status is kind for one in found) for kind in Status}
    said = ", ".join(f"{count} {kind.value}" for kind, count in counts.items() if count)
    whose = "" if apart else f"{found[0].programme}: "
    rows = (
        [f"{name} {_figures(ones, apart=True)[0]} reproduced" for name, ones in groups.items()]
        if apart
        else [
            f"{name}: {' published, '.join(_figures(ones, apart=False))} computed, "
            f"{ones[0].status.value}"
            for name, ones in groups.items()
        ]
    )
    return f"{title}. {whose}of {len(found)}, {said}. {'; '.join(rows)}."
