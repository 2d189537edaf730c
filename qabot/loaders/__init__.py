"""Loaders: a file -> its articles, or the reason why there are none.

One module per format. Each has a function from a file's bytes to an :class:`~qabot.types.Article`
and knows nothing of files; a container (JSON lines) is read record by record instead. Importing
this package is light: what parses HTML, PDF, Markdown or YAML is imported when such a file is read.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from qabot.errors import LoadError
from qabot.loaders import html, jsonl, markdown, pdf, text
from qabot.loaders.metadata import dated_by_file_name
from qabot.types import Article, SkippedFile

_log = logging.getLogger(__name__)

__all__ = ["LOADERS", "Loader", "is_container", "load"]

Loader = Callable[[BinaryIO, str, int], Iterator[Article | SkippedFile]]
"""An open file, its path in the folder and the most bytes of one article -> what is in it."""


def _whole_file(parse: Callable[[bytes, str], Article]) -> Loader:
    """A loader for files of one article."""

    def load_whole(file: BinaryIO, path: str, max_bytes: int) -> Iterator[Article]:
        size = os.fstat(file.fileno()).st_size
        if size > max_bytes:
            raise LoadError(
                f"{size / 1e6:.1f} MB, over the limit of {max_bytes / 1e6:g} MB;"
                " split it or raise --max-file-mb"
            )
        article = parse(file.read(), path)
        if not article.text.strip():
            raise LoadError("no text")
        yield dated_by_file_name(article)

    return load_whole


_CONTAINERS: dict[str, Loader] = dict.fromkeys((".jsonl", ".ndjson"), jsonl.records)

LOADERS: dict[str, Loader] = {
    **dict.fromkeys((".txt", ".text"), _whole_file(text.parse)),
    **dict.fromkeys((".md", ".markdown"), _whole_file(markdown.parse)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _whole_file(html.parse)),
    ".pdf": _whole_file(pdf.parse),
    **_CONTAINERS,
}
"""Suffix, in lower case and with its dot, -> loader."""


def is_container(suffix: str) -> bool:
    """Whether files with this suffix hold many articles, each with its own id."""
    return suffix.lower() in _CONTAINERS


def load(path: Path, relative: str, *, max_megabytes: float) -> Iterator[Article | SkippedFile]:
    """The articles of one file, and what of it could not be read; never raises for a bad file.

    Args:
        path: the file.
        relative: its path in the folder that is indexed, with "/"; the articles' paths are this,
            in a container ``relative#id``.
        max_megabytes: the size (in 10^6 bytes) above which an article is skipped.
    """
    try:
        loader = LOADERS.get(path.suffix.lower())
        if loader is None:
            raise LoadError(f"no loader for {path.suffix or 'files without a suffix'}")
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its writer
            raise LoadError("not a regular file")
        with path.open("rb") as file:
            yield from loader(file, relative, int(max_megabytes * 1e6))
    except LoadError as error:
        yield SkippedFile(relative, str(error))
    except OSError as error:
        yield SkippedFile(relative, _os_reason(error))
    except (ImportError, MemoryError):
        raise
    except Exception as error:  # one odd file must not end a run over ten thousand
        _log.warning("%s cannot be read", path, exc_info=True)
        yield SkippedFile(relative, f"cannot be read ({type(error).__name__}: {error})")


def _os_reason(error: OSError) -> str:
    reason = (error.strerror or "cannot be read").lower()
    return (
        f"{reason}; make it readable (chmod +r)" if isinstance(error, PermissionError) else reason
    )
