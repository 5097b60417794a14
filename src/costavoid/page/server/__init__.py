"""The page served on this machine alone, with the Python that runs this behind it.

Comes in: requests of one browser, each with the token of its address. Goes out: the page, and the
response of `respond` as lines of JSON.
Not here: what the page shows, and anything kept between two requests.
"""
