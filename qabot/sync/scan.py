"""What is in a folder: the files that can be articles, and those that are passed over."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qabot.config import Settings
from qabot.errors import FolderError, LoadError
from qabot.loaders import is_container, suffix_of
from qabot.loaders.problems import has_controls, one_line
from qabot.loaders.regular_files import open_regular
from qabot.loaders.saved_pages import belongs_to_page
from qabot.types import SkippedFile

KEPT = "what is indexed of it is kept as last read"
"""What becomes of a file or folder that is there and cannot be reached."""
_GONE = (FileNotFoundError, NotADirectoryError)
_PIECE = 1 << 20
_SAVED_WITH_PAGE = "(saved with a page)"
"""What stands for a suffix where a whole folder is left out."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with a known suffix; ``relative`` is its path in the folder, with "/".

    Most files are as they were and never opened, and a Path takes longer than to find the file.
    """

    folder: Path
    relative: str
    size: int
    mtime_ns: int

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / self.relative

    @property
    def name(self) -> str:
        """What it is called in its folder."""
        return self.relative.rpartition("/")[2]


@dataclass(slots=True)
class Scan:
    """A folder's listing. ``ignored`` counts other files by suffix; they were not opened.

    ``unreachable`` are files that may be there, and folders, which end in "/", whose files may be;
    the whole folder is "".
    """

    files: list[FoundFile] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    unreachable: set[str] = field(default_factory=set)

    def misses(self, path: str) -> bool:
        """Whether it cannot be told if the file with this path is still there."""
        if not self.unreachable:
            return False
        slashes = [number + 1 for number, sign in enumerate(path) if sign == "/"]
        return any(path[:end] in self.unreachable for end in (0, *slashes, len(path)))


def checked_folder(folder: Path, index: Path) -> Path:
    """The folder's absolute path.

    Raises:
        FolderError: it is not there, is no folder, cannot be listed, or lies in the index.
    """
    resolved = folder.expanduser().resolve()
    if not resolved.exists():
        raise FolderError(f"no such folder: {folder}; give the folder that holds your articles")
    if not resolved.is_dir():
        raise FolderError(f"{folder} is a file; give the folder that holds your articles")
    if resolved.is_relative_to(index.resolve()):
        raise FolderError(
            f"{folder} lies inside the index {index}; give another folder, or another --index"
        )
    try:
        os.scandir(resolved).close()
    except OSError as error:
        raise FolderError(
            f"cannot list {folder}: {error.strerror}; check its permissions"
        ) from error
    return resolved


def scan(folder: Path, suffixes: Collection[str], index: Path) -> Scan:
    """List a folder and all below it, sorted by path.

    Hidden files, the index itself, and links are left out; links are reported, because what they
    lead to may lie outside the folder. So is what a browser saved with a page, which counts as one
    ignored file.
    """
    result = Scan()
    index = index.resolve()
    before = len(str(folder).removesuffix(os.sep)) + 1
    for entry in _walk(folder, index, result):
        relative = entry.path[before:].replace(os.sep, "/")  # a Path takes ten times as long
        if problem := _name_problem(relative):
            result.skipped.append(SkippedFile(one_line(relative), problem))
            continue
        if entry.is_symlink():
            result.skipped.append(SkippedFile(relative, "a link; links are not followed"))
            continue
        if not entry.is_file(follow_symlinks=False):  # opening a pipe would wait for its writer
            result.skipped.append(SkippedFile(relative, "not a regular file"))
            continue
        suffix = suffix_of(entry.name)
        if suffix not in suffixes:
            result.ignored[suffix or "(none)"] += 1
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:  # gone since it was listed, or out of reach
            result.skipped.append(_left_out(relative, "cannot be read", error, result))
            continue
        result.files.append(FoundFile(folder, relative, status.st_size, status.st_mtime_ns))
    result.files.sort(key=lambda file: file.relative)
    return result


def scan_all(
    folders: Iterable[Path], suffixes: Collection[str], index: Path, *, named: bool = True
) -> dict[Path, Scan]:
    """The listings of folders that are to be articles of one index.

    Args:
        named: whether somebody named them now. Else they are those of the index, and one that
            cannot be reached is passed over, as long as another one can be.

    Raises:
        FolderError: one of them cannot be read or lies in another, or none holds an article.
    """
    chosen = list(folders)
    for folder in chosen:
        if any(folder.is_relative_to(other) for other in chosen if other != folder):
            raise FolderError(f"{folder} lies inside another of the folders; name only one")
    scans: dict[Path, Scan] = {}
    unreachable: list[FolderError] = []
    for folder in chosen:
        try:
            scans[folder] = scan(checked_folder(folder, index), suffixes, index)
        except FolderError as error:
            if named:
                raise
            unreachable.append(error)
            told = SkippedFile("", f"cannot be reached; {KEPT}")
            scans[folder] = Scan(skipped=[told], unreachable={""})
    if not any(listing.files for listing in scans.values()):
        if unreachable:
            raise unreachable[0]
        names = ", ".join(map(str, chosen)) or "the index"
        plain = sorted(suffix for suffix in suffixes if suffix.count(".") == 1)
        raise FolderError(
            f"no articles in {names}; qabot reads {', '.join(plain)} (nothing was changed)"
        )
    return scans


def readable_bytes(found: FoundFile, settings: Settings) -> int:
    """How many bytes of a file will be read: of one that is too large, none."""
    container = is_container(found.name)
    limit = settings.sync.max_container_megabytes if container else settings.sync.max_file_megabytes
    return 0 if found.size > limit * 1e6 else found.size


def content_hash(found: FoundFile, settings: Settings) -> str:
    """Digest of a file's bytes; empty where it cannot or, for its size, will not be read."""
    if found.size > readable_bytes(found, settings):
        return ""
    try:
        with os.fdopen(open_regular(found.path, found.relative), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, LoadError):
        return ""


def refusal(found: FoundFile) -> str | None:
    """Why a file that is there cannot be read; None if it can be, is gone, or no file any more."""
    try:
        with os.fdopen(open_regular(found.path, found.relative), "rb") as file:
            while file.read(_PIECE):
                pass
    except (*_GONE, LoadError):
        return None
    except OSError as error:
        return f"cannot be read: {_os_words(error)}; {KEPT}"
    return None


def rewritten(found: FoundFile) -> bool:
    """Whether somebody wrote to a file since the listing; not if it is gone."""
    try:
        status = found.path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) != (found.size, found.mtime_ns)


def vanished_folder(folder: Path, found: FoundFile) -> Path | None:
    """The folder with which a file went since the listing, the outermost; None if its is there."""
    missing = None
    for parent in found.path.parents:
        if parent.is_dir():
            break
        missing = parent
        if parent == folder:
            break
    return missing


def _walk(folder: Path, index: Path, result: Scan) -> Iterator[os.DirEntry[str]]:
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            path = f"{current.relative_to(folder).as_posix()}/" if current != folder else ""
            result.skipped.append(_left_out(path, "cannot be listed", error, result))
            continue
        names = {entry.name for entry in entries}
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield entry
            elif belongs_to_page(entry.name, names):
                result.ignored[_SAVED_WITH_PAGE] += 1
            elif Path(entry.path) != index:
                pending.append(Path(entry.path))


def _left_out(path: str, what: str, error: OSError, result: Scan) -> SkippedFile:
    """What to say of a file or folder that an error kept from being looked at."""
    words = f"{what}: {_os_words(error)}"
    if isinstance(error, _GONE):
        return SkippedFile(path, words)
    result.unreachable.add(path)
    return SkippedFile(path, f"{words}; {KEPT}")


def _os_words(error: OSError) -> str:
    """What the system says, as a part of a sentence."""
    return (error.strerror or "no reason given").lower()


def _name_problem(path: str) -> str | None:
    """Why a path cannot be an article's, if it cannot: everything that names it is one line."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return "its name is not valid UTF-8"
    return (
        "a line break or control character in its name; rename it" if has_controls(path) else None
    )
