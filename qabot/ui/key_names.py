"""Names of keys as they are typed into the configuration."""

from __future__ import annotations

import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

_MODIFIERS = {"ctrl", "shift", "alt", "meta", "super", "hyper"}
_NAMED = {key.value for key in Keys} | {f"f{number}" for number in range(1, 25)}


def key_named(typed: str) -> str | None:
    """The key as Textual calls it; None for what no key is called.

    Takes ``j``, ``ctrl+g``, ``f7``, ``shift+tab``, ``/`` and ``slash``.
    """
    *modifiers, key = typed.split("+") if typed != "+" else [typed]
    if not set(modifiers) <= _MODIFIERS:
        return None
    name = _name_of(key) if len(key) == 1 else key
    known = len(name) == 1 or name in _NAMED or _is_character(name)
    return "+".join([*modifiers, name]) if known else None


def _name_of(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _is_character(name: str) -> bool:
    if name in KEY_NAME_REPLACEMENTS.values():
        return True
    try:
        unicodedata.lookup(name.replace("_", " ").upper())
    except KeyError:
        return False
    return True
