"""The commands for what the library holds: `programmes`, `replicate`, `sources`, `schema`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from costavoid.analysis.replication.figures import Knowledge, Replication, Status, published_figures
from costavoid.analysis.replication.figures import replicate as run_again
from costavoid.base.docstrings import doc_of
from costavoid.base.errors import InputError, nearest
from costavoid.cases.blank import asks_for
from costavoid.cases.known import known
from costavoid.cases.schema import schema as schema_of
from costavoid.cases.schema import schemas
from costavoid.cli.cases import Json
from costavoid.cli.codes import FOUND, OK
from costavoid.cli.screen import bar, listed, table, wrapped
from costavoid.cli.streams import words
from costavoid.evidence.alternatives import alternatives
from costavoid.evidence.catalogue import default, defaults
from costavoid.evidence.catalogue import sources as documents
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.figures import interval, printed
from costavoid.evidence.searching import about
from costavoid.programme.base import Intervention
from costavoid.programme.fields import value_words
from costavoid.programme.interventions import PROGRAMMES


def programmes() -> int:
    """List the programmes.

    Of each: what it is, what it asks you for, and how the numbers it uses by default are known.
    """
    rows = [
        (name, _what_it_is(cls), ", ".join(asks_for(cls)) or "nothing", known(cls))
        for name, cls in PROGRAMMES.items()
    ]
    print(table(("Programme", "What it is", "Asks for", "Evidence"), rows))
    return OK


def replicate(as_json: Json = False) -> int:
    """Rerun every published figure.

    Of each: published, computed, difference, status, and what stands in the way of the rest.
    Ends with 1 if a figure that used to come out no longer does.
    """
    figures, found = published_figures(), []
    with bar("Running figures again") as progress:
        for done, figure in enumerate(figures.values(), 1):
            found.append(run_again(figure))
            progress(done, len(figures))
    if as_json:
        print(json.dumps([r.as_data() for r in found], indent=2, ensure_ascii=False))
    else:
        print("\n\n".join(_entry(replication) for replication in found))
        counts = (f"{sum(r.status is s for r in found)} {s.value}" for s in Status)
        print(f"\n{len(found)} figures: {', '.join(counts)}.")
    regressed = [replication for replication in found if replication.regressed]
    for each in regressed:
        was, now = each.expected_status.value, each.status.value
        print(f"{each.id}: was {was}, is now {now}.", file=sys.stderr)
    return FOUND if regressed else OK


def sources(
    asked_for: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID or WORDS]...", help="Of a number or a document, or words."),
    ] = None,
) -> int:
    """Say where a number comes from.

    By the id of a document: which numbers come from it. By words, such as fostering: the numbers
    and documents with them in their ids, labels or titles. Without either, every number is listed.
    """
    asked = [words(each) for each in asked_for or ()]
    (id,) = asked if len(asked) == 1 else ("",)
    if not asked:
        print("\n".join(listed(_in_a_line(estimate)) for estimate in defaults().values()))
    elif id in defaults():
        print("\n".join(_number(default(id))))
    elif id in documents():
        source = documents()[id]
        resting = [_in_a_line(e) for e in defaults().values() if e.source.id == id]
        lines = [line for line in (str(source), source.url, *resting) if line]
        print("\n".join(map(listed, lines)))
    else:
        print("\n\n".join(_found(" ".join(asked))))
    return OK


def _found(said: str) -> Iterator[str]:
    """What is about some words. Raises InputError where nothing is."""
    numbers, papers = about(said)
    if not numbers and not papers:
        raise InputError(
            f"id: {said!r} given; there is no such number or document, and none has these words "
            f"in its id, label or title. {_close(said)}"
        )
    for heading, lines in (
        ("Numbers", [_in_a_line(estimate) for estimate in numbers]),
        ("Documents", [f"{source.id}: {source}" for source in papers]),
    ):
        if lines:
            yield "\n".join([f"{heading} about {said}: {len(lines)}", *map(listed, lines)])


def _close(said: str) -> str:
    """The nearest id, if one is near; else how to find one."""
    close = nearest(said, (*defaults(), *documents()))
    lists = "Write fewer words or others; `costavoid sources` lists every number."
    return close if close.startswith("Did you mean") else lists


def schema(
    programme: Annotated[
        str | None, typer.Argument(metavar="[PROGRAMME]", help="Such as Custom.")
    ] = None,
) -> int:
    """Print the JSON Schema of a case file.

    It is for an editor, which then checks the file. Without a name, that of every programme.
    """
    found = schemas() if programme is None else schema_of(programme)
    print(json.dumps(found, indent=2))  # in ASCII, whatever the terminal writes
    return OK


def _what_it_is(cls: type[Intervention]) -> str:
    """What the first line of its file says it is."""
    return doc_of(sys.modules[cls.__module__]).split("\n")[0]


def _in_a_line(estimate: Estimate) -> str:
    return f"{estimate.id}: {value_words(estimate)}. {estimate.label}"


def _number(estimate: Estimate) -> Iterator[str]:
    """One number with all that is known of it."""
    source, share = estimate.source, estimate.cash_releasing
    facts = {
        "Value": f"{value_words(estimate)}{interval(estimate)}",
        "Paid by": estimate.payer and estimate.payer.value,
        "Basis": estimate.basis and estimate.basis.value,
        "Cash-releasing share": None if share is None else printed(share),
        "How it is known": estimate.design and estimate.design.value,
        "Status": estimate.status.value.replace("_", " "),
        "Quality": estimate.quality.value,
        "Source": f"{source} [{source.id}]",
        "Address": source.url,
        "Where in it": estimate.locator,
        "Note": estimate.note,
        "Caution": estimate.caution,
    }
    yield wrapped(f"{estimate.label} [{estimate.id}]")
    for name, said in facts.items():
        if said:
            yield wrapped(f"{name}: {said}", "  ")
    for other in alternatives(estimate.id):
        yield wrapped(
            f"Also published: {value_words(other.estimate)} [{other.estimate.id}]. {other.why}.",
            "  ",
        )


def _entry(replication: Replication) -> str:
    given = "implied" if replication.inputs is Knowledge.ARITHMETIC else "published"
    figures = (
        f"{given} {printed(replication.published)}, computed {printed(replication.computed)}, "
        f"difference {printed(replication.difference)}: {replication.status.value}"
    )
    lines = (f"{replication.quantity} [{replication.id}]", figures, replication.note)
    return "\n".join(wrapped(*pair) for pair in zip(lines, ("", "  ", "  "), strict=True))
