"""What is asked of someone's life: whether a text tells of that birth, marriage or death at all.

Who asks when someone died gets a year from any sentence about that person, and a reader is as sure
of the year of the wedding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qabot.questions.kinds import Kind
from qabot.questions.question import Wanted
from qabot.types import Span

_PLACED = frozenset((Kind.TIME, Kind.PLACE))
_HOW_OLD = re.compile(r"\bhow old\b", re.IGNORECASE)
_YEARS = r"\([^()]{0,40}\d{4}|\d{4}\s*[-–—]\s*(?:\w+\s+){0,3}\d{4}"
"""Those of a life, in brackets behind a name or with a dash between them."""
_EVENTS = {
    r"\b(?:did|does|will|how old)\b.{1,80}\b(?P<event>died?|pass away)\b": (
        r"\b(?:d[iy](?:e[sd]?|ing)|dead|death|deadly|kill\w*|pass(?:ed|es|ing)? away|late|murder\w*"
        r"|shot|drown\w*|fatal\w*|assassin\w*|execut\w*|\w+cide|funeral|buri\w+|perish\w*|hanged"
        r"|li(?:fe|ves)|mourn\w*|tribute\w*|obituary|surviv\w*|lost|aged|lived|last)\b|\bd\.|"
        + _YEARS
    ),
    r"\b(?:was|were)\b.{1,80}\b(?P<event>born)\b": (
        r"\b(?:born|birth\w*|native|baby|babies|deliver\w*|twins?)\b|\bb\.|" + _YEARS
    ),
    r"\b(?:did|does|will|get|got)\b.{0,80}\b(?P<event>marry|married|wed)\b": (
        r"\b(?:marr\w+|wed\w*|wife|wives|husbands?|spouses?|brides?|bridegroom|groom|divorc\w*"
        r"|widow\w*|honeymoon\w*|tied the knot)\b|\bm\."
    ),
    r"\b(?:did|does|will|get|got)\b.{0,80}\b(?P<event>divorced?)\b": (
        r"\b(?:divorc\w*|split\w*|separat\w*|annul\w*|ex-\w+|br[eo]a?ke?n?|end\w*)\b|\bdiv\."
    ),
    r"\b(?:did|does|will)\b.{1,80}\b(?P<event>resign|retire|step down|stand down)\b": (
        r"\b(?:resign\w*|retir\w*|quit\w*|st[eo]p?p?\w* (?:down|aside)|stood (?:down|aside)"
        r"|stand\w* (?:down|aside)|le(?:ft|av\w+)|depart\w*|walk\w* (?:out|away)|g[ai]ve?\w* up"
        r"|goe?s?|going|gone|went|end\w*|sack\w*|oust\w*|dismiss\w*|withdr\w+|replac\w*|succe\w+"
        r"|last|farewell|hung? up|bow\w* out)\b"
    ),
}
"""Patterns of questions, and of what a text has that tells of what they ask for."""
_PATTERNS = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for asked, told in _EVENTS.items()
)


def untold_event(wanted: Wanted, text: str) -> Span | None:
    """The event of a life in the question that a text does not tell of, if there is one.

    Only of when and where something was, and at what age: what else is asked is answered by the
    event itself.
    """
    if wanted.kind not in _PLACED and not _HOW_OLD.search(wanted.text):
        return None
    return next(_untold(wanted, text), None)


def _untold(wanted: Wanted, text: str) -> Iterator[Span]:
    for asked, told in _PATTERNS:
        found = asked.search(wanted.text)
        if found and not told.search(text):
            yield Span(*found.span("event"))
