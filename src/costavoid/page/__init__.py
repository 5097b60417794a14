"""The page: the same form and answer in a browser, with Python inside the page or served here."""
