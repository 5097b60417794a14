"""Drawing the inputs: each once, by id, from its own stream, in chunks of fixed size.

Chunk c of one estimate always comes from the stream of (seed, its id, c), so that neither another
estimate, nor another line, nor the number of workers changes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from costavoid.base.arrays import Array, Sent, read_only
from costavoid.base.errors import InputError, nearest, shown
from costavoid.base.frozen import Frozen, Number, PositiveCount, ShareNumber
from costavoid.cashflow.wholes import shares_of_wholes
from costavoid.evidence.distributions import assumed, counted, distribution
from costavoid.evidence.inputs import Inputs
from costavoid.evidence.kinds import Distribution
from costavoid.programme.effects.before_after import BeforeAfter
from costavoid.programme.lines import Line

CHUNK = 16_384
SEED = 1  # unless another is given
RangeAs = Literal["95% interval", "triangular", "PERT"]
FEWEST, MOST_DRAWS, MOST_KEPT = 2, 1_000_000_000, 100_000_000
LEAST_ASSUMED = 0.001  # of a value: less is as good as none
MOST_ASSUMED = 0.5  # of a value: beyond it, most of a share would be none or all
FEWEST_KEPT = 1_000  # fewer say little of the ends of a 95% interval
LEAST_ROOT = 1e-10  # of a matrix of correlations: below it, they cannot hold together


def _seed(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 0:
        raise ValueError("a seed is a whole number, 0 or more, such as 1")
    return int(value)


Seed = Annotated[int, BeforeValidator(_seed), WithJsonSchema({"type": "integer", "minimum": 0})]


class Drawing(Frozen):
    """How many draws, and how: the same `seed` gives the same draws.

    `range_as` says what a published range is to be read as: without it, a range is not an
    interval and its number is held fixed. `correlations` are pairs of ids with a rank correlation.
    `keep` says how many draws stay in memory, for percentiles: all, unless it is given.
    `unpublished` is an assumption: the standard error, as a share of its value, of every other
    number, of which nobody published how far it may be out; without it they are held fixed.
    """

    draws: PositiveCount = Field(description="How many draws; none without it")
    seed: Seed = Field(SEED, description="Which draws: the same seed gives the same")
    range_as: RangeAs | None = Field(
        None, description="What a published range is read as; without it, it does not vary"
    )
    correlations: tuple[tuple[str, str, Number], ...] = Field(
        (), description="Numbers that vary together: id, id, rank correlation"
    )
    keep: PositiveCount | None = Field(
        None, description="How many draws stay in memory for percentiles; all without it"
    )

    unpublished: ShareNumber | None = Field(
        None, description="Assumed standard error, as a share, of numbers without an interval"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.unpublished is not None and not LEAST_ASSUMED <= self.unpublished <= MOST_ASSUMED:
            raise InputError(
                f"unpublished: {self.unpublished:g} given; give the standard error as a share of "
                f"each value, from {LEAST_ASSUMED:g} to {MOST_ASSUMED:g}, such as 0.2, or leave it "
                "out."
            )
        if not FEWEST <= self.draws <= MOST_DRAWS:
            raise InputError(
                f"draws: {self.draws} given; use {FEWEST} to {MOST_DRAWS:,}, and 10,000 or so for "
                "a chance to two figures."
            )
        if self.keep is not None and self.keep < min(FEWEST_KEPT, self.draws):
            raise InputError(
                f"keep: {self.keep} given; percentiles come from the draws kept: use "
                f"{FEWEST_KEPT:,} or more."
            )
        if min(self.draws, self.keep or self.draws) > MOST_KEPT:
            raise InputError(
                f"draws: {self.draws:,} given, more than memory holds; add keep=1_000_000, and "
                "percentiles come from the first million."
            )
        pairs = [frozenset(pair[:2]) for pair in self.correlations]
        for one, other, _ in self.correlations:
            if pairs.count(frozenset((one, other))) > 1:
                raise InputError(f"correlations: {one} with {other} given twice; keep one.")
        return self


def stream(seed: int, id: str, chunk: int) -> np.random.Generator:
    """The random numbers of one estimate in one chunk."""
    key = int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big")
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(key, chunk)))


@dataclass(frozen=True)
class DrawPlan(Sent):
    """How the inputs of one appraisal are drawn: which vary, how, and together with what."""

    seed: int
    alone: Mapping[str, Distribution]
    wholes: tuple[tuple[Distribution, ...], ...] = ()
    together: tuple[str, ...] = ()
    factor: Array = field(default_factory=lambda: np.zeros((0, 0)))
    assumed: frozenset[str] = frozenset()

    @property
    def varying(self) -> tuple[str, ...]:
        """The ids of the inputs that vary."""
        shares = [part.id for whole in self.wholes for part in whole]
        return tuple(sorted({*self.alone, *shares}))

    def chunk(self, number: int, size: int) -> dict[str, Array]:
        """One chunk of every input that varies."""
        return self.chunks(number, min(size, CHUNK))

    def chunks(self, first: int, size: int) -> dict[str, Array]:
        """So many draws of every input that varies, from the chunk of this number on."""
        drawn = {id: np.empty(size) for id in self.varying}
        for number, start in enumerate(range(0, size, CHUNK), first):
            self._fill(number, {id: values[start : start + CHUNK] for id, values in drawn.items()})
        return drawn

    def _fill(self, number: int, out: Mapping[str, Array]) -> None:
        for id, spread in self.alone.items():
            if id not in self.together:
                spread.fill(stream(self.seed, id, number), out[id])
        if self.together:
            self._correlated(number, out)
        for whole in self.wholes:
            self._shares(whole, number, out)

    def _correlated(self, number: int, out: Mapping[str, Array]) -> None:
        """Inputs that move together: normal scores through the correlation, then quantiles."""
        from scipy.special import ndtr

        size = out[self.together[0]].size
        scores = [stream(self.seed, id, number).standard_normal(size) for id in self.together]
        # not a matrix product, whose last digit may depend on how many threads it is given
        shares = ndtr(np.einsum("ij,jk->ik", self.factor, np.stack(scores)))
        for id, row in zip(self.together, shares, strict=True):
            out[id][:] = self.alone[id].quantile(row)

    def _shares(
        self, whole: tuple[Distribution, ...], number: int, out: Mapping[str, Array]
    ) -> None:
        """Shares of one whole (a Dirichlet): what is left of it is drawn too.

        The whole is 1, or what the fixed shares beside them leave: the `high` of each part.
        """
        concentration = min(part.first + part.second for part in whole)
        means = [part.first / (part.first + part.second) for part in whole]
        ids = [part.id for part in whole]
        rest = stream(self.seed, "rest of " + ", ".join(ids), number)
        total = rest.standard_gamma(concentration * max(0.0, 1 - sum(means)), out[ids[0]].size)
        for id, mean in zip(ids, means, strict=True):
            stream(self.seed, id, number).standard_gamma(concentration * mean, out=out[id])
            total += out[id]
        if whole[0].high < 1:
            total /= whole[0].high
        for id in ids:
            out[id] /= total


def plan(lines: Iterable[Line], inputs: Inputs, drawing: Drawing) -> DrawPlan:
    """Which inputs vary and how. Raises InputError for an interval no distribution has."""
    listed = tuple(lines)
    counts = counts_compared(listed, inputs)
    alone: dict[str, Distribution] = {}
    guessed: set[str] = set()
    for id, estimate in inputs.in_use.items():
        spread = distribution(estimate, drawing.range_as)
        if spread is None and id in counts:
            spread = counted(estimate, counts[id])
        if spread is None and drawing.unpublished is not None:
            spread = assumed(estimate, drawing.unpublished)
            guessed |= {id} if spread else set()
        if spread is not None:
            alone[id] = spread
    wholes = shares_of_wholes(listed, alone, inputs)
    shared = {part.id for whole in wholes for part in whole}
    alone = {id: spread for id, spread in alone.items() if id not in shared}
    together, factor = _factor(drawing.correlations, alone, inputs)
    return DrawPlan(drawing.seed, alone, wholes, together, read_only(factor), frozenset(guessed))


def counts_compared(lines: Iterable[Line], inputs: Inputs) -> dict[str, float]:
    """The counts of a before-and-after by id, and of how many independent cases each has the
    error."""
    compared = {line.cases.counterfactual for line in lines}
    return {
        estimate.id: independent
        for effect in compared
        if isinstance(effect, BeforeAfter)
        for estimate, independent in effect.independent(inputs).items()
    }


def _factor(
    correlations: Iterable[tuple[str, str, float]],
    alone: Mapping[str, Distribution],
    inputs: Inputs,
) -> tuple[tuple[str, ...], Array]:
    """The ids that move together, and the triangular factor of their correlation."""
    pairs = tuple(correlations)
    ids = tuple(dict.fromkeys(id for pair in pairs for id in pair[:2]))
    for id in ids:
        if id not in inputs.in_use:
            raise InputError(f"correlations: {shown(id)} given. {nearest(id, inputs.in_use)}")
        if id not in alone:
            raise InputError(
                f"correlations: {id!r} given, but it does not vary (or is a share of a whole); "
                "give it an interval, or leave it out."
            )
    for one, other, rank in pairs:
        if one == other or not -1 < rank < 1:
            raise InputError(
                f"correlations: {one}, {other}: {rank:g} given; a rank correlation of two inputs "
                "lies between -1 and 1."
            )
    matrix = _scores(ids, pairs)
    if not _holds(matrix):
        raise InputError(f"correlations: together they cannot hold; {_cure(ids, pairs)}.")
    return ids, np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)


def _scores(ids: tuple[str, ...], pairs: Iterable[tuple[str, str, float]]) -> Array:
    """The correlations of the normal scores behind those of the ranks."""
    matrix = np.eye(len(ids))
    for one, other, rank in pairs:
        i, j = ids.index(one), ids.index(other)
        # a normal pair with correlation 2 sin(pi r / 6) has rank correlation r
        matrix[i, j] = matrix[j, i] = 2 * np.sin(np.pi * rank / 6)
    return matrix


def _holds(matrix: Array) -> bool:
    """Whether some inputs can be correlated so."""
    return not matrix.size or float(np.linalg.eigvalsh(matrix).min()) > LEAST_ROOT


def _cure(ids: tuple[str, ...], pairs: tuple[tuple[str, str, float], ...]) -> str:
    """The smallest change of one correlation, by hundredths, with which the others can hold."""
    for step in range(1, 200):
        for at, (one, other, rank) in enumerate(pairs):
            for changed in (round(rank - step / 100, 2), round(rank + step / 100, 2)):
                others = (*pairs[:at], (one, other, changed), *pairs[at + 1 :])
                if abs(changed) < 1 and _holds(_scores(ids, others)):
                    return (
                        f"bring all of them nearer to 0, or change one alone: the least is {one} "
                        f"with {other}, from {rank:g} to {changed:g}"
                    )
    return "bring all of them nearer to 0: no change of one alone is enough"
