"""Programmes of which only a return for each pound is published: Sure Start and Mockingbird."""

from __future__ import annotations

from collections.abc import Callable

from costavoid.analysis.replication.rerun import rerun
from costavoid.appraisal.answer import Answer
from costavoid.base.vocabulary import Payer
from costavoid.evidence.catalogue import default
from costavoid.programme.interventions.mockingbird import Mockingbird
from costavoid.programme.interventions.sure_start import SureStart


def sure_start() -> Answer:
    """England's centres in their dearest year."""
    return rerun(SureStart(months=12), horizon=1, price_year="2023-24")


def mockingbird() -> Answer:
    """Any spending: the cost of one Sure Start year serves as well as another."""
    hubs = Mockingbird(constellations=1, cost_a_year=default("delivery.sure_start.year"), months=12)
    return rerun(hubs, horizon=1, price_year="2023-24")


def public_alone() -> float:
    """What comes back to the public purse for each pound."""
    appraisal = sure_start()
    back = float(appraisal.annual(payer=Payer.SEVERAL).sum())
    return back / -float(appraisal.annual(kind="delivery").sum())


FIGURES: dict[str, Callable[[], float | None]] = {
    "sure_start.ratio": lambda: sure_start().bcr,
    "sure_start.public_ratio": public_alone,
    "mockingbird.ratio": lambda: mockingbird().bcr,
}
