"""The kinds of distribution that an input may have: what each draws, its mean, its quantiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from costavoid.base.arrays import Array

Kind = Literal[
    "beta", "log-normal", "two-piece log-normal", "gamma", "normal", "triangular", "PERT"
]


@dataclass(frozen=True)
class Distribution:
    """One kind with its parameters: `draw` samples it, `quantile` turns shares into values."""

    id: str
    kind: Kind
    first: float
    second: float
    low: float = 0.0
    high: float = 1.0
    above: float = 0.0  # of two pieces: `second` below the middle, this above it

    def draw(self, generator: np.random.Generator, size: int) -> Array:
        """So many independent values."""
        out = np.empty(size)
        self.fill(generator, out)
        return out

    def fill(self, generator: np.random.Generator, out: Array) -> None:
        """Independent values, written into `out`."""
        if self.kind == "gamma":
            generator.standard_gamma(self.first, out=out)
            out *= self.second
        elif self.kind in ("normal", "log-normal", "two-piece log-normal"):
            generator.standard_normal(out=out)
            out *= self._deviations(out)
            out += self.first
            if self.kind != "normal":
                np.exp(out, out=out)
        elif self.kind == "triangular":
            out[:] = generator.triangular(self.low, self.first, self.high, out.size)
        else:
            out[:] = generator.beta(self.first, self.second, out.size)
            if self.kind == "PERT":
                out *= self.high - self.low
                out += self.low

    def _deviations(self, scores: Array) -> Array | float:
        """The standard deviation on the side of the middle where each normal score stands."""
        if self.kind != "two-piece log-normal":
            return self.second
        return np.where(scores < 0, self.second, self.above)

    @property
    def mean(self) -> float:
        """The mean of what is drawn."""
        if self.kind == "gamma":
            return self.first * self.second
        if self.kind == "log-normal":
            return math.exp(self.first + self.second**2 / 2)
        if self.kind == "two-piece log-normal":
            lower, upper = (
                math.exp(part**2 / 2) * math.erfc(-part / math.sqrt(2)) / 2
                for part in (-self.second, self.above)
            )
            return math.exp(self.first) * (lower + upper)
        if self.kind == "normal":
            return self.first
        if self.kind == "triangular":
            return (self.low + self.first + self.high) / 3
        return self.low + (self.high - self.low) * self.first / (self.first + self.second)

    def quantile(self, shares: Array) -> Array:
        """The values below which those shares of draws fall."""
        if self.kind == "triangular":
            return _triangular(shares, self.low, self.first, self.high)
        from scipy import special

        if self.kind == "beta":
            found = special.betaincinv(self.first, self.second, shares)
        elif self.kind == "gamma":
            found = special.gammaincinv(self.first, shares) * self.second
        elif self.kind == "normal":
            found = self.first + self.second * special.ndtri(shares)
        elif self.kind == "log-normal":
            found = np.exp(self.first + self.second * special.ndtri(shares))
        elif self.kind == "two-piece log-normal":
            scores = special.ndtri(shares)
            found = np.exp(self.first + self._deviations(scores) * scores)
        else:
            spread = self.high - self.low
            found = self.low + spread * special.betaincinv(self.first, self.second, shares)
        return np.asarray(found, dtype=np.float64)


def _triangular(shares: Array, low: float, mode: float, high: float) -> Array:
    bend = (mode - low) / (high - low)
    rising = low + np.sqrt(shares * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - shares) * (high - low) * (high - mode))
    return np.where(shares < bend, rising, falling)
