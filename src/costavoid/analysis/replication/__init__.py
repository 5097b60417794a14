"""Published figures, each run again on its own terms.

Comes in: rows of `published_figures.csv` and the functions in `studies/`. Goes out: published,
computed, difference and status. Not here: inputs set so that a figure comes out.
"""
