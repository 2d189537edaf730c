"""Addresses of articles as resources: ``qabot://article/`` and the path, percent-encoded."""

from __future__ import annotations

from urllib.parse import quote, unquote

from qabot.errors import RequestError

_BEGINNING = "qabot://article/"
ADDRESS_TEMPLATE = f"{_BEGINNING}{{+path}}"
"""What all addresses look like, as RFC 6570 writes it."""


LONGEST_PATH = 1000
"""Characters of a path that is looked up: one that no article has is compared with all others."""


def address_of(path: str) -> str:
    """The address of the article with a path."""
    return _BEGINNING + quote(path)


def path_at(address: str) -> str:
    """The path of the article at an address.

    Raises:
        RequestError: it is no address of an article.
    """
    if not address.startswith(_BEGINNING):
        raise RequestError(f"no article is at {address!r}; an address is {_BEGINNING}PATH")
    path = unquote(address.removeprefix(_BEGINNING))
    if len(path) > LONGEST_PATH:
        raise RequestError(f"a path has at most {LONGEST_PATH:,} characters, not {len(path):,}")
    return path
