"""The business-case pack: Word, Excel, HTML and Markdown, from one document.

Comes in: an `Answer`. Goes out: bytes of a file; `document` says what is in each.
Not here: anything that is calculated.
"""
