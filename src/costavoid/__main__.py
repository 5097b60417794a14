"""`python -m costavoid`, where `costavoid` is not on the path."""

import sys

from costavoid.cli import main

if __name__ == "__main__":
    sys.exit(main())
