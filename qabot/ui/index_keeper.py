"""What is shown and done about the index: its progress, what changed, what went wrong."""

from __future__ import annotations

from functools import singledispatchmethod
from pathlib import Path

from textual.binding import Binding

from qabot.errors import CommandError, QabotError
from qabot.service.bot_service import BotService
from qabot.service.events import (
    FilesCompared,
    IndexEvent,
    IndexLost,
    IndexOpened,
    OpeningBegun,
    OpeningFailed,
    ServiceBroken,
    SyncEnded,
    SyncFailed,
    SyncMoved,
)
from qabot.types import IndexStatus
from qabot.ui.command_runner import Actions
from qabot.ui.prompt.state_line import OPENING
from qabot.ui.surface import Surface
from qabot.wording.progress_words import progress_words
from qabot.wording.report_lines import changes_words, counts_words, round_words

INDEX_BINDINGS = (
    Binding(
        "f5",
        "do('sync')",
        "Update",
        id="sync",
        show=False,
        tooltip="Bring the index in step with its folders",
    ),
    Binding(
        "f4",
        "do('choose_folder')",
        "Folder",
        id="folder",
        show=False,
        tooltip="Make the index of another folder; the old one answers until it is ready",
    ),
    Binding(
        "f8",
        "do('stop_sync')",
        "Stop",
        id="stop",
        show=False,
        tooltip="Stop making the index; what is done is kept",
    ),
)
_TRY_AGAIN = "The next question tries it again; F4 makes the index of a folder."


class IndexKeeper:
    """Keeps the user informed of what the service tells, and asks it for what the user wants.

    Args:
        index: where the index is, as the user calls it.
        samples: a folder of articles for who has none at hand.
    """

    def __init__(
        self,
        surface: Surface,
        service: BotService,
        index: Path,
        samples: Path | None = None,
    ) -> None:
        self._app = surface.app
        self._service = service
        self._notices = surface.notices
        self._title = surface.panes.title
        self._building = surface.panes.building
        self._line = surface.panes.state
        self._index = index
        self._samples = samples

    @property
    def actions(self) -> Actions:
        """What can be done about the index, by name."""
        return {
            "sync": self.sync,
            "index": self.make_or_sync,
            "switch_watching": self.switch_watching,
            "choose_folder": self.choose_folder,
            "stop_sync": self.stop_sync,
        }

    # -- what the service tells ------------------------------------------------------------------

    @singledispatchmethod
    def show(self, event: IndexEvent) -> None:
        """Show what happened to the index."""
        raise NotImplementedError(event)

    @show.register
    def _(self, event: OpeningBegun) -> None:
        self._line.tell(OPENING)

    @show.register
    def _(self, event: IndexOpened) -> None:
        if not event.partial:
            self._sync_is_over()
        self._tell_articles(event.status)
        self._service.compare()

    @show.register
    def _(self, event: OpeningFailed) -> None:
        self._sync_is_over()
        again = _TRY_AGAIN if self._service.bot is None else "F5 goes on."
        self._line.tell(f"✗ {event.error}\n{again}", failed=True)
        self._service.compare()

    @show.register
    def _(self, event: SyncMoved) -> None:
        if not self._service.syncing:
            return  # told before it ended, or by a round that nobody waits for
        progress = event.progress
        self._building.add_class("running")
        self._building.update(total=1.0 if progress.share else None, progress=progress.share)
        meanwhile = "\nuntil then answers come from the index as it was"
        self._line.tell(
            f"making the index: {progress_words(progress)} · F8 stops"
            + meanwhile * self._service.replacing
        )

    @show.register
    def _(self, event: SyncEnded) -> None:
        self._sync_is_over()
        self._service.compare()
        if event.before is not None:
            self._notices.say(round_words(event.report, event.before))
            return
        skipped = sum(not file.is_indexed for file in event.report.skipped)
        note = f"; {skipped} skipped, see: qabot status" if skipped else ""
        self._notices.say(counts_words(event.report) + note)

    @show.register
    def _(self, event: SyncFailed) -> None:
        self._sync_is_over()
        self._line.tell(f"✗ {event.error}", failed=not event.stopped)
        self._service.compare()

    @show.register
    def _(self, event: FilesCompared) -> None:
        self._tell_articles(event.status)
        self._tell_changes(event.status)

    @show.register
    def _(self, event: IndexLost) -> None:
        self._title.badge = "the index cannot be used"
        self._line.tell(f"✗ {event.error}", failed=True)

    @show.register
    def _(self, event: ServiceBroken) -> None:
        raise event.error

    def _sync_is_over(self) -> None:
        """Take the progress off the screen."""
        self._building.remove_class("running")
        self._line.tell("")

    def _tell_articles(self, status: IndexStatus) -> None:
        noun = "article" if status.articles == 1 else "articles"
        self._title.detail = f"{status.articles:,} {noun} · {self._index}"

    def _tell_changes(self, status: IndexStatus) -> None:
        gone = len(status.missing_folders)
        if self._service.following and not gone:
            self._title.badge = "follows its folders"
            return
        words = [f"{changes_words(status)} (F5)"] if status.changes else []
        words += [f"{gone} folder{'s' * (gone > 1)} gone"] if gone else []
        self._title.badge = ", ".join(words)

    # -- what the user wants ---------------------------------------------------------------------

    def sync(self) -> None:
        """Bring the index in step with its folders."""
        if self._service.bot is None and not self._service.opening:
            self._service.open()
        elif self._service.following:
            self._notices.say("the index follows its folders by itself; /watch ends that")
        elif self._service.sync() is None:
            self._notices.say("the index is being made already")

    def make_or_sync(self, folder: str = "") -> None:
        """Bring the index in step with its folders, or make it of another one.

        Raises:
            CommandError: there is no such folder.
        """
        if not folder:
            self.sync()
            return
        path = Path(folder).expanduser()
        if not path.is_dir():
            raise CommandError(f"no such folder: {path}")
        self._folder_chosen(path)

    def switch_watching(self) -> None:
        """Bring the index in step whenever files change, or no longer."""
        if self._service.following:
            self._service.end_following()
            self._notices.say("the index stays as it is when files change")
            self._service.compare()
        elif self._service.follow() is not None:
            self._notices.say("the index follows its folders")
        else:
            self._notices.say("the index is being made; wait for its end")

    def choose_folder(self) -> None:
        """Make the index of another folder; where there is none yet, the samples are offered."""
        from qabot.ui.screens.folder_screen import FolderScreen

        folders = [folder for folder in self._indexed() if folder.is_dir()]
        samples = None if self._service.bot else self._samples
        screen = FolderScreen(folders[0] if folders else Path.cwd(), samples)
        self._app.push_screen(screen, self._folder_chosen)

    def stop_sync(self) -> None:
        """Stop making the index; what is done is kept."""
        if not self._service.stop():
            self._notices.say("nothing is being made")

    def _folder_chosen(self, folder: Path | None) -> None:
        """Make the index of a folder, once it is sure that articles of others may go."""
        from qabot.ui.screens.dialogs import Confirm

        if folder is None:
            return
        others = [str(other) for other in self._indexed() if other != folder.resolve()]
        if not others:
            self._make(folder)
            return
        question = f"The articles of {', '.join(others)} leave the index. Make it of {folder}?"

        def decided(sure: bool | None) -> None:
            if sure:
                self._make(folder)

        self._app.push_screen(Confirm(question, "Make it"), decided)

    def _make(self, folder: Path) -> None:
        if self._service.make(folder) is None:
            self._notices.say("the index is being made already; F8 stops that")

    def _indexed(self) -> list[Path]:
        """The folders that the open index is of."""
        bot = self._service.bot
        try:
            return [Path(path) for path in bot.index.folders()] if bot else []
        except QabotError:
            return []
