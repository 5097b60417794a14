"""One cited number: Source and Estimate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from costavoid.base.designs import Design
from costavoid.base.errors import InputError, shown
from costavoid.base.frozen import Frozen, Number, ShareNumber, as_float
from costavoid.base.vocabulary import WHOLES, Basis, EvidenceStatus, Payer, Quality, RangeKind, Unit
from costavoid.base.years import FinancialYear, start_year


class Source(Frozen):
    """One citable document. `year` is the year of publication."""

    id: str = Field(pattern=r"^[a-z0-9_.]+$")
    title: str = Field(pattern=r"\S")  # not blank
    publisher: str = Field(min_length=1)
    year: Annotated[int, Field(strict=True, ge=1800, le=2200)] | None = None
    url: str = ""
    licence: str = ""

    def __str__(self) -> str:
        """Title, publisher, year and licence, as a reference gives them."""
        facts = (str(fact) for fact in (self.publisher, self.year, self.licence) if fact)
        return f"{self.title} ({', '.join(facts)})"


UNNAMED = "Local figure"  # the label of a council's own number that was given none
DELIVERY = "delivery."  # how the id of what a programme costs to run begins
NO_SOURCE = Source(id="user.none", title="Entered by the user; no source given", publisher="User")


class Estimate(Frozen):
    """One number with its unit, source and standing; money also carries its price year.

    `low` and `high` are a published range or an interval, as `range_kind` says; `cash_releasing`
    is the share of a unit cost that stops being paid when one case does not happen; `sample` is
    who was studied. Raises InputError for a value that is not finite or negative, low > value >
    high, money without a price year, a share outside [0, 1].
    """

    id: str = Field(pattern=r"^[a-z0-9_.]+$")
    label: str = Field(min_length=1)
    value: Number
    low: Number | None = None
    high: Number | None = None
    range_kind: RangeKind | None = None
    unit: Unit
    price_year: FinancialYear | None = None
    payer: Payer | None = None
    basis: Basis | None = None
    cash_releasing: ShareNumber | None = None
    design: Design | None = None
    status: EvidenceStatus
    quality: Quality
    source: Source
    locator: str = ""
    sample: str = ""
    note: str = ""
    caution: str = ""

    def model_post_init(self, context: Any) -> None:
        """What one field says must agree with the others."""
        super().model_post_init(context)
        self._check_range()
        self._check_unit()
        self._check_money()

    def at(self, value: float) -> Self:
        """The same number at another value, without its interval; InputError as for a new one."""
        if not math.isfinite(value):
            raise InputError(f"Estimate {self.id}: {value!r} given; it must be a finite number.")
        bare = {"value": value, "low": None, "high": None, "range_kind": None}
        made = BaseModel.model_copy(self, update=bare)  # the rest was checked when it was made
        made._check_range()
        made._check_unit()
        return made

    def _check_range(self) -> None:
        numbers = [n for n in (self.low, self.value, self.high) if n is not None]
        if min(numbers) < 0 and not self.unit.may_be_negative:
            raise InputError(
                f"Estimate {self.id}: {min(numbers):g} given; give a number of 0 or more (what is "
                "spent and what is saved is told by the outcome, not by a minus sign)."
            )
        if (self.low is None) != (self.high is None):
            raise InputError(
                f"Estimate {self.id}: only one of low and high given; give both or neither."
            )
        if self.low is None or self.high is None:
            if self.range_kind:
                raise InputError(f"Estimate {self.id}: range_kind given without low and high.")
            return
        if not self.low <= self.value <= self.high:
            raise InputError(
                f"Estimate {self.id}: low {self.low:g}, value {self.value:g}, high {self.high:g} "
                "given; they must rise: low <= value <= high."
            )
        if self.range_kind is None:
            raise InputError(
                f"Estimate {self.id}: low and high given without range_kind; say whether they are "
                "a published 'range' or a '95% interval' (or one of 80, 90 or 99%)."
            )

    def _check_unit(self) -> None:
        top = max(n for n in (self.low, self.value, self.high) if n is not None)
        if self.unit is Unit.SHARE and top > 1:
            raise InputError(
                f"Estimate {self.id}: {top:g} given; a share or probability must lie between 0 "
                "and 1 (write 0.4 for 40%)."
            )
        if self.unit in WHOLES and top > WHOLES[self.unit]:
            raise InputError(
                f"Estimate {self.id}: {top:g} {self.unit.value} given; there are only "
                f"{WHOLES[self.unit]}, so give no more."
            )

    def _check_money(self) -> None:
        if self.unit.is_money and self.price_year is None:
            raise InputError(
                f"Estimate {self.id}: {self.value:g} {self.unit.value} given without a price "
                "year; add price_year, such as price_year='2025-26'."
            )
        if self.design is Design.ACCOUNTING and not self.unit.is_money:
            raise InputError(f"Estimate {self.id}: {self.design} takes pounds, not {self.unit}.")
        if not self.unit.is_money and (self.price_year or self.cash_releasing is not None):
            raise InputError(
                f"Estimate {self.id}: price_year or cash_releasing given for a number in "
                f"{self.unit.value}; only money has them."
            )
        if self.price_year and self.source.year and start_year(self.price_year) > self.source.year:
            raise InputError(
                f"Estimate {self.id}: price year {self.price_year} given, but its source is dated "
                f"{self.source.year}; a price cannot be later than the document it rests on."
            )


def entered(id: str, value: float, unit: Unit, label: str) -> Estimate:
    """A bare number from the user as an Estimate: local, red, without a source."""
    return Estimate(
        id=id,
        label=label,
        value=value,
        unit=unit,
        status=EvidenceStatus.LOCAL,
        quality=Quality.RED,
        source=NO_SOURCE,
    )


def require_unit(estimate: Estimate, *units: Unit, field: str = "") -> Estimate:
    """The estimate itself, if it is in one of the units. Raises InputError otherwise."""
    if estimate.unit not in units:
        wanted = " or ".join(repr(unit.value) for unit in units)
        place = f"{field}: {estimate.id}" if field else estimate.id
        raise InputError(
            f"{place} given in {estimate.unit.value!r}; this takes a number in {wanted}."
        )
    return estimate


@dataclass(frozen=True, kw_only=True)
class Entered(WrapValidator):
    """A field that takes an Estimate, or a bare number; its JSON Schema says so."""

    id: str
    units: tuple[Unit, ...]
    label: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "number"}, handler(schema)]}


def entered_in(id: str, *units: Unit, label: str) -> WrapValidator:
    """Field type: an Estimate in one of the units, or a bare number, entered in the first."""

    def check(value: Any, build: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if value is not None and not isinstance(value, Estimate | dict):
            try:
                number = as_float(value)
            except ValueError:
                wanted = "share, from 0 to 1" if units[0] is Unit.SHARE else units[0].value
                raise InputError(
                    f"{info.field_name}: {shown(value)} given; give a number in {wanted}, or an "
                    "Estimate."
                ) from None
            value = entered(id, number, units[0], label)
        made = build(value)
        if made is None:
            return None
        if made.label == UNNAMED:
            made = made.model_copy(update={"label": label})
        return require_unit(made, *units, field=info.field_name or id)

    return Entered(check, id=id, units=units, label=label)


def in_unit(id: str, unit: Unit, label: str) -> WrapValidator:
    """Field type: an Estimate in this unit, or a bare number, entered as one with this id."""
    return entered_in(id, unit, label=label)


def _amount(value: Any) -> str:
    """The amount of the example: what was given where that is a number."""
    return repr(value) if isinstance(value, int | float) else "1000"


def priced(value: Any, build: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """The value as an Estimate in money. Raises InputError for a bare number."""
    if value is not None and not isinstance(value, Estimate | dict):
        raise InputError(
            f"{info.field_name}: {shown(value)} given; money needs a unit, a price year and a "
            f"source: costavoid.local({_amount(value)}, unit, price_year='2025-26', source='...'), "
            "with a unit such as 'GBP per week', or 'GBP' for a sum in all."
        )
    made = build(value)
    if made is not None and not made.unit.is_money:
        raise InputError(
            f"{info.field_name}: {made.id} given in {made.unit.value!r}; this takes money: "
            f"{', '.join(repr(unit.value) for unit in Unit if unit.is_money)}."
        )
    return made


@dataclass(frozen=True, kw_only=True)
class Priced(WrapValidator):
    """A field that takes money in some units only; its page says which."""

    units: tuple[Unit, ...]


def money_in(*units: Unit) -> WrapValidator:
    """Field type: money in one of the units."""

    def check(value: Any, build: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        made = priced(value, build, info)
        return made if made is None else require_unit(made, *units, field=info.field_name or "")

    return Priced(check, units=units)


@dataclass(frozen=True, kw_only=True)
class Measured(WrapValidator):
    """A field that takes an Estimate in some units, and no bare number; its page says which."""

    units: tuple[Unit, ...]


def measured_in(*units: Unit) -> WrapValidator:
    """Field type: an Estimate in one of the units."""

    def check(value: Any, build: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        made = build(value)
        return made if made is None else require_unit(made, *units, field=info.field_name or "")

    return Measured(check, units=units)


BY_TIME = (
    Unit.GBP_PER_WEEK,
    Unit.GBP_PER_MONTH,
    Unit.GBP_PER_YEAR,
    Unit.GBP_PER_PERSON_YEAR,
    Unit.GBP_PER_COUNCIL_YEAR,
    Unit.GBP_PER_CENTRE_YEAR,
)
FOR_EACH = (Unit.GBP_PER_EVENT, Unit.GBP_PER_PERSON, Unit.GBP)
TimedMoney = Annotated[Estimate, money_in(*BY_TIME)]
OptionalTimedMoney = Annotated[Estimate | None, money_in(*BY_TIME)]
StaffMoney = Annotated[Estimate, money_in(*BY_TIME, Unit.GBP_PER_DAY)]
OptionalStaffMoney = Annotated[Estimate | None, money_in(*BY_TIME, Unit.GBP_PER_DAY)]
CaseMoney = Annotated[Estimate, money_in(*FOR_EACH)]
OptionalCaseMoney = Annotated[Estimate | None, money_in(*FOR_EACH)]
Money = Annotated[Estimate, WrapValidator(priced)]
Deadweight = Annotated[
    Estimate | None,
    in_unit("deadweight", Unit.SHARE, "Deadweight: share that would have happened anyway"),
]
Attribution = Annotated[
    Estimate | None,
    in_unit("attribution", Unit.SHARE, "Attribution: share of the change due to the programme"),
]
