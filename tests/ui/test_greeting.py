"""What stands where nothing has been asked yet, in the room that there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot
from textual.widgets import Static

from qabot.ui import app as chat
from qabot.ui.conversation.greeting import Greeting
from tests.ui.steps import drive


class Beside(App[None]):
    """The greeting beside something else that is so many columns wide."""

    CSS_PATH = Path(chat.__file__).with_name("chat.tcss")

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.columns = columns

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Greeting(id="hello")
            beside = Static("article")
            beside.styles.width = self.columns
            yield beside


@pytest.mark.parametrize(
    ("columns", "beside", "shown"), [(120, 0, True), (120, 60, False), (80, 0, False)]
)
def test_the_hints_give_way_to_the_questions(columns: int, beside: int, shown: bool) -> None:
    app = Beside(beside)

    async def steps(pilot: Pilot[None]) -> None:
        about = app.query_one("#hello .about")
        assert about.display is shown
        assert app.query_one("#hello .asking").size.width >= 30

    drive(app, steps, (columns, 30))
