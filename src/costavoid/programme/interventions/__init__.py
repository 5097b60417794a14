"""One small file for each programme: a typed face, no arithmetic.

Comes in: fields an analyst recognises. Goes out: outcomes and a delivery cost. Every programme
defined in a file of this package is found by itself: adding one is adding a file.
Not here: a formula, or a number that is not in the evidence.
"""

from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules

from costavoid.programme.base import Intervention


def _found() -> dict[str, type[Intervention]]:
    """Every programme defined in this package, by class name."""
    programmes = {}
    for entry in iter_modules(__path__):
        module = import_module(f"{__name__}.{entry.name}")
        for name, value in vars(module).items():
            here = isinstance(value, type) and value.__module__ == module.__name__
            if here and issubclass(value, Intervention) and not isabstract(value):
                programmes[name] = value
    return dict(sorted(programmes.items()))


PROGRAMMES: dict[str, type[Intervention]] = _found()

__all__ = ["PROGRAMMES"]
