from __future__ import annotations

import pytest

from qabot.errors import LoadError
from qabot.loaders import rtf
from qabot.types import Article

DOCUMENT = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}}
{\info{\title Tides \'26 fish}{\author Ann L\'e9e}{\creatim\yr2013\mo12\dy23}}
{\header A header}\f0 The tide turned at noon\u8230?\par
\par\par\par
Boats came {\b home} with \ldblquote fish\rdblquote.{\*\generator Word;}{\pict\wmetafile8 0102}\par
{\f1 \'cf\'f0\'e8\'eb\'e8\'e2}.\par}"""


def test_text_and_properties() -> None:
    assert rtf.parse(DOCUMENT, "a.rtf").article() == Article(
        path="a.rtf",
        text="The tide turned at noon…\n\nBoats came home with “fish”.\nПрилив.",
        title="Tides & fish",
        author="Ann Lée",
    )


def test_what_is_not_rtf_is_refused() -> None:
    with pytest.raises(LoadError, match="not RTF; open it in an office program"):
        rtf.parse(b"plain text", "a.rtf")


def test_a_number_that_no_character_has_is_told() -> None:
    with pytest.raises(LoadError, match="damaged"):
        rtf.parse(rb"{\rtf1 The tide \u99999999999999 turned.}", "a.rtf")
