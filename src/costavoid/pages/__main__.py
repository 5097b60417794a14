"""`python -m costavoid.pages docs`."""

import sys

from costavoid.pages import main

if __name__ == "__main__":
    sys.exit(main())
