"""One case written by hand twice, in NumPy and as a plain Python loop; neither uses costavoid.

Twenty women on Pause for 18 months, effects fading over two years, over 18 financial years: 21
uncertain inputs, two of them lengths of stay, and five payers. Each gives the present value for
every payer and the council's net cash, nominal.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

YEARS, WOMEN, CHUNK = 18, 20, 16_384
LAG = 0.75  # nine months to the first birth avoided
KNOTS = ((LAG, 1.0), (LAG + 1.5, -0.5), (LAG + 2.5, -0.2), (LAG + 3.5, -0.3))  # rate changes
PAYERS = ("council", "nhs", "legal_aid", "court", "cafcass")
FEE, INTERAGENCY = "court_fee.care_application", "adoption.interagency_fee"
FOSTER, WOMAN_YEAR = "placement.foster.any.week", "delivery.pause.woman_year"


@dataclass
class Numbers:
    """What the case is made of: how each input spreads, and what is fixed."""

    spreads: dict[str, tuple[str, float, float]]  # kind and two parameters
    exits: tuple[float, ...]  # Dirichlet: adoption, guardianship, care, the rest
    prices: dict[str, float]  # pounds of the price year for one of the cost's own year
    cash: dict[str, float]  # the cash-releasing share
    discount: list[float]
    inflation: list[float]


def in_numpy(numbers: Numbers, draws: int, seed: int = 1) -> np.ndarray:
    """The sums of every draw, a chunk at a time: payers in the order above, then council cash."""
    generator = np.random.default_rng(seed)
    weights = np.array([numbers.discount, numbers.inflation])
    edges = np.arange(YEARS + 1.0)
    came = sum(jump * np.maximum(edges - at, 0) for at, jump in KNOTS)
    there = sum(jump * np.maximum(edges - at, 0) ** 2 / 2 for at, jump in KNOTS)  # if nobody left
    lump, care = (weights @ np.diff(total) for total in (came, there))
    running = weights @ np.diff(np.minimum(edges, 1.5))
    spare = np.empty(CHUNK)

    def left(length: np.ndarray, power: int) -> np.ndarray:
        """Weighted sums of how many left each year (1), or of the years they were away (2)."""
        last = min(YEARS, int(np.ceil(length.max() + KNOTS[-1][0])))
        total = np.zeros((last + 1, length.size))
        x = spare[: length.size]
        for edge in range(last + 1):
            for at, jump in KNOTS:
                if edge > at:
                    np.subtract(edge - at, length, out=x)
                    np.maximum(x, 0, out=x)
                    if power == 2:
                        x *= x
                    x *= jump / power
                    total[edge] += x
        return weights[:, :last] @ np.diff(total, axis=0), last

    def person_years(length: np.ndarray) -> np.ndarray:
        gone, last = left(length, 2)
        return weights[:, :last] @ np.diff(there[: last + 1])[:, None] - gone

    def draw(id: str, size: int) -> np.ndarray:
        kind, first, second = numbers.spreads[id]
        return getattr(generator, kind)(first, second, size)

    found = np.empty((len(PAYERS) + 1, draws))
    for start in range(0, draws, CHUNK):
        size = min(CHUNK, draws - start)
        value = {id: draw(id, size) for id in numbers.spreads}
        parts = [generator.gamma(shape, 1.0, size) for shape in numbers.exits]
        whole = parts[0] + parts[1] + parts[2] + parts[3]
        adopted, stayed = parts[0] / whole, parts[2] / whole
        price = {id: value[id] * factor for id, factor in numbers.prices.items()}
        cases = WOMEN * value["pause.removals_avoided.round1"]
        cases *= (1 - value["deadweight"]) * value["attribution"]
        proceedings = value["care_proceedings.duration"] / 52
        adoption = value["infant.months_to_adoptive_placement"] / 12
        before_order, before_adoption = person_years(proceedings), person_years(adoption)
        spread = before_order * (cases / proceedings)
        leave, _ = left(adoption, 1)
        fostered = before_adoption * adopted + before_order * (1 - adopted - stayed)
        fostered += care[:, None] * stayed
        fostered *= cases * price[FOSTER] * 52
        moved = leave * (cases * adopted * price[INTERAGENCY])
        cost = WOMEN * price[WOMAN_YEAR]
        lumps = ("assessment.core", "pre_proceedings.council", FEE)
        row = found[:, start : start + size]
        row[0] = cases * lump[0] * (price[lumps[0]] + price[lumps[1]] + price[lumps[2]])
        row[0] += spread[0] * price["care_proceedings.council"] + fostered[0] + moved[0]
        row[0] -= running[0] * cost
        row[1] = lump[0] * cases * price["neonatal.special_care.day"]
        row[1] *= value["neonatal.days"] * value["neonatal.share"]
        row[2] = spread[0] * price["care_proceedings.legal_aid"]
        row[3] = spread[0] * price["care_proceedings.court"] - lump[0] * cases * price[FEE]
        row[4] = spread[0] * price["care_proceedings.cafcass"]
        row[5] = cases * lump[1] * sum(numbers.cash[id] * price[id] for id in lumps)
        row[5] += numbers.cash["care_proceedings.council"] * (
            spread[1] * price["care_proceedings.council"]
        )
        row[5] += numbers.cash[FOSTER] * fostered[1] + numbers.cash[INTERAGENCY] * moved[1]
        row[5] -= running[1] * cost
    return found


def summary(found: np.ndarray) -> list[list[float]]:
    """Of each headline: mean, standard error, percentiles, chance and size of a loss."""
    total = found[: len(PAYERS)].sum(axis=0)
    rows = []
    for values in (total, total.copy(), found[0].copy(), found[-1].copy()):
        mean, error = values.mean(), values.std(ddof=1) / values.size**0.5
        values.sort()
        lost = values[: np.searchsorted(values, 0.0)]
        cuts = [
            values[int(p * (values.size - 1))] for p in (0.5, 0.025, 0.975, 0.1, 0.9, 0.25, 0.75)
        ]
        rows.append([mean, error, *cuts, lost.size / values.size, -lost.mean() if lost.size else 0])
    return rows


def one(numbers: Numbers, value: dict[str, float], exits: tuple[float, ...]) -> dict[str, list]:
    """Yearly flows of one draw in plain Python floats: by payer, and the council's cash."""
    flows = {name: [0.0] * YEARS for name in (*PAYERS, "cash")}
    price = {id: value[id] * factor for id, factor in numbers.prices.items()}
    rate = WOMEN * value["pause.removals_avoided.round1"]
    rate *= (1 - value["deadweight"]) * value["attribution"]
    proceedings = value["care_proceedings.duration"] / 52
    adoption = value["infant.months_to_adoptive_placement"] / 12
    adopted, guarded, stayed, rest = exits

    def total(edge: float, power: int, length: float = 0.0) -> float:
        return sum(j * max(edge - at - length, 0.0) ** power / power for at, j in KNOTS)

    def stay(year: int, length: float) -> float:
        there = total(year + 1, 2) - total(year, 2)
        return there - total(year + 1, 2, length) + total(year, 2, length)

    def add(payer: str, year: int, pounds: float, cash: float = 0.0) -> None:
        flows[payer][year] += pounds
        if payer == "council":
            flows["cash"][year] += pounds * cash

    for year in range(YEARS):
        came = rate * (total(year + 1, 1) - total(year, 1))
        until_order, until_adopted = stay(year, proceedings), stay(year, adoption)
        spread = rate * until_order / proceedings
        for id in ("assessment.core", "pre_proceedings.council", FEE):
            add("council", year, came * price[id], numbers.cash[id])
        add("court", year, -came * price[FEE])
        for payer in ("council", "legal_aid", "court", "cafcass"):
            id = f"care_proceedings.{payer}"
            add(payer, year, spread * price[id], numbers.cash[id])
        fostered = until_adopted * adopted + until_order * (guarded + rest)
        fostered += (total(year + 1, 2) - total(year, 2)) * stayed
        add("council", year, rate * fostered * price[FOSTER] * 52, numbers.cash[FOSTER])
        moved = rate * adopted * (total(year + 1, 1, adoption) - total(year, 1, adoption))
        add("council", year, moved * price[INTERAGENCY], numbers.cash[INTERAGENCY])
        births = came * value["neonatal.share"] * value["neonatal.days"]
        add("nhs", year, births * price["neonatal.special_care.day"])
        runs = max(0.0, min(1.5, year + 1) - year)
        add("council", year, -runs * WOMEN * price[WOMAN_YEAR], 1.0)
    return flows


def in_a_loop(numbers: Numbers, draws: int, seed: int = 1) -> list[list[float]]:
    """The same, one draw after another, as it is usually written, with numpy_financial.npv."""
    from numpy_financial import npv

    random.seed(seed)
    sample = {
        "normal": random.gauss,
        "beta": random.betavariate,
        "gamma": random.gammavariate,
    }
    found = []
    for _ in range(draws):
        value = {id: sample[kind](a, b) for id, (kind, a, b) in numbers.spreads.items()}
        parts = [random.gammavariate(shape, 1.0) for shape in numbers.exits]
        flows = one(numbers, value, tuple(part / sum(parts) for part in parts))
        worth = [float(npv(0.035, flows[payer])) for payer in PAYERS]
        cash = sum(f * i for f, i in zip(flows["cash"], numbers.inflation, strict=True))
        found.append([*worth, cash])
    return found
