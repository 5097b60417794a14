"""The codes of the SSDA903 return, of every year's set, and the groups they are counted in.

Meanings are those of the Department for Education's guide to the return, as repeated in
data-to-insight's csc-validator-be-903 and SocialFinanceDigitalLabs' liia-tools-pipeline. Codes
change by year (K3 took the place of H5 and P2 in 2025, Z11 to Z14 that of Z1 in 2026): the union
of all years is known here.
"""

from __future__ import annotations

TABLES: dict[str, tuple[str, ...]] = {  # by name, the columns of each; CHILD is in every one
    "Header": ("SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "Episodes": (
        "DECOM",
        "RNE",
        "LS",
        "CIN",
        "PLACE",
        "PLACE_PROVIDER",
        "DEC",
        "REC",
        "REASON_PLACE_CHANGE",
        "HOME_POST",
        "PL_POST",
        "URN",
    ),
    "Reviews": ("DOB", "REVIEW", "REVIEW_CODE"),
    "UASC": ("SEX", "DOB", "DUC"),
    "OC2": ("DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS"),
    "OC3": ("DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
    "AD1": ("DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR"),
    "PlacedAdoption": ("DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "PrevPerm": ("DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"),
    "Missing": ("DOB", "MISSING", "MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
    "DoLo": ("DOB", "DOLO_START", "DOLO_END"),
}
READ = ("Header", "Episodes", "UASC")
EPISODES = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC")
NEEDED = {"Episodes": ("CHILD", "DECOM", "LS", "PLACE", "DEC"), "Header": ("CHILD", "DOB")}
CLUES = {  # columns that tell a table from the others, with CHILD
    "Episodes": {"DECOM", "DEC"},
    "Header": {"DOB", "ETHNIC", "UPN"},
    "UASC": {"DOB", "DUC"},
}

LEGAL = ("C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3")
SHORT_BREAKS = ("V3", "V4")
CARE_ORDERS = ("C1", "C2", "D1", "E1")  # interim, full, freeing, placement

OTHER, UNKNOWN = "other", ""
PLACEMENTS = {  # codes by group, as their costs are counted
    "foster": ("U1", "U2", "U3", "U4", "U5", "U6"),
    "residential": ("K1", "K2", "R1", "S1"),  # homes and schools of section 251, line 3.1.1
    "other residential": ("R2", "R3", "R5", "P3"),
    "supported": ("H5", "P2", "K3"),
    "with parents": ("P1",),
    "adoption": ("A3", "A4", "A5", "A6"),
    OTHER: ("Z1", "Z11", "Z12", "Z13", "Z14", "T0", "T1", "T2", "T3", "T4"),
}
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
RELATIVES = ("U1", "U2", "U3")
PROVIDERS = {
    "in_house": ("PR1", "PR2", "PR3"),
    "agency": ("PR4", "PR5"),
    "none": ("PR0",),
}
BY_RELATIVES = "relative or friend"  # U1 to U3, whoever approved them
PROVIDER_GROUPS = ("in_house", "agency", BY_RELATIVES, "none")

NEEDS = {
    "N1": "abuse or neglect",
    "N2": "child's disability",
    "N3": "parental illness or disability",
    "N4": "family in acute stress",
    "N5": "family dysfunction",
    "N6": "socially unacceptable behaviour",
    "N7": "low income",
    "N8": "absent parenting",
}
STILL_IN_CARE = "still in care"
SAME_DAY = "X1"  # the next episode starts the same day
REASONS = {  # codes by group: how a period of care ends
    "adoption": ("E11", "E12"),
    "guardianship": ("E43", "E44", "E45", "E46", "E47", "E48"),
    "return": ("E4A", "E4B", "E4"),
    "relatives": ("E13", "E41"),
    "grown up": ("E5", "E6", "E7", "E15", "E17"),
    OTHER: ("E1", "E2", "E3", "E8", "E9", "E14", "E16", "E99"),
}
NEW_EPISODE = ("S", "L", "P", "T", "B", "U")
MOVES = ("P", "B")  # another carer
START = "S"

AGES = ("under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over")
AGE_STARTS = (0, 1, 5, 10, 16)


def grouped(groups: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The group of each code."""
    return {code: name for name, codes in groups.items() for code in codes}
