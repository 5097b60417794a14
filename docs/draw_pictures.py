"""Draws every chart of two invented councils into docs/pictures, as PNG and SVG.

Run it after a change to the charts, and look at what changed: python docs/draw_pictures.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import costavoid as ca
from costavoid import charts
from costavoid.base.vocabulary import Payer

PICTURES = Path(__file__).parent / "pictures"
INVENTED = ca.Source(
    id="invented", title="Invented for a picture", publisher="Anytown Council", year=2025
)
# What one case costs each payer, and the share of it that is cash: invented, like all the rest.
COSTS = {
    Payer.NHS: (9_000, 0.2),
    Payer.LEGAL_AID: (15_000, 1.0),
    Payer.COURT: (2_500, 0.0),
    Payer.CAFCASS: (4_000, 0.0),
    Payer.DFE: (6_000, 0.0),
    Payer.DWP: (11_000, 0.5),
    Payer.POLICE: (3_000, 0.0),
    Payer.MOJ: (5_000, 0.0),
    Payer.HOME_OFFICE: (1_800, 0.0),
    Payer.INDIVIDUALS: (12_000, 0.0),
    Payer.SEVERAL: (8_000, 0.0),
}
CAUTION = (
    ca.design_adjustment({"before and after": 0.2}, source=INVENTED),
    ca.optimism_bias(benefits=0.1, costs=0.1, source=INVENTED),
)


def rate(id: str, label: str) -> ca.Estimate:
    """Cases avoided for each child referred: what has an interval."""
    return ca.Estimate(
        id=f"anytown.{id}",
        label=label,
        value=0.12,
        low=0.05,
        high=0.19,
        range_kind="95% interval",
        unit="events per person-year",
        design="before and after",
        status="local",
        quality="amber",
        source=INVENTED,
    )


def pounds(value: float, unit: str, id: str, label: str, **more: object) -> ca.Estimate:
    """An invented cost."""
    return ca.local(
        value, unit, id=f"anytown.{id}", label=label, price_year="2025-26", source=INVENTED, **more
    )


def appraised(
    name: str,
    changes: tuple[ca.Outcome, ...],
    team: float,
    label: str = "Team of six",
    **how: object,
) -> ca.Appraisal:
    """A programme of the invented council, with its team."""
    cost = ca.Delivery(label="Team", cost=pounds(team, "GBP per year", "team", label))
    programme = ca.Custom(name=name, start="2026-04-01", changes=changes, costs=(cost,))
    return ca.appraise(programme, horizon=6, price_year="2025-26", draws=10_000, **how)


def placements(cohort: int = 90) -> ca.Outcome:
    """Entries to care avoided: weeks of placement, which the council pays for."""
    week = pounds(
        1_150,
        "GBP per week",
        "week",
        "Agency foster placement",
        cash_releasing=0.8,
        payer="council",
    )
    return ca.Outcome(
        id="entries",
        label="Entries to care avoided",
        children="children referred",
        counterfactual=ca.RateAvoided(
            rate=rate("entries", "Entries to care avoided for each child referred"), cohort=cohort
        ),
        pathway=ca.Placement(
            provider="agency",
            cost=week,
            weeks=ca.local(
                70, "weeks", id="anytown.weeks", label="Weeks in placement", source=INVENTED
            ),
        ),
        phase_in=(0.5,),
        deadweight=ca.local(
            0.15, "share", id="anytown.deadweight", label="Deadweight", source=INVENTED
        ),
        attribution=ca.local(
            0.9, "share", id="anytown.attribution", label="Attribution", source=INVENTED
        ),
    )


def costs_to(payer: Payer, cost: float, share: float) -> ca.Outcome:
    """Cases avoided that cost one payer, with the share of the cost that is cash."""
    return ca.Outcome(
        id=payer.value,
        label=f"Cases avoided, {payer.label}",
        children=f"cases that cost {payer.label}",
        counterfactual=ca.RateAvoided(
            rate=rate(f"cases_{payer.value}", f"Cases avoided that cost {payer.label}"), cohort=40
        ),
        pathway=ca.PublishedCost(
            cost=pounds(
                cost,
                "GBP per event",
                f"cost_{payer.value}",
                f"One case, cost to {payer.label}",
                payer=payer.value,
                cash_releasing=share,
            ),
            over=ca.local(
                2, "years", id="anytown.over", label="Years a case lasts", source=INVENTED
            ),
        ),
        phase_in=(0.5,),
    )


def one_payer() -> ca.Appraisal:
    """Placements only: the council is the one payer."""
    return appraised("Anytown's edge-of-care team (invented)", (placements(),), 310_000)


def twelve_payers() -> ca.Appraisal:
    """Something for every payer there is, with every step from gross to net."""
    others = (costs_to(payer, *cost) for payer, cost in COSTS.items())
    name = "Anytown's partnership of twelve payers (invented)"
    return appraised(name, (placements(), *others), 450_000, adjustments=CAUTION)


def proposals() -> ca.Portfolio:
    """Five proposals of teams that reach the same children."""
    sizes = {"Clinicians": (15, 400), "Edge of care": (20, 600), "Respite": (8, 90)}
    sizes |= {"Reunification": (12, 350), "Panel": (2, 250)}  # avoided a year, £ thousand a year
    parts = {}
    for name, (avoided, cost) in sizes.items():
        id = name.lower().replace(" ", "_")
        team = ca.SystemicPractice(
            entries_avoided=ca.local(
                avoided, "children per year", id=f"anytown.{id}.avoided", source=INVENTED
            ),
            delivery_cost=pounds(cost * 1_000, "GBP per year", f"{id}.cost", name),
            start="2026-04-01",
            months=36,
        )
        parts[name] = ca.appraise(team, horizon=5, price_year="2025-26")
    entries = ca.Cohort(
        name="Entries to care",
        children=ca.local(300, "children", source=INVENTED),
        baseline=ca.local(50, "children per year", source=INVENTED),
        reached=dict.fromkeys(parts, "care_entries"),
    )
    return ca.portfolio(parts, cohorts=entries)


OF_AN_APPRAISAL: tuple[Callable[[ca.Appraisal], charts.Chart], ...] = (
    charts.council_cash,
    charts.cash_profile,
    charts.waterfall,
    charts.children,
    charts.tornado,
    charts.distribution,
)


def pictures() -> Iterator[tuple[str, charts.Chart]]:
    """Every chart with the name of its files."""
    for name, appraisal in (("one_payer", one_payer()), ("twelve_payers", twelve_payers())):
        for draw in OF_AN_APPRAISAL:
            yield f"{name}_{draw.__name__}", draw(appraisal)
    yield "replications", charts.replications()
    yield "replications_pause", charts.replications("Pause")
    yield "frontier", charts.frontier(proposals().frontier())


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    page = ["# Charts\n\nDrawn by `docs/draw_pictures.py`. Anytown and its figures are invented.\n"]
    for name, chart in pictures():
        for ending in (".png", ".svg"):
            chart.save(PICTURES / f"{name}{ending}", overwrite=True)
        words = chart.alt.removeprefix(f"{chart.title}. ")
        heading = name.replace("_", " ").capitalize()
        page.append(f"## {heading}\n\n![{chart.alt}]({name}.png)\n\n{words}\n")
    (PICTURES / "README.md").write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
