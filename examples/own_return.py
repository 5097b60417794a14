"""A council's own SSDA903 return in a business case: its unit cost, lengths of stay and ways out.

On invented returns, made in a temporary folder; with your own, give their folder to `read_903`.
Pause with England's figures, and with those of the return beside. The review stands: no_comparison,
other_effect, unanswered, rests_on_weak and caution (the effect is as in England); stale_cost,
average_as_cash and kept_cash_share (a line of spend over nights is no bill); pathway_assumption.
"""

import tempfile
from pathlib import Path

import costavoid as ca

SPEND = 9_600_000  # of the year, invented: a council's own is line 3.1.2 of its section 251 outturn
LINE = "Section 251 outturn, line 3.1.2 (invented)"
OURS = {
    "start": "2026-10-01",
    "deadweight": ca.local(0.25, "share", id="own.deadweight", source="Panel review (invented)"),
    "delivery_cost": ca.local(
        330_000, "GBP per year", id="own.price", price_year="2025-26", source="Quotation (invented)"
    ),
    "neonatal": None,
}


def returned() -> ca.Return903:
    """The returns of 2018 to 2025 of an invented council."""
    with tempfile.TemporaryDirectory() as place:
        return ca.read_903(ca.invent_903(Path(place) / "returns", starts=150, years=8))


def appraisal() -> ca.Appraisal:
    ours = returned()
    infant = ca.InfantRemovedAtBirth(
        placement=ours.unit_cost(SPEND, placement="foster", year=2025, source=LINE),
        adoption_share=ours.exit_share("adoption"),
        guardianship_share=ours.exit_share("guardianship"),
    )
    return ca.appraise(ca.Pause(women=20, pathway=infant, **OURS), horizon=5, price_year="2025-26")


def main() -> None:
    ours = returned()
    print(ours)
    print(ours.stays().frame[["median days", "mean days"]])
    print(ours.placements().frame.loc[2025].loc["all"])
    print(ours.exits().frame.loc["under 1"])
    england = ca.appraise(ca.Pause(women=20, **OURS), horizon=5, price_year="2025-26")
    for name, case in (("England's figures", england), ("the return's own", appraisal())):
        print(f"{name}: {ca.about(case.npv)} net present value over five years, all payers")


if __name__ == "__main__":
    main()
