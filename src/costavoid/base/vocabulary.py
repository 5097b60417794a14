"""Every closed list of the library: payers, units, measures, designs, statuses, qualities."""

from __future__ import annotations

from enum import StrEnum

from costavoid.base.docstrings import restore
from costavoid.base.unit_words import COUNTED, in_our_words

WEEKS_PER_YEAR = 52
MONTHS_PER_YEAR = 12
DAYS_PER_YEAR = 364  # 52 weeks of 7 days, so that a stay in days and one in weeks agree
WORKING_DAYS_PER_WEEK = 5
WORKING_DAYS_PER_YEAR = WEEKS_PER_YEAR * WORKING_DAYS_PER_WEEK  # paid days, leave among them


class Payer(StrEnum):
    """Who stops spending."""

    COUNCIL = "council"
    NHS = "nhs"
    LEGAL_AID = "legal_aid"
    COURT = "court"
    CAFCASS = "cafcass"
    DFE = "dfe"
    DWP = "dwp"
    POLICE = "police"
    MOJ = "moj"
    HOME_OFFICE = "home_office"
    INDIVIDUALS = "individuals"  # private gains: part of society's account, not of the public purse
    SEVERAL = "several"  # a study's total over payers: never the council's

    @property
    def label(self) -> str:
        """Name to print."""
        return _PAYER_LABELS[self]


_PAYER_LABELS = {
    Payer.COUNCIL: "Council",
    Payer.NHS: "NHS",
    Payer.LEGAL_AID: "Legal aid",
    Payer.COURT: "Court service",
    Payer.CAFCASS: "Cafcass",
    Payer.DFE: "Department for Education",
    Payer.DWP: "Department for Work and Pensions",
    Payer.POLICE: "Police",
    Payer.MOJ: "Ministry of Justice",
    Payer.HOME_OFFICE: "Home Office",
    Payer.INDIVIDUALS: "Individuals",
    Payer.SEVERAL: "Several payers (not told apart)",
}


class Unit(StrEnum):
    """What one number is measured in. Money is always pounds of a stated price year."""

    GBP = "GBP"
    GBP_PER_EVENT = "GBP per event"
    GBP_PER_PERSON = "GBP per person"
    GBP_DIFFERENCE = "GBP per person, difference"
    GBP_PER_HOUR = "GBP per hour"
    GBP_PER_DAY = "GBP per day"
    GBP_PER_WEEK = "GBP per week"
    GBP_PER_MONTH = "GBP per month"
    GBP_PER_PERSON_YEAR = "GBP per person-year"
    GBP_PER_COUNCIL_YEAR = "GBP per council-year"
    GBP_PER_CENTRE_YEAR = "GBP per centre-year"
    GBP_PER_YEAR = "GBP per year"
    GBP_PER_QALY = "GBP per QALY"
    COUNT = "count"
    COUNT_PER_YEAR = "count per year"
    EVENTS_PER_PERSON_YEAR = "events per person-year"
    EVENTS_PER_COUNCIL_YEAR = "events per council-year"
    EVENTS_PER_SCHOOL_YEAR = "events per school-year"
    DAYS_PER_WEEK = "days per week"
    WEEKS_PER_YEAR = "weeks per year"
    WORKING_DAYS = "working days per year"
    QALYS = "QALYs"
    SHARE = "share"
    RATIO = "ratio"
    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"

    @classmethod
    def _missing_(cls, value: object) -> Unit | None:
        """As people write it: "£ a week"; a count by what is counted: "children per year"."""
        said = in_our_words(value) if isinstance(value, str) else ""
        for unit in cls:
            if unit.value.casefold() == said:
                return unit
        name, _, often = said.partition(" per ")
        if name not in COUNTED or often not in ("", "year"):
            return None
        return cls.COUNT_PER_YEAR if often else cls.COUNT

    @property
    def is_money(self) -> bool:
        """True for pounds, alone or per something."""
        return self.value.startswith("GBP")

    @property
    def may_be_negative(self) -> bool:
        """True for a rate avoided, health gained or a difference of costs: it, or its interval, may
        go the other way."""
        return self in (
            Unit.EVENTS_PER_PERSON_YEAR,
            Unit.EVENTS_PER_COUNCIL_YEAR,
            Unit.QALYS,
            Unit.GBP_DIFFERENCE,
        )

    @property
    def is_count(self) -> bool:
        """True for a number of cases: all at once, or in each year."""
        return self in (Unit.COUNT, Unit.COUNT_PER_YEAR)

    @property
    def is_time(self) -> bool:
        """True for a length of time, or the part of a week or a year that is worked."""
        parts = (Unit.DAYS_PER_WEEK, Unit.WEEKS_PER_YEAR, Unit.WORKING_DAYS)
        return self.is_duration or self in parts

    @property
    def is_duration(self) -> bool:
        """True for a length of time."""
        return self in YEARS_PER_UNIT


# How many of the unit's periods one year of continuous use holds.
PERIODS_PER_YEAR: dict[Unit, int] = {
    Unit.GBP_PER_DAY: WORKING_DAYS_PER_YEAR,  # of staff alone: five days of a week
    Unit.GBP_PER_WEEK: WEEKS_PER_YEAR,
    Unit.GBP_PER_MONTH: MONTHS_PER_YEAR,
    Unit.GBP_PER_PERSON_YEAR: 1,
    Unit.GBP_PER_COUNCIL_YEAR: 1,
    Unit.GBP_PER_CENTRE_YEAR: 1,
    Unit.GBP_PER_YEAR: 1,
}

# The whole of which a number in this unit is a part.
WHOLES: dict[Unit, int] = {
    Unit.SHARE: 1,
    Unit.DAYS_PER_WEEK: WORKING_DAYS_PER_WEEK,
    Unit.WEEKS_PER_YEAR: WEEKS_PER_YEAR,
    Unit.WORKING_DAYS: WORKING_DAYS_PER_YEAR,
}

# One unit of a duration as a share of a year, by its divisor.
YEARS_PER_UNIT: dict[Unit, int] = {
    Unit.YEARS: 1,
    Unit.MONTHS: MONTHS_PER_YEAR,
    Unit.WEEKS: WEEKS_PER_YEAR,
    Unit.DAYS: DAYS_PER_YEAR,
}


class Resource(StrEnum):
    """What a case uses; two outcomes may not save the same one for the same children."""

    ASSESSMENT = "assessment"
    PROCEEDINGS = "care proceedings"
    PLACEMENT = "placement"
    PERMANENCE = "permanence"  # what leaving care for a family costs, and what follows
    NEONATAL = "neonatal care"
    SOCIAL_WORK = "social work"  # enquiries, support and plans outside care
    HOUSING = "housing"
    WORK = "education and work"
    JUSTICE = "justice"
    HEALTH = "health"
    WORKFORCE = "workforce"
    RUNNING = "running a service"
    RETURN = "return"  # what a study says comes back for each pound, not told apart
    REPLACEMENT = "replacement"  # what a programme provides in the place of another resource
    DELIVERY = "delivery"

    @property
    def is_staffed(self) -> bool:
        """True where a day of it is a working day: of staff and services, not of a child's stay."""
        return self in (Resource.WORKFORCE, Resource.RUNNING, Resource.DELIVERY)

    @property
    def grows_with_placements(self) -> bool:
        """True where its price follows the real growth of placement costs."""
        return self in (Resource.PLACEMENT, Resource.REPLACEMENT)


class Measure(StrEnum):
    """How one occurrence uses a resource over time (method, formulas 2 to 7)."""

    LUMP = "lump"  # once, when the occurrence happens
    SPREAD = "spread"  # once, but spent evenly over a stated duration
    STAY = "stay"  # for as long as the case stays
    EXIT = "exit"  # once, when the case leaves
    AFTER_EXIT = "after exit"  # from leaving until a fixed time
    FLOW = "flow"  # a steady amount while the programme runs

    @property
    def is_by_time(self) -> bool:
        """True where its cost is pounds for a length of time: a week, a month or a year."""
        return self in (Measure.STAY, Measure.AFTER_EXIT, Measure.FLOW)

    @property
    def needs_stay(self) -> bool:
        """True where what is used, or when, hangs on how long the case stays."""
        return self not in (Measure.LUMP, Measure.FLOW)


class Kind(StrEnum):
    """Whether a line is what a programme changes or what it costs to run."""

    BENEFIT = "benefit"
    DELIVERY = "delivery"


class Cash(StrEnum):
    """Whether a flow is money that leaves, or stops leaving, a bank account."""

    CASH = "cash"
    AVOIDED = "avoided"  # capacity freed or a cost not incurred, but no budget falls by itself


class Prices(StrEnum):
    """What the pounds of a view are worth."""

    REAL = "real"  # pounds of the price year
    NOMINAL = "nominal"  # cash pounds of each year
    PRESENT_VALUE = "present value"  # real, discounted to year 0


class Basis(StrEnum):
    """What a unit cost is an amount of."""

    AVERAGE = "average"
    MARGINAL = "marginal"
    PRICE = "price"


class EvidenceStatus(StrEnum):
    """How a number came to be known."""

    PUBLISHED = "published"
    YEAR_INFERRED = "year_inferred"  # published, but its price year is inferred
    MIDPOINT = "midpoint"  # the middle of a published range
    DERIVED = "derived"  # arithmetic on published figures
    ASSUMED = "assumed"  # nobody published it
    LOCAL = "local"  # the user's own


class Quality(StrEnum):
    """Aqua Book style rating of the evidence behind one number."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class RangeKind(StrEnum):
    """What low and high are: a published range is not a confidence interval.

    Between councils and between years, they are the 2.5th and 97.5th percentiles.
    """

    RANGE = "range"
    BETWEEN_COUNCILS = "between councils"
    BETWEEN_YEARS = "between years"
    INTERVAL_80 = "80% interval"
    INTERVAL_90 = "90% interval"
    INTERVAL_95 = "95% interval"
    INTERVAL_99 = "99% interval"


restore(__name__)  # said in schemas
