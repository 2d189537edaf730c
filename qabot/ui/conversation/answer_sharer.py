"""Answers and lists taken elsewhere: to the clipboard, to a file, to a browser's downloads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qabot.errors import CommandError
from qabot.types import Answer
from qabot.ui.article.citation_browser import CitationBrowser
from qabot.ui.command_runner import Actions
from qabot.ui.conversation.saving import save_text
from qabot.ui.outside import Outside
from qabot.ui.surface import Surface

if TYPE_CHECKING:
    from qabot.ui.conversation.exporting import WantedExport
    from qabot.wording.found_lists import FoundList


class AnswerSharer:
    """Copies what is looked at, and exports all that is on screen."""

    def __init__(
        self,
        surface: Surface,
        outside: Outside,
        browser: CitationBrowser,
    ) -> None:
        self._surface = surface
        self._app = surface.app
        self._notices = surface.notices
        self._view = surface.panes.view
        self._outside = outside
        self._browser = browser

    @property
    def actions(self) -> Actions:
        """What can be done with answers, by name."""
        return {"copy": self.copy, "export": self.export}

    def copy(self, what: str = "answer") -> None:
        """Copy the answer that is looked at, its sentence, or that with its footnote.

        Raises:
            CommandError: it is none of these.
        """
        text = self._text_of(what)
        if text is None:
            self._notices.say("there is nothing to copy yet", "warning")
        else:
            self._app.run_worker(self._copy(what, text), group="copy")

    def _text_of(self, what: str) -> str | None:
        from qabot.ui.conversation import copying

        if what == "answer":
            entry = self._browser.entry
            return copying.outcome_as_text(entry) if entry else None
        if what not in copying.SENTENCE_FORMS:
            raise CommandError(f"/copy takes answer, sentence or footnote, not {what!r}")
        citation = self._browser.citation
        return copying.SENTENCE_FORMS[what](citation) if citation else None

    async def _copy(self, what: str, text: str) -> None:
        """Copy off the event loop: the desktop's clipboard is another program."""
        from qabot.ui.conversation.copying import copy

        def terminal(text: str) -> None:
            self._app.call_from_thread(self._app.copy_to_clipboard, text)

        desktop = self._outside.clipboard(self._app.is_web)
        where = await asyncio.to_thread(copy, text, desktop, terminal)
        self._notices.say(f"copied the {what} {where}")

    def export(self, argument: str = "") -> None:
        """Save the conversation to a file; in a browser, let it be downloaded.

        Raises:
            CommandError: the format is none that can be written.
        """
        from qabot.ui.conversation.exporting import wanted

        asked = wanted(argument)
        said = [one for entry in self._view.entries if (one := entry.exported) is not None]
        if said:
            title = self._view.entries[0].question
            self._app.run_worker(self._export(asked, said, title), group="export")
        else:
            self._notices.say("there is nothing to export yet", "warning")

    async def _export(
        self, asked: WantedExport, said: Sequence[Answer | Callable[[], FoundList]], title: str
    ) -> None:
        """Word and write them off the event loop."""
        text = await asyncio.to_thread(_written, asked.form, said, title)
        await save_text(self._surface, self._outside, asked, title, text)


def _written(form: str, said: Sequence[Answer | Callable[[], FoundList]], title: str) -> str:
    from qabot.wording.export import FORMATS

    _, write = FORMATS[form]
    return write([one if isinstance(one, Answer) else one() for one in said], title)
