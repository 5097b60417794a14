"""The edge-of-care team of own_programme.py, read from a file that needs no Python to write."""

from pathlib import Path

import costavoid as ca

FILE = Path(__file__).with_name("own_programme.toml")


def main() -> None:
    programme = ca.load(FILE)
    appraisal = ca.appraise(programme, horizon=4, price_year="2025-26")
    print(appraisal)
    print(appraisal.financial_case("council").round().to_string())


if __name__ == "__main__":
    main()
