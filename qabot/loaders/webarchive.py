"""Pages that Safari saves (.webarchive): a property list with the page and its address."""

from __future__ import annotations

import plistlib

from qabot.errors import LoadError
from qabot.loaders.archived_page import ArchivedPage
from qabot.loaders.metadata import is_url


def page_in(data: bytes) -> ArchivedPage:
    """The page that was saved.

    Raises:
        LoadError: it is damaged, or what was saved is no page.
    """
    try:
        saved = plistlib.loads(data)
    except Exception:  # plistlib raises whatever its parts do
        raise LoadError("damaged, or no web archive; save the page anew") from None
    main = saved.get("WebMainResource") if isinstance(saved, dict) else None
    page = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(page, bytes):
        raise LoadError("damaged, or no web archive; save the page anew")
    kind = str(main.get("WebResourceMIMEType", "text/html"))
    if "html" not in kind:
        raise LoadError(f"a saved file and no page ({kind[:60]}); save that itself")
    charset, url = main.get("WebResourceTextEncodingName"), main.get("WebResourceURL")
    known = url if isinstance(url, str) and is_url(url) else None
    return ArchivedPage(page, charset if isinstance(charset, str) else None, known)
