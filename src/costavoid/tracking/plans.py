"""What a person holds: the plan that was approved, and what came of it, with every view."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from costavoid.appraisal.answer import an_answer
from costavoid.base.errors import InputError, shown
from costavoid.base.files import replacing
from costavoid.base.years import given_day
from costavoid.output.report.document import Document
from costavoid.tracking.actuals import read_actuals
from costavoid.tracking.documents import register_document
from costavoid.tracking.entries import register
from costavoid.tracking.forecast import forecast
from costavoid.tracking.ledger import read_ledger
from costavoid.tracking.register import Register
from costavoid.tracking.register_file import hash_of, load_register, sealed
from costavoid.tracking.results import Counted, Results, results_document, sentences
from costavoid.tracking.so_far import Comparison, ahead, so_far
from costavoid.tracking.targets import targets, when
from costavoid.tracking.words import day_said, when_planned
from costavoid.tracking.workbook import register_bytes, results_bytes

if TYPE_CHECKING:
    import pandas as pd

    from costavoid.api.appraisal import Appraisal

Given = str | os.PathLike[str] | Mapping[Any, Any] | Any  # a file, a mapping, a frame
PathLike = str | os.PathLike[str]


def _documents(document: Document, excel: Callable[[], bytes]) -> dict[str, Callable[[], bytes]]:
    """By the ending of its name, how each file is made."""

    def word() -> bytes:
        from costavoid.output.report.word import document_bytes

        return document_bytes(document)

    def html() -> bytes:
        from costavoid.output.report.html import document_bytes

        return document_bytes(document)

    def markdown() -> bytes:
        from costavoid.output.report.markdown import document_text

        return document_text(document).encode()

    return {".docx": word, ".xlsx": excel, ".html": html, ".md": markdown}


class _Written:
    """What can be written as a document of any kind, whole or not at all."""

    def files(self) -> dict[str, Callable[[], bytes]]:
        """By the ending of its name, how the bytes of each file are made."""
        raise NotImplementedError

    def _put(self, ending: str, path: PathLike, overwrite: bool) -> Path:
        with replacing(path, overwrite=overwrite) as write:
            write(self.files()[ending]())
        return Path(path)

    def to_word(self, path: PathLike, *, overwrite: bool = False) -> Path:
        """Write it in Word. Needs `pip install "costavoid[report]"`."""
        return self._put(".docx", path, overwrite)

    def to_excel(self, path: PathLike, *, overwrite: bool = False) -> Path:
        """Write it as a workbook. Needs `pip install "costavoid[report]"`."""
        return self._put(".xlsx", path, overwrite)

    def to_html(self, path: PathLike, *, overwrite: bool = False) -> Path:
        """Write it as one HTML file. Needs `pip install "costavoid[report]"`."""
        return self._put(".html", path, overwrite)

    def to_markdown(self) -> str:
        """The same in Markdown."""
        return self.files()[".md"]().decode()


@dataclass(frozen=True)
class Realisation(Results, _Written):
    """What came of a plan so far: whether it happened, and whether that can be told yet.

    `print` says it; `to_frame` has the numbers; `to_word`, `to_excel`, `to_html` and `to_markdown`
    the document.
    """

    @classmethod
    def of(cls, results: Results) -> Self:
        """The same results, with their views."""
        return cls(**{field.name: getattr(results, field.name) for field in fields(results)})

    def files(self) -> dict[str, Callable[[], bytes]]:
        """By the ending of its name, how the bytes of each file are made."""
        return _documents(results_document(self), lambda: results_bytes(self))

    def to_frame(self) -> pd.DataFrame:
        """One row a benefit (and one more against its comparison), cumulatively.

        Columns: `compared`, `observed` with `low` and `high`, `planned`, `without`, `ratio` with
        `ratio_low` and `ratio_high`, `verdict`, `rules_out_no_change`, `rules_out_plan`, and
        `year`, `year_forecast`, `year_low`, `year_high`. Events; intervals are 95%.
        """
        import pandas as pd

        rows = []
        for each in self.counted:
            year = each.forecast
            for one in (each.so_far, each.compared):
                if one is None:
                    continue
                rows.append(
                    {
                        "benefit": one.benefit,
                        "compared": one.compared,
                        "observed": one.observed,
                        "low": one.interval[0],
                        "high": one.interval[1],
                        "planned": one.planned,
                        "without": one.without,
                        "ratio": one.ratio,
                        "ratio_low": one.ratio_interval[0],
                        "ratio_high": one.ratio_interval[1],
                        "verdict": one.verdict.value,
                        "rules_out_no_change": one.rules_out_no_change,
                        "rules_out_plan": one.rules_out_plan,
                        "year": year.year if year else "",
                        "year_forecast": year.events if year else float("nan"),
                        "year_low": year.interval[0] if year else float("nan"),
                        "year_high": year.interval[1] if year else float("nan"),
                    }
                )
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        head = (
            f"{self.register.programme}: plan of {day_said(self.register.approved)}, as it stood "
            f"on {day_said(self.today)}\n\n"
        )
        return head + "\n".join(f"- {sentence}" for sentence in sentences(self))

    __repr__ = __str__


class Plan(Register, _Written):
    """The approved case as a benefits register, frozen: made by `plan`, read back by `Plan.load`.

    A document of it is written by `to_word`, `to_excel` (with sheets to type counts into),
    `to_html` and `to_markdown`.
    """

    @classmethod
    def load(cls, path: PathLike) -> Self:
        """The plan in a file that `save` wrote.

        Raises InputError for a file that was edited since, showing what was changed, and for what
        is no plan.
        """
        return cls(**dict(load_register(path)))

    def save(self, path: PathLike, *, overwrite: bool = False) -> Path:
        """Write it as TOML, sealed by its hash. Raises InputError for a file that is there."""
        with replacing(path, overwrite=overwrite) as write:
            write(sealed(self))
        return Path(path)

    @property
    def hash(self) -> str:
        """The SHA-256 of what was approved."""
        return hash_of(self)

    def files(self) -> dict[str, Callable[[], bytes]]:
        """By the ending of its name, how the bytes of each file are made."""
        return _documents(register_document(self), lambda: register_bytes(self))

    def targets(self) -> pd.DataFrame:
        """A row for each benefit that is counted and quarter: targets, and the chances by then.

        `without` and `planned` are events of the quarter, `without_so_far` and `planned_so_far`
        from the start; `chance` is that of telling the planned fall from none by its end, with the
        baseline's own error, and `chance_if_known` were the baseline known exactly.
        """
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "benefit": benefit.id,
                    "quarter": each.label,
                    "without": each.without,
                    "planned": each.planned,
                    "without_so_far": each.by_then.without,
                    "planned_so_far": each.by_then.planned,
                    "chance": each.by_then.chance,
                    "chance_if_known": each.by_then.chance_if_known,
                }
                for benefit in self.counted
                for each in targets(benefit)
            ]
        )

    def against(
        self,
        actuals: Given,
        *,
        ledger: Given | None = None,
        comparisons: Mapping[str, Any] | None = None,
        today: str | date | None = None,
    ) -> Realisation:
        """What the counts so far, and the ledger, say of the plan: cumulatively, and no more.

        `actuals` is a CSV or Excel file, a DataFrame, or a mapping from periods to counts: a column
        "period" (a month like 2026-10, a quarter like 2026-27 Q3, or a financial year) and one
        headed by the id of each benefit that was counted, from the plan's first month and without
        a gap; write `unknown` where a count is not known. `ledger` has a "period" and any of
        "spent", "released" and "avoided", pounds of the council. `comparisons` are by benefit: a
        `Comparison`, or how many (or what rate) there were elsewhere in the baseline's years and in
        those counted, as a pair. `today` is the day by which a period must have ended. Raises
        InputError for what cannot be used, and then computes nothing.
        """
        day = _day(today, "today")
        pairs = {id: _comparison(id, pair) for id, pair in _mapping(comparisons, "comparisons")}
        for id in pairs:
            self.benefit(id)
        counted = []
        for observed in read_actuals(actuals, self, day):
            benefit, pair = self.benefit(observed.benefit), pairs.get(observed.benefit)
            plain = so_far(benefit, observed)
            compared = so_far(benefit, observed, pair) if pair else None
            growth = pair.growth if pair else 1.0
            year = forecast(benefit, observed, compared or plain, growth)
            counted.append(
                Counted(benefit, observed, plain, compared, ahead(benefit, observed, pair), year)
            )
        money = () if ledger is None else read_ledger(ledger, self, day)
        return Realisation(self, day, tuple(counted), money)

    def __str__(self) -> str:
        found = [f"{self.programme}: benefits register, approved {day_said(self.approved)}\n"]
        for benefit in self.benefits:
            if not benefit.counted:
                found.append(f"- {benefit.measure}: {benefit.not_counted}.")
                continue
            found.append(
                f"- {benefit.measure}: {sum(benefit.planned):,.0f} planned, "
                f"{sum(benefit.without):,.0f} without the programme. "
                f"{when_planned(when(benefit), benefit)}"
            )
        return "\n".join(found)

    __repr__ = __str__


def plan(
    appraisal: Appraisal,
    *,
    approved: str | date | None = None,
    owners: str | Mapping[str, str] | None = None,
    data_sources: str | Mapping[str, str] | None = None,
    measures: Mapping[str, str] | None = None,
    baselines: Mapping[str, Iterable[float]] | None = None,
) -> Plan:
    """The benefits register of an approved case: each benefit with its class, baseline and targets.

    A benefit can be counted where its evidence says how many events there would be without the
    programme, or `baselines` has the counts of the years before, by benefit id, the oldest first.
    `owners`, `data_sources` and `measures` (what is counted, in the council's words) are by benefit
    id too; one text is for all. `approved` is the day of approval: today, unless given. Raises
    InputError for an id that is none, a baseline of what is no count, or one below what the case
    avoids. HM Treasury, Green Book: the benefits register.
    """
    answer = an_answer(appraisal)
    ids = [next(iter(found)).id for found in answer.by_counterfactual.values()]
    notes = {
        "owners": _notes(owners, "owners", ids),
        "data_sources": _notes(data_sources, "data_sources", ids),
        "measures": _notes(measures, "measures", ids),
    }
    given = dict(_mapping(baselines, "baselines"))
    return Plan(**dict(register(answer, _day(approved, "approved"), given, notes)))


def _day(given: str | date | None, field: str) -> date:
    if given is None:
        return date.today()
    try:
        found: date = given_day(given)
    except ValueError as error:
        raise InputError(f"{field}: {shown(given)} given; {error}.") from None
    return found


def _mapping(given: Mapping[str, Any] | None, field: str) -> list[tuple[str, Any]]:
    """The pairs of a mapping from ids. Raises InputError for anything else."""
    if given is None:
        return []
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        raise InputError(f"{field}: {shown(given)} given; give a mapping from benefits' ids.")
    return list(given.items())


def _notes(given: str | Mapping[str, str] | None, field: str, ids: list[str]) -> dict[str, str]:
    """A note for each id. Raises InputError for what is no text."""
    if isinstance(given, str):
        return dict.fromkeys(ids, given)
    found = dict(_mapping(given, field))
    for id, text in found.items():
        if not isinstance(text, str):
            raise InputError(f"{field}, {id}: {shown(text)} given; write text.")
    return found


def _comparison(id: str, given: Any) -> Comparison:
    if isinstance(given, Comparison):
        return given
    if isinstance(given, tuple | list) and len(given) == 2:
        try:
            return Comparison(before=given[0], after=given[1])
        except InputError as error:
            raise InputError(f"comparisons, {id}: {error}") from None
    raise InputError(
        f"comparisons, {id}: {shown(given)} given; give how many there were elsewhere before, and "
        "in the time counted, such as (2310, 2204)."
    )
