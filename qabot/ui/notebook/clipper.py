"""Citations kept in the notebook, and the notebook shown and exported."""

from __future__ import annotations

import asyncio

from qabot.errors import SessionsProblem
from qabot.sessions.notebook import Clip, Notebook
from qabot.types import Citation
from qabot.ui.article.article_place import ArticlePlace
from qabot.ui.article.citation_browser import CitationBrowser
from qabot.ui.command_runner import Actions
from qabot.ui.conversation.saving import save_text
from qabot.ui.outside import Outside
from qabot.ui.surface import Surface

_NOT_KEPT = "sessions are not saved, and neither is a notebook"
_ELSEWHERE = "read without a question"
"""What a clip is under whose article was opened out of the list of articles."""


class Clipper:
    """Reads and writes off the event loop; what goes wrong is said and changes nothing.

    Args:
        notebook: None where nothing is saved.
    """

    def __init__(
        self,
        surface: Surface,
        notebook: Notebook | None,
        outside: Outside,
        browser: CitationBrowser,
    ) -> None:
        self._surface = surface
        self._app = surface.app
        self._notices = surface.notices
        self._notebook = notebook
        self._outside = outside
        self._browser = browser

    @property
    def actions(self) -> Actions:
        """What can be done about the notebook, by name."""
        return {"clip": self.clip, "notebook": self.show_or_export}

    def clip(self) -> None:
        """Keep the sentence that is looked at."""
        citation = self._browser.citation
        if self._notebook is None:
            self._notices.say(_NOT_KEPT, "warning")
        elif citation is None:
            self._notices.say("there is no sentence to clip here", "warning")
        else:
            question = self._browser.question or _ELSEWHERE
            self._app.run_worker(self._clip(self._notebook, citation, question), group="clip")

    async def _clip(self, notebook: Notebook, citation: Citation, question: str) -> None:
        try:
            new = await asyncio.to_thread(notebook.clip, citation, question)
        except SessionsProblem as problem:
            self._notices.say(f"not clipped: {problem}", "error")
        else:
            self._notices.say("clipped; /notebook shows all" if new else "clipped already")

    def show_or_export(self, argument: str = "") -> None:
        """Show the notebook; with a format or a file, export it.

        Raises:
            CommandError: the format is none that can be written.
        """
        from qabot.ui.conversation.exporting import wanted

        asked = wanted(argument) if argument else None
        if self._notebook is None:
            self._notices.say(_NOT_KEPT, "warning")
        elif asked is None:
            self._app.run_worker(self._show(self._notebook), exclusive=True, group="notebook")
        else:
            self._app.run_worker(self._export(self._notebook, argument), group="export")

    async def _clips(self, notebook: Notebook) -> list[Clip]:
        try:
            return await asyncio.to_thread(notebook.clips)
        except SessionsProblem as problem:
            self._notices.say(str(problem), "error")
            return []

    async def _show(self, notebook: Notebook) -> None:
        from qabot.ui.notebook.notebook_screen import NotebookScreen

        def drop(clip: Clip) -> None:
            self._app.run_worker(self._drop(notebook, clip), group="clip")

        def export() -> None:
            self._app.run_worker(self._export(notebook, "markdown"), group="export")

        def read(place: ArticlePlace | None) -> None:
            if place is not None:
                self._browser.open(place)

        self._app.push_screen(NotebookScreen(await self._clips(notebook), drop, export), read)

    async def _drop(self, notebook: Notebook, clip: Clip) -> None:
        try:
            await asyncio.to_thread(notebook.drop, clip.id)
        except SessionsProblem as problem:
            self._notices.say(f"not taken out: {problem}", "error")

    async def _export(self, notebook: Notebook, argument: str) -> None:
        from qabot.ui.conversation.exporting import wanted
        from qabot.wording.clip_export import CLIP_WRITERS, CLIPS_TITLE

        clips, asked = await self._clips(notebook), wanted(argument)
        if clips:
            text = await asyncio.to_thread(CLIP_WRITERS[asked.form], clips)
            await save_text(self._surface, self._outside, asked, CLIPS_TITLE, text)
        else:
            self._notices.say("there is nothing in the notebook yet", "warning")
