"""Charts of an answer. Needs `pip install "costavoid[report]"`.

chart = ca.charts.cash_profile(appraisal)
chart.save("cash.png")

Comes in: an `Answer`. Goes out: a `Chart`, with its numbers in words too.
Not here: a chart that imports another; they share `chart`, `drawing`, `lettering`, `scales` and
`sheet`, and `svg` and `png` make the files.
"""

from costavoid.output.charts.budgets import frontier
from costavoid.output.charts.cash import cash_profile, council_cash
from costavoid.output.charts.chart import Chart
from costavoid.output.charts.placements import children
from costavoid.output.charts.published_figures import replications
from costavoid.output.charts.spread import distribution
from costavoid.output.charts.steps import waterfall
from costavoid.output.charts.swings import tornado

__all__ = [
    "Chart",
    "cash_profile",
    "children",
    "council_cash",
    "distribution",
    "frontier",
    "replications",
    "tornado",
    "waterfall",
]
