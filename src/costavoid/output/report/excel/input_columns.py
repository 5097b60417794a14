"""The columns of the Inputs sheet: numbers and, below them, settings stand in the same ones."""

from __future__ import annotations

(LABEL, USED, NATIONAL, UNIT, PRICED, NATIONAL_PRICED, IN_PRICES, CASH, PAYER, STATUS) = range(10)
(QUALITY, LOW, HIGH, RANGE, SOURCE, NATIONAL_SOURCE, NOTE, ID) = range(10, 18)
(WAS, WAS_PRICED, WAS_CASH, IS_CHANGED) = range(18, 22)
(TAKEN, TAKEN_PRICED, TAKEN_CASH, IS_WRONG, WHY) = range(22, 27)  # what the sums read
AS_USED = {USED: WAS, PRICED: WAS_PRICED, CASH: WAS_CASH}  # where an edit is told from
GUARDS = {USED: TAKEN, PRICED: TAKEN_PRICED, CASH: TAKEN_CASH}  # an error where it cannot be used
WIDTHS = (
    44,
    14,
    14,
    18,
    10,
    10,
    14,
    10,
    16,
    12,
    9,
    11,
    11,
    13,
    70,
    40,
    70,
    34,
    14,
    10,
    10,
    10,
    14,
    10,
    10,
    10,
    70,
)
HEADS = (
    "Number",
    "In use (local where its status says so)",
    "National: the library's own",
    "Unit",
    "Price year",
    "Library's price year",
    "Share that is cash",
    "Payer",
    "Status",
    "Quality",
    "Low",
    "High",
    "Low and high are",
    "Source",
    "Source of the library's own",
    "Note and caution",
    "Id",
    "As costavoid used it",
    "Price year",
    "Share that is cash",
    "Changed (1)",
    "Taken into the sums",
    "Price year taken",
    "Share that is cash, taken",
    "Cannot be used (1)",
    "Why",
)
