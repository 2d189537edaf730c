"""A title and an author out of a document's properties, where a person can have put them there.

Programs fill in what nobody stated: the name of the file, that of the account, their own.
"""

from __future__ import annotations

import re

from qabot.english.people import ACCOUNT_WORDS, NOT_PEOPLE, ROLES
from qabot.loaders.metadata import is_url, plain

_NO_TITLE = re.compile(
    r"\(?(?:untitled|unspecified|no title|unknown)\b.*|microsoft (?:word|powerpoint|excel)\b.*"
    r"|powerpoint\b.*|word document|(?:new )?document ?\d*|(?:layout|slide|page|print) ?\d*"
    r"|title|[a-z]{1,2}|(?:pii|doi):.*|(?:about|file):.*|[a-z]:\\.*|[\W\d_]*"
    r"|.*\.(?:docx?|dotx?|pptx?|xlsx?|odt|rtf|txt|md|html?|aspx?|php|dvi|tex|ps|eps|pdf|indd|qxd"
    r"|qxp|pub|pages|key|wp[ds]|p65|fm|ai|exe|tmp|xml|csv|jpe?g|png|gif|tiff?)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"(?:[^\W_]|[.-])*_[\w.-]*|[a-z.-]*(?:\d{1,3}[a-z.-]+)*\d{4}[a-z\d.-]*")
"""One word as only files are called: "draft_v2", "s41586-020-2649"."""
_NO_AUTHOR_MARK = re.compile(r"[\d@_\\/:]")
_WORD = re.compile(r"[^\s,;&]+")
_LONGEST = 300
"""Characters of a title or of names; what is longer is neither."""


def stated_title(value: object) -> str:
    """The title that a document's properties give; "" where it is none."""
    title = plain(value) or ""
    unlike = len(title) > _LONGEST or is_url(title) or _NO_TITLE.fullmatch(title)
    return "" if unlike or _FILE_NAME.fullmatch(title) else title


def stated_author(value: object) -> str | None:
    """Who a document's properties say wrote it; None for an account, a program or an office.

    A single word is taken for the name of an account, unless its script has no capitals and needs
    no spaces, as that of Chinese names.
    """
    author = plain(value) or ""
    words = _WORD.findall(author.lower())
    if not words or len(author) > _LONGEST or _NO_AUTHOR_MARK.search(author):
        return None
    has_capitals = author.upper() != author.lower()
    if author.islower() or (len(words) == 1 and has_capitals):
        return None
    plain_words = {word.strip("().'\"") for word in words}
    is_account = plain_words & ACCOUNT_WORDS or plain_words <= ROLES | NOT_PEOPLE
    return None if is_account else author
