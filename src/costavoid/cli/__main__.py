"""`python -m costavoid.cli`, where `costavoid` is not on the path."""

import sys

from costavoid.cli import main

sys.exit(main())
