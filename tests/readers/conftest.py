from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers import tiny_models


@pytest.fixture(scope="session")
def answering_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A question-answering model whose answer is always "shakespeare"."""
    return tiny_models.save_question_answering(tmp_path_factory.mktemp("answering"))


@pytest.fixture(scope="session")
def ranking_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder."""
    return tiny_models.save_cross_encoder(tmp_path_factory.mktemp("ranking"))
