"""Reruns published figures on their own terms, and says which come out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from costavoid.analysis.replication.studies import FIGURES
from costavoid.base.errors import DataError
from costavoid.base.frozen import Frozen
from costavoid.evidence.catalogue import number, read_table, sources

EXACT = 1e-4  # relative difference that still counts as reproduced


class Status(StrEnum):
    """How a published figure came out, best first."""

    REPRODUCED = "reproduced"
    WITHIN_ROUNDING = "reproduced within rounding"
    CONSISTENT = "consistent, inputs not published"
    NOT_REPRODUCED = "not reproduced"


class Knowledge(StrEnum):
    """What was published of a figure's inputs."""

    COMPLETE = "complete"
    ARITHMETIC = "arithmetic"  # the figure itself is not printed: it follows from figures that are
    WORKED_BACK = "worked back"  # an input comes from the figure itself: an identity, no test
    UNPUBLISHED = "unpublished"  # partly: a reconstruction rests on inputs from elsewhere
    MISSING = "missing"  # too little to run anything


class PublishedFigure(Frozen):
    """One row of published_figures.csv. `tolerance` is half the rounding of what was printed."""

    id: str
    programme: str
    quantity: str
    published: float | None
    tolerance: float
    inputs: Knowledge
    expected_status: Status
    source: str
    note: str


class Replication(Frozen):
    """Published against computed: `status` and a sentence say how to read the difference."""

    id: str
    programme: str
    quantity: str
    published: float | None
    computed: float | None
    difference: float | None
    status: Status
    note: str
    expected_status: Status
    inputs: Knowledge

    @property
    def regressed(self) -> bool:
        """True where a figure that used to come out no longer does."""
        ranks = list(Status)
        return ranks.index(self.status) > ranks.index(self.expected_status)

    def as_data(self) -> dict[str, object]:
        """The fields of `costavoid replicate --json`."""
        return self.model_dump(mode="json", exclude={"expected_status", "inputs"})


@cache
def published_figures() -> Mapping[str, PublishedFigure]:
    """Every figure to rerun, by id. Raises DataError where a row and its study do not pair up."""
    found = read_table("published_figures.csv", _figure)
    unpaired = set(found) ^ set(FIGURES)
    if unpaired:
        raise DataError(
            f"published_figures.csv: {', '.join(sorted(unpaired))} stands only there or only in "
            "studies/; give each figure a row and a function."
        )
    return found


def _figure(place: str, row: dict[str, str]) -> PublishedFigure:
    if row["source"] not in sources():
        raise DataError(f"{place}, source: {row['source']!r} is not in sources.csv.")
    published = number(place, "published", row["published"]) if row["published"] else None
    tolerance = number(place, "tolerance", row["tolerance"])
    cells = {**row, "published": published, "tolerance": tolerance}
    return PublishedFigure(**cells)


def status(figure: PublishedFigure, computed: float | None) -> Status:
    """By rule: how far from what was printed, and what was published of the inputs."""
    if computed is None:
        return Status.NOT_REPRODUCED
    if figure.published is None:
        return Status.CONSISTENT
    gap = abs(computed - figure.published)
    exact = gap <= EXACT * abs(figure.published)
    # 1e-9: a difference equal to the tolerance in decimals may exceed it in binary
    if not exact and gap > figure.tolerance * (1 + 1e-9):
        return Status.NOT_REPRODUCED
    if figure.inputs not in (Knowledge.COMPLETE, Knowledge.ARITHMETIC):
        return Status.CONSISTENT
    return Status.REPRODUCED if exact else Status.WITHIN_ROUNDING


def replicate(figure: PublishedFigure) -> Replication:
    """Run one figure again."""
    computed = FIGURES[figure.id]()
    gap = None if computed is None or figure.published is None else computed - figure.published
    return Replication(
        id=figure.id,
        programme=figure.programme,
        quantity=figure.quantity,
        published=figure.published,
        computed=computed,
        difference=gap,
        status=status(figure, computed),
        note=figure.note,
        expected_status=figure.expected_status,
        inputs=figure.inputs,
    )


def replications() -> tuple[Replication, ...]:
    """Every published figure, run again."""
    return tuple(replicate(figure) for figure in published_figures().values())
