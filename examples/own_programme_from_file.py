"""The edge-of-care team of own_programme.py, read from a file that needs no Python to write.

The review says of it what it says there, and it is right: they are the same programme.
"""

from pathlib import Path

import costavoid as ca

FILE = Path(__file__).with_name("own_programme.toml")


def appraisal() -> ca.Appraisal:
    return ca.appraise(ca.load(FILE), horizon=4, price_year="2025-26")


def main() -> None:
    answer = appraisal()
    print(answer)
    print(answer.financial_case("council").round().to_string())


if __name__ == "__main__":
    main()
