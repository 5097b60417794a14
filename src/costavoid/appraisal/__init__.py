"""One case appraised: settings, the steps in their order, and the frozen `Answer`.

Comes in: a programme, settings, a council's overrides. Goes out: an `Answer`, its tables as
frames, its record as JSON. Cautious adjustments are made here, as lines of their own.
Not here: a view that runs the case again (`analysis`), words and pictures (`output`).
"""
