"""Five slides for PowerPoint, by python-pptx: the first page, with charts that can be edited."""

from __future__ import annotations

import io
import os
from pathlib import Path

from costavoid.appraisal.answer import Answer
from costavoid.base.extras import from_extra
from costavoid.base.files import replacing
from costavoid.output.report.powerpoint.boxes import SLIDE, legal
from costavoid.output.report.powerpoint.slides import SLIDES, subject_of

LONGEST_PROPERTY = 255  # characters, by the format


def to_powerpoint(
    appraisal: Answer, path: str | os.PathLike[str], *, overwrite: bool = False
) -> Path:
    """Write five slides as .pptx and give the path.

    The verdict; cash by year; who pays and who gains; evidence and risks; what is asked. Raises
    InputError for a path that cannot be written; CostavoidError where python-pptx is not
    installed.
    """
    with replacing(path, overwrite=overwrite) as write:
        write(powerpoint_bytes(appraisal))
    return Path(path)


def powerpoint_bytes(appraisal: Answer) -> bytes:
    """The slides as the bytes of a .pptx file. Raises as `to_powerpoint`, but for the path."""
    pptx = from_extra("pptx")
    made = pptx.Presentation()
    inches = from_extra("pptx.util").Inches
    made.slide_width, made.slide_height = (inches(side) for side in SLIDE)
    subject = subject_of(appraisal)
    properties = made.core_properties
    properties.title = legal(subject.said.title)[:LONGEST_PROPERTY]
    properties.author, properties.language = "costavoid", "en-GB"
    for draw in SLIDES:
        draw(made, subject)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()
