"""The answer in full as a terminal prints it: all there is to say, behind the first page."""

from __future__ import annotations

from costavoid.analysis.review.finding import Finding
from costavoid.analysis.review.rules import at_first
from costavoid.appraisal.answer import Answer
from costavoid.evidence.figures import many
from costavoid.output.words.printed import Wrap, wrapped
from costavoid.output.words.sentences import sentences, when


def headline(appraisal: Answer, shown_by: str = ".review().", wrap: Wrap | None = None) -> str:
    """The whole printed answer; it ends with `shown_by`, the way to a reviewer's points.

    That is on a line of its own where it would not fit, and never wrapped, so that a command can
    be copied from it.
    """
    case, said = appraisal.intervention, sentences(appraisal)
    paragraphs = [
        f"{case.title}: {case.summary()}",
        *said.own,
        f"{when(appraisal.years)}, in {appraisal.settings.price_year} prices and not "
        "discounted, unless it says so",
        "",
        *said.serious,
        *said.answer,
        "",
        *said.how_we_know,
        *said.effects,
        *said.assumed,
        *said.not_counted,
    ]
    to_fit = wrap or wrapped
    return "\n".join([*map(to_fit, paragraphs), _review(said.findings, shown_by, to_fit)])


def _review(findings: tuple[Finding, ...], shown_by: str, wrap: Wrap) -> str:
    serious = sum(finding.severity == "serious" for finding in findings)
    which = f"{serious or 'none'} of them serious"
    if serious and serious == sum(f.severity == "serious" for f in at_first(findings)):
        as_weakness = any(f.id == "no_comparison" and f.severity == "serious" for f in findings)
        which += ", said above" + " or as a weakness" * as_weakness
    said = f"A reviewer would raise {many(len(findings), 'point')}, {which}:"
    line = f"{said} {shown_by}"
    return line if wrap(line) == line else f"{wrap(said)}\n{shown_by}"
