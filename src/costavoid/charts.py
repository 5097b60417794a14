"""The charts by a short path: `from costavoid import charts`."""

from costavoid.output.charts import *  # noqa: F403
from costavoid.output.charts import __all__ as __all__
