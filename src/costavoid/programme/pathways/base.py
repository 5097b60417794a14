"""What every pathway says of itself, beside the resources one occurrence uses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property

from pydantic import Field

from costavoid.base.frozen import Frozen
from costavoid.base.vocabulary import Resource
from costavoid.evidence.catalogue import default
from costavoid.evidence.estimate import Estimate
from costavoid.evidence.inputs import Inputs
from costavoid.programme.lines import Use


def sourced(id: str) -> Estimate:
    """Field default: the library's own number with this id."""
    return Field(default_factory=lambda: default(id))


class PathwayBase(Frozen, ABC):
    """What every pathway says of itself, beside the resources it uses."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the pathway takes for granted, beyond its numbers."""
        return ()

    @property
    def would_answer(self) -> tuple[str, ...]:
        """The fields that take the place of what it takes for granted."""
        return ()

    @property
    @abstractmethod
    def not_counted(self) -> tuple[str, ...]:
        """What a reader might expect and will not find."""

    @abstractmethod
    def uses(self) -> tuple[Use, ...]:
        """The resources one occurrence uses."""

    @cached_property
    def used(self) -> tuple[Use, ...]:
        """The same, made once: neither the pathway nor what it uses can change."""
        return self.uses()

    def saves(self) -> set[Resource]:
        """What it saves; two outcomes may not save the same for the same children."""
        return {use.resource for use in self.used if not use.spends}

    def check(self, horizon: int, inputs: Inputs) -> None:
        """Raises InputError where the pathway cannot be appraised over this horizon."""
        return
