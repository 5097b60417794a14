"""Does the Family Nurse Partnership pay on what its trial measured? No.

Cost and health gained are the trial's; the 50 mothers a year are invented. The trial found no
fewer second pregnancies and no fewer emergency attendances, so none is counted.
"""

import costavoid as ca


def appraisal() -> ca.Appraisal:
    mothers = ca.local(50, "count per year", id="own.mothers", source="Anytown NHS (invented)")
    nurses = ca.FamilyNursePartnership(participants=mothers, start="2026-04-01", months=36)
    return ca.appraise(nurses, horizon=3, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nWho pays and who gains, over three years, real £")
    print(answer.by_payer().round(0).astype(int).to_string())
    print("What each mother could gain, in QALYs, for it to pay:", end=" ")
    print(answer.break_even("fnp.qalys"))


if __name__ == "__main__":
    main()
