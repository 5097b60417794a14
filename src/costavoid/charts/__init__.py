"""Charts of an appraisal. Needs `pip install 'costavoid[report]'`.

chart = ca.charts.cash_profile(appraisal)
chart.save("cash.png")
"""

from costavoid.charts.cash import cash_profile
from costavoid.charts.chart import Chart
from costavoid.charts.placements import children
from costavoid.charts.published import replications
from costavoid.charts.spread import distribution
from costavoid.charts.tornado import tornado
from costavoid.charts.waterfall import waterfall

__all__ = [
    "Chart",
    "cash_profile",
    "children",
    "distribution",
    "replications",
    "tornado",
    "waterfall",
]
