"""The page: a form and its answer in a browser, with Python inside the page or served here.

Comes in: what stands in the form, as text by name. Goes out: the page as HTML, and files to take
away. `respond` is the one door; bundle/ and server/ are the two ways to run it.
Not here: a sum, or a sentence about one; the scripts of browser/ only carry what was typed.
"""
