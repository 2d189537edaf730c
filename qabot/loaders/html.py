"""HTML -> the article's own text and metadata, by trafilatura; never the network."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from qabot.errors import LoadError
from qabot.loaders.bylines import signed
from qabot.loaders.decoding import decode
from qabot.loaders.encoding_guesses import doubt_about
from qabot.loaders.html_authors import authors_of
from qabot.loaders.html_boxes import gather_boxes
from qabot.loaders.html_dates import (
    printed_date,
    publication_date,
    update_date,
    without_other_dates,
)
from qabot.loaders.html_outlets import OutletNames, folded_name, outlet_names, owners_in
from qabot.loaders.html_titles import title_of
from qabot.loaders.html_tree import extent, line_of, plain_text, tree_of, visible_text_of
from qabot.loaders.json_ld import json_ld
from qabot.loaders.metadata import is_url, plain
from qabot.loaders.notion_pages import PROPERTIES, taken_properties
from qabot.loaders.overlay import with_stated
from qabot.loaders.text import headline as first_line
from qabot.types import Article

logger = logging.getLogger(__name__)

_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(
    rb"<!--\s*(?:saved from url=\(\d{1,5}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
_BOOKMARKS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<!DOCTYPE NETSCAPE-Bookmark-file", re.IGNORECASE)
_SAVED_LINKS = ("Pocket Export", "Instapaper: Export")
_CHARSET_WITHIN = 4_096
"""Bytes searched for a <meta charset>; browsers look at 1,024."""
_MOST_ELEMENTS = 20_000
"""Elements up to which trafilatura is asked: 4 s at most. A news page has 500 to 5,000 and takes
0.01 to 0.3 s; the time grows with the square, to 90 s for 8 MB of highlighted source code."""
_MOST_CHARACTERS = 5_000_000
"""Characters, scripts among them, up to which it is asked: it goes through them twenty times."""

_MOST_TABLES = 15
"""Tables inside one another up to which it is asked: its time grows with the cube of them. A page
has that many only where a table is not closed."""
_DEEPEST = 250
"""Elements inside one another up to which it is asked. Pages have 15 to 60."""
_WIDEST = 20
"""Rows or columns that a cell spans at most: trafilatura makes a cell for each."""
_TIMES = "(//p//time | //li//time | //td//time | //blockquote//time)[position() <= 200]"
_SENTENCE = 60
"""Characters of a paragraph from which a time in it is part of a sentence, and no date line."""
_SENTENCE_ENDS = (".", "!", "?", "。")
_PAGE_OF_NOTES = "page-body"
"""The class of what Notion has as a page's text, in which every day was written by its author."""
_HEADINGS = "//h1 | //h2 | //h3"
_ARTICLES = "//h1 | //article"
_ARTICLE_LENGTH = 500
"""Characters in paragraphs from which a page in a frame is an article: adverts, players and quoted
posts have fewer."""


def parse(data: bytes, path: str, charset: str | None = None) -> Article:
    """The article in a web page: its main text in blocks, without menus, comments and adverts.

    A page in which trafilatura finds no article, or which is too large for it, gives all its
    visible text. A heading equal to the title at the top is left out of the text.

    Args:
        charset: the encoding that came with the page, which goes before what it says itself.

    Raises:
        LoadError: the bytes are not text, or a list of links that a browser or Pocket exported.
    """
    tree = tree_of(_decoded(data, charset))
    if tree is None:
        return Article(path=path, text="")
    if _is_list_of_links(tree, data):
        raise LoadError("a list of saved links without their texts; save the pages themselves")
    properties = taken_properties(tree)
    contents = json_ld(tree)
    url = _address(tree) or _saved_from(data)
    names = outlet_names(tree, contents, url)
    outlets = OutletNames(names, owners_in(contents))
    title = title_of(tree, contents, outlets)
    ordinary = _is_ordinary(tree)
    published, published_from = publication_date(tree, contents, url)
    if not published and ordinary and (published := _found_date(tree, url)):
        published_from = "html"
    if not published and (published := printed_date(tree)):
        published_from = "dateline"
    article = Article(
        path=path,
        text="",
        title=title,
        author=authors_of(tree, contents, outlets, bylines=ordinary),
        published=published,
        published_from=published_from,
        outlet=names[0] if names else None,
        language=plain(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        url=url,
        updated=update_date(tree, contents),
    )
    text = (_main_text(tree) if ordinary else "") or visible_text_of(tree)
    found = _signed(replace(article, text=_without_headline(text, title)))
    return with_stated(found, properties, PROPERTIES) if properties else found


def is_article(data: bytes, charset: str | None = None) -> bool:
    """Whether a page in another's frame is an article, by its heading and its paragraphs."""
    tree = tree_of(_decoded(data, charset))
    if tree is None or not tree.xpath(_ARTICLES):
        return False
    paragraphs = tree.xpath("//p[not(ancestor::nav or ancestor::footer or ancestor::aside)]")
    return sum(len(line_of(one, _ARTICLE_LENGTH)) for one in paragraphs) >= _ARTICLE_LENGTH


def whole_text(data: bytes, charset: str | None = None) -> str:
    """All that a browser would show of a page; its encoding as in :func:`parse`."""
    return visible_text(_decoded(data, charset))


def encoding_doubt(data: bytes) -> str | None:
    """What to say of a page that does not tell its encoding, if letters may be others."""
    return None if _CHARSET.search(data[:_CHARSET_WITHIN]) else doubt_about(data)


def visible_text(html: str, without: str = "") -> str:
    """All that a browser would show of the HTML, in blocks separated by a blank line.

    ``without`` is an XPath of what to leave out besides.
    """
    tree = tree_of(html)
    return "" if tree is None else visible_text_of(tree, tree.xpath(without) if without else ())


def heading_and_text(html: str) -> tuple[str, str]:
    """A page's first heading, else its title, and all its text."""
    tree = tree_of(html)
    if tree is None:
        return "", ""
    headings = (plain("".join(heading.itertext())) for heading in tree.xpath(_HEADINGS))
    heading = next(filter(None, headings), None) or plain(tree.findtext(".//title"))
    return heading or "", visible_text_of(tree)


def _decoded(data: bytes, charset: str | None = None) -> str:
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    return decode(data, charset or (declared[1].decode("ascii") if declared else None))


def _is_list_of_links(tree: Any, data: bytes) -> bool:
    """Whether it is what browsers, Pocket and others export of what was saved in them."""
    is_bookmarks = _BOOKMARKS.match(data[:_CHARSET_WITHIN]) is not None
    return is_bookmarks or plain(tree.findtext(".//title")) in _SAVED_LINKS


def _is_ordinary(tree: Any) -> bool:
    """Whether trafilatura takes seconds at most."""
    if (
        tree.xpath("count(descendant::*)") >= _MOST_ELEMENTS
        or len(tree.text_content()) > _MOST_CHARACTERS
    ):
        return False
    size = extent(tree)
    return size.depth <= _DEEPEST and size.table_depth <= _MOST_TABLES


def _main_text(tree: Any) -> str:
    """The article's own text; the tree is changed where its body stands in several boxes."""
    for attribute in ("rowspan", "colspan"):
        for cell in tree.xpath(f"//*[@{attribute} > {_WIDEST}]"):
            cell.set(attribute, str(_WIDEST))
    for time in tree.xpath(_TIMES):
        if _is_in_sentence(time):
            time.tag = "span"  # trafilatura drops these, in the middle of a sentence, too
    text = _extracted(tree)
    if text and gather_boxes(tree, text):
        return max(text, _extracted(tree), key=len)
    return text


def _is_in_sentence(time: Any) -> bool:
    """Whether a day stands in the text, and is not that of the article."""
    line = line_of(next(time.iterancestors("p", "li", "td", "blockquote")), _SENTENCE)
    if len(line) == _SENTENCE or line.endswith(_SENTENCE_ENDS):
        return True
    return any(_PAGE_OF_NOTES in one.get("class", "") for one in time.iterancestors("div"))


def _extracted(tree: Any) -> str:
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    # A short article is one, too: below MIN_EXTRACTED_SIZE (250 characters) the whole page, menus
    # and all, would be taken as one paragraph. The others: no warning on the console for no text.
    for limit in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE", "MIN_OUTPUT_COMM_SIZE"):
        config.set("DEFAULT", limit, "0")
    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, config=config)
    except Exception:  # whatever a page makes another's parser do, its text can still be read
        logger.debug("trafilatura failed", exc_info=True)
        return ""
    body = getattr(found, "body", None)
    return "" if body is None else plain_text(body)


def _found_date(tree: Any, url: str | None) -> str | None:
    """The date that htmldate finds in a page that does not state it in so many words."""
    from htmldate import find_date

    try:
        found = find_date(
            without_other_dates(tree), original_date=True, extensive_search=False, url=url
        )
    except Exception:  # as above: an article without its date is better than none
        logger.debug("htmldate failed", exc_info=True)
        return None
    return str(found) if found else None


def _address(tree: Any) -> str | None:
    """The page's address as it states it itself."""
    addresses = tree.xpath(
        '//meta[@property="og:url"]/@content | //link[@rel="canonical"]/@href'
        ' | //meta[@name="twitter:url"]/@content'
    )
    return next(filter(is_url, filter(None, map(plain, addresses))), None)


def _saved_from(data: bytes) -> str | None:
    """The page's address as a browser or SingleFile notes it in what they save."""
    match = _SAVED_FROM.search(data[:_CHARSET_WITHIN])
    address = match[1].decode("ascii", "replace") if match else ""
    return address if is_url(address) else None


def _signed(article: Article) -> Article:
    """The article with what lines under its headline say, which may be all that tells it is one."""
    if article.title:
        return signed(article, headline=False)
    found = signed(replace(article, title=first_line(article.text)), headline=True)
    told = found.author or found.published
    return replace(found, text=_without_headline(found.text, found.title)) if told else article


def _without_headline(text: str, title: str) -> str:
    """The text without a first block that is the title again."""
    first, _, rest = text.partition("\n\n")
    same = bool(title) and folded_name(first) == folded_name(title)
    return rest if same and rest else text
