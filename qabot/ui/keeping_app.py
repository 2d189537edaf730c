"""What is shown and done about the index: its progress, what changed, what went wrong."""

from __future__ import annotations

from pathlib import Path

from textual.binding import Binding
from textual.widgets import ProgressBar, Static

from qabot.errors import CommandError, QabotError
from qabot.types import IndexStatus
from qabot.ui.dialogs import Confirm
from qabot.ui.messages import IndexLooked, IndexLost, SyncEnded, SyncFailed, SyncMoved
from qabot.ui.reading_app import ReadingApp
from qabot.ui.title_bar import TitleBar
from qabot.wording.common_words import visible
from qabot.wording.progress_words import progress_words
from qabot.wording.report_lines import changes_words, counts_words, round_words

OPENING = "opening the index and loading the models …"
INDEX_BINDINGS = (
    Binding(
        "f5",
        "sync",
        "Update",
        id="sync",
        show=False,
        tooltip="Bring the index in step with its folders",
    ),
    Binding(
        "f4",
        "choose_folder",
        "Folder",
        id="folder",
        show=False,
        tooltip="Make the index of another folder; the old one answers until it is ready",
    ),
    Binding(
        "f8",
        "stop_sync",
        "Stop",
        id="stop",
        show=False,
        tooltip="Stop making the index; what is done is kept",
    ),
)


class KeepingApp(ReadingApp):
    """Keeps the user informed of the index; ``opening`` tells that a bot is on its way."""

    opening = False

    def on_sync_moved(self, message: SyncMoved) -> None:
        """Show how far the index is."""
        progress = message.progress
        if not self.syncing:
            return  # told before it ended
        self.open_early(progress)
        bar = self.main.query_one("#building", ProgressBar)
        bar.add_class("running")
        bar.update(total=1.0 if progress.share else None, progress=progress.share)
        meanwhile = "\nuntil then answers come from the index as it was" * self.replacing
        self.state(f"making the index: {progress_words(progress)} · F8 stops{meanwhile}")

    def on_sync_ended(self, message: SyncEnded) -> None:
        """Say what a sync did; questions go to the new state from now on."""
        self.syncing = False
        self.syncing_over()
        self.tell_articles(message.status.articles)
        self._tell_changes(message.status)
        if message.before is not None:
            self.say(round_words(message.report, message.before))
            return
        skipped = len(message.report.skipped)
        note = f"; {skipped} skipped, see: qabot status" if skipped else ""
        self.say(counts_words(message.report) + note)

    def on_sync_failed(self, message: SyncFailed) -> None:
        """Say why the index is not in step; it answers as before."""
        self.syncing = False
        self.syncing_over()
        self.state(f"✗ {message.reason}", failed=not message.stopped)
        self.look()

    def on_index_looked(self, message: IndexLooked) -> None:
        """Show how far the folders are from the index, which another process may have synced."""
        self.tell_articles(message.status.articles)
        self._tell_changes(message.status)

    def on_index_lost(self, message: IndexLost) -> None:
        """Say that the index cannot be asked; what is on screen stays."""
        self.main.query_one(TitleBar).badge = "the index cannot be used"
        self.state(f"✗ {message.reason}", failed=True)

    def syncing_over(self) -> None:
        """Take the progress off the screen."""
        self.main.query_one("#building").remove_class("running")
        self.state("")

    def tell_articles(self, articles: int) -> None:
        """Show what is open in the title."""
        noun = "article" if articles == 1 else "articles"
        self.main.query_one(TitleBar).detail = f"{articles:,} {noun} · {self._index}"

    def _tell_changes(self, status: IndexStatus) -> None:
        gone = len(status.missing_folders)
        if self.follows_files and not gone:
            self.main.query_one(TitleBar).badge = "follows its folders"
            return
        words = [f"{changes_words(status)} (F5)"] if status.changes else []
        words += [f"{gone} folder{'s' * (gone > 1)} gone"] if gone else []
        self.main.query_one(TitleBar).badge = ", ".join(words)

    def open_again(self) -> None:
        """Open the index anew, or make it, after something went wrong with it."""
        self.bot, self.opening = None, True
        self.begin_syncing()
        self.state(OPENING)
        self.open_bot()

    def state(self, text: str, failed: bool = False) -> None:
        """One line above the prompt that stays until another takes its place."""
        line = self.main.query_one("#state", Static)
        line.update(visible(text))
        line.set_class(failed, "failed")
        line.display = bool(text)

    def action_sync(self) -> None:
        """Bring the index in step with its folders."""
        if self.bot is None and not self.opening:
            self.open_again()
        elif self.follows_files:
            self.say("the index follows its folders by itself; /watch ends that")
        elif not self.start_sync():
            self.say("the index is being made already")

    def action_index(self, folder: str = "") -> None:
        """Bring the index in step with its folders, or make it of another one.

        Raises:
            CommandError: there is no such folder.
        """
        if not folder:
            self.action_sync()
            return
        path = Path(folder).expanduser()
        if not path.is_dir():
            raise CommandError(f"no such folder: {path}")
        self._folder_chosen(path)

    def action_switch_watching(self) -> None:
        """Bring the index in step whenever files change, or no longer."""
        if self.follows_files:
            self.end_following()
            self.say("the index stays as it is when files change")
            self.look()
        elif self.follow_files():
            self.say("the index follows its folders")
        else:
            self.say("the index is being made; wait for its end")

    def action_choose_folder(self) -> None:
        """Make the index of another folder."""
        from qabot.ui.folder_screen import FolderScreen

        folders = self._indexed() or [self._folder.absolute()]
        self.push_screen(FolderScreen(folders[0]), self._folder_chosen)

    def _folder_chosen(self, folder: Path | None) -> None:
        """Make the index of a folder, once it is sure that articles of others may go."""
        if folder is None:
            return
        others = [str(other) for other in self._indexed() if other != folder.resolve()]
        if not others:
            self._make_index(folder)
            return
        question = f"The articles of {', '.join(others)} leave the index. Make it of {folder}?"

        def decided(sure: bool | None) -> None:
            if sure:
                self._make_index(folder)

        self.push_screen(Confirm(question, "Make it"), decided)

    def _make_index(self, folder: Path) -> None:
        self.end_following()
        if self.bot is None and not self.opening:
            self._folder = self._wanted = folder
            self.open_again()
        elif not self.start_sync([folder]):
            self.say("the index is being made already; F8 stops that")

    def _indexed(self) -> list[Path]:
        """The folders that the open index is of."""
        try:
            return [Path(path) for path in self.bot.index.folders()] if self.bot else []
        except QabotError:
            return []

    def action_stop_sync(self) -> None:
        """Stop making the index; what is done is kept."""
        if not self.stop_sync():
            self.say("nothing is being made")
