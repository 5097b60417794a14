"""Which set of programmes to fund: under a budget for each year, and at every budget.

Comes in: a `Joined`, a budget, what is to be as large as it can be. Goes out: a `Choice`, a
frontier. Not here: what a set comes to (`worth`), and what is said of it (`output`).
"""
