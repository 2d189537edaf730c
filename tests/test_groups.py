"""How the tests are spread over processes."""

from __future__ import annotations

import os

import pytest

from tests.conftest import IMPORTED

HEAVY = ("fastapi", "matplotlib", "mcp", "pandas", "pymilvus", "ray", "torch", "transformers")
"""What takes from .2 s to 1.5 s to be imported."""
SPREAD = "PYTEST_XDIST_WORKER" in os.environ


@pytest.mark.model
@pytest.mark.skipif(not SPREAD, reason="all tests are in one process")
def test_tests_that_load_models_share_a_process(request: pytest.FixtureRequest) -> None:
    """The end of its id is what xdist tells a group by; a pytest that drops it loads them again."""
    assert request.node.nodeid.endswith("@model")


def test_collecting_imports_nothing_that_takes_long(request: pytest.FixtureRequest) -> None:
    """Each process would, whichever tests it runs: who needs it imports it when run."""
    assert [name for name in HEAVY if name in request.config.stash[IMPORTED]] == []
