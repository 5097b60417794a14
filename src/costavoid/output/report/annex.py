"""The technical annex: what gives the same numbers again, with the ids and the Python."""

from __future__ import annotations

from costavoid.analysis.review.rules import review
from costavoid.appraisal.answer import Answer
from costavoid.appraisal.tables import case_settings
from costavoid.evidence.catalogue import data_hash
from costavoid.evidence.figures import amount
from costavoid.output.report.document import Heading, Paragraph, Section, Table
from costavoid.version import __version__


def annex(appraisal: Answer) -> Section:
    """The run record, the id of every number in use, and what a reviewer would do in Python."""
    made = {"costavoid": __version__, "Data (SHA-256)": data_hash()}
    rows = tuple((n, str(value)) for n, value in {**made, **case_settings(appraisal)}.items())
    numbers = tuple(
        (id, number.label, amount(number.value, number.unit))
        for id, number in appraisal.inputs.in_use.items()
    )
    found = tuple((f.id, f.severity, f.sentence, f.cure) for f in review(appraisal))
    blocks = (
        Paragraph("The same version, data and settings give the same numbers anywhere."),
        Table("Run record", ("Setting", "Value"), rows),
        Heading("Numbers in use, by id"),
        Table(
            "The id of each number, as Python and case files name it",
            ("Id", "Number", "Value"),
            numbers,
        ),
        *(
            (
                Heading("Every finding of the review"),
                Table(
                    "As appraisal.review() and the command costavoid review print them",
                    ("Rule", "Weight", "Finding", "Cure"),
                    found,
                ),
            )
            if found
            else ()
        ),
    )
    return Section("record", "Technical annex", blocks, on_new_page=True)
