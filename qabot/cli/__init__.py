"""The command line: one file a command."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys

from qabot.cli.first_moments import INTERRUPTED, heed_at_once

__all__ = ["main"]

_NAME = "qabot"
"""Also where it is run as ``python -m qabot``."""
_COMPLETING = "_QABOT_COMPLETE"
"""Set by a shell that completes what is typed, as click names it."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What a write fails with that is nobody's bug."""
_MADE_BETWEEN = 20_000
"""Objects made between looks for garbage. What is imported is none: with Python's 700 ``qabot
ask`` had 150 of them, and a last one at all that it was about to leave: a tenth of its time."""


def main() -> None:
    """Run the command ``qabot``, and end with a line where it is stopped or cannot be printed.

    Its modules are imported here, so that Ctrl+C while they are is no traceback either.
    """
    heed_at_once()
    gc.set_threshold(_MADE_BETWEEN)
    try:
        try:
            from qabot.cli.entry_point import main as command

            if _COMPLETING in os.environ:
                import qabot.cli.completing  # noqa: F401 (it is all that is wanted of click then)

            command(prog_name=_NAME)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # from here on there is nothing to tell
            gc.freeze()  # nor to look through: the process ends
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        _end("stopped", INTERRUPTED)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor is it tried again
        _end(f"Error: what there is to print cannot be written: {error.strerror}", 1)


def _end(words: str, status: int) -> None:
    print(words, file=sys.stderr)
    sys.exit(status)
