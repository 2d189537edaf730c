"""What pages ask for on the side: light or dark."""

from __future__ import annotations

from starlette.responses import Response

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
