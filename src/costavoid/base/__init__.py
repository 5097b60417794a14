"""The ground: closed lists, errors, frozen values, years, files; nothing of the field itself.

Comes in: plain Python values. Goes out: what every other room is written with.
Not here: anything that knows a programme, a pound or a source.
"""
