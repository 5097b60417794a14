"""What came of a plan, as a person holds it: printed, as a frame, as documents."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from costavoid.tracking.results import Results, results_document, sentences
from costavoid.tracking.words import day_said
from costavoid.tracking.workbook import results_bytes
from costavoid.tracking.written import Files, Written, in_every_form

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Realisation(Results, Written):
    """What came of a plan so far: whether it happened, and whether that can be told yet.

    `print` says it; `to_frame` has the numbers; `to_word`, `to_excel`, `to_html` and `to_markdown`
    the document.
    """

    @classmethod
    def of(cls, results: Results) -> Self:
        """The same results, with their views."""
        return cls(**{field.name: getattr(results, field.name) for field in fields(results)})

    def files(self) -> Files:
        """By the ending of its name, how the bytes of each file are made."""
        return in_every_form(results_document(self), lambda: results_bytes(self), "Draft")

    def to_frame(self) -> pd.DataFrame:
        """One row a benefit (and one more against its comparison), cumulatively.

        Columns: `compared`, `observed` (`observed_least` to `observed_most` where counts are
        rounded) with `low` and `high`, `planned`, `without`, `ratio` with
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
                        "observed_least": one.least,
                        "observed_most": one.most,
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
            f"on {day_said(self.today)}\n"
        )
        parts = (
            "\n".join([f"\n{title}", *(f"- {sentence}" for sentence in said)])
            for title, said in sentences(self).items()
        )
        return "\n".join([head.rstrip(), *parts])

    __repr__ = __str__
