"""Text as the encoder and the lexical index see it; spans always refer to the untouched text."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_GROUPED_DIGITS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_UNSPACED_SCRIPT = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


def normalise(text: str) -> str:
    """Compatibility-composed text on one line: ligatures and NFD spelled as everyone types them."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip()


def lexical_text(text: str) -> str:
    """Text for the term index: "1,000" is "1000", "U.S." is "US", "Russia's" is "Russia".

    Chinese characters and kana, written without spaces, become terms of one character.
    """
    text = _GROUPED_DIGITS.sub("", normalise(text))
    text = _ACRONYM.sub(lambda match: match.group().replace(".", ""), text)
    return _UNSPACED_SCRIPT.sub(r" \1 ", _POSSESSIVE.sub("", text))
