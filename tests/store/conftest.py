from __future__ import annotations

from tests.each_store import pytest_generate_tests, store
from tests.postgres_server import postgres_server

__all__ = ["postgres_server", "pytest_generate_tests", "store"]
