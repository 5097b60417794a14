"""The business-case pack: Word, Excel, PowerPoint, HTML and Markdown; and options side by side.

Comes in: an `Answer`. Goes out: bytes of a file; `document` says what is in each.
Not here: anything that is calculated.
"""
