"""What only the author of a business case knows: the prompts of a council's report, by section."""

from __future__ import annotations

STRATEGIC_FIT = "the need, how many families it touches, and which promise of the council it keeps."
OPTIONS = (
    "the options considered, doing nothing and doing the minimum among them, and why this one."
)
COMMERCIAL = (
    "how it will be bought or staffed, from whom and on what terms; the procurement route, its "
    "threshold and its timetable; what the market can provide."
)
FUNDING = "where the money comes from: base budget, reserve, grant (with its end date) or partner."
DELIVERY = "who delivers it, the milestones and dates, and what happens if it does not work."
BENEFITS = (
    "who owns each benefit, who counts it, from which data, how often, and which budget is cut."
)
IMPLICATIONS = (
    ("Legal", "the powers and duties relied on, and the monitoring officer's advice."),
    ("Equality", "the equality impact assessment: who gains, who may lose, what is done about it."),
    ("Consultation", "who was asked (children and families among them), when, and what changed."),
    ("Data protection", "what is shared about whom, on what basis, and the assessment made."),
)


def asked(wanted: str, what: str = "") -> str:
    """The words of a gap for the author to fill."""
    return f"For the author{f' ({what.lower()})' if what else ''}: {wanted}"
