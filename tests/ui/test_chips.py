"""Chips of the filters, taken off one by one."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from qabot.types import Filters
from qabot.ui.prompt.chips import Chip, Chips, chips_of
from tests.ui.steps import drive, pressed, screen_of, settled


class ChipApp(App[None]):
    """Chips above a line, as in the chat."""

    def compose(self) -> ComposeResult:
        yield Chips(id="chips")
        yield Input()

    async def on_chip_removed(self, message: Chip.Removed) -> None:
        await self.query_one(Chips).show_filters(message.filters)

    def words(self) -> list[str]:
        return [chip.words for chip in self.query(Chip)]


EVERYTHING = Filters("2024-06", "2025", "Post", "Lee", "a/*", ("a/moon.txt", "b.md#3"))


def test_each_filter_has_a_chip() -> None:
    assert [chip.words for chip in chips_of(EVERYTHING)] == [
        "since 2024-06",
        "until 2025",
        "outlet Post",
        "author Lee",
        "path a/*",
        "moon.txt",
        "b.md#3",
    ]
    assert [chip.words for chip in chips_of(Filters())] == []
    alike = Filters(paths=("news/a.txt", "blogs/a.txt"))
    assert [chip.words for chip in chips_of(alike)] == ["news/a.txt", "blogs/a.txt"]
    many = Filters(paths=tuple(f"{number}.txt" for number in range(1200)))
    assert [chip.words for chip in chips_of(many)] == ["1,200 articles"]
    long = Filters(outlet="An outlet\nwith a long name [red]")
    assert [chip.words for chip in chips_of(long)] == ["outlet An outlet with a long…"]


def test_chips_are_there_only_when_there_are_filters() -> None:
    app = ChipApp()

    async def steps(pilot: Pilot[Any]) -> None:
        chips = app.query_one(Chips)
        assert not chips.has_class("shown")
        await chips.show_filters(Filters(since="2024", outlet="[red]"))
        await settled(pilot)
        assert chips.region.height == 1
        assert screen_of(app).splitlines()[0].rstrip() == "   since 2024 ×   outlet [red] ×"
        await chips.show_filters(Filters())
        await settled(pilot)
        assert chips.region.height == 0

    drive(app, steps)


def test_enter_delete_and_a_click_take_a_chip_off() -> None:
    app = ChipApp()

    async def steps(pilot: Pilot[Any]) -> None:
        await app.query_one(Chips).show_filters(EVERYTHING)
        app.query(Chip).first().focus()
        await pressed(pilot, "enter")
        assert app.words()[0] == "until 2025"
        assert app.focused is app.query(Chip).first()  # the next can follow at once
        await pressed(pilot, "right", "delete", "backspace")
        assert app.words() == ["until 2025", "path a/*", "moon.txt", "b.md#3"]
        await pilot.click(app.query(Chip).last())
        await settled(pilot)
        assert app.words() == ["until 2025", "path a/*", "moon.txt"]
        await pressed(pilot, "left", "right", "enter", "enter", "enter")
        assert app.words() == []

    drive(app, steps)


def test_more_chips_than_fit_come_into_view_with_the_focus() -> None:
    app = ChipApp()

    async def steps(pilot: Pilot[Any]) -> None:
        await app.query_one(Chips).show_filters(EVERYTHING)
        await settled(pilot)
        assert "b.md#3" not in screen_of(app)
        app.query(Chip).last().focus()
        await settled(pilot)
        assert "b.md#3 ×" in screen_of(app)

    drive(app, steps, size=(60, 10))
