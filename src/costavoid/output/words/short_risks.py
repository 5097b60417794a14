"""What a finding comes to, in a dozen words: the risks of a first page."""

from __future__ import annotations

from costavoid.analysis.review.finding import Finding

SHORT = {
    "no_published_effect": "no study has published what this kind of programme avoids.",
    "outranked": "a stronger study than the one used found something else.",
    "other_effect": "another published figure, counted otherwise, says something else.",
    "no_comparison": "no comparison group shows what would have happened anyway.",
    "no_deadweight": "nothing is taken off for what would have happened anyway.",
    "peak_baseline": "the count before was made in a peak year.",
    "families_or_children": "the counts may be of children, who come in families.",
    "could_be_chance": "the study's result could be chance.",
    "no_interval": "the study does not say how far chance may have moved its result.",
    "near_all": "nearly all that was expected is said to be avoided.",
    "less_than_one": "fewer than one case is avoided, and part of a child frees no placement.",
    "unanswered": "the case leaves open what a reader of it will ask.",
    "more_than_one_each": "more than one a year is avoided for each person: check the figure.",
    "counted_before": "the change was counted before the years appraised.",
    "trend": "much of the change was happening elsewhere too.",
    "more_not_fewer": "there are more cases with the programme, not fewer.",
    "not_the_councils": "part of the saving falls to another payer, not the council.",
    "no_delivery": "no delivery cost is set against the saving.",
    "delivery_incomplete": "the budget of posts leaves out what posts cost.",
    "average_of_all_care": "an average of all care stands for the placement avoided.",
    "placement_prices": "placement prices have outrun the inflation used.",
    "other_discount_rate": "later years are discounted by a rate that is not for money.",
    "inflated_twice": "a later year's placement price may be inflated twice.",
    "no_home": "prices of homes are grown, but no home is in the case.",
    "discounted_twice": "a present value may be discounted twice.",
    "lifetime_at_once": "a lifetime's cost is booked whole in one year.",
    "rests_on_weak": "much of the benefit rests on weak or assumed numbers.",
    "overlap": "two outcomes may save the same resource for the same children.",
    "caution": "the evidence carries a warning of its own.",
    "stale_cost": "some unit costs are more than five years old.",
    "average_as_cash": "cash is a share of average costs; one case fewer may save less.",
    "no_cash_share": "how much of a local cost is cash was not given, so none is counted.",
    "kept_cash_share": "how much of a local cost is cash is a national figure.",
    "no_ramp_up": "it is counted at full effect from its first day.",
    "no_source": "some numbers have no source.",
    "pathway_assumption": "what follows a case rests on assumptions.",
    "unpaid_benefits": "cases are counted after the last month that is paid for.",
    "differ_in_number": "the people paid for and the people counted differ in number.",
    "beyond_horizon": "part of the saving lies after the years counted.",
    "few_vary": "the stated chances leave most of the uncertainty out.",
    "range_as_interval": "a published range is taken for an interval.",
    "ends_moved": "an interval was drawn with other ends than those printed.",
    "past_the_limit": "some simulations pass what there can be.",
    "count_of_nothing": "an interval rests on a count of nothing.",
    "too_few_draws": "too few simulations were run for the chances stated.",
    "too_fine": "the chances are stated more finely than the simulations bear.",
    "assumed": "some numbers are assumptions of this library.",
    "phased_in": "the effect is taken to build up at an assumed pace.",
    "years_before": "the years counted before differ from those after.",
    "no_optimism_bias": "nothing is taken off for optimism.",
    "beyond_forecast": "inflation after the last forecast year is an assumption.",
}


def short(finding: Finding) -> str:
    """The finding in a dozen words; a serious one is named so."""
    said = SHORT[finding.id]
    return f"Serious: {said}" if finding.severity == "serious" else said[:1].upper() + said[1:]
