"""Does the Family Nurse Partnership pay on what its trial measured? No.

Cost and health gained are the trial's; the 50 mothers a year are invented. The trial found no
fewer second pregnancies and no fewer emergency attendances, so none is counted. Health is put half
way through the trial's two and a half years. The review stands, because that is the trial's answer:
- could_be_chance, caution: neither the gain in health nor the extra cost is sure to be there;
- pathway_assumption: health is valued at a threshold, and is nobody's money;
- stale_cost: both are of 2013-14.
"""

import costavoid as ca


def appraisal() -> ca.Appraisal:
    bookings = {"quality": "amber", "source": "Anytown NHS midwifery bookings (invented)"}
    nurses = ca.FamilyNursePartnership(
        participants=ca.local(50, "count per year", id="own.mothers", **bookings),
        lag=ca.local(15, "months", id="own.lag", quality="amber", source="Half of the trial's 30"),
        start="2026-04-01",
        months=36,
    )
    return ca.appraise(nurses, horizon=5, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print("\nWho pays and who gains, over five years, real £")
    print(answer.by_payer().round(0).astype(int).to_string())
    print("What each mother could gain, in QALYs, for it to pay:", end=" ")
    print(answer.break_even("fnp.qalys"))


if __name__ == "__main__":
    main()
