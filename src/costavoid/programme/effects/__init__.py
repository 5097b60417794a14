"""What would have happened without the programme, and how that is known.

Comes in: published or local numbers. Goes out: a `Counterfactual`, which gives the occurrences
avoided in a year of the programme's full effect (formula 1), and says in words what it rests on.
Not here: what an occurrence costs (`pathways`), and when it falls (`lines`).
"""

from typing import Annotated

from pydantic import Discriminator

from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.effects.postponed import Postponed
from costavoid.programme.effects.rates import RateAvoided, RatioOnBaseline, Volume
from costavoid.programme.effects.shares_compared import SharesCompared
from costavoid.programme.effects.vacancies import EmptyPosts

Counterfactual = Annotated[
    RateAvoided | BeforeAfter | EmptyPosts | Postponed | RatioOnBaseline | SharesCompared | Volume,
    Discriminator("kind"),
]

__all__ = [
    "BeforeAfter",
    "Counterfactual",
    "EmptyPosts",
    "Postponed",
    "RateAvoided",
    "RatioOnBaseline",
    "SharesCompared",
    "Volume",
]
