"""What an extra would bring is named where it is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from costavoid.base.errors import CostavoidError


def from_extra(module: str, extra: str = "report") -> ModuleType:
    """A module of an extra. Raises CostavoidError naming the extra where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise CostavoidError(
            f"{module.split('.')[0]} is not installed; it comes with "
            f'pip install "costavoid[{extra}]".'
        ) from None
