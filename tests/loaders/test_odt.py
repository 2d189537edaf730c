from __future__ import annotations

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import odt
from qabot.types import Article
from tests.loaders import files

TEXT = (
    "<text:tracked-changes><text:deletion><text:p>Deleted.</text:p></text:deletion>"
    '</text:tracked-changes><text:h text:outline-level="1">Tides &amp; fish</text:h>'
    "<text:p>The <text:span>tide</text:span> turned at<text:s text:c='3'/>noon<text:note>"
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>By the harbour clock."
    "</text:p></text:note-body></text:note>.<text:line-break/>Boats<text:tab/>came home."
    "<office:annotation><text:p>Really?</text:p></office:annotation></text:p>"
    "<text:list><text:list-item><text:p>One.</text:p></text:list-item>"
    "<text:list-item><text:p>Two.</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Day</text:p></table:table-cell>"
    "<table:table-cell><text:p>High</text:p></table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell><text:p>Monday</text:p></table:table-cell>"
    "<table:table-cell><text:p>3 m</text:p></table:table-cell></table:table-row></table:table>"
)
META = (
    "<dc:title>Tides &amp; fish</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator>"
    "<dc:creator>Bo Ek</dc:creator><dc:date>2013-12-23T23:15:00</dc:date>"
    "<dc:language>en-GB</dc:language>"
)


def test_a_document_as_its_reader_sees_it() -> None:
    assert odt.parse(files.odt(TEXT, META), "a.odt", Settings()).article() == Article(
        path="a.odt",
        text="The tide turned at noon.\nBoats came home.\n\nOne.\n\nTwo.\n\n"
        "Day | High\nMonday | 3 m\n\nBy the harbour clock.",
        title="Tides & fish",
        author="Ann Lee",
        language="en-GB",
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"plain text", "damaged, or not what its suffix says; save or fetch it anew"),
        (files.zip_of({"a.txt": "Text."}), "damaged: it has no content.xml"),
        (
            files.odt("").replace(b"PK\x01\x02", b"PK\x00\x02"),
            "damaged, or not what its suffix says; save or fetch it anew",
        ),
        (
            files.zip_of({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "XML that declares entities, as an expansion bomb does; not read",
        ),
        (
            files.zip_of({"content.xml": "<a><b></a>"}),
            "not well-formed XML (line 1)",
        ),
    ],
    ids=["text", "zip", "damaged", "entities", "not well-formed"],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(LoadError) as error:
        odt.parse(data, "a.odt", Settings())
    assert reason in str(error.value)
