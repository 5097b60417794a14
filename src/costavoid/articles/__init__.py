"""The articles the library was made for: every claim in them, answered by a call.

Comes in: `claims.csv` (what each article says, and what a council would ask of it) and the public
names of costavoid. Goes out: `claims()`, each with its answer in a sentence, its standing, and the
lines that a reader may copy. Not here: a number that is not in the evidence, unless it is named as
an example of the reader's own.
"""
