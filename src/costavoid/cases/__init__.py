"""A case as a file: TOML read, written and begun blank; its JSON Schema.

Comes in: a file, or a `Case`. Goes out: a `Case`, which appraises itself; text of a file.
Not here: what a field means (`programme`), or how a case is appraised (`appraisal`).
"""
