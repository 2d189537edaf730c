"""The clipboard: the desktop's where there is one, else the terminal's by OSC 52."""

from __future__ import annotations

import os
from collections.abc import Callable
from subprocess import SubprocessError

import pyperclip

from qabot.types import Answer, Citation
from qabot.ui.conversation.entry import Entry
from qabot.wording.common_words import one_line, visible
from qabot.wording.export import to_text, with_footnote
from qabot.wording.terminal_style import plain_lines

Copy = Callable[[str], None]

DESKTOP = "to the clipboard"
TERMINAL = "to the terminal's clipboard (OSC 52, where the terminal allows it)"


def answer_as_text(answer: Answer) -> str:
    """Question, answer and cited sentences with their sources, as they are shown."""
    return to_text([answer])


def outcome_as_text(entry: Entry) -> str | None:
    """What came of a question, be it an answer or a list; None while there is nothing."""
    if entry.listing is not None:
        return "\n".join([one_line(entry.question), "", *plain_lines(entry.listing.lines)]) + "\n"
    return answer_as_text(entry.answer) if entry.answer is not None else None


def sentence_as_text(citation: Citation) -> str:
    """The cited sentence as the article prints it, but for control characters.

    A terminal that it is pasted into would obey those.
    """
    return visible(citation.text)


def sentence_with_footnote(citation: Citation) -> str:
    """The cited sentence, and under it where it stands."""
    return visible(with_footnote(citation))


SENTENCE_FORMS: dict[str, Callable[[Citation], str]] = {
    "sentence": sentence_as_text,
    "footnote": sentence_with_footnote,
}
"""How a cited sentence can be copied."""


def desktop_clipboard(*, is_web: bool) -> Copy | None:
    """What copies to the clipboard of the user's desktop; None if that is on another machine.

    Over ssh and in a browser, this machine's clipboard is not the one in front of the user.
    """
    remote = is_web or "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ
    return None if remote else pyperclip.copy


def copy(text: str, desktop: Copy | None, terminal: Copy) -> str:
    """Copy to the desktop's clipboard or, where there is none, to the terminal's.

    Returns:
        Where it went, in words. The terminal's clipboard never says whether it took the text.
    """
    if desktop is not None:
        try:
            desktop(text)
            return DESKTOP
        except (pyperclip.PyperclipException, OSError, SubprocessError):
            pass  # no xclip, xsel or wl-copy, or no display for them
    terminal(text)
    return TERMINAL
