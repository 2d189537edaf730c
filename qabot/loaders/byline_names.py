"""The people whom a byline names: "By Ann Lee and Bo Ek, The Bay" -> Ann Lee, Bo Ek."""

from __future__ import annotations

import re

from qabot.english.news_agencies import agency_in
from qabot.loaders import bylines_abroad
from qabot.loaders.printed_names import is_name

_BY = re.compile(
    r"(?:(?:BY|[Bb]y|(?:Written|Words|Text|Story) by):?|(?:Authors?|Words):|From(?=.+ in [A-Z]))"
    r" (?P<names>.+)"
)
_IN_BRACKETS = re.compile(r" \([^()]{1,40}\)")
"""Where or for whom someone wrote: "Ann Lee (in Lagos)"."""
_ELSEWHERE = re.compile(r" (?:in|of|for|at) .+")
"""What may follow a name: "Jane Doe in Lagos", "Jane Doe of The Associated Press"."""
_OFFICE = re.compile(
    r"(?:(?:for|of|with) (?:the )?)?[A-Z][^.!?]*|.*\b(?:correspondent|editor|reporter|writer)"
)
_WITH_OFFICE = re.compile(
    r"(?<![A-ZÀ-Þ.'’-])(?P<names>(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*(?: |$)){2,6})(?:[A-Z][a-z]+ ){0,3}"
    r"(?:Correspondent|Reporter|Editor|Writer|Columnist)"
)
"""A name in capitals with its bearer's office: "JANE DOE Transport Correspondent"."""
_COMMA = re.compile(", | [|·•] ")
_HANDLE = re.compile(r" @\w{1,30}")
_AND = re.compile(r" (?:and|AND|&) ")


def authors_in(line: str) -> str | None:
    """The names in a byline, joined by ", "; None if it is none, or may be more than names.

    What follows the last name behind a comma is an agency or an office. Where there is an "and",
    all up to the name behind it are names; else only the first is one for sure.
    """
    match, joined = _BY.fullmatch(line), _AND
    if not match:
        match, joined = bylines_abroad.BY.fullmatch(line), bylines_abroad.AND
    if not match:
        return None
    parts = _COMMA.split(_IN_BRACKETS.sub("", match["names"]).removesuffix(","))
    last = next((n for n, part in enumerate(parts) if joined.search(part)), 0)
    names = [name for part in parts[: last + 1] for name in joined.split(part)]
    names = [_WITH_OFFICE.sub(r"\g<names>", name).strip() for name in names]
    names = [agency_in(name) or _ELSEWHERE.sub("", name).strip() for name in names]
    known = all(is_name(name) or agency_in(name) for name in names) and all(
        _OFFICE.fullmatch(part) or agency_in(part) for part in parts[last + 1 :]
    )
    return ", ".join(names) if known else None


def signatories(byline: str) -> str | None:
    """The names in what is known to be a byline, with or without its "By", joined by ", "."""
    says_by = _BY.fullmatch(byline) or bylines_abroad.BY.fullmatch(byline)
    return authors_in(byline if says_by else f"By {byline}")


def known_names(text: str) -> str | None:
    """The names that a text is, joined by ", ", if a given name is in each; else None."""
    # Deferred: 5 ms, and few texts have such a line.
    from qabot.english.given_names import GIVEN_NAMES

    names = None if _ELSEWHERE.search(text) else signatories(_HANDLE.sub("", text))
    parts = [re.split(r"[ -]", name.casefold()) for name in (names or "").split(", ")]
    return None if any(map(GIVEN_NAMES.isdisjoint, parts)) else names
