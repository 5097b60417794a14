"""Afterwards, did it happen? The approved case as a benefits register, and counts against it.

Comes in: an approved answer; then counts by month or quarter, and money from the ledger.
Goes out: a `Plan`, saved as TOML beside the case, and what the counts so far do and do not show.
Not here: what a case is worth (appraisal), how a chance is worked out (evidence, analysis).
"""
