"""HTML -> the article's own text and metadata, by trafilatura; never the network."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from qabot.loaders.decoding import decode
from qabot.loaders.html_dates import publication_date, update_date, without_other_dates
from qabot.loaders.metadata import plain
from qabot.types import Article

if TYPE_CHECKING:
    from trafilatura.settings import Document

logger = logging.getLogger(__name__)

_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 4_096
"""Bytes searched for a <meta charset>; browsers look at 1,024."""
_MOST_ELEMENTS = 20_000
"""Elements up to which trafilatura is asked: 4 s at most. A news page has 500 to 5,000 and takes
0.01 to 0.3 s; the time grows with the square, to 90 s for 8 MB of highlighted source code."""
_MOST_CHARACTERS = 5_000_000
"""Characters, scripts among them, up to which it is asked: it goes through them twenty times."""

_HEADINGS = "//h1 | //h2 | //h3"
_INVISIBLE = "//script|//style|//template|//noscript|//svg|//select|//textarea|//*[@hidden]"
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "ul",
    "head", "item", "list", "quote",  # trafilatura's own
})
# fmt: on
_ROWS = ("tr", "row")
_CELLS = ("td", "th", "cell")
_LINE_BREAKS = ("br", "lb")


def parse(data: bytes, path: str, charset: str | None = None) -> Article:
    """The article in a web page: its main text in blocks, without menus, comments and adverts.

    A page in which trafilatura finds no article, or which is too large for it, gives all its
    visible text. A heading equal to the title at the top is left out of the text.

    Args:
        charset: the encoding that came with the page, which goes before what it says itself.

    Raises:
        LoadError: the bytes are not text.
    """
    tree = _tree(_decoded(data, charset))
    if tree is None:
        return Article(path=path, text="")
    ordinary = (
        sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS
        and len(tree.text_content()) <= _MOST_CHARACTERS
    )
    found = _metadata(tree) if ordinary else None
    title = plain(found.title if found else tree.findtext(".//title")) or ""
    text = (_main_text(tree) if ordinary else "") or plain_text(_visible(tree))
    published, published_from = publication_date(tree)
    if not published and found and found.date:
        published, published_from = found.date, "html"
    return Article(
        path=path,
        text=text.removeprefix(f"{title}\n\n") if title else text,
        title=title,
        author=plain(found.author.replace("; ", ", ")) if found and found.author else None,
        published=published,
        published_from=published_from,
        outlet=_site_name(tree) or plain(found.sitename if found else None),
        language=plain(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        url=plain(found.url if found else None),
        updated=update_date(tree),
    )


def whole_text(data: bytes) -> str:
    """All that a browser would show of a page."""
    return visible_text(_decoded(data))


def visible_text(html: str, without: str = "") -> str:
    """All that a browser would show of the HTML, in blocks separated by a blank line.

    ``without`` is an XPath of what to leave out besides.
    """
    tree = _tree(html)
    return "" if tree is None else plain_text(_visible(tree, without))


def heading_and_text(html: str) -> tuple[str, str]:
    """A page's first heading, else its title, and all its text."""
    tree = _tree(html)
    if tree is None:
        return "", ""
    headings = (plain("".join(heading.itertext())) for heading in tree.xpath(_HEADINGS))
    heading = next(filter(None, headings), None) or plain(tree.findtext(".//title"))
    return heading or "", plain_text(_visible(tree))


def _decoded(data: bytes, charset: str | None = None) -> str:
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    return decode(data, charset or (declared[1].decode("ascii") if declared else None))


def _tree(html: str) -> Any | None:
    # Deferred: lxml takes 0.05 s to import, trafilatura (below) 0.4 s.
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    # UTF-8 whatever the page says of itself: it is decoded already.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(html.replace("\0", "").encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing in it
        return None


def _visible(tree: Any, without: str = "") -> Any:
    visible = deepcopy(tree)
    for element in visible.xpath(f"{_INVISIBLE}|{without}" if without else _INVISIBLE):
        if element.getparent() is not None:
            element.drop_tree()
    body = visible.find("body")
    return visible if body is None else body


def _main_text(tree: Any) -> str:
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


def _metadata(tree: Any) -> Document | None:
    from trafilatura.metadata import extract_metadata

    try:
        return extract_metadata(
            without_other_dates(tree),
            date_config={"original_date": True, "extensive_search": False},
        )
    except Exception:  # as above: an article without its author is better than none
        logger.debug("trafilatura failed", exc_info=True)
        return None


def _site_name(tree: Any) -> str | None:
    """The site's name as it writes itself; trafilatura would make "eLife" into "Elife"."""
    names: list[str] = tree.xpath('//meta[@property="og:site_name"]/@content')
    return plain(names[0]) if names else None


def plain_text(root: Any) -> str:
    """Text of an element: white space collapsed, blocks apart by a blank line, cells by " | "."""
    from lxml import etree

    parts: list[str] = []
    cells = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        starts = event == "start"
        if element.tag == "cell":
            cells += 1 if starts else -1
        parts.append(" " if cells and element.tag in _BLOCKS else _separator(element, starts))
        text = element.text if starts else (element.tail if element is not root else None)
        parts.append(re.sub(r"\s+", " ", text or ""))
    text = re.sub(r" {2,}", " ", "".join(parts).replace("\xad", ""))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()


def _separator(element: Any, starts: bool) -> str:
    if element.tag in _BLOCKS:
        return "\n\n"
    if element.tag in _CELLS and starts and element.getprevious() is not None:
        return " | "
    breaks = element.tag in (_LINE_BREAKS if starts else _ROWS)
    return "\n" if breaks else ""
