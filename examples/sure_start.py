"""Who gets the return on a council's children's centres, at the rate published for Sure Start?

The council's cost is invented; the returns are the Institute for Fiscal Studies' for England.
More than it cost comes back to society, less than it cost to the state, no cash to the council.
The review stands:
- no_interval, caution: areas were compared, and no interval is printed;
- pathway_assumption: the return comes over lives, so no budget may rest on the year it is put in.
"""

import costavoid as ca


def appraisal() -> ca.Appraisal:
    centres = ca.local(
        1_400_000,
        "GBP per year",
        id="own.centres",
        price_year="2025-26",
        payer="council",
        source="Anytown budget book 2025-26 (invented)",
    )
    programme = ca.SureStart(cost_a_year=centres, start="2026-04-01", months=36)
    return ca.appraise(programme, horizon=3, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nWho pays and who gains, over three years, real £")
    print(answer.by_payer().round(0).astype(int).to_string())


if __name__ == "__main__":
    main()
