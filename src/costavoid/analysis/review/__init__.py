"""What a sceptical finance officer would send back: one small function a rule.

Comes in: an `Answer`. Goes out: `Finding`s, gravest first; `rules` lists every rule.
Not here: how findings are shown, and anything that changes the answer.
"""
