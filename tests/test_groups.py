"""How the tests are spread over processes."""

from __future__ import annotations

import os

import pytest

SPREAD = "PYTEST_XDIST_WORKER" in os.environ


@pytest.mark.model
@pytest.mark.skipif(not SPREAD, reason="all tests are in one process")
def test_tests_that_load_models_share_a_process(request: pytest.FixtureRequest) -> None:
    """The end of its id is what xdist tells a group by; a pytest that drops it loads them again."""
    assert request.node.nodeid.endswith("@model")
