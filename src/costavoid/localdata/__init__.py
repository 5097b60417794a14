"""A council's own figures: what is published of it, and what its own return of data says.

Comes in: published tables and files where they lie. Goes out: estimates, lengths of stay and tables
that are safe to print. Not here: what a programme does with them.
"""
