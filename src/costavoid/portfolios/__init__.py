"""Many programmes, one cohort, one budget: what they come to together, and which to fund.

Comes in: `Answer`s by name, and the `Cohort`s that several of them reach. Goes out: a `Joined`
with its tables, a `Choice` under a budget, a frontier. Overlap is worked out here.
Not here: what one programme comes to (`appraisal`), words and pictures (`output`).
"""
