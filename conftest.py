"""What holds for every test: annotations are checked, threads are few, drawing needs no display."""

import os
import sys

# Before numpy and torch are first imported: each test process has its cores to itself, and OpenMP threads that spin
# on a busy machine multiply the time.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["MPLBACKEND"] = "Agg"

import hypothesis
import pytest
from jaxtyping import install_import_hook

# Every annotation in aescope, the named axes of its arrays too, is checked while the tests run, and only then.
install_import_hook("aescope", "beartype.beartype")
# Test files beside the code belong to the package too. pytest's own hook comes first, so that it is the one that loads
# them and a failing `assert` shows its values.
sys.meta_path.sort(key=lambda finder: not type(finder).__name__.startswith("AssertionRewritingHook"))

# The same examples on every run, however busy the machine.
hypothesis.settings.register_profile("aescope", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("aescope")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests marked `long` too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]
