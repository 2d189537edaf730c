from __future__ import annotations

from tests.each_store import pytest_generate_tests, store

__all__ = ["pytest_generate_tests", "store"]
