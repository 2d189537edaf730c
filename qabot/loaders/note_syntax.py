"""What Obsidian, Logseq and their like add to Markdown, and what a reader of a note sees of it.

Comments between "%%" are private: they are taken out before anything else. Code stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(?P<marks>`{3,}|~{3,})")
_ANY_MARK = re.compile(r"::|\[|==|\^|\(\(|\{\{|%%")
"""One of them is in every line that is not plain Markdown."""
_QUERIES = ("dataview", "dataviewjs", "query", "tasks", "button", "ad-", "toc", "leaflet", "folder")
"""First words of fenced blocks that a program replaces by what it finds."""
_CODE = re.compile(r"(`[^`\n]*`)")
_EMBED = re.compile(r"!\[\[[^\[\]\n]{0,1000}\]\]")
_WIKILINK = re.compile(
    r"\[\[(?P<target>[^\[\]|\n]{0,1000}?)(?:\\?\|(?P<alias>[^\[\]\n]{0,1000}))?\]\]"
)
_LINK = re.compile(r"\[(?P<text>[^\[\]\n]{1,300})\]\([^()\s]{1,1000}\)")
_HIGHLIGHT = re.compile(r"(?<!=)==(?=[^\s=])([^=\n]{1,1000})(?<=\S)==(?!=)")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,100}\](?P<defines>:[ \t])?")
_BLOCK_NAME = re.compile(r"(?:^|(?<=\s))\^(?=[\d-]{0,40}[A-Za-z])[A-Za-z0-9-]{1,80}[ \t]*$")
_BLOCK_REFERENCE = re.compile(r"\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)")
_MACRO = re.compile(
    r"\{\{(?:embed|query|renderer|video|youtube|tweet|pdf|namespace)\b[^{}\n]{0,1000}\}\}"
)
_TASK = re.compile(r"(?P<bullet>[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[ xX/>-]\][ \t]+")
_CALLOUT = re.compile(
    r"(?P<quote>[ \t]*(?:>[ \t]?)+)\[![\w-]{1,60}(?:\|[^\]\n]{0,100})?\][+-]?[ \t]*(?P<title>.*)"
)
_BULLET_ALONE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]*")
_PROPERTY = re.compile(r"[ \t]*(?:- )?(?P<key>[A-Za-z][\w./-]{0,40})::(?:[ \t]+(?P<value>.*))?")
_HIDDEN = frozenset(
    "id collapsed background-color heading exclude-from-graph-view filters created-at updated-at"
    " query-table query-properties query-sort-by query-sort-desc template icon ls-type hl-page"
    " template-including-parent logseq.order-list-type card-last-interval card-repeats"
    " card-ease-factor card-next-schedule card-last-reviewed card-last-score hl-color hl-type"
    "".split()
)
"""Properties of a block that Logseq does not show."""
_PROPERTIES_WITHIN = 60
"""Lines at the top of a page that are looked at for its properties."""


def page_properties(text: str) -> tuple[dict[str, str], str]:
    """What lines "key:: value" at the top of a page say, and the text after them."""
    values: dict[str, str] = {}
    position = 0
    for line in text.splitlines(keepends=True)[:_PROPERTIES_WITHIN]:
        match = _PROPERTY.fullmatch(line.rstrip())
        if not match and line.strip():
            break
        if match:
            values[match["key"]] = (match["value"] or "").strip()
        elif values:
            break
        position += len(line)
    return (values, text[position:]) if values else ({}, text)


def as_read(text: str) -> str:
    """The Markdown of a note as plain Markdown."""
    return "\n".join(_lines(_without_comments(text))) if _ANY_MARK.search(text) else text


def linked_text(value: Any) -> Any:
    """A property with its links as their text: "[[people/Ann Lee|Ann]]", "[Ann Lee](/ann)"."""
    if isinstance(value, list):
        flat = [one for part in value for one in (part if isinstance(part, list) else [part])]
        return [linked_text(one) for one in flat]
    if not isinstance(value, str):
        return value
    return _LINK.sub(r"\g<text>", _WIKILINK.sub(_named, value))


def is_query(info: str) -> bool:
    """Whether a fenced block, by what stands behind its marks, is a query and no text."""
    return info.strip().lower().startswith(_QUERIES)


def _without_comments(text: str) -> str:
    """The text without "%% ... %%", which may go over many lines; not in code.

    One that is never closed goes to the end if it begins a line; within a line it is no comment.
    """
    if "%%" not in text:
        return text
    lines = text.split("\n")
    last = max(number for number, line in enumerate(lines) if "%%" in line)
    kept: list[str] = []
    commented, fence = False, ""
    for number, line in enumerate(lines):
        fence = fence if commented else _fence_after(line, fence)
        pieces = [line] if fence else line.split("%%")
        if commented or number < last or len(pieces) % 2 or not pieces[0].strip():
            kept.append("".join(pieces[1::2] if commented else pieces[::2]))
            commented = commented == bool(len(pieces) % 2)
        else:
            kept.append(line)
    return "\n".join(kept)


def _lines(text: str) -> Iterator[str]:
    fence = ""
    for line in text.split("\n"):
        within, fence = fence, _fence_after(line, fence)
        if within or fence or not _ANY_MARK.search(line):
            yield line
        else:
            yield from _shown(line)


def _fence_after(line: str, fence: str) -> str:
    """The marks of the fenced block that is open behind a line; "" if none is."""
    match = _FENCE.match(line)
    if not match:
        return fence
    if not fence:
        return match["marks"]
    return "" if match["marks"].startswith(fence) else fence


def _shown(line: str) -> Iterator[str]:
    """A line outside of code; none where nothing of it is shown."""
    prop = _PROPERTY.fullmatch(line.rstrip())
    if prop and prop["key"].lower() in _HIDDEN:
        return
    if match := _CALLOUT.fullmatch(line.rstrip("\r")):
        yield f"{match['quote']}{_plain_parts(match['title'])}"
        yield match["quote"]
        return
    if task := _TASK.match(line):
        line = task["bullet"] + line[task.end() :]
    plain = _plain_parts(line)
    if plain != line and (not plain.strip() or _BULLET_ALONE.fullmatch(plain)):
        yield ""  # there was nothing but an embedded page
    else:
        yield plain


def _plain_parts(line: str) -> str:
    """A line with its marks taken out where it is no code."""
    parts = _CODE.split(line)
    return "".join(part if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(part: str) -> str:
    for unseen in (_EMBED, _BLOCK_REFERENCE, _MACRO, _BLOCK_NAME, _FOOTNOTE_MARK):
        part = unseen.sub("", part)
    part = _WIKILINK.sub(lambda link: link["alias"] or link["target"].replace("#", " > "), part)
    return _HIGHLIGHT.sub(r"\1", part)


def _named(link: re.Match[str]) -> str:
    return (link["alias"] or link["target"].partition("#")[0].rpartition("/")[2]).strip()
