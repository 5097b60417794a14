"""The gallery of published figures: each beside what the library computes for it."""

from __future__ import annotations

from functools import cache

from costavoid.analysis.replication.figures import (
    Knowledge,
    Replication,
    Status,
    published_figures,
    replications,
)
from costavoid.evidence.catalogue import sources
from costavoid.evidence.figures import printed
from costavoid.output.markdown_text import plain, table
from generate.markdown import anchor, citation, document

STATUSES = {
    Status.REPRODUCED: "The published inputs give the published figure, to one part in 10,000.",
    Status.WITHIN_ROUNDING: (
        "The difference is no more than the rounding of what was printed: of the figure, or of the "
        "inputs it was worked out from."
    ),
    Status.CONSISTENT: (
        "It can come out like this, but an input comes from the figure itself or from elsewhere, "
        "or no figure was printed to compare with: no test of it."
    ),
    Status.NOT_REPRODUCED: (
        "It does not come out, or too little was published to try. The note says what is missing."
    ),
}
KNOWLEDGE = {
    Knowledge.COMPLETE: "Every input was published.",
    Knowledge.ARITHMETIC: "The figure itself is not printed: it follows from figures that are.",
    Knowledge.WORKED_BACK: "An input comes from the figure itself: an identity, no test.",
    Knowledge.UNPUBLISHED: "Some inputs were not published, and come from elsewhere.",
    Knowledge.MISSING: "Too little was published to run anything.",
}


@cache
def reruns() -> tuple[Replication, ...]:
    """Every published figure, run again once for all the pages."""
    return replications()


def source_of(figure: Replication) -> str:
    """The document a figure stands in, with its link."""
    return citation(sources()[published_figures()[figure.id].source])


def published(figure: Replication) -> str:
    """What was printed, or follows from what was."""
    implied = " (implied)" if figure.inputs is Knowledge.ARITHMETIC else ""
    return printed(figure.published) + implied


def status(figure: Replication) -> str:
    """How it came out; what does not come out stands out."""
    bold = "**" if figure.status is Status.NOT_REPRODUCED else ""
    return f"{bold}{figure.status.value}{bold}"


def replications_page() -> str:
    """docs/replications.md: every published figure, by programme."""
    found = reruns()
    programmes = sorted({figure.programme for figure in found}, key=str.casefold)
    return document(
        "# Published figures, run again",
        _introduction(found),
        "`costavoid replicate` prints the same, and exits with 1 if a figure that used to come out "
        "no longer does.",
        "## How to read it",
        table(
            ("Status", "Figures", "Means"),
            [
                (kind.value, str(sum(f.status is kind for f in found)), STATUSES[kind])
                for kind in Status
            ],
        ),
        "The column *Inputs* says what was published of what goes in:",
        table(
            ("Inputs", "Figures", "Means"),
            [
                (kind.value, str(sum(f.inputs is kind for f in found)), KNOWLEDGE[kind])
                for kind in Knowledge
            ],
        ),
        "Programmes: " + ", ".join(f"[{plain(p)}](#{anchor(p)})" for p in programmes) + ".",
        *(part for p in programmes for part in _section(p)),
    )


def _introduction(found: tuple[Replication, ...]) -> str:
    """How many figures there are, and how many of them anybody printed."""
    implied = sum(figure.inputs is Knowledge.ARITHMETIC for figure in found)
    own = sum(figure.published is None for figure in found)
    missing = sum(figure.computed is None for figure in found)
    return (
        f"{len(found)} figures on what programmes for children and families save, run again by "
        f"this library on their own terms: {len(found) - implied - own} that somebody printed, "
        f"{implied} that follow from printed ones (*implied*), and {own} of our own that stand "
        f"beside them. {missing} of the printed ones cannot be run at all."
    )


def _section(programme: str) -> tuple[str, str]:
    rows = [
        (
            plain(figure.quantity),
            published(figure),
            printed(figure.computed),
            printed(figure.difference),
            status(figure),
            figure.inputs.value,
            plain(figure.note),
            source_of(figure),
        )
        for figure in reruns()
        if figure.programme == programme
    ]
    header = (
        "Figure",
        "Published",
        "Computed",
        "Difference",
        "Status",
        "Inputs",
        "Note",
        "Source",
    )
    return f"## {plain(programme)}", table(header, rows)


def figures_of(programme: str) -> str:
    """A programme's own figures, for its page."""
    rows = [
        (
            plain(f.quantity),
            published(f),
            printed(f.computed),
            status(f),
            source_of(f),
        )
        for f in reruns()
        if f.programme == programme
    ]
    if not rows:
        return "No figure was found that could be run again."
    more = f"[All of them, with notes](../replications.md#{anchor(programme)})."
    return f"{table(('Figure', 'Published', 'Computed', 'Status', 'Source'), rows)}\n\n{more}"
