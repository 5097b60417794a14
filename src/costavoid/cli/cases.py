"""The commands for cases: `new`, `appraise`, `compare` and `review`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from costavoid.analysis.compare import compare as side_by_side
from costavoid.analysis.review.finding import ORDER, Finding
from costavoid.api.appraisal import Appraisal
from costavoid.api.options import Options
from costavoid.base.errors import InputError
from costavoid.base.files import refuse_unwritable, replacing, replacing_all
from costavoid.base.years import given_year
from costavoid.cases.blank import new_case
from costavoid.cases.case import Case, load, unfilled
from costavoid.cases.toml import parsed
from costavoid.cli.codes import FOUND, OK
from costavoid.cli.documents import OPTIONS_WRITERS, WRITERS
from costavoid.cli.quoting import quoted
from costavoid.cli.screen import bar, width, wrapped
from costavoid.cli.streams import plainly, words
from costavoid.cli.wording import on_the_command_line, option
from costavoid.output.words.headline import headline
from costavoid.output.words.printed import WIDTH, printed, printed_options
from costavoid.output.words.sentences import when

CaseFile = Annotated[str, typer.Argument(metavar="CASE", help="A case file: see costavoid new.")]
Force = Annotated[
    bool, typer.Option("--force", "--overwrite", help="Replace files that are there already.")
]
Word = Annotated[bool, typer.Option("--word", help="Write a document in Word.")]
Excel = Annotated[bool, typer.Option("--excel", help="Write a workbook.")]
Html = Annotated[bool, typer.Option("--html", help="Write a page for a browser.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Write it in Markdown.")]
Json = Annotated[bool, typer.Option("--json", help="Print the same as data.")]
Horizon = Annotated[int | None, typer.Option(metavar="N", help="Financial years.")]
PriceYear = Annotated[str | None, typer.Option(metavar="YEAR", help="Such as 2025-26.")]
FirstYear = Annotated[str | None, typer.Option(metavar="YEAR", help="The first financial year.")]
Draws = Annotated[int | None, typer.Option(metavar="N", help="How many draws, such as 10000.")]

ALIKE = ("price_year", "horizon", "first_year")  # what compare has options for
OPTIONS = "options"  # what documents of several cases are called


def new(
    programme: Annotated[str, typer.Argument(metavar="PROGRAMME", help="Such as Pause.")],
    given: Annotated[
        list[str] | None, typer.Argument(metavar="[FIELD=VALUE]...", help="Fields to fill in.")
    ] = None,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="Where to write it.")] = None,
    force: Force = False,
) -> int:
    """Write a case file to fill in.

    It has every field with its unit, its default and its source. What only you know is marked
    "fill in", unless given here. Without --out, the file is printed.
    """
    text = new_case(programme, _pairs(given or ()))
    if out is None:
        print(text, end="")
        return OK
    with replacing(out, overwrite=force) as write:
        write(text.encode())
    left = ", ".join(unfilled(parsed(text.encode())))
    told = f"Fill in: {left}." if left else "Nothing is left to fill in."
    print(plainly(f"Written: {out}."), told)
    return OK


def appraise(
    case: CaseFile,
    word: Word = False,
    excel: Excel = False,
    html: Html = False,
    markdown: Markdown = False,
    powerpoint: Annotated[
        bool, typer.Option("--powerpoint", help="Write five slides for PowerPoint.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the record of the run, for from_json.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Print all there is to say, not the first page.")
    ] = False,
    out: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Where to write; else beside the case.")
    ] = None,
    force: Force = False,
    horizon: Horizon = None,
    price_year: PriceYear = None,
    first_year: FirstYear = None,
    draws: Draws = None,
) -> int:
    """Say what a case avoids spending.

    Documents are named after the case file and stand beside it: none is written unless every one
    that is asked for can be made. The years and the draws are those of the file, unless given here.
    """
    read = load(case)
    folder = Path(case).parent if out is None else Path(out)
    asked = zip(WRITERS, (word, excel, html, markdown, powerpoint), strict=True)
    wanted = [folder / f"{Path(case).stem}{ending}" for ending, yes in asked if yes]
    refuse_replacing([case], wanted)
    given = asked_for(horizon=horizon, price_year=price_year, first_year=first_year, draws=draws)
    refuse_unwritable(wanted, overwrite=force)
    answer = appraised(read, given)
    made: dict[Path, bytes] = {}
    with bar("Writing") as progress:
        for done, path in enumerate(wanted, 1):
            made |= WRITERS[path.suffix](answer, path)
            progress(done, len(wanted))
    with replacing_all(made, overwrite=force) as writes:
        for write, content in zip(writes, made.values(), strict=True):
            write(content)
    review_it = plainly(_review_command(case, given))
    fit = partial(wrapped, most=WIDTH)
    if as_json:
        print(answer.to_json())
    elif full:
        print(headline(answer, review_it, fit))
    else:
        more = (fit("All there is to say: --full. What a reviewer would raise:"), review_it)
        print(printed(answer, more, fit, min(width(), WIDTH)))
    if made:
        print(plainly(f"Written: {', '.join(map(str, made))}"), file=sys.stderr)
    return OK


def compare(
    cases: Annotated[list[str], typer.Argument(metavar="CASE CASE...", help="Case files.")],
    word: Word = False,
    excel: Excel = False,
    html: Html = False,
    markdown: Markdown = False,
    preferred: Annotated[
        str | None, typer.Option(metavar="NAME", help="The option put forward.")
    ] = None,
    as_json: Json = False,
    out: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Where to write; else where you are.")
    ] = None,
    force: Force = False,
    horizon: Horizon = None,
    price_year: PriceYear = None,
    first_year: FirstYear = None,
) -> int:
    """Put cases side by side, doing nothing among them.

    What is not alike comes first; then how each effect is known, what each costs, what it saves
    and for whom, and its net cash by year. Documents are named options, and hold the first page
    of each: none is written unless every one that is asked for can be made.

    They must have the same years and price year: give --horizon, --price-year and --first-year
    where their files do not.
    """
    given = asked_for(horizon=horizon, price_year=price_year, first_year=first_year)
    folder = Path() if out is None else Path(out)
    asked = zip(OPTIONS_WRITERS, (word, excel, html, markdown), strict=True)
    wanted = [folder / f"{OPTIONS}{ending}" for ending, yes in asked if yes]
    refuse_replacing(cases, wanted)
    with replacing_all(wanted, overwrite=force) as writes:
        answers = appraised_alike("compare", cases, given)
        options = Options(answers, preferred=preferred)
        for path, write in zip(wanted, writes, strict=True):
            write(OPTIONS_WRITERS[path.suffix](options))
    if as_json:
        print(side_by_side(answers).to_json(orient="index", indent=2))
    else:
        print(printed_options(options.page, partial(wrapped, most=WIDTH), min(width(), WIDTH)))
    if wanted:
        print(plainly(f"Written: {', '.join(map(str, wanted))}"), file=sys.stderr)
    return OK


def refuse_replacing(cases: Iterable[str], wanted: Iterable[Path]) -> None:
    """Raises InputError where a document would replace a case."""
    places = [path.resolve() for path in wanted]
    for case in cases:
        if Path(case).resolve() in places:
            raise InputError(
                f"{case}: this is the case file itself, which its own document would replace; end "
                "its name in .toml, or give another folder with --out."
            )


def review(
    case: CaseFile,
    as_json: Json = False,
    horizon: Horizon = None,
    price_year: PriceYear = None,
    first_year: FirstYear = None,
    draws: Draws = None,
) -> int:
    """Say what a finance officer would send back.

    The gravest comes first, each with its cure and where the rule comes from. Ends with 1 if
    anything is serious.
    """
    given = asked_for(horizon=horizon, price_year=price_year, first_year=first_year, draws=draws)
    answer = appraised(load(case), given)
    found = answer.review()
    if as_json:
        print(json.dumps([finding.model_dump() for finding in found], indent=2))
    else:
        called, prices = answer.intervention.called, answer.settings.price_year
        print(f"{called}, {when(answer.years)}, in {prices} prices\n")
        print("".join(f"{_finding(finding)}\n\n" for finding in found) + _tally(found))
    return FOUND if any(finding.severity == "serious" for finding in found) else OK


def _pairs(given: Iterable[str]) -> dict[str, str]:
    """The fields given, each once."""
    pairs: dict[str, str] = {}
    for each in given:
        field, equals, value = words(each).partition("=")
        if not (field and equals and value):
            raise InputError(f"{each!r} given; write FIELD=VALUE, such as women=20.")
        if field in pairs:
            raise InputError(f"{field}: {pairs[field]!r} and {value!r} given; give it once.")
        pairs[field] = value
    return pairs


def asked_for(**settings: Any) -> dict[str, Any]:
    """The settings given on the command line, years as the library writes them."""
    given = {name: value for name, value in settings.items() if value is not None}
    for name in given.keys() & {"price_year", "first_year"}:
        try:
            given[name] = given_year(given[name])
        except InputError as error:
            raise InputError(f"{option(name)}: {error}") from None
    return given


def _review_command(case: str, given: dict[str, Any]) -> str:
    """The command that reviews a case with the same settings."""
    options = (f" {option(name)} {value}" for name, value in given.items())
    return f"costavoid review {quoted(case)}{''.join(options)}"


def appraised_alike(command: str, cases: list[str], given: dict[str, Any]) -> dict[str, Appraisal]:
    """The answers of several files, each called as its file is.

    Raises InputError for one file given twice, and where files differ in a setting that has an
    option.
    """
    if len({Path(case).resolve() for case in cases}) < len(cases):
        raise InputError(f"{command}: one case file given twice; give each once.")
    names = [Path(case).stem for case in cases]
    if len(set(names)) < len(names):
        names = cases  # the same name in two folders
    answers = {name: appraised(load(case), given) for name, case in zip(names, cases, strict=True)}
    for setting in ALIKE:
        found = {name: getattr(answer.settings, setting) for name, answer in answers.items()}
        if len(set(found.values())) > 1:
            differing = ", ".join(f"{value} ({name})" for name, value in found.items())
            raise InputError(
                f"{command}: {setting} {differing} given, so they cannot be put side by side; give "
                f"one for all of them with {option(setting)}."
            )
    return answers


def appraised(case: Case, given: dict[str, Any]) -> Appraisal:
    """The appraisal of a case, with a bar while it draws."""
    try:
        with bar("Drawing") as progress:
            return case.appraise(**given, progress=progress)
    except InputError as error:
        raise InputError(on_the_command_line(str(error), given)) from None


def _finding(finding: Finding) -> str:
    said = (finding.sentence, finding.cure, f"Rule: {finding.source}")
    indented = (wrapped(line, "  ") for line in said)
    return "\n".join((f"{finding.id} [{finding.severity}]", *indented))


def _tally(found: tuple[Finding, ...]) -> str:
    serious, warnings, notes = (sum(f.severity == grade for f in found) for grade in ORDER)
    return f"Findings: {len(found)} (serious {serious}, warnings {warnings}, notes {notes})."
