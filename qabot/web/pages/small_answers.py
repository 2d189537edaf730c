"""What pages ask for on the side: light or dark, and how far the index is."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from qabot.web.pages.addresses import local_address
from qabot.web.pages.visit import THEME_COOKIE, THEMES, Visit, go_to

_YEAR = 365 * 24 * 3600


def choose_theme(visit: Visit) -> Response:
    """Remember light or dark in this browser; anything else is as the system has it."""
    response = go_to(local_address(visit.value("back")))
    theme = visit.value("to")
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=_YEAR, samesite="strict")
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def tell_progress(visit: Visit) -> Response:
    """How far the index is, and whether a page that waits for it has something to say by now."""
    words, share = visit.progress or ("", 0.0)
    service = visit.context.service
    over = service.bot is not None or not service.opening
    return JSONResponse({"words": words, "share": share, "over": over})
