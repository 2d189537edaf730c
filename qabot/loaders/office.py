"""What documents of office programs have in common: a heading, a byline, the account that saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qabot.loaders.bylines import signed
from qabot.loaders.header_lines import header_of
from qabot.loaders.metadata import article, plain
from qabot.loaders.properties import stated_author, stated_title
from qabot.loaders.text import headline
from qabot.types import Article

_BETWEEN_LINES = re.compile(r"\n\n(?=[^\W\d_][\w -]{0,30}(?:: | \| ))")
"""What stands between paragraphs of which each is such a line."""
_CELLS = re.compile(r"^([^\W\d_][\w -]{0,30}?):? \| ", re.MULTILINE)
_TOP = 500
"""Characters at the top of a text in which its heading stands, below a letterhead at most."""


@dataclass(frozen=True, slots=True)
class OfficeDocument:
    """What an office program saved, before anything is taken off its text.

    Attributes:
        path: of the file.
        text: all of it, as an export of many articles is split by all its lines.
        heading: the first paragraph styled as one.
        title: what the properties say, as are ``author`` and ``language``.
    """

    path: str
    text: str
    heading: str = ""
    title: str | None = None
    author: str | None = None
    language: str | None = None

    def article(self) -> Article:
        """The document as one article with title, author and date, each from where it is surest.

        The title is its heading, else what its properties say, else a first line that looks like
        one; it is not repeated in the text. Author and date are those of the lines below it; only
        a text that names nobody has the author of its properties.
        """
        heading = plain(self.heading) or ""
        at_top = heading and heading in self.text[: _TOP + len(heading)]
        title = (heading if at_top else "") or stated_title(self.title) or headline(self.text)
        text = self.text.removeprefix(f"{title}\n\n") if title else self.text
        untitled = Article(path=self.path, text=text, title=title, language=plain(self.language))
        result = signed(self._with_header(untitled), headline=False)
        return replace(result, author=result.author or stated_author(self.author))

    def _with_header(self, found: Article) -> Article:
        """With what lines "Key: value" or a table of them say at the top, each a paragraph."""
        top = _BETWEEN_LINES.sub("\n", found.text[:_TOP])
        header = header_of(_CELLS.sub(r"\1: ", top))
        if header is None:
            return found
        stated = article(found.path, found.text, header.values, published_from="header lines")
        return replace(stated, title=found.title or stated.title, language=found.language)
