"""Measures the letters of the charts' font, for where the font itself is not at hand.

python docs/make_letter_widths.py

Writes src/costavoid/output/charts/letter_widths.json: for each letter of the common scripts that
DejaVu Sans has, how far it moves the next, in thousandths of the size, plain and bold.
"""

import json
from pathlib import Path

from costavoid.base.extras import from_extra
from costavoid.output.charts.lettering import MEASURED, WIDTHS, font

COMMON = (
    range(0x20, 0x250),  # Latin
    range(0x370, 0x500),  # Greek and Cyrillic
    range(0x1E00, 0x1F00),  # Latin with more accents: Welsh among them
    range(0x2000, 0x2300),  # punctuation, currencies, arrows, signs
    range(0x25A0, 0x2600),  # shapes
)


def main() -> None:
    """Write the table."""
    folder = Path(from_extra("matplotlib").get_data_path(), "fonts", "ttf")
    charmap = from_extra("matplotlib.ft2font").FT2Font(str(folder / "DejaVuSans.ttf")).get_charmap()
    fonts = [font(MEASURED, bold) for bold in (False, True)]
    found = {
        chr(code): [round(one.getlength(chr(code))) for one in fonts]
        for part in COMMON
        for code in part
        if code in charmap
    }
    target = Path("src/costavoid/output/charts") / WIDTHS
    rows = ",\n".join(f"{json.dumps(letter)}: {widths}" for letter, widths in found.items())
    target.write_text(f"{{\n{rows}\n}}\n")


if __name__ == "__main__":
    main()
