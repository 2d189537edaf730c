"""What a file says about its article, fit for one line: whatever the format, and however bad."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b

from qabot.types import Article

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NUL = "\0"
"""What no database of a server takes in a text."""
_NUL_SHOWN = "\N{SYMBOL FOR NULL}"
_LONGEST = 500
"""Characters of a title or a name: several times the longest that is printed as one."""
_LONGEST_ADDRESS = 2_048
"""Characters of a web address, as browsers show them."""
_LONGEST_PATH = 8_192
"""Characters of an article's path: the file's, which has 4,096 at most, and its id in there."""
_DIGEST = 16
"""Bytes of what tells paths apart that are cut."""


def tidied(article: Article) -> Article:
    """The article, its fields without control characters and cut where they are too long.

    Of the text only NUL is left out; in the path, which tells articles apart, a sign stands for it.
    """
    if _is_tidy(article):
        return article
    url = article.url and _CONTROLS.sub("", article.url)
    return replace(
        article,
        path=_short_path(article.path.replace(_NUL, _NUL_SHOWN)),
        text=article.text.replace(_NUL, ""),
        title=_short(article.title),
        author=article.author and _short(article.author),
        outlet=article.outlet and _short(article.outlet),
        language=article.language and _short(article.language),
        url=url if url and len(url) <= _LONGEST_ADDRESS else None,
    )


def _is_tidy(article: Article) -> bool:
    if _NUL in article.text or _NUL in article.path or len(article.path) > _LONGEST_PATH:
        return False
    names = (article.title, article.author, article.outlet, article.language)
    return all(_fits(name, _LONGEST) for name in names) and _fits(article.url, _LONGEST_ADDRESS)


def _fits(printed: str | None, longest: int) -> bool:
    return not printed or (len(printed) <= longest and _CONTROLS.search(printed) is None)


def _short_path(path: str) -> str:
    """The path, one that is too long cut and told apart from others that begin as it does."""
    if len(path) <= _LONGEST_PATH:
        return path
    digest = blake2b(path.encode("utf-8", "backslashreplace"), digest_size=_DIGEST).hexdigest()
    return f"{path[: _LONGEST_PATH - len(digest) - 1]}…{digest}"


def _short(printed: str) -> str:
    text = _CONTROLS.sub("", printed[: 2 * _LONGEST])
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
