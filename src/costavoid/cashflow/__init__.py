"""From lines to pounds: the one table of line x year x draw, its sums, and every draw.

Comes in: lines, inputs, prices. Goes out: `CashFlows`, ratios of them, `Uncertainty`.
Not here: what a line means, or how a result is shown.
"""
