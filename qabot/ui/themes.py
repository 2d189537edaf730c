"""The looks of the chat: one accent, everything else a shade of grey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme


def _quiet(bar: str, touched: str, behind: str) -> dict[str, str]:
    """Scrollbars that are seen when they are looked for."""
    return {
        "scrollbar": bar,
        "scrollbar-hover": touched,
        "scrollbar-active": touched,
        "scrollbar-background": behind,
        "scrollbar-background-hover": behind,
        "scrollbar-background-active": behind,
    }


DARK = Theme(
    name="qabot-dark",
    primary="#e0b36a",
    secondary="#e0b36a",
    accent="#e0b36a",
    foreground="#d6d7d9",
    background="#15171b",
    surface="#1b1e23",
    panel="#24282f",
    success="#8fb573",
    warning="#d9a25c",
    error="#d9777f",
    dark=True,
    variables=_quiet("#2b3038", "#3a414c", "#15171b"),
)
LIGHT = Theme(
    name="qabot-light",
    primary="#9a5b00",
    secondary="#9a5b00",
    accent="#9a5b00",
    foreground="#24272c",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
    success="#3f7030",
    warning="#9a5b00",
    error="#b03040",
    dark=False,
    variables=_quiet("#dcd8cf", "#c6c1b6", "#fbfaf7"),
)
CONTRAST = Theme(
    name="qabot-contrast",
    primary="#ffd75f",
    secondary="#ffd75f",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#101010",
    panel="#2a2a2a",
    success="#5fff87",
    warning="#ffaf5f",
    error="#ff8787",
    dark=True,
    variables={**_quiet("#767676", "#b2b2b2", "#000000"), "foreground-muted": "#c6c6c6"},
)
_TAKEN = (
    "nord gruvbox tokyo-night catppuccin-mocha catppuccin-latte solarized-dark solarized-light"
    " rose-pine rose-pine-dawn flexoki".split()
)
"""Themes of Textual in which an article is read as well as in ours."""


def chat_themes(accent: str | None = None) -> Iterator[Theme]:
    """All themes, with another accent if one is given as ``#rrggbb``."""
    for theme in (DARK, LIGHT, CONTRAST, *(_taken(name) for name in _TAKEN)):
        if accent is None:
            yield theme
        else:
            yield replace(theme, primary=accent, secondary=accent, accent=accent)


def _taken(name: str) -> Theme:
    """A theme of Textual with one accent and quiet scrollbars."""
    theme = BUILTIN_THEMES[name]
    panel, behind = theme.panel or theme.primary, theme.background or "#000000"
    accent = theme.accent or theme.primary
    variables = {**theme.variables, **_quiet(panel, accent, behind)}
    return replace(theme, primary=accent, secondary=accent, accent=accent, variables=variables)
