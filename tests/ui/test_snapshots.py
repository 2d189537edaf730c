"""The chat's screens as pictures, to be looked at when they change:

python -m pytest tests/ui/test_snapshots.py --snapshot-update
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from qabot.types import Speaker, Verdict
from qabot.ui.themes import LIGHT
from tests.conftest import ARTICLES, write_articles
from tests.ui.driving import Scripted, ask, scripted_chat
from tests.ui.steps import settled

PACT = """---
title: Two countries sign a pact
author: A. Reporter
outlet: Sample World
published: 2099-11-30
---

The two countries signed a pact on Friday. It runs for ten years.

“We stand by our neighbour, and we ask for no more than what was promised,” Mr Kim said. The
leader, Kim Jong Un, then left.
"""
SCRIPT = {
    "who stands by the neighbour": Scripted(
        [
            (
                "pact.md",
                "“We stand by our neighbour, and we ask for no more than what was promised,” "
                "Mr Kim said.",
            ),
            ("pact.md", "The leader, Kim Jong Un, then left."),
        ],
        "Kim Jong Un",
        Speaker("Kim Jong Un", "Mr Kim", "leader"),
    ),
    "when was the wall opened": Scripted(
        [("wall.txt", "The wall was opened on Thursday.")], "Thursday", confidence=0.95
    ),
    "why was it opened": Scripted(
        [("wall.txt", "Crowds climbed the wall.")], verdict=Verdict.RELATED, confidence=0.3
    ),
}


class Picture(SingleFileSnapshotExtension):
    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.mark.parametrize(
    ("size", "theme", "keys"),
    [
        pytest.param((80, 24), None, [], id="small"),
        pytest.param((80, 24), None, ["tab", "p", "p", "p", "enter"], id="small_article"),
        pytest.param((160, 48), None, ["tab", "p", "p", "p"], id="large"),
        pytest.param((160, 48), LIGHT.name, ["tab", "p", "p", "p"], id="large_light"),
        pytest.param((80, 24), LIGHT.name, ["f1"], id="small_help"),
    ],
)
def test_screens(
    size: tuple[int, int],
    theme: str | None,
    keys: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_articles(Path("articles"), {**ARTICLES, "pact.md": PACT})
    app = scripted_chat(Path("index"), Path("articles"), SCRIPT)

    async def picture() -> str:
        async with app.run_test(size=size) as pilot:
            app.panes.prompt.cursor_blink = False
            app.theme = theme or app.theme
            await settled(pilot)
            await ask(pilot, *SCRIPT, "what is the capital of Peru")
            await pilot.press(*keys)
            await settled(pilot)
            return app.export_screenshot()

    with closing(app.service):
        taken = asyncio.run(picture())
    assert taken == snapshot(extension_class=Picture)
