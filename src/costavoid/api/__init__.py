"""What a person holds: `appraise`, `appraise_many`, and the `Appraisal` with every view a method.

Comes in: a programme and the keywords of a run. Goes out: an `Appraisal`: an `Answer` with doors.
Not here: any sum or sentence; each method is one call of a room below.
"""
