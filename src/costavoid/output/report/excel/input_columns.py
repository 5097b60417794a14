"""The columns of Inputs and of Deflators: what is read and printed, then the working beside it."""

from __future__ import annotations

(LABEL, USED, UNIT, LIMITS, PRICED, CASH, IN_PRICES, WAS, NOTE) = range(9)
PRINTED = NOTE  # the last column that is printed; a narrow one parts it from the working
(WAS_PRICED, WAS_CASH, IS_CHANGED) = range(10, 13)
(TAKEN, TAKEN_PRICED, TAKEN_CASH, IS_WRONG, WHY, ID) = range(13, 19)  # what the sums read
AS_USED = {USED: WAS, PRICED: WAS_PRICED, CASH: WAS_CASH}  # where an edit is told from
GUARDS = {USED: TAKEN, PRICED: TAKEN_PRICED, CASH: TAKEN_CASH}  # an error where it cannot be used
WORDS = (UNIT, LIMITS, NOTE, WHY, ID)
WIDTHS = (42, 14, 17, 31, 11, 11, 14, 14, 38, 3, 14, 14, 12, 14, 14, 16, 14, 70, 34)
HEADS = (
    "Number",
    "Figure in use",
    "Unit",
    "What it can be",
    "Price year",
    "Share that is cash",
    "In {price_year} prices",
    "Python's figure",
    "Evidence, and what follows it",
    "",
    "Python's price year",
    "Python's share",
    "Changed (1)",
    "Taken into the sums",
    "Price year taken",
    "Share that is cash, taken",
    "Cannot be used (1)",
    "Why",
    "Id",
)
