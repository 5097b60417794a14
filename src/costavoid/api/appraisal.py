"""What a person holds: an `Answer` with every view of it as a method."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Self

from costavoid.appraisal.answer import Answer, an_answer

MOST_DRAWS = 1_000_000  # that a record may ask for, unless who reads it says otherwise

if TYPE_CHECKING:
    import pandas as pd

    from costavoid.analysis.break_even import BreakEven
    from costavoid.analysis.review.finding import Finding
    from costavoid.analysis.what_if import Measured
    from costavoid.cashflow.draws import RangeAs


@dataclass(frozen=True, eq=False, repr=False)
class Appraisal(Answer):
    """The frozen answer: the case, every input used, the cash flows, and views of them.

    A document, chart or table is opened when it is asked for. Nothing is written to a file unless
    all of it is, and none is replaced without `overwrite`; Word, Excel, PowerPoint, HTML and
    charts need `pip install "costavoid[report]"`.
    """

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """The same answer, with its views."""
        an_answer(answer, "answer")
        return cls(**{field.name: getattr(answer, field.name) for field in fields(answer)})

    def cash_profile(self, *, prices: str = "real") -> pd.DataFrame:
        """Financial year x payer: cash, avoided, delivery and net, annual and cumulative.

        `prices` is "real", "nominal" or "present value".
        """
        from costavoid.appraisal import tables

        return tables.cash_profile(self, prices)

    def by_payer(self) -> pd.DataFrame:
        """One row a payer: gross cash and avoided, delivery, and net, over the horizon."""
        from costavoid.appraisal import tables

        return tables.by_payer(self)

    def delivery_parts(self) -> pd.DataFrame:
        """What the programme costs to run, by its parts: how many, at what price, in all."""
        from costavoid.appraisal import tables

        return tables.delivery_parts(self)

    def economic_case(self) -> pd.DataFrame:
        """Real, discounted, every payer: benefits, delivery, net and present value by year."""
        from costavoid.appraisal import tables

        return tables.economic_case(self)

    def financial_case(self, payer: str = "council") -> pd.DataFrame:
        """Nominal, undiscounted, one payer, cash only: in, out, net and cumulative by year."""
        from costavoid.appraisal import tables

        return tables.financial_case(self, payer)

    def in_year(self, year: str) -> pd.DataFrame:
        """One financial year's column of the undiscounted table, by payer."""
        from costavoid.appraisal import tables

        return tables.in_year(self, year)

    def full_year_effect(self, year: str) -> pd.DataFrame:
        """The caseload avoided at 31 March x a year's cost, by payer: next year if nobody left.

        What is paid once for each case and delivery are left out: `attrs["left_out"]` names them.
        It is not a saving of the year itself: see `in_year`.
        """
        from costavoid.appraisal import tables

        return tables.full_year_effect(self, year)

    def quantities(self) -> pd.DataFrame:
        """Cases, weeks, days and children at 31 March avoided, by line and financial year."""
        from costavoid.appraisal.quantities import quantities

        return quantities(self)

    def without(self) -> pd.DataFrame:
        """What the events expected without it would cost, by payer and year, beside what is saved.

        Only of outcomes whose evidence says how many were expected: see `attrs["left_out"]`.
        """
        from costavoid.appraisal.without import without

        return without(self)

    def spent_anyway(self) -> pd.DataFrame:
        """Delivery committed already, by year and payer: in the budget, and in no other figure."""
        from costavoid.appraisal.committed import spent_anyway

        return spent_anyway(self)

    def cost_per_case(self) -> pd.Series[float]:
        """What delivery costs for each case avoided, by outcome: the whole of it against each."""
        from costavoid.appraisal.without import cost_per_case

        return cost_per_case(self)

    def inputs_used(self) -> pd.DataFrame:
        """Every number that moved the answer, the local beside the library's own."""
        from costavoid.appraisal import tables

        return tables.inputs_used(self)

    def to_frame(self) -> pd.DataFrame:
        """The tidy table: a row for each line, payer, financial year, and cash or avoided."""
        from costavoid.appraisal import tables

        return tables.to_frame(self)

    def explain(self, line: str) -> str:
        """How one line is made: quantity x unit cost x share, step by step."""
        from costavoid.output.words.explain import explain

        return explain(self, line)

    def break_even(self, id: str, *, measured: Measured = "net present value") -> BreakEven:
        """What one input would have to be for the programme to pay, the rest unchanged.

        `measured` is all payers' "net present value", or "council cash". Raises InputError for
        an input that is not used.
        """
        from costavoid.analysis.break_even import break_even

        return break_even(self, id, measured=measured)

    def break_evens(self, *, measured: Measured = "net present value") -> pd.DataFrame:
        """Where every input would break even, the nearest to the value in use first."""
        from costavoid.analysis.sensitivity import break_evens

        return break_evens(self, measured=measured)

    def one_at_a_time(
        self, *, measured: Measured = "net present value", range_as: RangeAs | None = None
    ) -> pd.DataFrame:
        """Each input to its low and its high, the rest unchanged: the rows of a tornado."""
        from costavoid.analysis.sensitivity import one_at_a_time

        return one_at_a_time(self, measured=measured, range_as=range_as)

    def alternatives(self) -> pd.DataFrame:
        """What each other published value of a number in use would do to the answer."""
        from costavoid.analysis.alternatives import alternatives_frame

        return alternatives_frame(self)

    def structural(self) -> pd.DataFrame:
        """The net present value if something that no interval holds were otherwise, by scenario."""
        from costavoid.analysis.structure import structural_frame

        return structural_frame(self)

    def assumptions(self) -> pd.DataFrame:
        """Every input with its quality and its impact, the worst of both together first."""
        from costavoid.analysis.assumptions import assumptions

        return assumptions(self)

    def value_of_information(self, *, measured: Measured = "net present value") -> pd.DataFrame:
        """Which figure to measure: what knowing each varying input exactly would be worth."""
        from costavoid.analysis.information import value_of_information

        return value_of_information(self, measured=measured)

    def review(self) -> tuple[Finding, ...]:
        """What a sceptical finance officer would send back: findings, gravest first."""
        from costavoid.analysis.review.rules import review

        return review(self)

    def __str__(self) -> str:
        """The first page: the verdict, its evidence, one table, what must be true, the risks."""
        from costavoid.output.words.printed import printed

        return printed(self)

    def in_full(self) -> str:
        """All there is to say of the answer in words, for a terminal: it stands behind the first
        page, which `print` shows."""
        from costavoid.output.words.headline import headline

        return headline(self)

    __repr__ = __str__

    def to_json(self) -> str:
        """The case, every input and the results; `Appraisal.from_json` reads it back."""
        from costavoid.appraisal.record import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, text: str | bytes, *, most_draws: int = MOST_DRAWS) -> Self:
        """The same appraisal again, from its JSON; the numbers stored in it are used.

        Raises InputError where these do not give the pounds it holds, or where it asks for more
        than `most_draws` draws; warns where it is of another version or other data.
        """
        from costavoid.appraisal.record import from_json

        return cls.of(from_json(text, most_draws=most_draws))

    def to_word(
        self,
        path: str | os.PathLike[str],
        *,
        template: str | os.PathLike[str] | None = None,
        parts: Iterable[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """A business case in Word by the Five Case Model; what we cannot fill is marked.

        `template` is a council's own .docx, whose styles are used. `parts` are the sections
        wanted, such as ["financial", "assumptions"]; all, unless given.
        """
        from costavoid.output.report.word import to_word

        return to_word(self, path, template=template, parts=parts, overwrite=overwrite)

    def to_excel(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """A workbook with live formulas, no macros: change an input, and all of it follows."""
        from costavoid.output.report.excel import to_excel

        return to_excel(self, path, overwrite=overwrite)

    def to_powerpoint(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Five slides with charts that can be edited: verdict, cash, who gains, risks, the ask."""
        from costavoid.output.report.powerpoint import to_powerpoint

        return to_powerpoint(self, path, overwrite=overwrite)

    def to_html(
        self,
        path: str | os.PathLike[str],
        *,
        parts: Iterable[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """One HTML file that needs nothing else: to read, print or send."""
        from costavoid.output.report.html import to_html

        return to_html(self, path, parts=parts, overwrite=overwrite)

    def to_markdown(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        parts: Iterable[str] | None = None,
        overwrite: bool = False,
    ) -> str:
        """The same in Markdown, as text; at a path it is written, its pictures beside it."""
        from costavoid.output.report.markdown import to_markdown

        return to_markdown(self, path, parts=parts, overwrite=overwrite)

    def _repr_html_(self) -> str:
        """The first page, where a notebook shows the appraisal."""
        from costavoid.output.report.html import first_page

        return first_page(self)
