"""The approved plan as a person holds it: made, kept, read back, and counted against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from costavoid.appraisal.answer import an_answer
from costavoid.base.files import replacing
from costavoid.tracking.counting import counted_against
from costavoid.tracking.documents import register_document
from costavoid.tracking.elsewhere import others_given
from costavoid.tracking.entries import register_of
from costavoid.tracking.from_return import observed_in
from costavoid.tracking.given import comparison_given, day_given, notes_given, pairs_given
from costavoid.tracking.ledger import read_ledger
from costavoid.tracking.published import published_given
from costavoid.tracking.realisation import Realisation
from costavoid.tracking.register import Register
from costavoid.tracking.register_file import hash_of, load_register, sealed
from costavoid.tracking.targets import targets, when_said
from costavoid.tracking.words import day_said
from costavoid.tracking.workbook import register_bytes
from costavoid.tracking.written import Files, PathLike, Written, in_every_form

if TYPE_CHECKING:
    import pandas as pd

    from costavoid.api.appraisal import Appraisal


class Plan(Register, Written):
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

    def files(self) -> Files:
        """By the ending of its name, how the bytes of each file are made."""
        return in_every_form(register_document(self), lambda: register_bytes(self), "Approved")

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
        actuals: Any,
        *,
        ledger: Any = None,
        comparisons: Mapping[str, Any] | None = None,
        council: str | None = None,
        against: str | None = None,
        today: str | date | None = None,
    ) -> Realisation:
        """What the counts so far, and the ledger, say of the plan: cumulatively, and no more.

        `actuals` is a CSV or Excel file, a DataFrame, or a mapping from periods to counts: a column
        "period" (a month like 2026-10, a quarter like 2026-27 Q3, or a financial year) and one
        headed by the id of each benefit that was counted, from the plan's first month and without
        a gap; write `unknown` where a count is not known. `ledger` has a "period" and any of
        "spent", "released" and "avoided", pounds of the council. `comparisons` are by benefit: a
        `Comparison`, or how many (or what rate) there were elsewhere in the baseline's years and in
        those counted, as a pair. With `council`, a benefit whose published measure the plan says is
        set `against` its ten statistical "neighbours" (unless "region" or "England") in the years
        that are published. A count by year of a 903 return is given by benefit:
        `{"entries": ours.yearly("proceedings")}`. `today` is the day by which a period must have
        ended. Raises InputError for what cannot be used, and then computes nothing.
        """
        others = others_given(council, against)
        day = day_given(today, "today")
        pairs = {
            id: comparison_given(id, pair) for id, pair in pairs_given(comparisons, "comparisons")
        }
        for id in pairs:
            self.benefit(id)
        counted = tuple(
            counted_against(self.benefit(each.benefit), each, pairs.get(each.benefit), others)
            for each in observed_in(actuals, self, day)
        )
        money = () if ledger is None else read_ledger(ledger, self, day)
        return Realisation(self, day, counted, money)

    def __str__(self) -> str:
        found = [f"{self.programme}: benefits register, approved {day_said(self.approved)}\n"]
        for benefit in self.benefits:
            if not benefit.counted:
                found.append(f"- {benefit.measure}: {benefit.not_counted}.")
                continue
            found.append(
                f"- {benefit.measure}: {sum(benefit.planned):,.0f} planned, "
                f"{sum(benefit.without):,.0f} without the programme. "
                f"{when_said(benefit)}"
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
    published: Mapping[str, Any] | None = None,
) -> Plan:
    """The benefits register of an approved case: each benefit with its class, baseline and targets.

    A benefit can be counted where its evidence says how many events there would be without the
    programme, or `baselines` has the counts of the years before, by benefit id, the oldest first.
    `owners`, `data_sources` and `measures` (what is counted, in the council's words) are by benefit
    id too; one text is for all. `published` says which measure, published by council, stands for a
    benefit, and of which year the baseline is (or its first and last), so that `against` can set it
    beside others: `{"entries": ("looked_after_started", "2024-25")}`. `approved` is the day of
    approval: today, unless given. Raises InputError for an id that is none, a baseline of what is
    no count, or one below what the case avoids. HM Treasury, Green Book: the benefits register.
    """
    answer = an_answer(appraisal)
    notes = {
        "owners": notes_given(owners, "owners"),
        "data_sources": notes_given(data_sources, "data_sources"),
        "measures": notes_given(measures, "measures"),
    }
    given = dict(pairs_given(baselines, "baselines"))
    stands = {id: published_given(id, each) for id, each in pairs_given(published, "published")}
    made = register_of(answer, day_given(approved, "approved"), given, notes, stands)
    return Plan(**dict(made))
