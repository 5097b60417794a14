"""A council's own SSDA903 return, read where it lies: children's ids never leave the reader.

Comes in: a folder, a zip or files of CSV or XML, one return a year. Goes out: protected tables, and
lengths of stay for a case. Not here: published figures of councils.
"""
