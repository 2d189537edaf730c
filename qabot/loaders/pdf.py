"""PDF -> text, by PDFium.

pypdfium2 rather than pypdf, both tried on LaTeX, FOP, ReportLab and fpdf2 files: 36 pages in 0.05 s
against 1.1 s; as good a text, with words broken at a line's end marked; AES-encrypted files that
need no password open without a further package; silent where pypdf writes warnings to the console.
Both are BSD. The price is 8 MB of native code, and one thread at a time.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from qabot.config import Settings
from qabot.errors import LoadError, LoadRefused
from qabot.loaders.bylines import is_byline, signed
from qabot.loaders.page_furniture import printed_day, printed_url, text_size, without_furniture
from qabot.loaders.page_joins import pages_joined
from qabot.loaders.pdf_headline import headline, joined, lines_of, site_behind, without_site
from qabot.loaders.pdf_pages import Page, read_page
from qabot.loaders.properties import stated_author, stated_title
from qabot.loaders.text import headline as first_line
from qabot.types import Article

_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
_PDFIUM_LOCK = threading.Lock()  # PDFium is not thread-safe, not even for different documents
_BROKEN_WORD = re.compile(r"\b(\w++)(?:[\ufffe\x02]\n?|[-\xad]\n)(\w+)")
"""A word broken at a line's end; PDFium marks most such hyphens, as U+FFFE or U+0002."""
_UNPRINTABLE = re.compile(r"[\ufffe\x02]\n?|[\x00-\x08\x0b\x0e-\x1f\x7f\xad\ufffe\uffff]")
_LIGATURES = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00))
_TOP = 10_000
"""Characters behind the headline in which lines are looked for that say who wrote it and when."""
_TOP_PAGES = 5
_WRAPPED = re.compile(r"\n(?=[a-z])")
"""The end of a line that goes on in the next one."""
_MOST_BYLINES = 4
"""Such lines below one another that are set apart from the text."""


def parse(data: bytes, path: str, settings: Settings) -> Article:
    """The article in a PDF: its pages in order, a blank line between them.

    Running heads and feet are left out. The title is what the document states, if that is one, else
    the text in the largest type of page one. Author and date are those of the lines below it; that
    the file was made on a day is of no account, as it is mostly when someone printed or scanned.

    Raises:
        LoadError: it is damaged, needs a password, has no text or too many pages.
    """
    if not data.strip():
        return Article(path=path, text="")
    # Deferred: pypdfium2 takes 0.11 s to import, and most folders have no PDF.
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    with _PDFIUM_LOCK:
        try:
            with PdfDocument(data) as document:
                _check_pages(len(document), settings)
                title = stated_title(_stated(document, "Title"))
                author = stated_author(_stated(document, "Author"))
                pages = [read_page(document, number) for number in range(len(document))]
        except PdfiumError as error:
            raise LoadError(_reason(error)) from None
    if not any(page.text for page in pages):
        raise LoadError("no text in the PDF (scanned images?); run OCR first")
    return _article(Article(path=path, text="", title=title, author=author), pages)


def _article(stated: Article, pages: list[Page]) -> Article:
    """The article on the pages, from what the document states of it."""
    size = text_size(pages)
    pages, furniture = without_furniture(pages)
    pages = [page for page in pages if page.text]
    lines = lines_of(stated.title, pages[0]) if stated.title else range(0)
    lines = lines or headline(pages[0], size, stated.title)
    printed = _mended(joined(pages[0].lines, lines))
    title = without_site(stated.title, printed) if stated.title else printed
    found = _signed(replace(stated, title=title), [pages[0].below(lines), *pages[1:]])
    if not found.published and (day := printed_day(furniture)):
        found = replace(found, published=day, published_from="dateline")
    pages[0] = pages[0].parted(_top_lines(pages[0].lines, lines))
    return replace(
        found,
        text=_mended(pages_joined(pages)),
        author=_mended(found.author or "") or stated.author,
        outlet=site_behind(title, [*furniture, stated.title]),
        url=printed_url(furniture),
    )


def _signed(article: Article, pages: list[Page]) -> Article:
    """The article with author and date of the lines below its headline.

    A first line that is no larger than others is its title where such lines show it to be one.
    """
    top = _WRAPPED.sub(" ", pages_joined(pages[:_TOP_PAGES])[:_TOP])
    if article.title:
        return signed(replace(article, text=top, author=None), headline=False)
    found = signed(replace(article, text=top, author=None, title=first_line(top)), headline=True)
    return found if found.author or found.published else replace(found, title="")


def _top_lines(lines: Sequence[str], headline: range) -> set[int]:
    """Numbers of lines that are blocks of their own: the ends of the headline, those that sign."""
    last = max(headline.stop - 1, 0)
    signing = list(takewhile(lambda n: is_byline(lines[n]), range(last + 1, len(lines))))
    ends = {headline.start - 1, last} if headline else {last} if signing else set()
    return {number for number in {*ends, *signing[:_MOST_BYLINES]} if number >= 0}


def _check_pages(pages: int, settings: Settings) -> None:
    if pages > settings.sync.max_pdf_pages:
        raise LoadRefused(
            f"{pages:,} pages, over the limit of {settings.sync.max_pdf_pages:,};"
            " split it, or --set max_pdf_pages=N"
        )


def _reason(error: Any) -> str:
    if error.err_code == _PASSWORD_NEEDED:
        return "encrypted PDF; decrypt it first"
    return "damaged, or not a PDF; open it in a viewer and save it anew"


def _stated(document: Any, key: str) -> str | None:
    """A value of the document's properties."""
    try:
        value: str = document.get_metadata_value(key)
    except UnicodeDecodeError:  # not UTF-16 as it should be
        return None
    return value


def _mended(text: str) -> str:
    """The text with broken words mended, ligatures spelt out, accents composed.

    A hyphen at a line's end is taken out ("inter-/national") unless it belongs there: before a
    capital or a digit, or where the rest of the text writes the word with a hyphen and never
    without.
    """
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    rest = frozenset(re.findall(r"\w+(?:-\w+)*", text))

    def mend(match: re.Match[str]) -> str:
        hyphenated, joined = f"{match[1]}-{match[2]}", match[1] + match[2]
        belongs = not match[2][0].islower() or (hyphenated in rest and joined not in rest)
        return hyphenated if belongs else joined

    return _UNPRINTABLE.sub("", _BROKEN_WORD.sub(mend, text))
