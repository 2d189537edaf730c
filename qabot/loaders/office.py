"""What documents of office programs have in common: a heading, a byline, the account that saved."""

from __future__ import annotations

from dataclasses import replace

from qabot.loaders.bylines import signed
from qabot.loaders.metadata import plain
from qabot.loaders.properties import stated_author, stated_title
from qabot.loaders.text import headline
from qabot.types import Article

_TOP = 500
"""Characters at the top of a text in which its heading stands, below a letterhead at most."""


def office_article(
    article: Article, *, heading: str = "", title: object = None, author: object = None
) -> Article:
    """The article with title, author and date, each from where it is surest.

    The title is its heading, else what its properties say, else a first line that looks like one;
    it is not repeated in the text. Author and date are those of the lines below it; only a text
    that names nobody has the author of its properties.

    Args:
        article: path, text and language.
        heading: the first paragraph styled as one.
        title: what the properties say, as is ``author``.
    """
    heading = plain(heading) or ""
    at_top = heading and heading in article.text[: _TOP + len(heading)]
    found = (heading if at_top else "") or stated_title(title) or headline(article.text)
    text = article.text.removeprefix(f"{found}\n\n") if found else article.text
    result = signed(replace(article, title=found, text=text), headline=False)
    return replace(result, author=result.author or stated_author(author))
