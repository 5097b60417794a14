"""Hypothesis settings, and which tests run side by side.

The same examples on every run; EXPLORE=1 looks for new ones.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent

settings.register_profile(
    "suite",
    max_examples=40,
    deadline=None,
    derandomize="EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file that share what is made once for the file run on the same worker."""
    for item in items:
        made = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009  (a private name)
        once = (each for found in made.values() for each in found if each.scope != "function")
        if any(Path(each.func.__code__.co_filename).is_relative_to(TESTS) for each in once):
            item.add_marker(pytest.mark.xdist_group(item.path.name))
