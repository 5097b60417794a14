"""`portfolio`: many programmes, one cohort, one budget; every view of them a method."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from costavoid.appraisal.answer import Answer
from costavoid.base.errors import InputError
from costavoid.base.files import replacing
from costavoid.portfolios import tables
from costavoid.portfolios.choice import choose as choosing
from costavoid.portfolios.choice import frontier as frontiers
from costavoid.portfolios.choice.choose import Choice
from costavoid.portfolios.choice.frontier import Frontier
from costavoid.portfolios.cohorts import Cohort
from costavoid.portfolios.joined import Joined, join
from costavoid.portfolios.record import as_data
from costavoid.portfolios.rules import HEADLINE
from costavoid.portfolios.worth import worth

if TYPE_CHECKING:
    import pandas as pd

    from costavoid.output.words.portfolio_page import PortfolioPage


@dataclass(frozen=True, eq=False, repr=False)
class Chosen(Choice):
    """Which programmes to fund, and all that is to be said of it."""

    def __str__(self) -> str:
        from costavoid.output.words.together import choice_said

        return choice_said(self)

    __repr__ = __str__


@dataclass(frozen=True, eq=False, repr=False)
class AtEachBudget(Frontier):
    """The most that each budget buys."""

    def __str__(self) -> str:
        from costavoid.output.words.together import frontier_said

        return frontier_said(self)

    __repr__ = __str__


@dataclass(frozen=True, eq=False, repr=False)
class Portfolio(Joined):
    """Programmes together: what they come to, less what overlap removes, and which to fund.

    Every table has what is removed for overlap apart. `rule` says how effects on the same events
    combine: "independent" (the headline), "largest only" or "sum, capped".
    """

    @property
    def npv(self) -> float:
        """Net present value, all payers, less overlap."""
        return float(self.bounds()["net_present_value"][HEADLINE])

    @property
    def council_net_cash(self) -> float:
        """The council's net cash over the horizon, in pounds of each year, less overlap."""
        return float(self.bounds()["council_net_cash"][HEADLINE])

    @property
    def placements_avoided(self) -> float:
        """Placements that do not begin within the horizon, less overlap."""
        from numpy import ones

        return float(worth(self, "placements avoided").of(ones((1, len(self.parts))))[0, 0])

    def bounds(self) -> pd.DataFrame:
        """The three answers side by side, and the sum as if nothing overlapped."""
        return tables.bounds(self)

    def events(self) -> pd.DataFrame:
        """Events of each cohort by year: expected, avoided by each alone, and together."""
        return tables.events(self)

    def by_payer(self, *, rule: str = HEADLINE) -> pd.DataFrame:
        """One row a payer: gross, removed for overlap, delivery and net, over the horizon."""
        return tables.by_payer(self, rule)

    def by_programme(self, *, rule: str = HEADLINE) -> pd.DataFrame:
        """One row a programme, with the same columns, and the council's net cash."""
        return tables.by_programme(self, rule)

    def cash_profile(self, *, prices: str = "real", rule: str = HEADLINE) -> pd.DataFrame:
        """Financial year x payer, annual and cumulative; `prices` as of an Appraisal."""
        return tables.cash_profile(self, prices, rule)

    def to_frame(self, *, rule: str = HEADLINE) -> pd.DataFrame:
        """The tidy table: each line of each programme, and lines of the kind "overlap"."""
        return tables.to_frame(self, rule)

    def uncertainty(self) -> pd.DataFrame:
        """Mean, median and intervals of the whole, less overlap; a number they share moves once.

        Raises InputError where the programmes were appraised without draws.
        """
        from costavoid.portfolios.drawn import uncertainty

        return uncertainty(self)

    def choose(
        self,
        *,
        budget: Mapping[str, float],
        by: str = "council cash",
        must: Iterable[str] = (),
        not_both: Iterable[Iterable[str]] = (),
    ) -> Chosen:
        """Which programmes to fund with `budget`, pounds by financial year: the best set there is.

        The budget is of the council's gross delivery cash, in pounds of each year; a year without
        one has no limit. `by` is what is to be as large as it can be: "council cash" (net, over
        the horizon), "net present value" (all payers) or "placements avoided". `must` are funded
        whatever they come to; of each of `not_both` one at most. Raises InputError for a year
        outside the horizon, a name that is not in the portfolio, and a budget that buys nothing.
        """
        found = choosing.choose(self, budget, by, must, not_both)
        return Chosen(found.joined, found.problem, found.best)

    def frontier(
        self,
        *,
        by: str = "council cash",
        must: Iterable[str] = (),
        not_both: Iterable[Iterable[str]] = (),
    ) -> AtEachBudget:
        """The most that each budget buys, over the whole horizon, and what is never bought."""
        found = frontiers.frontier(self, by, must, not_both)
        return AtEachBudget(**{name: getattr(found, name) for name in FRONTIER})

    def answer(self) -> dict[str, Any]:
        """The whole as plain values, for JSON and for documents."""
        return as_data(self)

    def to_word(
        self,
        path: str | os.PathLike[str],
        *,
        choice: Choice | None = None,
        frontier: Frontier | None = None,
        template: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """A first page, the programmes side by side, the overlap, then a page of each, in Word.

        `choice` and `frontier` are what `choose` and `frontier` of this portfolio gave, to be
        said too; `template` is a council's own .docx, whose styles are used. Needs
        `pip install "costavoid[report]"`. Raises InputError for a choice of another portfolio.
        """
        from costavoid.output.report.portfolio import portfolio_word

        page = self.page(choice=choice, frontier=frontier)
        with replacing(path, overwrite=overwrite) as write:
            write(portfolio_word(page, template))
        return Path(path)

    def to_html(
        self,
        path: str | os.PathLike[str],
        *,
        choice: Choice | None = None,
        frontier: Frontier | None = None,
        overwrite: bool = False,
    ) -> Path:
        """The same as one HTML file that needs nothing else."""
        from costavoid.output.report.portfolio import portfolio_html

        page = self.page(choice=choice, frontier=frontier)
        with replacing(path, overwrite=overwrite) as write:
            write(portfolio_html(page))
        return Path(path)

    def to_markdown(self, *, choice: Choice | None = None, frontier: Frontier | None = None) -> str:
        """The same in Markdown."""
        from costavoid.output.report.portfolio import portfolio_markdown

        return portfolio_markdown(self.page(choice=choice, frontier=frontier))

    def to_excel(
        self,
        path: str | os.PathLike[str],
        *,
        choice: Choice | None = None,
        frontier: Frontier | None = None,
        overwrite: bool = False,
    ) -> Path:
        """A live workbook: switch programmes on and off, see the total and the budget.

        What overlap removes is looked up by the set that is on, exact: programmes of a cohort
        that more than six reach stay on. A programme that shares no children can be scaled.
        """
        from costavoid.output.report.excel.portfolio import portfolio_bytes

        page = self.page(choice=choice, frontier=frontier)
        with replacing(path, overwrite=overwrite) as write:
            write(portfolio_bytes(page))
        return Path(path)

    def page(
        self, *, choice: Choice | None = None, frontier: Frontier | None = None
    ) -> PortfolioPage:
        """What every document says, as data."""
        from costavoid.output.words.portfolio_page import portfolio_page

        return portfolio_page(self, *_of_this(self, choice, frontier))

    def __str__(self) -> str:
        from costavoid.output.words.together import portfolio_said

        return portfolio_said(self)

    __repr__ = __str__


def _of_this(
    whole: Joined, choice: object, frontier: object
) -> tuple[Choice | None, Frontier | None]:
    """What is to be said too. Raises InputError for what is of no portfolio, or of another."""
    if choice is not None and not (isinstance(choice, Choice) and choice.joined is whole):
        raise InputError(
            f"choice: {type(choice).__name__} given; give what choose of this portfolio returns."
        )
    if frontier is not None and not (
        isinstance(frontier, Frontier)
        and {*frontier.never, *chain(*frontier.sets)} == {*whole.names}
    ):
        raise InputError(
            f"frontier: {type(frontier).__name__} given; give what frontier of this portfolio "
            "returns."
        )
    return choice, frontier


FRONTIER = ("by", "budget", "worth", "sets", "never", "exact")


def portfolio(
    appraisals: Mapping[str, Answer], *, cohorts: Cohort | Iterable[Cohort] = ()
) -> Portfolio:
    """Programmes together, by name: `portfolio({"Pause": one, "Conferences": other}, cohorts=...)`.

    All must have one price year, horizon and discounting, and draws of one seed. `cohorts` say
    which outcomes reach the same children, how many they are, and how many events there would be
    with none of the programmes; without them nothing is taken to overlap, which `notes` points
    out. Raises InputError, and computes nothing, where appraisals do not fit together, an overlap
    is larger than a cohort, or more events are avoided than the baseline holds.
    """
    joined = join(appraisals, cohorts)
    return Portfolio(joined.parts, joined.cohorts)
