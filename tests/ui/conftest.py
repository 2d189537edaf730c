from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qabot.ui.app import ChatApp
from tests.conftest import write_articles
from tests.ui.driving import Scripted, scripted_chat

PACT = """---
title: Two countries sign a pact
author: A. Reporter
outlet: Sample World
published: 2014-11-30
source: https://news.example/pact
---

The two countries signed a pact on Friday. It runs for ten years.

“We stand by our neighbour,” Mr Kim said. The leader, Kim Jong Un, then left.
"""

MakeApp = Callable[..., ChatApp]


@pytest.fixture
def chat(tmp_path: Path, folder: Path) -> MakeApp:
    """Makes an app over the sample articles and a pact, with a script of answers."""
    write_articles(folder, {"pact.md": PACT})

    def make(script: Mapping[str, Scripted] = {}, *, held: bool = False) -> ChatApp:
        return scripted_chat(tmp_path / "index", folder, script, held=held)

    return make
