"""Sentences about an answer, in one home: the first page, the printed answer, explanations.

Comes in: an `Answer`. Goes out: text, each number rounded as a person would say it.
Not here: layout, and numbers that the answer or an analysis does not hold.
"""
