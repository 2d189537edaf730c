"""What templates are given to say things with."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from qabot.types import ArticleRef, Filters
from qabot.web.pages.addresses import (
    address,
    article_address,
    filtered_address,
    source_address,
)
from qabot.web.pages.page_filters import chips
from qabot.wording.ages import day_words, published_words
from qabot.wording.common_words import counted, filter_words, one_line, visible
from qabot.wording.export import FORMATS
from qabot.wording.html_style import head_html, line_html, sentence_html
from qabot.wording.web_links import web_link


def page_words() -> SimpleNamespace:
    """Functions by the names that templates call them by."""
    return SimpleNamespace(
        address=address,
        article_address=article_address,
        chips=chips,
        counted=counted,
        date=_date,
        day=day_words,
        filtered_address=filtered_address,
        filters=filter_words,
        formats=tuple(FORMATS),
        head=head_html,
        line=line_html,
        no_filters=Filters(),
        one_line=one_line,
        origin=_origin,
        sentence=sentence_html,
        source_address=source_address,
        title=_title,
        visible=visible,
        web_link=web_link,
    )


def _title(article: ArticleRef) -> str:
    """The title, or the path of an article without."""
    return one_line(article.title) or visible(article.path)


def _origin(article: ArticleRef) -> list[str]:
    """Outlet, author and date, those that are known."""
    date_said = _date(article.published) if article.published else ""
    return [one_line(part) for part in (article.outlet, article.author, date_said) if part]


def _date(published: str) -> str:
    """A date with its age."""
    return published_words(published, date.today())
