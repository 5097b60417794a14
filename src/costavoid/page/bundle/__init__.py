"""The page with Python inside it: one file, or a folder to host. Needs `costavoid[app]`.

Comes in: the files of one Pyodide release, each checked by its sha256, and the packages installed
here. Goes out: the bytes of an HTML file, or of the files of a folder.
Not here: what the page shows (see `respond`), and the command (see `cli`).
"""
