"""The two looks of the chat: one accent, everything else a shade of grey."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="qabot-dark",
    primary="#7aa2d8",
    secondary="#7aa2d8",
    accent="#e0b36a",
    foreground="#d6d7d9",
    background="#15171b",
    surface="#1b1e23",
    panel="#24282f",
    success="#8fb573",
    warning="#d9a25c",
    error="#d9777f",
    dark=True,
)
LIGHT = Theme(
    name="qabot-light",
    primary="#2f5f9e",
    secondary="#2f5f9e",
    accent="#9a5b00",
    foreground="#24272c",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
    success="#3f7030",
    warning="#9a5b00",
    error="#b03040",
    dark=False,
)
