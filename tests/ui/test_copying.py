from __future__ import annotations

import pyperclip
import pytest

from qabot.types import ArticleRef, Citation, Span
from qabot.ui.conversation.copying import (
    DESKTOP,
    TERMINAL,
    copy,
    desktop_clipboard,
    sentence_as_text,
    sentence_with_footnote,
)

REF = ArticleRef("a.txt", "Title", None, "2024-06", "Outlet")


def failing(text: str) -> None:
    raise pyperclip.PyperclipException("no xclip")


def test_the_desktop_comes_before_the_terminal() -> None:
    desktop: list[str] = []
    terminal: list[str] = []
    assert copy("one", desktop.append, terminal.append) == DESKTOP
    assert copy("two", failing, terminal.append) == TERMINAL
    assert copy("three", None, terminal.append) == TERMINAL
    assert (desktop, terminal) == (["one"], ["two", "three"])


def test_another_machines_clipboard_is_not_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    assert desktop_clipboard(is_web=False) is pyperclip.copy
    assert desktop_clipboard(is_web=True) is None
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    assert desktop_clipboard(is_web=False) is None


def test_what_is_copied_steers_no_terminal() -> None:
    text = "“Go\x1b[201~\non,” he said."
    citation = Citation(2, REF, Span(5, 5 + len(text)), text, 0.5)
    assert sentence_as_text(citation) == "“Go\\x1b[201~\non,” he said."
    assert sentence_with_footnote(citation) == (
        "“Go\\x1b[201~\non,” he said.\n[2] Outlet, “Title”, 2024-06, a.txt, characters 5–28"
    )
