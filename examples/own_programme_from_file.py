"""The edge-of-care team of own_programme.py, read from a file that needs no Python to write.

Its review is that of own_programme.py, and stands for the reasons given there: no_interval,
rests_on_weak, caution and no_source.
"""

from pathlib import Path

import costavoid as ca

FILE = Path(__file__).with_name("own_programme.toml")


def appraisal() -> ca.Appraisal:
    return ca.load(FILE).appraise()


def main() -> None:
    answer = appraisal()
    print(answer)
    print(answer.financial_case("council").round().to_string())


if __name__ == "__main__":
    main()
