"""The two looks of the chat: one accent, everything else a shade of grey."""

from __future__ import annotations

from textual.theme import Theme


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
