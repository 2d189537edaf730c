"""Where sidebar, conversation and article stand, at each width of a terminal."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from qabot.ui.app import ChatApp
from qabot.ui.conversation.place_card import CitationCard
from tests.ui.conftest import MakeApp
from tests.ui.driving import ask, drive
from tests.ui.steps import settled
from tests.ui.test_answers import KIM, MOON


def columns(region: Region) -> tuple[int, int]:
    """The first column, and how many."""
    return region.x, region.width


def conversation(app: ChatApp) -> tuple[int, int]:
    return columns(app.query_one("#centre").region)


def displayed(app: ChatApp) -> tuple[bool, bool]:
    """Whether the sidebar and the article are."""
    return app.panes.sidebar.display, app.panes.article.display


async def reading(pilot: Pilot[None], app: ChatApp) -> None:
    """An answer, and its article on screen."""
    await settled(pilot)
    await ask(pilot, "who")
    await pilot.press("tab")
    await settled(pilot)


@pytest.mark.parametrize(
    ("width", "sidebar", "centre", "article"),
    [
        (80, (0, 44), (0, 80), None),  # over the conversation
        (100, (50, 50), (0, 50), (50, 50)),  # over the article
        (120, (60, 60), (0, 60), (60, 60)),
        (155, (78, 77), (0, 78), (78, 77)),
        (156, (0, 38), (38, 40), (78, 78)),  # beside both
        (160, (0, 38), (38, 42), (80, 80)),
    ],
)
def test_the_sidebar_never_squeezes_the_conversation_beside_an_article(
    chat: MakeApp,
    width: int,
    sidebar: tuple[int, int],
    centre: tuple[int, int],
    article: tuple[int, int] | None,
) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await reading(pilot, app)
        await pilot.press("ctrl+b")
        await settled(pilot)
        assert columns(app.panes.sidebar.region) == sidebar
        assert conversation(app) == centre
        assert (columns(app.panes.article.region) if app.panes.article.display else None) == article
        front, _ = app.screen.get_widget_at(app.panes.sidebar.region.x + 1, app.size.height // 2)
        assert app.panes.sidebar in front.ancestors_with_self
        await pilot.press("escape")
        await settled(pilot)
        assert not app.panes.sidebar.display
        assert app.panes.body.article_shown
        assert app.panes.prompt.has_focus

    drive(app, steps, (width, 40))


def test_without_an_article_the_sidebar_stands_at_the_left(chat: MakeApp) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("ctrl+b")
        await settled(pilot)
        assert columns(app.panes.sidebar.region) == (0, 38)
        assert conversation(app) == (38, 82)

    drive(app, steps, (120, 40))


def test_what_was_asked_for_last_is_in_sight(chat: MakeApp) -> None:
    app = chat({"who": KIM, "when": MOON})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("ctrl+b")
        await settled(pilot)
        app.panes.prompt.focus()
        await ask(pilot, "who")
        assert displayed(app) == (True, False)
        await pilot.press("tab")  # to a citation, so its article is wanted
        await settled(pilot)
        assert displayed(app) == (False, True)
        assert columns(app.panes.article.region) == (60, 60)
        await pilot.press("ctrl+b")
        await settled(pilot)
        app.panes.prompt.focus()
        await ask(pilot, "when")
        assert displayed(app) == (True, True)  # a new answer alone takes nothing away

    drive(app, steps, (120, 40))


def test_a_citation_that_tab_goes_to_is_not_left_under_the_sidebar(chat: MakeApp) -> None:
    app = chat({"who": KIM})

    async def steps(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await ask(pilot, "who")
        await pilot.press("ctrl+b")
        await settled(pilot)
        assert app.panes.sidebar.display
        while not isinstance(app.focused, CitationCard):
            await pilot.press("tab")
        await settled(pilot)
        assert not app.panes.sidebar.display

    drive(app, steps, (80, 24))
