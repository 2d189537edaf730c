"""The file in which a user chooses keys, theme and accent."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qabot.errors import ChatConfigError
from qabot.ui.key_names import key_named


@dataclass(frozen=True, slots=True)
class ChatConfig:
    """What a user chose; None, or nothing, where it is as it comes.

    ``keys`` are keys with commas between them, by the id of what they do; ``accent`` is a colour
    as ``#rrggbb``.
    """

    theme: str | None = None
    accent: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)


def config_file() -> Path:
    """Where the file is: in ``QABOT_CONFIG``, or the system's folder for a user's settings."""
    chosen = os.environ.get("QABOT_CONFIG")
    if chosen:
        return Path(chosen) / "chat.toml"
    import platformdirs  # asked only when the chat starts

    return Path(platformdirs.user_config_dir("qabot", appauthor=False)) / "chat.toml"


def read_chat_config(path: Path, themes: Collection[str], ids: Collection[str]) -> ChatConfig:
    """What the file chooses; nothing is chosen where there is none.

    Args:
        themes: names that a theme can have.
        ids: what keys can be chosen for.

    Raises:
        ChatConfigError: the file cannot be read, or something in it cannot be; one line says what.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return _checked(values, themes, ids)
    except FileNotFoundError:
        return ChatConfig()
    except (OSError, ValueError) as error:  # TOML that is none is a ValueError
        raise ChatConfigError(f"{path} is not used: {' '.join(str(error).split())}") from error


def _checked(
    values: Mapping[str, object], themes: Collection[str], ids: Collection[str]
) -> ChatConfig:
    """The values, each as it has to be; else a ValueError."""
    unknown = set(values) - {"theme", "accent", "keys"}
    if unknown:
        raise ValueError(f"there is no {min(unknown)!r}; it takes theme, accent and [keys]")
    theme, accent, keys = values.get("theme"), values.get("accent"), values.get("keys", {})
    if theme is not None and theme not in themes:
        raise ValueError(f"there is no theme {theme!r}; there are {', '.join(sorted(themes))}")
    if not isinstance(keys, dict):
        raise ValueError("[keys] is to be a table")
    return ChatConfig(
        None if theme is None else str(theme),
        None if accent is None else _colour(accent),
        {id: _keys(id, chosen, ids) for id, chosen in _flat(keys)},
    )


def _colour(value: object) -> str:
    from textual.color import Color, ColorParseError

    try:
        return Color.parse(str(value)).hex6
    except ColorParseError:
        raise ValueError(f"accent is to be a colour such as '#e0b36a', not {value!r}") from None


def _flat(keys: Mapping[str, object], before: str = "") -> list[tuple[str, object]]:
    """Ids with their keys; ``citation.next = "j"`` is a table inside a table."""
    found: list[tuple[str, object]] = []
    for name, value in keys.items():
        id = f"{before}{name}"
        found += _flat(value, f"{id}.") if isinstance(value, dict) else [(id, value)]
    return found


def _keys(id: str, chosen: object, ids: Collection[str]) -> str:
    if id not in ids:
        raise ValueError(f"there is no key {id!r}; F1 lists all")
    typed = chosen.split(",") if isinstance(chosen, str) else []
    keys = [key for one in typed if (key := key_named(one.strip()))]
    if not keys or len(keys) < len(typed):
        raise ValueError(f"{id} is to be a key such as 'ctrl+g' or 'f7,j', not {chosen!r}")
    return ",".join(keys)


def config_template(themes: Collection[str], keys: Mapping[str, str]) -> str:
    """A file that chooses nothing, with all that can be chosen in comments.

    Args:
        keys: the keys as they come, by the id of what they do.
    """
    lines = [
        "# Keys, theme and accent of qabot's chat, read when it starts.",
        f"# Themes: {', '.join(sorted(themes))}; without one, the one used last.",
        '# theme = "qabot-dark"',
        '# accent = "#e0b36a"',
        "",
        "[keys]",
        *(f'# "{id}" = "{key}"' for id, key in keys.items()),
    ]
    return "\n".join(lines) + "\n"
