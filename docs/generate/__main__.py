"""`python docs/generate docs` writes the generated pages."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # docs/, of which this package is a part

from generate import main

if __name__ == "__main__":
    sys.exit(main())
