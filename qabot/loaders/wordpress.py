"""An export of WordPress, which is a feed: what was published, as a reader of the site sees it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from qabot.errors import LoadError
from qabot.loaders.metadata import plain

_NO_ARTICLES = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request"
    r"|(?:wp|acf)[_-].*|(?:.*[_-])?(?:forms?|popups?|products?|orders?|coupons?|templates?|library)"
)
"""Types of what the site is made of, and not of articles."""
_ATTRIBUTE = r"[\w-]{1,60}\s?=\s?(?:\"[^\"\]]{0,1000}\"|'[^'\]]{0,1000}'|[^\s\]\"']{1,500})"
_MEDIA = re.compile(
    r"\[(?P<name>embed|audio|video|playlist)\b[^\]]{0,1000}\][^\[\]]{0,1000}\[/(?P=name)\]"
)
_WITH_ATTRIBUTES = re.compile(
    rf"(?<!\[)\[[a-z][\w-]{{0,60}}(?:\s{_ATTRIBUTE}){{1,20}}\s?/?\](?!\])"
)
_ALONE = re.compile(
    r"(?<!\[)\[(?:gallery|caption|wp_caption|embed|audio|video|playlist|contact-form(?:-7)?|toc)\s?/?\]"
)
_CLOSING = re.compile(r"(?<!\[)\[/[a-z][\w-]{0,60}\](?!\])")
_BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|blockquote|table|figure|section|article)\b|<!-- wp:", re.I
)
_BLANK_LINES = re.compile(r"\r?\n(?:[ \t]{0,100}\r?\n)+")


class WordPressExport:
    """What the entries of an export mean, told by all of it.

    Args:
        data: the file, which declares no entities.
    """

    def __init__(self, data: bytes) -> None:
        self._names = _display_names(data)
        self.left_out: Counter[str] = Counter()
        """How many entries are not published, by what they are instead."""

    def is_article(self, entry: Any) -> bool:
        """Whether an entry is published for everyone; one that is not is counted."""
        if _NO_ARTICLES.fullmatch(str(entry.get("wp_post_type", ""))):
            return False
        status = str(entry.get("wp_status", "publish"))
        if status == "publish" and entry.get("wp_post_password"):
            status = "behind a password"
        if status != "publish":
            self.left_out[status] += 1
        return status == "publish"

    def author(self, login: str | None) -> str | None:
        """The name that readers see of an author."""
        return self._names.get(login or "", login)


def without_shortcodes(html: str) -> str:
    """The HTML of a post: plug-ins' marks taken out, their text kept, lines made paragraphs."""
    for mark in (_MEDIA, _WITH_ATTRIBUTES, _ALONE, _CLOSING):
        html = mark.sub(" ", html)
    if _BLOCK.search(html):
        return html
    paragraphs = (part.strip().replace("\n", "<br>") for part in _BLANK_LINES.split(html))
    return "".join(f"<p>{part}</p>" for part in paragraphs if part)


def _display_names(data: bytes) -> dict[str, str]:
    """The name of each author by what they log in as; none of a file that is not well-formed."""
    # Deferred: lxml takes 0.05 s, and few feeds are exports.
    from qabot.loaders.safe_xml import parsed

    try:
        root = parsed(data)
    except LoadError:
        return {}
    names: dict[str, str] = {}
    for author in root.iterfind("channel/{*}author"):
        login = plain(author.findtext("{*}author_login"))
        name = plain(author.findtext("{*}author_display_name"))
        if login and name:
            names[login] = name
    return names
