"""Published figures, each run again on its own terms by the library's models.

Every module of this package holds a `FIGURES` dict: figure id to the function that computes it.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from costavoid.base.errors import DataError


def _gathered() -> dict[str, Callable[[], float | None]]:
    """The figures of every study. Raises DataError for one id in two studies."""
    figures: dict[str, Callable[[], float | None]] = {}
    for entry in iter_modules(__path__):
        for id, compute in import_module(f"{__name__}.{entry.name}").FIGURES.items():
            if id in figures:
                raise DataError(f"studies/{entry.name}.py: {id} is also in another study.")
            figures[id] = compute
    return figures


FIGURES: dict[str, Callable[[], float | None]] = _gathered()

__all__ = ["FIGURES"]
