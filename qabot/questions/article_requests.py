"""Requests for articles, where others want to be told what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qabot.english.briefing import TEXT_NOUNS


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """A request for the articles about a topic, or for all that print it as a phrase."""

    topic: str
    printed: bool


_NOUNS = "|".join(sorted(TEXT_NOUNS - {"news"}))
_ASKED = (
    r"^\W*(?:please )?(?:(?:which|what|how many|list|show|find|give|get|search for|look for"
    r"|are there|is there|do you have|have you got|i want|i need)(?: me| us)? )?"
    r"(?:(?:all|the|any|every|some|of|more|other|your|an?) )*"
    rf"(?:{_NOUNS})(?: do you have| have you got| are there| is there| are| is| were| was)?"
    r"(?: that| which)?(?: are| is)?(?: (?:mainly|mostly|really|all|only))?"
)
_ABOUT = re.compile(
    rf"{_ASKED} (?:about|on|regarding|concerning|covering|cover|covers|dealing with|deal with"
    r"|deals with|to do with) (?P<topic>.+)",
    re.IGNORECASE,
)
_PRINTING = re.compile(
    rf"{_ASKED} (?:mention|mentions|mentioned|mentioning|print|prints|printing|contain|contains"
    r"|containing|name|names|naming)(?: the (?:words?|phrase|name|term))? (?P<topic>.+)",
    re.IGNORECASE,
)
_LONGEST = 300
"""Characters of a request: what is longer is a pasted text."""


def article_request(question: str) -> ArticleRequest | None:
    """Which articles are asked for; None for questions that want to know something else.

    "Which articles are about the flood?" and "articles on floods" ask for those about a topic,
    "how many articles mention Yukos" for all that print it.
    """
    asked = " ".join(question.split())
    if len(asked) > _LONGEST:
        return None
    about, printing = _ABOUT.match(asked), _PRINTING.match(asked)
    found = about or printing
    topic = found["topic"].strip(' ?!.,;:“”"‘’') if found else ""
    return ArticleRequest(topic, printed=about is None) if topic else None
