"""Questions asked again, asked otherwise, and deleted."""

from __future__ import annotations

from qabot.errors import CommandError
from qabot.sessions.recorder import Recorder
from qabot.ui.article.citation_browser import CitationBrowser
from qabot.ui.command_runner import Actions
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.questioner import Questioner
from qabot.ui.surface import Surface
from qabot.wording.common_words import one_line

_SHOWN = 200
"""Characters of a question that is to be deleted."""


class QuestionChanger:
    """Works on the question that has the focus, else on the newest one."""

    def __init__(
        self,
        surface: Surface,
        recorder: Recorder,
        browser: CitationBrowser,
        questioner: Questioner,
    ) -> None:
        self._app = surface.app
        self._view = surface.panes.view
        self._prompt = surface.panes.prompt
        self._recorder = recorder
        self._browser = browser
        self._questioner = questioner

    @property
    def actions(self) -> Actions:
        """What can be done about questions, by name."""
        return {
            "ask_again": self.ask_again,
            "edit_question": self.edit,
            "delete_question": self.delete,
        }

    @property
    def _entry(self) -> Entry:
        """The question that is meant.

        Raises:
            CommandError: nothing was asked yet.
        """
        focused = self._app.focused
        around = focused.ancestors_with_self if focused is not None else ()
        entries = [node for node in around if isinstance(node, Entry)] or self._view.entries[-1:]
        if not entries:
            raise CommandError("nothing was asked yet")
        return entries[0]

    def ask_again(self) -> None:
        """Ask it again as a new question, of the articles that are asked now."""
        self._questioner.ask(self._entry.question)
        self._prompt.focus()

    def edit(self) -> None:
        """Put the question into the prompt; what was asked stays."""
        self._prompt.begin(self._entry.question)

    def delete(self) -> None:
        """Delete the question and what came of it, here and where the session is saved."""
        from qabot.ui.screens.dialogs import Confirm

        entry = self._entry
        what = "its list" if entry.request is not None else "its answer"
        question = f"Delete “{one_line(entry.question)[:_SHOWN]}” and {what}?"

        def delete(sure: bool | None) -> None:
            if sure:
                self._app.run_worker(self._delete(entry), group="delete")

        self._app.push_screen(Confirm(question, "Delete"), delete)

    async def _delete(self, entry: Entry) -> None:
        if not entry.is_attached:
            return  # another session is on screen by now
        # at once: from what is taken away the focus would go to another answer
        self._prompt.screen.set_focus(self._prompt)
        if self._view.current in entry.cards:
            self._browser.close()
        self._questioner.forget(entry)
        self._recorder.forgotten(entry)
        await self._view.drop(entry)
