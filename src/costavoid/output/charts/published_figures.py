"""Published figures rerun: what comes out, against what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from costavoid.analysis.replication.figures import Replication, Status
from costavoid.analysis.replication.figures import replications as rerun
from costavoid.base.asked import one_of
from costavoid.evidence.figures import printed
from costavoid.output.charts.chart import Chart
from costavoid.output.charts.lettering import BODY, GREY, INK, SMALL, style, wrapped, write
from costavoid.output.charts.sheet import OTHER, SAVED, SPENT, Key, Look, Row, blank, room

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES, FIGURE, LINE = 2.9, 0.82, 0.32  # inches: a row's name, one of its figures, its height
LANE = 0.23  # of a row's height, between the kinds of result
GOOD = (Status.REPRODUCED, Status.WITHIN_ROUNDING)
MARKS: dict[Status, Look] = {
    Status.REPRODUCED: {"marker": "o", "color": SAVED},
    Status.WITHIN_ROUNDING: {"marker": "o", "color": SAVED, "markerfacecolor": "white"},
    Status.CONSISTENT: {"marker": "D", "color": OTHER, "markerfacecolor": "white"},
    Status.NOT_REPRODUCED: {"marker": "X", "color": SPENT},
}


def replications(programme: str | None = None) -> Chart:
    """Published figures run again: what is computed, as a share of what was published.

    A row for each programme; or, with `programme`, for each of its figures, with both numbers.
    Raises InputError for a programme that has no published figure.
    """
    found = rerun()
    names = list(dict.fromkeys(one.programme for one in found))
    if programme is None:
        groups = {name: [one for one in found if one.programme == name] for name in names}
        return _chart("Published figures, run again", groups, found, apart=True)
    one_of(programme, names, "replications, programme")
    chosen = [one for one in found if one.programme == programme]
    rows = {one.quantity: [one] for one in chosen}
    return _chart(f"Published figures, run again: {programme}", rows, chosen, apart=False)


def _chart(
    title: str,
    groups: dict[str, list[Replication]],
    found: Sequence[Replication],
    *,
    apart: bool,
) -> Chart:
    """One row a group; `apart` sets each kind of result on a lane of its own."""
    words = ["reproduced"] if apart else ["published", "computed"]
    row = Row(
        ("Computed, as a share of what was published",),
        LINE * len(groups) + 0.2,
        left=NAMES,
        right=FIGURE * len(words),
    )
    figure, ((axes,),) = blank(title, [row], key=_key(found), notes=_notes(found))
    shares = [_share(one) for one in found if one.published and one.computed is not None]
    axes.set_ylim(len(groups) - 0.5, -0.5 - 0.2 / LINE)
    axes.set_xlim(min([0.0, *shares]), max([1.2, *(share * 1.05 for share in shares)]))
    ticks = [tick / 4 for tick in range(int(4 * axes.get_xlim()[1]) + 1)]
    axes.set_xticks(ticks, [f"{tick:.0%}" for tick in ticks], **style(SMALL, color=GREY))
    axes.axvline(1, color=INK, linewidth=0.8)
    place: Look = {"transform": axes.get_yaxis_transform()}
    head = -0.5 - 0.1 / LINE
    for k, word in enumerate(words):
        write(axes, _column(k, len(words)), head, word, size=SMALL, color=GREY, ha="right", **place)
    for i, (name, ones) in enumerate(groups.items()):
        text = wrapped(name, NAMES - 0.1, size=BODY if apart else SMALL, most=2)
        write(axes, -0.02, i, text, size=BODY if apart else SMALL, ha="right", **place)
        axes.axhline(i, color="#DDDDDD", linewidth=0.5, zorder=0)
        _marks(axes, i, ones, apart=apart)
        for k, word in enumerate(_figures(ones, apart=apart)):
            write(axes, _column(k, len(words)), i, word, size=SMALL, ha="right", **place)
    return Chart(figure, title, _alt(title, groups, found, apart=apart))


def _column(k: int, count: int) -> float:
    """Where a column of figures ends, as a part of the width of the axes."""
    across = room(Row(("",), 1, left=NAMES, right=FIGURE * count))
    return 1 + FIGURE * (k + 1) / across


def _share(one: Replication) -> float:
    """What comes out as a share of what was published."""
    return (one.computed or 0.0) / (one.published or 1.0)


def _marks(axes: Axes, i: int, ones: Sequence[Replication], *, apart: bool) -> None:
    look: Look = {"markersize": 5, "linestyle": "none", "clip_on": False}
    for lane, (kind, mark) in enumerate(MARKS.items()):
        level = i + (LANE * (lane - 1.5) if apart else 0.0)
        shares = [_share(o) for o in ones if o.status is kind and o.published and _ran(o)]
        axes.plot(shares, [level] * len(shares), **{**look, **mark})


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
        Key(kind.value[:1].upper() + kind.value[1:], {"markersize": 5, **mark}, "dot")
        for kind, mark in MARKS.items()
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
    rows = (
        [f"{name} {_figures(ones, apart=True)[0]} reproduced" for name, ones in groups.items()]
        if apart
        else [
            f"{name}: {' published, '.join(_figures(ones, apart=False))} computed, "
            f"{ones[0].status.value}"
            for name, ones in groups.items()
        ]
    )
    return f"{title}: of {len(found)}, {said}. {'; '.join(rows)}."
