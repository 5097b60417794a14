"""Invented returns, set to England's published tables, for tests and for trying things out.

No child in them is real. Ages and legal status at the start, needs, types, providers and lengths of
placements, how many there are in a period of care and why it ends follow the tables of
`england.csv`; what no table gives is said beside each number here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from costavoid.base.arrays import Array
from costavoid.localdata.returns.codes import AGES
from costavoid.localdata.returns.england import BANDS, OPEN_BAND, durations, tables
from costavoid.localdata.returns.rows import april

Whole = NDArray[np.int64]
YEAR = 365.25
GROWN = 18 * YEAR
AGE_NAMES = (
    "Under 1 year",
    "1 to 4 years",
    "5 to 9 years",
    "10 to 15 years",
    "16 years and over",
)
AGE_ENDS = ((0, 1), (1, 5), (5, 10), (10, 16), (16, 17.9))
AT_BIRTH = 0.5  # assumed: of those under 1, how many are looked after within two weeks of birth
STATUSES = {
    "Voluntary agreement under S20": "V2",
    "Interim care order": "C1",
    "Police protection in LA accommodation": "L1",
    "Emergency protection order": "L2",
    "Full care order": "C2",
    "Remand": "J1",
}
TO_COURT = {"V2": 0.15, "L1": 0.5, "L2": 0.8}  # assumed: none is published
TO_FULL = 0.7  # assumed: interim orders that become full ones or placement orders
COURT_DAYS = (150, 350)  # assumed: from the interim order to the final one
TYPES = {  # the codes used, and the ages at which they are
    "foster": ("U4", 0, 18),
    "residential": ("K2", 8, 18),
    "other residential": ("R3", 0, 18),
    "supported": ("K3", 16, 18),
    "with parents": ("P1", 0, 18),
    "other": ("Z1", 0, 18),
}
RELATIVES = 0.25  # assumed: of foster placements, with a relative or friend (U3)
PROVIDER_WORDS = {"Own": "PR1", "Other LA": "PR2", "Other public": "PR3", "Private": "PR4"}
HOME = "Returned home to live with parents or other person with parental responsibility"
ADOPTED = "E12"  # the last placement is then one for adoption, under a placement order
LEAVES = {  # by reason published: the code, and the ages at which it is
    "Adopted": (ADOPTED, 0, 8),
    "Special guardianship order": ("E46", 0, 16),
    "Residence order or child arrangement order granted": ("E41", 0, 16),
    f"{HOME} which was part of the care planning process": ("E4A", 0, 18),
    f"{HOME} which was not part of the care planning process": ("E4B", 0, 18),
    "Left care to live with parents, relatives or other person with no parental responsibility": (
        "E13",
        0,
        18,
    ),
    "Care taken by another local authority": ("E3", 0, 18),
    "Care ceased for any other reason": ("E8", 0, 18),
}
AT_18 = {
    "Aged 18 (or over) and remained with current carers": "E17",
    "Moved into independent living (with supportive accommodation)": "E5",
    "Moved into independent living (with no formalised support)": "E6",
    "Transferred to residential care funded by adult social services": "E7",
}


@dataclass(frozen=True, repr=False)
class Invented:
    """Invented placements in order: the truth from which returns are written.

    `child` counts from 0; `start` and `end` are days since 1970; `last` marks a period's last
    placement, whose `reason` is why care ended. `order` and `final` are the days of the first
    care-type order and the one after it, -1 for none, with the codes `status`, `first_order` and
    `then`.
    """

    child: Whole
    born: Whole  # by child
    need: NDArray[np.str_]  # by child
    asylum: NDArray[np.bool_]  # by child
    status: NDArray[np.str_]  # by child
    order: Whole  # by child
    final: Whole  # by child
    then: NDArray[np.str_]  # by child
    reason: NDArray[np.str_]  # by child
    start: Whole
    end: Whole
    place: NDArray[np.str_]
    provider: NDArray[np.str_]
    last: NDArray[np.bool_]


@cache
def _shares(table: str, group: str, names: tuple[str, ...]) -> Array:
    found = tables()[table, group]
    counts = np.array([found[name] for name in names])
    return np.asarray(counts / counts.sum())


@cache
def _providers(kind: str) -> tuple[tuple[str, ...], Array]:
    """The codes of providers of one type, and the share of each."""
    found: dict[str, float] = {}
    for name, count in tables().get(("provider", kind), {}).items():
        words = name.split(" ", 1)[1]
        code = next((c for word, c in PROVIDER_WORDS.items() if words.startswith(word)), "PR5")
        found[code] = found.get(code, 0.0) + count
    if not found:
        return ("PR0",) if kind == "with parents" else ("",), np.ones(1)
    counts = np.array(list(found.values()))
    return tuple(found), counts / counts.sum()


def lengths(kind: str, count: int, random: np.random.Generator) -> Array:
    """Lengths of placements of one type in days, as `Durations` spreads them in each band."""
    found = durations(kind)
    edges = [(low, high) for _, low, high in BANDS]
    bands = random.choice(len(edges) + 1, size=count, p=found.shares)
    low, high = np.array([*edges, (OPEN_BAND, OPEN_BAND)], dtype=float)[bands].T
    part = random.random(count)
    base = np.maximum(low, 1.0)
    days = np.where(bands == 0, high * part, base * (high / base) ** part)
    more = random.exponential(found.open_mean - OPEN_BAND, count)
    days = np.where(bands == len(edges), OPEN_BAND + more, days)
    return np.asarray(np.maximum(np.ceil(days), 1.0))


def invent(starts: int, years: int, end: int, random: np.random.Generator) -> Invented:
    """So many children who start to be looked after, over `years` and the 12 before, so that the
    number in care has settled when the first return begins."""
    before = 12
    span = (april(end - years + 1 - before), april(end + 1))
    day = np.sort(random.integers(*span, size=starts))
    age = _ages(starts, random)
    born = (day - np.round(age * YEAR)).astype(np.int64)
    wanted = _how_many(starts, random)
    pieces = [_periods(int(day[i]), int(born[i]), int(wanted[i]), random) for i in range(starts)]
    child = np.repeat(np.arange(starts), [len(p[0]) for p in pieces])
    columns = [np.concatenate([np.array(p[k]) for p in pieces]) for k in range(4)]
    last = np.append(child[1:] != child[:-1], True)
    ended = columns[1][last].astype(np.int64)
    reason = _reasons((ended - born) / YEAR, ended >= born + int(GROWN) - 1, random)
    adopted = np.flatnonzero(last)[reason == ADOPTED]
    columns[1][adopted] = np.minimum(
        columns[0][adopted] + lengths("adoption", len(adopted), random).astype(np.int64),
        born[reason == ADOPTED] + int(GROWN),
    )
    columns[2][adopted], columns[3][adopted] = "A5", "PR1"
    status, order, final, then = _orders(day, columns[1][last].astype(np.int64), random)
    final = np.where(reason == ADOPTED, columns[0][last], final)  # placed under the order
    then = np.where(reason == ADOPTED, "E1", then)
    order = np.where((reason == ADOPTED) & (order >= final), -1, order)
    asylum = (age > 14) & (random.random(starts) < 0.4)  # about the 22% of all that are published
    return Invented(
        child=child,
        born=born,
        need=random.choice(
            [f"N{i}" for i in range(1, 9)],
            size=starts,
            p=_shares("need", "", tuple(sorted(tables()["need", ""]))),
        ),
        asylum=asylum,
        status=status,
        order=order,
        final=final,
        then=then,
        reason=reason,
        start=columns[0].astype(np.int64),
        end=columns[1].astype(np.int64),
        place=columns[2],
        provider=columns[3],
        last=last,
    )


def _ages(count: int, random: np.random.Generator) -> Array:
    group = random.choice(len(AGES), size=count, p=_shares("age at start", "", AGE_NAMES))
    low, high = np.array(AGE_ENDS)[group].T
    age = low + (high - low) * random.random(count)
    newborn = (group == 0) & (random.random(count) < AT_BIRTH)
    return np.asarray(np.where(newborn, age * 14 / YEAR, age))


def _how_many(count: int, random: np.random.Generator) -> Whole:
    names = (*(str(i) for i in range(1, 10)), "10 or more")
    shares = _shares("placements in last period", "", names)
    return np.asarray(random.choice(np.arange(1, 11), size=count, p=shares))


@cache
def _types_at(age: int) -> tuple[tuple[str, ...], Array]:
    kinds = [k for k, (_, low, high) in TYPES.items() if low <= age < high]
    weights = np.array([durations(kind).cases for kind in kinds])
    if age >= 16:  # its published number falls on two years of age, the others' on all
        weights[kinds.index("supported")] *= 3
    return tuple(kinds), weights / weights.sum()


def _periods(
    day: int, born: int, wanted: int, random: np.random.Generator
) -> tuple[list[int], list[int], list[str], list[str]]:
    """Placements one after another, until so many are over or the child is 18."""
    starts: list[int] = []
    ends: list[int] = []
    places: list[str] = []
    providers: list[str] = []
    grown = born + int(GROWN)
    for _ in range(wanted):
        age = min(max((day - born) // 365, 0), 17)
        kinds, weights = _types_at(int(age))
        kind = kinds[int(random.choice(len(kinds), p=weights))]
        codes, shares = _providers(kind)
        relative = kind == "foster" and random.random() < RELATIVES
        over = min(day + int(lengths(kind, 1, random)[0]), grown)
        starts.append(day)
        ends.append(max(over, day + 1))
        places.append("U3" if relative else TYPES[kind][0])
        providers.append("PR1" if relative else codes[int(random.choice(len(codes), p=shares))])
        day = ends[-1]
        if day >= grown:
            break
    return starts, ends, places, providers


def _orders(
    start: Whole, end: Whole, random: np.random.Generator
) -> tuple[NDArray[np.str_], Whole, Whole, NDArray[np.str_]]:
    """Legal status at the start, and the days of the first order and the final one, -1 for none."""
    names = tuple(STATUSES)
    codes = np.array(list(STATUSES.values()))
    shares = _shares("legal status at start", "", names)
    status = codes[random.choice(len(codes), size=len(start), p=shares)]
    goes = np.zeros(len(start), dtype=bool)
    for code, share in TO_COURT.items():
        goes |= (status == code) & (random.random(len(start)) < share)
    short = np.isin(status, ["L1", "L2"])
    wait = np.where(short, random.integers(1, 4, len(start)), random.integers(20, 200, len(start)))
    order = np.where(np.isin(status, ["C1", "C2"]), start, np.where(goes, start + wait, -1))
    order = np.where(order < end, order, -1)
    final = order + random.integers(*COURT_DAYS, size=len(start))
    settled = (order >= 0) & (status != "C2") & (random.random(len(start)) < TO_FULL)
    final = np.where(settled & (final < end), final, -1)
    then = np.where(random.random(len(start)) < 0.85, "C2", "E1")
    return status, order, final, then


def _reasons(age: Array, grown: NDArray[np.bool_], random: np.random.Generator) -> NDArray[np.str_]:
    """Why each leaves, by age, so that of all who leave the shares are those published.

    A reason some ages alone have is as much more common at those as others are without it.
    """
    found = np.empty(len(age), dtype="<U3")
    published = tables()["reason ceased", ""]
    years = np.minimum(age.astype(int), 17)
    weights = {}
    for name, (_, low, high) in LEAVES.items():
        can = ((years >= low) & (years < high) & ~grown).sum()
        weights[name] = published[name] * (~grown).sum() / max(can, 1)
    for year in range(18):
        at = np.flatnonzero((years == year) & ~grown)
        known = {n: c for n, (c, low, high) in LEAVES.items() if low <= year < high}
        shares = np.array([weights[name] for name in known])
        found[at] = random.choice(list(known.values()), size=len(at), p=shares / shares.sum())
    at = np.flatnonzero(grown)
    counts = np.array([published[name] for name in AT_18])
    found[at] = random.choice(list(AT_18.values()), size=len(at), p=counts / counts.sum())
    return found
