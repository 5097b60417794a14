"""Published figures, each run again on its own terms by the library's models."""

from collections.abc import Callable

from costavoid.studies.east_riding import FIGURES as EAST_RIDING
from costavoid.studies.pause import FIGURES as PAUSE

FIGURES: dict[str, Callable[[], float | None]] = {**EAST_RIDING, **PAUSE}

__all__ = ["FIGURES"]
