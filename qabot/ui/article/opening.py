"""Articles opened outside the chat: in an editor, or in a browser."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual.app import App, SuspendNotSupported

from qabot.types import Article
from qabot.wording.web_links import web_link

_LINE_OPTIONS = {
    **dict.fromkeys(
        ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "micro"), "+{line}"
    ),
    "hx": "{file}:{line}",
}


def page(article: Article) -> str | None:
    """The address of an article's page, if it has one."""
    return web_link(article.url)


def line_of(path: Path, sentence: str) -> int:
    """The line of a file where a sentence begins, 1 where it is not printed as it is cited."""
    beginning = sentence.split("\n", 1)[0][:60]
    text = path.read_text(encoding="utf-8", errors="replace")
    return text.count("\n", 0, max(text.find(beginning), 0)) + 1


def editor_command(environment: Mapping[str, str], path: Path, line: int) -> list[str] | None:
    """What $VISUAL or $EDITOR is to be run with, at the line where it is known how."""
    editor = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    if not editor:
        return None
    option = _LINE_OPTIONS.get(Path(editor[0]).name, "")
    if "{file}" in option:
        return [*editor, option.format(file=path, line=line)]
    return [*editor, *filter(None, [option.format(line=line)]), str(path)]


def open_source(app: App[None], article: Article, file: Path | None, sentence: str) -> str:
    """Open an article's page in the browser, or else its file in the editor; what went wrong.

    The terminal is the editor's until it is closed; in a browser tab there is none to lend.
    """
    address = page(article)
    if address is not None:
        app.open_url(address)
        return ""
    if file is None or not file.is_file():
        return f"the file of {article.path} is gone"
    return edit_file(app, file, line_of(file, sentence))


def edit_file(app: App[None], file: Path, line: int = 1) -> str:
    """Open a file in the editor and wait until it is closed; what went wrong."""
    command = editor_command(os.environ, file, line)
    if command is None:
        return f"set EDITOR to open {file}"
    try:
        with app.suspend():
            return _run(command)
    except SuspendNotSupported:
        return f"there is no terminal for an editor here; the file is {file}"


def _run(command: Sequence[str]) -> str:
    try:
        status = subprocess.run(command, check=False).returncode
    except OSError as error:
        return f"cannot run {command[0]}: {error.strerror}; set EDITOR to another editor"
    return f"{command[0]} ended with status {status}" if status else ""
