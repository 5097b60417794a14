"""Arrays of numbers, by year or by draw, that nobody can write to; copied and sent as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def read_only(array: Array) -> Array:
    """The array itself, which nobody can write to any more."""
    array.flags.writeable = False
    return array


def all_read_only(state: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same values: the arrays among them, and in mappings among them, read-only again."""
    for value in state.values():
        if isinstance(value, np.ndarray):
            read_only(value)
        elif type(value) is dict:
            all_read_only(value)
    return state


class Sent:
    """A frozen dataclass that is the same after it was copied, or pickled and sent.

    Only its fields go with it: what it has worked out once is worked out again where it is asked
    for. NumPy gives arrays back so that they can be written to: here they cannot.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]  # what makes it a dataclass: its heirs'

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: self.__dict__[field.name] for field in fields(self)}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__dict__.update(all_read_only(state))
