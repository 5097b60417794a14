"""How well the effect is known, before any pounds: a sentence, and a rating by word and colour."""

from __future__ import annotations

from dataclasses import dataclass

from costavoid.appraisal.answer import Answer
from costavoid.base.designs import Design
from costavoid.base.vocabulary import Kind, Quality
from costavoid.evidence.estimate import Estimate
from costavoid.programme.effects import Counterfactual

ENOUGH = 0.25  # of the largest: an effect that carries this share of the pounds bears on the rating


@dataclass(frozen=True)
class Rating:
    """A rating said three ways, so that no one needs to see its colour."""

    word: str
    shape: str
    colour: str  # hexadecimal, dark enough for white text on it

    def __str__(self) -> str:
        return f"{self.shape} {self.word}"


STRONG = Rating("Strong", "●", "1D6B35")
MODERATE = Rating("Moderate", "▲", "8A5A00")
WEAK = Rating("Weak", "■", "A32A1C")
UNTESTED = Rating("Untested", "○", "595959")
NONE_SHOWN = Rating("No effect shown", "◆", "5B2A86")
RATINGS = (STRONG, MODERATE, WEAK, UNTESTED, NONE_SHOWN)

_LADDER = (STRONG, MODERATE, WEAK)
_BY_DESIGN = {
    Design.TRIAL: STRONG,
    Design.MATCHED: MODERATE,
    Design.BEFORE_AFTER_TREND: MODERATE,
    Design.BEFORE_AFTER: WEAK,
    Design.HISTORICAL_RATE: WEAK,
    Design.ACCOUNTING: WEAK,
    Design.OPINION: UNTESTED,
    Design.STATISTICS: UNTESTED,
}
_BY_QUALITY = {Quality.GREEN: STRONG, Quality.AMBER: MODERATE, Quality.RED: WEAK}
_STUDY = {
    Design.TRIAL: "A trial",
    Design.MATCHED: "A matched comparison",
    Design.BEFORE_AFTER_TREND: "Counts before and after, set against a trend",
    Design.BEFORE_AFTER: "Counts before and after, without a comparison group",
    Design.HISTORICAL_RATE: "A past rate, taken to go on",
}
_NO_STUDY = {
    Design.ACCOUNTING: "Two prices are compared; nobody has measured an effect.",
    Design.OPINION: "Nobody has measured the effect.",
    Design.STATISTICS: "Nobody has measured the effect.",
}
AVOIDED = " avoided"


def leading(appraisal: Answer) -> Counterfactual | None:
    """The counterfactual that carries most of the pounds; none where nothing is claimed."""
    worth = _worth(appraisal)
    return max(worth, key=lambda one: worth[one]) if worth else None


def rating(appraisal: Answer) -> Rating:
    """The lowest rating of the effects that carry the answer.

    Of each, the lower of its design's and of its number's own quality, and moderate at most where a
    study prints no interval; "no effect shown" where the leading one could be chance or is of
    more cases, not fewer.
    """
    worth, inputs = _worth(appraisal), appraisal.inputs
    lead = leading(appraisal)
    if lead is None:
        return UNTESTED
    if nothing_shown(appraisal, lead):
        return NONE_SHOWN
    bearing = [one for one in worth if worth[one] >= ENOUGH * worth[lead]]
    designs = [_BY_DESIGN[one.design(inputs)] for one in bearing]
    if UNTESTED in designs:
        return UNTESTED
    measured = [number for one in bearing for number in _measured(appraisal, one)]
    qualities = [_BY_QUALITY[number.quality] for number in measured]
    unsure = [MODERATE for number in measured if number.low is None]
    return max((*designs, *qualities, *unsure), key=_LADDER.index)


def nothing_shown(appraisal: Answer, counterfactual: Counterfactual) -> bool:
    """Whether its study shows no benefit: the interval holds none, or it is of more, not fewer."""
    design = counterfactual.design(appraisal.inputs)
    if _BY_DESIGN[design] is UNTESTED:
        return False
    avoided = float(counterfactual.avoided(appraisal.inputs)[0])
    return counterfactual.could_be_chance(appraisal.inputs) or avoided < 0


def evidence_sentence(appraisal: Answer) -> str:
    """What was found, by what study, of the effect that carries most of the pounds."""
    lead = leading(appraisal)
    if lead is None:
        return "Nothing is claimed to be avoided."
    design = lead.design(appraisal.inputs)
    if design in _NO_STUDY:
        return _NO_STUDY[design]
    samples = [e.sample for e in _measured(appraisal, lead) if e.sample]
    study = _STUDY[design].split(",")
    study[0] += f" of {samples[0]}" if samples else ""
    return f"{_joined(study)} {_found(appraisal, lead)}."


def _joined(study: list[str]) -> str:
    return ",".join([*study, ""]) if len(study) > 1 else study[0]


def _found(appraisal: Answer, lead: Counterfactual) -> str:
    """A reduction, an increase, or neither that chance would not explain."""
    outcome = appraisal.claimed[lead][0].label
    avoided = float(lead.avoided(appraisal.inputs)[0])
    chance = lead.could_be_chance(appraisal.inputs)
    if not outcome.endswith(AVOIDED):
        return f"{'found no clear' if chance else 'measured the'} benefit ({_lower(outcome)})"
    of = _lower(outcome.removesuffix(AVOIDED))
    verb = "gives" if lead.design(appraisal.inputs) is Design.HISTORICAL_RATE else "found"
    if avoided <= 0:
        return f"{verb} {'no reduction in' if chance else 'more'} {of}"
    return f"{verb} fewer {of}{', which could be chance' if chance else ''}"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _measured(appraisal: Answer, counterfactual: Counterfactual) -> list[Estimate]:
    """The number its effect is, or those it is worked out from."""
    if counterfactual.effect is not None:
        return [appraisal.inputs.estimate(counterfactual.effect)]
    return [appraisal.inputs.estimate(counterfactual.moved)]


def _worth(appraisal: Answer) -> dict[Counterfactual, float]:
    """Pounds that rest on each, saved or spent: real, not discounted, all payers."""
    flows, found = appraisal.flows, {}
    for counterfactual, outcomes in appraisal.claimed.items():
        ids = {outcome.id for outcome in outcomes}
        rows = [
            i
            for i, line in enumerate(flows.lines)
            if line.outcome in ids and line.kind is Kind.BENEFIT
        ]
        found[counterfactual] = abs(float(flows.amounts[rows][..., 0].sum()))
    return found
