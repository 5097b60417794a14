"""Cautious adjustments, by hand and by law.

One removal avoided a year, for a year from 1 April 2024, in 2024-25 prices. Each would have been
fostered for 52 weeks at £100: £5,200, half of it cash; half the births would have had 10 days of
neonatal care at £600: £3,000. Delivery is £1,000. By hand:

| | gross | less 30% | less 15% of the rest | left |
|---|---|---|---|---|
| placement (cash) | 5,200 (2,600) | -1,560 (-780) | -546 (-273) | 3,094 (1,547) |
| neonatal | 3,000 | -900 | -315 | 1,785 |
| delivery | -1,000 | | -100 | -1,100 |
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import costavoid as ca
from costavoid.appraisal.adjustments import DesignCut, adjusted
from costavoid.base.designs import Design
from costavoid.base.vocabulary import Cash, Kind
from strategies import programmes, shares

PANEL = "Anytown finance panel, 2026"
DESIGN = ca.design_adjustment({"trial": 0, "before and after": 0.3}, source=PANEL)
OPTIMISM = ca.optimism_bias(benefits=0.15, costs=0.1, source="Anytown's last ten cases")
BOTH = [DESIGN, OPTIMISM]
TABLE = ca.optimism_bias(table="local partnerships 2014", grade=4)
GRADE_4 = "optimism_bias.local_partnerships_2014.benefits.grade_4"
CUT = "adjustment.design.before_and_after"
PRICED = {"price_year": "2024-25", "source": "By hand"}


def money(value: float, unit: str, id: str, **more: Any) -> ca.Estimate:
    return ca.local(value, unit, id=id, **{**PRICED, **more})


def rate(value: float = 1, design: str | None = "before and after") -> ca.Estimate:
    return ca.local(
        value, "events per person-year", id="hand.rate", design=design, source="By hand"
    )


FOSTER = money(100, "GBP per week", "hand.foster", payer="council", cash_releasing=0.5)


def pause(**fields: Any) -> ca.Pause:
    return ca.Pause(
        **{
            "women": 1,
            "programme_months": 12,
            "removal_rate": rate(),
            "lag": None,
            "neonatal": ca.NeonatalStay(
                share=0.5,
                days=10,
                cost=money(600, "GBP per day", "hand.day", payer="nhs", cash_releasing=0),
            ),
            "pathway": ca.Placement(weeks=52, cost=FOSTER),
            "delivery_cost": money(1000, "GBP per person-year", "hand.delivery"),
            **fields,
        }
    )


def appraise(programme: Any = None, **options: Any) -> ca.Appraisal:
    return ca.appraise(programme or pause(), **{"horizon": 4, "price_year": "2024-25", **options})


def totals(appraisal: ca.Appraisal, cash: str | None = None) -> dict[str, float]:
    frame = appraisal.to_frame()
    return frame[frame["cash"] == (cash or frame["cash"])].groupby("line")["pounds"].sum().to_dict()


def words(appraisal: ca.Appraisal) -> str:
    return " ".join(appraisal.in_full().split())


def outcome(id: str, counterfactual: Any, **fields: Any) -> ca.Outcome:
    made = {
        "id": id,
        "label": id.capitalize(),
        "counterfactual": counterfactual,
        "pathway": ca.Placement(weeks=52, cost=FOSTER),
        "children": id,
        "months": 12,
    }
    return ca.Outcome(**{**made, **fields})


def team(*outcomes: ca.Outcome, **fields: Any) -> ca.Custom:
    return ca.Custom(name="team", changes=outcomes, **fields)


def ratio(value: float, id: str) -> ca.RatioOnBaseline:
    found = ca.local(value, "ratio", id=id, design="before and after", source="By hand")
    baseline = ca.local(10, "count per year", id=f"{id}.baseline", source="By hand")
    return ca.RatioOnBaseline(baseline=baseline, ratio=found)


def test_every_line_by_hand() -> None:
    found = totals(appraise(adjustments=BOTH))
    assert found == pytest.approx(
        {
            "removals.placement": 5200,
            "removals.placement.design_and_transfer": -1560,
            "removals.placement.optimism_bias": -546,
            "births.neonatal": 3000,
            "births.neonatal.design_and_transfer": -900,
            "births.neonatal.optimism_bias": -315,
            "delivery": -1000,
            "delivery.optimism_bias": -100,
        }
    )


def test_payer_and_cash_stay_those_of_the_line() -> None:
    appraisal = appraise(adjustments=BOTH)
    frame = appraisal.by_payer()
    council = frame.loc["council"]
    assert council["cash"] == council["avoided"] == pytest.approx(1547)
    assert council["delivery"] == pytest.approx(-1100)
    assert council["net_cash"] == pytest.approx(447)
    assert frame.loc["nhs", "gross"] == pytest.approx(1785)
    assert frame.loc["nhs", "cash"] == 0
    assert totals(appraisal, "cash")["removals.placement.optimism_bias"] == pytest.approx(-273)
    gross = appraise()
    for view in ("full_year_effect", "in_year"):
        before, after = (getattr(a, view)("2024-25")["gross"] for a in (gross, appraisal))
        np.testing.assert_allclose(after, before * 0.7 * 0.85, rtol=1e-12)


def test_none_is_made_unless_asked_for() -> None:
    plain, asked = appraise(), appraise(adjustments=[])
    assert plain.settings.adjustments == ()
    assert asked.to_json() == plain.to_json()
    assert not any(line.adjustment for line in plain.flows.lines)
    assert "in the figures above" not in words(plain)
    # nor is what is adjusted folded into an estimate, or into the count of cases
    cut = appraise(adjustments=BOTH)
    for id, estimate in plain.inputs.in_use.items():
        assert cut.inputs.in_use[id] == estimate
    for line in plain.lines:
        assert totals(cut)[line] == totals(plain)[line]
    assert "1 a year at full effect, 1 case in all" in words(cut)


def test_the_order_given_is_the_order_made() -> None:
    one, other = (totals(appraise(adjustments=given)) for given in (BOTH, BOTH[::-1]))
    assert one["removals.placement.optimism_bias"] == pytest.approx(-0.15 * 0.7 * 5200)
    assert other["removals.placement.optimism_bias"] == pytest.approx(-0.15 * 5200)
    assert other["removals.placement.design_and_transfer"] == pytest.approx(-0.3 * 0.85 * 5200)
    assert sum(one.values()) == pytest.approx(sum(other.values()))
    text = words(appraise(adjustments=BOTH))
    assert text.index("Design and transfer, in the figures above") < text.index("Optimism bias, in")
    ids = appraise(adjustments=BOTH).lines
    assert ids[:3] == (
        "removals.placement",
        "removals.placement.design_and_transfer",
        "removals.placement.optimism_bias",
    )


def test_one_is_as_good_as_a_list_of_one() -> None:
    one, listed = appraise(adjustments=DESIGN), appraise(adjustments=iter([DESIGN]))
    assert one.to_json() == listed.to_json()


def test_both_may_raise_delivery_one_on_the_other() -> None:
    share = ca.local(0.2, "share", id="dearer.here", source="By hand")
    dearer = ca.Adjustment(name="design and transfer", rule="dearer here", costs=share)
    appraisal = appraise(adjustments=[dearer, OPTIMISM])
    assert totals(appraisal)["delivery.optimism_bias"] == pytest.approx(-120)
    assert appraisal.annual(kind="delivery").sum() == pytest.approx(-1000 * 1.2 * 1.1)
    assert "takes nothing" not in words(appraise(adjustments=dearer))


def test_what_is_printed() -> None:
    text = words(appraise(adjustments=BOTH))
    assert (
        "Design and transfer, in the figures above: takes £2,500 off the benefits of all payers; "
        "takes £780 off the council's cash, part of those. Rule: a share for each way an effect "
        "is known, for its design and its transfer to here (30% for before and after); source: "
        "Anytown finance panel, 2026 (given for this case)."
    ) in text
    assert (
        "Optimism bias, in the figures above: takes £860 off the benefits of all payers; takes "
        "£270 off the council's cash, part of those; adds £100 to delivery (all payers), £100 of "
        "it the council's. Rule: a share from an organisation's own record (15% off benefits, 10% "
        "on delivery); source: Anytown's last ten cases (given for this case)."
    ) in text
    gross = words(appraise(pause(delivery_cost=None), adjustments=OPTIMISM))
    assert "adds nothing to delivery, as no delivery cost was given" in gross
    by_nhs = money(1000, "GBP", "hand.nhs", payer="nhs")
    paid = words(appraise(pause(delivery_cost=by_nhs), adjustments=OPTIMISM))
    assert "adds £100 to delivery (all payers), £0 of it the council's" in paid


def test_a_line_is_explained_as_a_part_of_another() -> None:
    appraisal = appraise(adjustments=[DESIGN, TABLE])
    text = appraisal.explain("removals.placement.optimism_bias")
    for part in (
        "Less 15% for optimism bias: Placement [removals.placement.optimism_bias]",
        "takes back a part of removals.placement, for optimism bias; rule: grade 4 of 6",
        "Caution: Unverified",
        f"x left after design and transfer: 0.7 [{CUT}]",
        f"x cut for optimism bias: 0.15 [{GRADE_4}]",
        "paid by: Council; 50.0% of it is cash; taken back, so negative",
        "total: -£546",
    ):
        assert part in text
    assert "spent" not in text
    added = appraisal.explain("delivery.optimism_bias")
    assert "15% more for optimism bias: Pause delivery" in added
    assert "adds to delivery, for optimism bias" in added
    assert "spent, so negative" in added
    assert "taken back" not in appraisal.explain("removals.placement")


def test_a_design_without_a_cut_is_left_whole_and_said() -> None:
    trial = appraise(pause(removal_rate=rate(design="trial")), adjustments=DESIGN)
    assert not any(line.adjustment for line in trial.flows.lines)
    assert "takes nothing off the benefits" in words(trial)
    assert "(0% for trial)" in words(trial)
    assert "adjustment.design.trial" in trial.inputs.in_use
    assert CUT not in trial.inputs.in_use


def test_a_whole_cut_leaves_nothing() -> None:
    nothing = ca.optimism_bias(benefits=1, source="By hand")
    appraisal = appraise(adjustments=[nothing, DESIGN])
    assert appraisal.annual(kind="benefit") == pytest.approx(0)
    assert "Not cut" not in words(appraisal)


def test_what_replaces_a_placement_is_cut_with_it() -> None:
    step_down = ca.Placement(
        weeks=52, cost=FOSTER, replaced_by=money(25, "GBP per week", "hand.kin", payer="council")
    )
    appraisal = appraise(pause(pathway=step_down, neonatal=None), adjustments=BOTH)
    found, cash = totals(appraisal), totals(appraisal, "cash")
    # 52 weeks at £25 are £1,300, all of it cash: 30% of it is £390, 15% of the rest £136.50
    assert found["removals.replacement"] == pytest.approx(-1300)
    for part, amount in (("design_and_transfer", 390), ("optimism_bias", 136.5)):
        assert found[f"removals.replacement.{part}"] == pytest.approx(amount)
        assert cash[f"removals.replacement.{part}"] == pytest.approx(amount)
    assert appraisal.annual(kind="benefit").sum() == pytest.approx(3900 * 0.7 * 0.85)
    text = appraisal.explain("removals.replacement.design_and_transfer")
    assert "taken back, so positive" in text


def test_what_is_taken_back_is_no_unit_cost_saved() -> None:
    average = ca.default("placement.average.week")
    dear = FOSTER.model_copy(update={"value": 9000})
    step_down = pause(pathway=ca.Placement(weeks=26, cost=dear, replaced_by=average))
    for adjustments in ([], BOTH):
        reviewed = appraise(step_down, adjustments=adjustments).review()
        assert "average_of_all_care" not in {f.id for f in reviewed}


def test_a_harm_is_not_made_to_look_smaller() -> None:
    worse = team(outcome("worse", ratio(1.2, "hand.worse")))
    plain, cut = appraise(worse), appraise(worse, adjustments=BOTH)
    # two more a year, 52 weeks each, at £100
    assert plain.annual().sum() == pytest.approx(-2 * 5200)
    np.testing.assert_array_equal(cut.annual(), plain.annual())
    text = words(cut)
    assert "takes nothing off the benefits" in text
    assert "Not cut, as it costs more than it avoids: Worse." in text
    explained = cut.explain("worse.placement.design_and_transfer")
    assert "an effect that goes the wrong way is not cut: 0 a year" in explained
    assert "total: £0" in explained


def test_gains_are_cut_beside_a_harm() -> None:
    mixed = team(
        outcome("better", ratio(0.7, "hand.better")), outcome("worse", ratio(1.2, "hand.worse"))
    )
    appraisal = appraise(mixed, adjustments=BOTH)
    assert appraisal.annual().sum() == pytest.approx(3 * 5200 * 0.7 * 0.85 - 2 * 5200)
    assert "Not cut, as it costs more than it avoids: Worse." in words(appraisal)


def test_an_outcome_that_costs_more_than_it_avoids_is_not_cut() -> None:
    step_up = ca.Placement(
        weeks=52, cost=FOSTER, replaced_by=money(300, "GBP per week", "hand.home", payer="council")
    )
    both = team(
        outcome("moves", ratio(0.9, "hand.moves"), pathway=step_up),
        outcome("better", ratio(0.7, "hand.better")),
    )
    appraisal = appraise(both, adjustments=DESIGN)
    assert appraisal.annual().sum() == pytest.approx(5200 - 3 * 5200 + 3 * 5200 * 0.7)
    assert "Not cut, as it costs more than it avoids: Moves." in words(appraisal)
    assert "moves.placement.design_and_transfer" not in appraisal.lines
    assert appraise(both, adjustments=DESIGN, horizon=9).lines == appraisal.lines


def test_cash_that_rises_is_said_to_rise() -> None:
    soft = FOSTER.model_copy(update={"cash_releasing": 0})
    kin = money(25, "GBP per week", "hand.kin", payer="council")
    step_down = ca.Placement(weeks=52, cost=soft, replaced_by=kin)
    text = words(appraise(pause(pathway=step_down, neonatal=None), adjustments=DESIGN))
    assert "takes £1,200 off the benefits of all payers; adds £390 to the council's cash" in text


def test_an_override_reaches_a_share() -> None:
    own = ca.local(0.5, "share", id=CUT, source="The auditor")
    appraisal = appraise(adjustments=BOTH, overrides=[own])
    assert appraisal.annual(kind="benefit").sum() == pytest.approx(8200 * 0.5 * 0.85)
    label = appraisal.line("removals.placement.design_and_transfer").label
    assert label == "Less 50% for design and transfer: Placement"
    text = words(appraisal)
    assert "(50% for before and after, in the place of 30%); source: The auditor" in text
    assert PANEL not in text
    used = appraisal.inputs_used()
    assert used.loc[CUT, "value"] == 0.5
    assert used.loc["adjustment.optimism_bias.costs", "value"] == 0.1
    none = appraise(adjustments=DESIGN, overrides=[own.model_copy(update={"value": 0})])
    assert none.inputs_used().loc[CUT, "value"] == 0
    assert totals(none) == totals(appraise())


def test_an_override_of_the_effect_may_change_its_design() -> None:
    seen = appraise(adjustments=DESIGN, overrides=[rate(0.5, "trial")])
    assert totals(seen) == pytest.approx(totals(appraise(pause(removal_rate=rate(0.5)))))
    with pytest.raises(ca.InputError, match="removals rests on 'opinion', for which no share"):
        appraise(adjustments=DESIGN, overrides=[rate(0.5, None)])


def test_the_named_tables() -> None:
    for grade, share in enumerate((0, 0.05, 0.1, 0.15, 0.25, 0.4), start=1):
        made = ca.optimism_bias(table="local partnerships 2014", grade=grade)
        assert made.benefits == made.costs and made.benefits.value == share
        assert made.benefits.caution.startswith("Unverified")
        assert (made.benefits.status, made.benefits.quality) == ("assumed", "red")
    outsourced = ca.optimism_bias(table="outsourcing 2002")
    assert outsourced.benefits is None
    assert (outsourced.costs.value, outsourced.costs.low, outsourced.costs.high) == (0.41, 0, 0.41)
    appraisal = appraise(adjustments=outsourced)
    assert appraisal.annual().sum() == pytest.approx(8200 - 1410)
    assert "the Green Book has no generic value for benefits (41% on delivery)" in words(appraisal)
    # two grades, where costs are better known than the effect
    better = ca.default("optimism_bias.local_partnerships_2014.benefits.grade_2")
    mixed = ca.optimism_bias(benefits=ca.default(GRADE_4), costs=better)
    assert appraise(adjustments=mixed).annual().sum() == pytest.approx(8200 * 0.85 - 1050)


def test_an_unverified_table_says_so_wherever_it_is_printed() -> None:
    appraisal = appraise(adjustments=TABLE)
    said = "Unverified: the table in the guidance's own text could not be read"
    assert said in words(appraisal)
    found = [f for f in appraisal.review() if said in f.sentence]
    assert [(f.id, f.severity) for f in found] == [("caution", "warning")]
    assert said in appraisal.inputs_used().loc[GRADE_4, "caution"]
    for line in appraisal.lines:
        assert (said in appraisal.explain(line)) is line.endswith(".optimism_bias")
    checked = ca.local(0.15, id=GRADE_4, source="The guidance, page read by Anytown")
    assert "Unverified" not in words(appraise(adjustments=TABLE, overrides=[checked]))


def test_json_and_back() -> None:
    own = ca.local(0.5, "share", id=CUT, source="The auditor")
    appraisal = appraise(adjustments=[DESIGN, TABLE], overrides=[own])
    again = ca.Appraisal.from_json(appraisal.to_json())
    assert again.settings == appraisal.settings
    assert hash(again.settings) == hash(appraisal.settings)
    assert again.to_json() == appraisal.to_json()
    assert again.in_full() == appraisal.in_full()
    np.testing.assert_array_equal(again.flows.amounts, appraisal.flows.amounts)
    assert ca.Adjustment(**DESIGN.model_dump(mode="json")) == DESIGN


def test_settings_name_the_rules() -> None:
    frame = appraise(adjustments=BOTH).inputs_used()
    assert frame.index.is_unique
    settings = frame[frame["status"] == "setting"]["setting"]
    assert settings["settings.adjustments.optimism_bias.rule"] == OPTIMISM.rule
    assert settings["settings.adjustments.design_and_transfer.by_design.trial.design"] == "trial"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: ca.design_adjustment({"trial": 0.1}), "trial: 0.1 given without a source"),
        (lambda: ca.design_adjustment({"trial": 0.1}, source=" "), "add source="),
        (lambda: ca.design_adjustment({}, source=PANEL), "nothing given; give benefits"),
        (lambda: ca.design_adjustment(0.3, source=PANEL), "0.3 given; give a share for each"),
        (lambda: ca.design_adjustment({"trail": 0}, source=PANEL), "Did you mean 'trial'"),
        (lambda: ca.design_adjustment({"trial": 30}, source=PANEL), "write 0.4 for 40%"),
        (
            lambda: ca.design_adjustment({"trial": "x"}, source=PANEL),
            "trial: .x. given; give a share",
        ),
        (lambda: ca.design_adjustment({"trial": FOSTER}), "takes a number in 'share'"),
        (lambda: ca.design_adjustment({"trial": 0}, source=PANEL, rule=""), "Adjustment.rule"),
        (lambda: ca.optimism_bias(), "nothing given"),
        (lambda: ca.optimism_bias(benefits=0.1), "benefits: 0.1 given without a source"),
        (lambda: ca.optimism_bias(costs=41, source=PANEL), "write 0.4 for 40%"),
        (lambda: ca.optimism_bias(costs=FOSTER), "costs: hand.foster given in 'GBP per week'"),
        (lambda: ca.optimism_bias(grade=4), "without its table"),
        (lambda: ca.optimism_bias(table="outsourcing"), "Did you mean 'outsourcing 2002'"),
        (lambda: ca.optimism_bias(table="outsourcing 2002", grade=1), "has no grades"),
        (lambda: ca.optimism_bias(table="local partnerships 2014"), "None given; .* grade from 1"),
        (lambda: ca.optimism_bias(table="local partnerships 2014", grade=7), "grade: 7 given"),
        (lambda: ca.optimism_bias(table="local partnerships 2014", grade="4"), "grade: '4' given"),
        (lambda: ca.optimism_bias(table="local partnerships 2014", grade=True), "True given"),
        (lambda: ca.optimism_bias(table="outsourcing 2002", costs=0.1), "the table alone"),
        (lambda: ca.Adjustment(name="optimism", rule="x"), "Did you mean 'optimism bias'"),
        (
            lambda: ca.Adjustment(
                name="optimism bias",
                rule="x",
                benefits=OPTIMISM.benefits,
                by_design=DESIGN.by_design,
            ),
            "benefits and by_design both given",
        ),
        (
            lambda: ca.Adjustment(
                name="design and transfer", rule="x", by_design=DESIGN.by_design * 2
            ),
            "'trial' given twice",
        ),
        (lambda: DesignCut(design=Design.TRIAL, cut=FOSTER), "takes a number in 'share'"),
        (lambda: appraise(adjustments=[TABLE, OPTIMISM]), "'optimism bias' given twice"),
        (lambda: appraise(adjustments=0.3), "0.3 given; give what costavoid.design_adjustment"),
        (lambda: appraise(adjustments=[DESIGN, 0.3]), "0.3 given; give what"),
        (lambda: appraise(adjustments={"trial": 0.3}), "given; give what"),
        (lambda: appraise(adjustments=FOSTER), "given; give what"),
        (
            lambda: appraise(adjustments=ca.design_adjustment({"trial": 0.1}, source=PANEL)),
            "removals rests on 'before and after', for which no share was given; add {'before and",
        ),
        (
            lambda: appraise(
                adjustments=DESIGN,
                overrides=[ca.local(0.1, "share", id="adjustment.design.trial", source="x")],
            ),
            "'adjustment.design.trial' given, but this appraisal uses no such number",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(make: Any, said: str) -> None:
    with pytest.raises(ca.InputError, match=said):
        make()


any_design = st.builds(
    lambda share: ca.design_adjustment({d.value: share for d in Design}, source="Test"), shares
)
any_optimism = st.builds(
    lambda benefits, costs: ca.optimism_bias(benefits=benefits, costs=costs, source="Test"),
    shares,
    shares,
)


@given(programmes, any_design, any_optimism, st.booleans())
def test_a_line_and_what_is_taken_from_it_make_what_is_left(
    programme: Any, design: ca.Adjustment, optimism: ca.Adjustment, turned: bool
) -> None:
    case = {"horizon": 6, "price_year": "2024-25", "first_year": "2025-26"}
    given = [optimism, design] if turned else [design, optimism]
    plain = ca.appraise(programme, **case)
    cut = ca.appraise(programme, adjustments=given, **case)
    left = (1 - design.by_design[0].cut.value) * (1 - optimism.benefits.value)
    rows: dict[str, np.ndarray] = {}
    whole = ""
    for line, amounts in zip(cut.flows.lines, cut.flows.amounts, strict=True):
        whole = whole if line.adjustment else line.id
        rows[whole] = rows.get(whole, 0.0) + amounts
    assert list(rows) == list(plain.lines)
    for line, amounts in zip(plain.flows.lines, plain.flows.amounts, strict=True):
        gain = line.cases.per_year(plain.inputs)[0] > 0
        times = 1 + optimism.costs.value if line.kind is Kind.DELIVERY else left if gain else 1
        np.testing.assert_allclose(rows[line.id], times * amounts, rtol=1e-9, atol=1e-6)
    before, after = (a.annual(kind="benefit").sum() for a in (plain, cut))
    assert after <= before + 1e-6
    for payer in ("council", "nhs"):
        for cash in Cash:
            one, two = (
                a.annual(payer=payer, cash=cash, kind="benefit").sum() for a in (plain, cut)
            )
            assert two <= one + 1e-6
    assert " nan" not in words(cut)
    for id in cut.lines:
        assert "total:" in cut.explain(id)


def test_lines_can_be_adjusted_alone() -> None:
    appraisal = appraise()
    lines = adjusted(appraisal.flows.lines, (), appraisal.inputs)
    assert lines == appraisal.flows.lines
