"""What an answer would be if: break-even, sensitivity, scenarios, options, review, replications.

Comes in: `Answer`s. Goes out: numbers and findings, as frames and small values.
Not here: sentences of a page, charts, documents; nor how lines become pounds.
"""
