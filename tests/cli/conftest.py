from __future__ import annotations

from collections.abc import Iterator

import pytest

from qabot.config import BUNDLED_MODEL, TRAINED_READER
from qabot.encoding import LazyEncoder
from qabot.readers.choice import load_reader


@pytest.fixture(scope="package")
def models_in_use() -> Iterator[None]:
    """Somebody uses the bundled models meanwhile, so that no command has to load them again."""
    held = LazyEncoder.shared(BUNDLED_MODEL), load_reader(TRAINED_READER)
    yield
    del held


@pytest.fixture(autouse=True)
def models_shared_by_commands(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("model"):
        request.getfixturevalue("models_in_use")
