"""A file that cannot be read is a line in the report, never the end of a run."""

from __future__ import annotations

import errno
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from qabot.errors import LoadError, LoadRefused, LoadTooCostly
from qabot.loaders.supervision import record, short_of_memory
from qabot.types import Article, SkippedFile

_log = logging.getLogger(__name__)
DAMAGED = "damaged, or not what its suffix says; save or fetch it anew"
_PACKAGE = Path(__file__).parents[1]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def has_controls(name: str) -> bool:
    """Whether a name has a line break or another control character in it."""
    return _CONTROL.search(name) is not None


def one_line(name: str) -> str:
    """The name as a report can show it: bytes that are no text and control characters escaped."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text)


def left_out_words(unpublished: Mapping[str, int]) -> str:
    """How many articles of an export were left out, by what they are instead of published."""
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(unpublished.items()))
    return f"left out, not published: {counts}"


def skipped(path: str, error: LoadError) -> SkippedFile:
    """What an error leaves out, and whether a later run, with other limits, may read it."""
    refused, costly = isinstance(error, LoadRefused), isinstance(error, LoadTooCostly)
    return SkippedFile(path, str(error), retry=refused, costly=costly)


def skipping_record(
    path: str, items: Iterator[Article | SkippedFile]
) -> Iterator[Article | SkippedFile]:
    """The items of one of many records in a file, as :func:`skipping` gives them."""
    return skipping(path, _recorded(items))


def _recorded(items: Iterator[Article | SkippedFile]) -> Iterator[Article | SkippedFile]:
    with record():
        yield from items


def skipping(path: str, items: Iterator[Article | SkippedFile]) -> Iterator[Article | SkippedFile]:
    """The items as far as they come, and at the end, if it came to that, why there are no more."""
    path = one_line(path)
    try:
        yield from items
    except LoadError as error:
        yield skipped(path, error)
    except EOFError:
        yield SkippedFile(path, "cut short; fetch or save it anew")
    except OSError as error:
        yield SkippedFile(path, _os_reason(error))
    except (ImportError, MemoryError):
        raise
    except Exception as error:  # one odd file must not end a run over ten thousand
        if short_of_memory():
            raise MemoryError from error
        _log.debug("%r cannot be read", path, exc_info=True)
        yield SkippedFile(path, bug_words(error))


def bug_words(error: BaseException) -> str:
    """That the file is damaged or a loader has a bug, where, and what to do about either."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = f" ({Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""
    return (
        f"not read because of a bug in qabot{place}; if other programs open the file, report the"
        " bug to those who make qabot, with this line and the file; else fetch it anew"
    )


def _os_reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "permission denied; make it readable (chmod +r)"
    if error.errno in (None, errno.EINVAL):  # what unpacks found a place that cannot be
        return DAMAGED
    return (error.strerror or "cannot be read").lower()
