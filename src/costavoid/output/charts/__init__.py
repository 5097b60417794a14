"""Charts of an appraisal. Needs `pip install 'costavoid[report]'`.

chart = ca.charts.cash_profile(appraisal)
chart.save("cash.png")
"""

from costavoid.output.charts.cash import cash_profile
from costavoid.output.charts.chart import Chart
from costavoid.output.charts.placements import children
from costavoid.output.charts.published_figures import replications
from costavoid.output.charts.spread import distribution
from costavoid.output.charts.tornado import tornado
from costavoid.output.charts.waterfall import waterfall

__all__ = [
    "Chart",
    "cash_profile",
    "children",
    "distribution",
    "replications",
    "tornado",
    "waterfall",
]
