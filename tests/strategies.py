"""Programmes and cases for property tests. A new programme or option is added here."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

import costavoid as ca

starts = st.dates(date(2025, 4, 1), date(2026, 12, 31))
shares = st.floats(0, 1)
prices = st.sampled_from(["2013-14", "2024-25", "2025-26", "2030-31"])


def rate(value: float) -> ca.Estimate:
    return ca.local(value, "events per person-year", id="test.rate", source="Test")


stays = st.one_of(
    st.floats(1, 200).map(
        lambda w: ca.FixedStay(length=ca.local(w, "weeks", id="test.stay", source="Test"))
    ),
    st.floats(1, 200).map(
        lambda w: ca.ExponentialStay(mean=ca.local(w, "weeks", id="test.stay", source="Test"))
    ),
    st.tuples(st.floats(1, 20), st.floats(1, 20), shares, shares).map(
        lambda p: ca.StepStay(
            times=(p[0], p[0] + p[1]),
            shares=(max(p[2], p[3]), min(p[2], p[3])),
            tail="stays",
        )
    ),
)


@st.composite
def pathways(draw: st.DrawFn) -> ca.InfantRemovedAtBirth | ca.Placement | ca.CareProceedings:
    adopted = draw(shares)
    guardian = draw(st.floats(0, 1 - adopted))
    stay = draw(stays)
    return draw(
        st.sampled_from(
            [
                ca.CareProceedings(),
                ca.CareProceedings(duration=None, application_fee=None),
                ca.Placement(type="residential", stay=stay, until=10),
                ca.Placement(provider="agency", weeks=draw(st.floats(1, 300))),
                ca.InfantRemovedAtBirth(
                    adoption_share=adopted,
                    guardianship_share=guardian,
                    stay_before_return=stay,
                    guardianship_allowance=ca.local(
                        150,
                        "GBP per week",
                        id="test.allowance",
                        price_year="2024-25",
                        source="Test",
                        payer="council",
                        cash_releasing=1,
                    ),
                ),
            ]
        )
    )


@st.composite
def pauses(draw: st.DrawFn, women: int = 20, removal_rate: float | None = None) -> ca.Pause:
    fading = sorted(draw(st.lists(shares, max_size=3)), reverse=True)
    value = draw(st.floats(0.01, 2)) if removal_rate is None else removal_rate
    return ca.Pause(
        women=women,
        start=draw(starts),
        programme_months=draw(st.integers(1, 48)),
        removal_rate=rate(value),
        pathway=draw(pathways()),
        neonatal=draw(st.sampled_from([None, ca.NeonatalStay()])),
        lag=draw(st.sampled_from([None, 9, 4.5])),
        deadweight=draw(st.sampled_from([None, 0.2])),
        attribution=draw(st.sampled_from([None, 0.7])),
        persistence=tuple(fading),
    )


@st.composite
def centres(draw: st.DrawFn) -> ca.ChildrensCentres:
    before = draw(st.integers(1, 200))
    observed = {
        "proceedings_after": draw(st.integers(0, 200)),
        "before_year": "2012-13",
        "after_year": "2014-15",
        "against_national_trend": draw(st.booleans()),
    }
    return ca.ChildrensCentres(
        start=draw(starts),
        proceedings_before=before,
        months=draw(st.sampled_from([None, 7, 30])),
        phase_in=tuple(draw(st.lists(shares, max_size=3))),
        deadweight=draw(st.sampled_from([None, 0.3])),
        attribution=draw(st.sampled_from([None, 0.6])),
        **draw(
            st.sampled_from(
                [
                    {},
                    {
                        "placement": ca.Placement(weeks=40, type="residential"),
                        "placement_share": 0.5,
                    },
                ]
            )
        ),
        children_placed_sooner=12,
        weeks_sooner=draw(st.floats(1, 60)),
        **(observed if draw(st.booleans()) else {}),
    )


programmes = st.one_of(pauses(), centres())


@st.composite
def appraisals(draw: st.DrawFn) -> ca.Appraisal:
    return ca.appraise(
        draw(programmes),
        horizon=draw(st.integers(2, 20)),
        price_year=draw(prices),
        first_year="2025-26",
        placement_inflation=draw(st.sampled_from([0.0, 0.03])),
    )
