"""Archives that services export: which members are articles, and what is said of them elsewhere.

Substack writes ``posts.csv`` beside ``posts/ID.html``, Omnivore ``metadata_0_to_20.json`` beside
``content/SLUG.html``, Medium ``posts/draft_TITLE.html`` beside ``profile/profile.html``, Notion a
table of each database beside the folder of its pages.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders.decoding import decode
from qabot.loaders.zipped import member_bytes

if TYPE_CHECKING:
    from zipfile import ZipFile

_POSTS = re.compile(r"(?P<folder>(?:[^/]{1,200}/){0,8})posts\.csv")
_OMNIVORE = re.compile(r"(?P<folder>(?:[^/]{1,200}/){0,8})metadata_\d+_to_\d+\.json")
_MEDIUM_PROFILE = "profile/profile.html"
_SUBSTACK_TABLES = re.compile(
    r"posts/[^/]*\.(?:opens|delivers)\.csv|email_list[^/]*\.csv|subscriber[^/]*\.csv"
)


@dataclass(slots=True)
class ArchiveExport:
    """What a service's export says of its members.

    ``values`` and ``places`` are by member: what is said of it, and where. ``left_out`` are members
    that are no articles, ``unpublished`` counts articles that were never published.
    """

    values: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    unpublished: Counter[str] = field(default_factory=Counter)

    def note(self, member: str, values: Mapping[str, Any], place: str) -> None:
        """Remember what is said of a member."""
        self.values[member] = values
        self.places[member] = place


def export_of(archive: ZipFile, names: set[str], settings: Settings) -> ArchiveExport:
    """What is known of the members of an archive, by these names; nothing of other archives."""
    found = ArchiveExport()
    found.left_out |= {name for name in names if _is_table_of_pages(name, names)}
    _note_medium(found, names)
    for name in sorted(names):
        if posts := _POSTS.fullmatch(name):
            _note_posts(found, posts["folder"], name, names, _rows(archive, name, settings))
        elif batch := _OMNIVORE.fullmatch(name):
            _note_saved(found, batch["folder"], name, names, _records(archive, name, settings))
    return found


def _is_table_of_pages(name: str, names: set[str]) -> bool:
    """Whether it lists the pages of a Notion database, which lie in a folder of its name."""
    stem = name.removesuffix(".csv").removesuffix("_all")
    return name.endswith(".csv") and any(other.startswith(f"{stem}/") for other in names)


def _note_medium(found: ArchiveExport, names: set[str]) -> None:
    """Leave out all but the published posts of what Medium exports of an account."""
    profile = next((name for name in names if name.endswith(_MEDIUM_PROFILE)), None)
    if profile is None:
        return
    posts = f"{profile.removesuffix(_MEDIUM_PROFILE)}posts/"
    drafts = {name for name in names if name.startswith(f"{posts}draft_")}
    found.left_out |= drafts | {name for name in names if not name.startswith(posts)}
    found.unpublished["draft"] += len(drafts)


def _note_posts(
    found: ArchiveExport,
    folder: str,
    table: str,
    names: set[str],
    rows: Iterator[Mapping[str, Any]],
) -> None:
    posts = {f"{folder}posts/{row.get('post_id')}.html": row for row in rows}
    if not posts.keys() & names:
        return
    found.left_out |= {table}
    found.left_out |= {name for name in names if _SUBSTACK_TABLES.fullmatch(name[len(folder) :])}
    for name in posts.keys() & names:
        row = posts[name]
        if str(row.get("is_published")).lower() == "false":
            found.left_out.add(name)
            found.unpublished["draft"] += 1
        else:
            values = {"title": row.get("title"), "published": row.get("post_date")}
            found.note(name, values, "posts.csv")


def _note_saved(
    found: ArchiveExport,
    folder: str,
    batch: str,
    names: set[str],
    records: Iterator[Mapping[str, Any]],
) -> None:
    found.left_out.add(batch)
    for record in records:
        page, marks = (
            f"{folder}content/{record.get('slug')}.html",
            f"{folder}highlights/{record.get('slug')}.md",
        )
        if page in names:
            found.left_out |= {marks} & names  # a reader's own, of a text that is there
            keys = ("title", "author", "url", "publishedAt", "siteName")
            found.note(page, {key: record.get(key) for key in keys}, batch.removeprefix(folder))


def _rows(archive: ZipFile, name: str, settings: Settings) -> Iterator[Mapping[str, Any]]:
    """The rows of a table; none of one that is damaged."""
    try:
        text = decode(member_bytes(archive, name, settings))
        yield from csv.DictReader(io.StringIO(text, newline=""))
    except (LoadError, csv.Error):
        return


def _records(archive: ZipFile, name: str, settings: Settings) -> Iterator[Mapping[str, Any]]:
    """The objects in an array; none of a file that is damaged."""
    try:
        values = json.loads(decode(member_bytes(archive, name, settings)))
    except (LoadError, ValueError, RecursionError):
        return
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, dict))
