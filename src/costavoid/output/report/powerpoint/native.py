"""Charts that PowerPoint draws and can edit, each with its numbers in a workbook of its own."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from costavoid.base.extras import from_extra
from costavoid.output.report.powerpoint.boxes import INK, Box, describe, legal, placed, rgb

SAVED, SPENT, PALE = "0072B2", "D55E00", "9CC9E5"  # Okabe and Ito's, and a tint for what is no cash
FIGURES = "#,##0;(#,##0);0"
IN_UNITS = {1: FIGURES, 1000: "#,##0,;(#,##0,);0"}  # pounds, shown in the unit of the first page
STEPS, MARKS = (1, 2, 2.5, 5, 10), 5  # of a scale
SIZE = 12  # points
# What XlsxWriter, in which the numbers are kept, would take for a formula or a link.
RISKY = re.compile(r"\{?=|(https?|ftps?|file|mailto|internal|external):", re.IGNORECASE)
Series = Mapping[str, Sequence[float]]


def cash_by_year(slide: Any, box: Box, years: Sequence[str], bars: Series, line: Series) -> Any:
    """Stacked columns with a line over them, on one scale."""
    kind = from_extra("pptx.enum.chart").XL_CHART_TYPE.COLUMN_STACKED
    chart = _chart(slide, box, kind, years, {**bars, **line}, FIGURES)
    _colour(chart, (SPENT, SAVED, INK))
    _as_line(chart, list(line))
    return chart


def by_payer(slide: Any, box: Box, payers: Sequence[str], bars: Series, unit: int) -> Any:
    """Stacked bars, the first payer at the top."""
    kind = from_extra("pptx.enum.chart").XL_CHART_TYPE.BAR_STACKED
    chart = _chart(slide, box, kind, payers, bars, IN_UNITS[unit])
    chart.category_axis.reverse_order = True
    _colour(chart, (SPENT, SAVED, PALE))
    return chart


def swings(
    slide: Any, box: Box, labels: Sequence[str], ends: Series, middle: float, unit: int
) -> Any:
    """Bars to either side of the answer itself: the input at its low, and at its high."""
    kind = from_extra("pptx.enum.chart").XL_CHART_TYPE.BAR_CLUSTERED
    chart = _chart(slide, box, kind, labels, ends, IN_UNITS[unit])
    chart.category_axis.reverse_order = True
    chart.value_axis.crosses_at = middle
    chart.plots[0].overlap = 100
    _scale(chart.value_axis, [middle, *(end for values in ends.values() for end in values)])
    _colour(chart, (PALE, SAVED))
    return chart


def _scale(axis: Any, values: Sequence[float]) -> None:
    """Round steps from the least to the most, as close as they go."""
    least = (max(values) - min(values)) / MARKS
    size = 10.0 ** math.floor(math.log10(least))
    step = next(part * size for part in STEPS if part * size >= least * (1 - 1e-9))
    axis.major_unit = step
    axis.minimum_scale = math.floor(min(values) / step) * step
    axis.maximum_scale = math.ceil(max(values) / step) * step


def _chart(
    slide: Any, box: Box, kind: Any, names: Sequence[str], series: Series, numbers: str
) -> Any:
    enum, util = from_extra("pptx.enum.chart"), from_extra("pptx.util")
    data = from_extra("pptx.chart.data").CategoryChartData(number_format=numbers)
    data.categories = [_kept(name) for name in names]
    for name, values in series.items():
        data.add_series(name, values)
    shape = slide.shapes.add_chart(kind, *placed(box), data)
    chart = shape.chart
    chart.font.size, chart.font.color.rgb = util.Pt(SIZE), rgb(INK)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = enum.XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.plots[0].gap_width, chart.plots[0].vary_by_categories = 60, False
    chart.category_axis.tick_label_position = enum.XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = rgb(INK)
    chart.value_axis.tick_labels.number_format = numbers
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb("D9D9D9")
    chart.value_axis.format.line.fill.background()
    describe(shape, _said(names, series))
    return chart


def _said(names: Sequence[str], series: Series) -> str:
    """The chart in words: every number in it."""
    parts = []
    for name, values in series.items():
        each = (f"{at} {round(value):,}" for at, value in zip(names, values, strict=True))
        parts.append(f"{name}: {', '.join(each)}")
    return f"{'. '.join(parts)}."


def _kept(name: str) -> str:
    """A name that stays text in the workbook."""
    plain = legal(name)
    return f"\N{NO-BREAK SPACE}{plain}" if RISKY.match(plain) else plain


def _colour(chart: Any, colours: Sequence[str]) -> None:
    for series, colour in zip(chart.plots[0].series, colours, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
        series.invert_if_negative = False


def _as_line(chart: Any, names: Sequence[str]) -> None:
    """Moves series out of the columns into a line over them, on the same axes."""
    parse, qualified = from_extra("pptx.oxml").parse_xml, from_extra("pptx.oxml.ns").qn
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    columns = chart.plots[0]
    bars = columns._element
    line = parse(
        f'<c:lineChart xmlns:c="{space}"><c:grouping val="standard"/>'
        '<c:varyColors val="0"/></c:lineChart>'
    )
    for series in list(columns.series):
        if series.name in names:
            element = series._element
            for tag in ("c:invertIfNegative", "c:spPr"):
                for found in element.findall(qualified(tag)):
                    element.remove(found)
            line.append(element)
    line.append(parse(f'<c:marker xmlns:c="{space}" val="1"/>'))
    for axis in bars.findall(qualified("c:axId")):
        line.append(parse(f'<c:axId xmlns:c="{space}" val="{axis.get("val")}"/>'))
    bars.addnext(line)
    for series in chart.plots[1].series:
        series.format.line.color.rgb = rgb(INK)
        series.format.line.width = from_extra("pptx.util").Pt(2.25)
        series.smooth = False
        series.marker.style = from_extra("pptx.enum.chart").XL_MARKER_STYLE.CIRCLE
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(INK)
