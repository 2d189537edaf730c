from __future__ import annotations

import io
from typing import Any

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import mediawiki
from qabot.loaders.wikitext import plain_text
from qabot.types import Article, SkippedFile
from tests.growth import grows_too_fast
from tests.loaders import files


def read(content: str) -> list[Article | SkippedFile]:
    settings = Settings.of(max_file_megabytes=0.01)
    return list(mediawiki.pages(io.BytesIO(content.encode()), "w.xml", settings))


def test_articles_come_without_redirects_and_other_namespaces() -> None:
    dump = files.mediawiki(
        files.wiki_page("Tide tables", "'''Tides''' turn at [[noon|midday]]."),
        files.wiki_page("Tides", "#REDIRECT [[Tide tables]]", further='<redirect title="x"/>'),
        files.wiki_page("Talk:Tides", "I think so.", namespace=1),
        files.wiki_page("Boats", "{{stub}}"),
        files.wiki_page("Long", "x" * 20_000),
        files.wiki_page("Fish (food)", "Fish are eaten."),
    )
    stated: dict[str, Any] = {"outlet": "Wikipedia", "language": "en", "updated": "2024-06-19"}
    assert read(dump) == [
        Article(
            path="w.xml#Tide tables", text="Tides turn at midday.", title="Tide tables",
            url="https://en.wikipedia.org/wiki/Tide_tables", **stated,
        ),
        SkippedFile(
            "w.xml:5", "0.0 MB, over the limit of 0.01 MB; split it or raise --max-file-mb"
        ),
        Article(
            path="w.xml#Fish (food)", text="Fish are eaten.", title="Fish (food)",
            url="https://en.wikipedia.org/wiki/Fish_(food)", **stated,
        ),
    ]  # fmt: skip


def test_of_a_history_the_last_revision_is_read() -> None:
    old = files.wiki_page("Tides", "Old.")
    dump = files.mediawiki(old + files.wiki_page("x", "New.").partition("</ns>")[2])
    assert [item.text for item in read(dump) if isinstance(item, Article)] == ["New."]


def test_what_stands_before_the_cut_in_a_dump_is_read() -> None:
    dump = files.mediawiki(files.wiki_page("Tides", "Tides turn."), files.wiki_page("B", "Boats."))
    pages = mediawiki.pages(io.BytesIO(dump.encode()[:-60]), "w.xml", Settings())
    first = next(pages)
    assert first.path == "w.xml#Tides"
    with pytest.raises(LoadError, match="not well-formed XML"):
        list(pages)


WIKITEXT = """\
{{Infobox person|name=Ann|birth={{birth date|1912|6|23}}}}
[[File:Ann.jpg|thumb|200px|Ann in [[1930]]]]
'''Ann Lee''' ({{IPAc-en|t}}; 23&nbsp;June 1912 – 1954) was a [[sailor|British sailor]].<ref
name="x">{{cite web|title=foo}} text</ref><ref name="y" /> She lived in [[London]].
It was {{convert|5|km|mi}} away, ''{{lang|fr|la marée}}''.<!-- hidden --> __NOTOC__

== Early life ==
{| class="wikitext"
! Year !! Event
|-
| 1912 || Born
|}
* First item
* Second ''item''
She said "hello".<br>[https://x.example The site] {{reflist}}
<gallery>
File:a.jpg|x
</gallery>
[[Category:People]] [[fr:Anne]] [[:Category:Seas|Seas]]
"""


def test_wikitext_is_read_as_the_page_shows_it() -> None:
    assert plain_text(WIKITEXT) == (
        "Ann Lee (23 June 1912 – 1954) was a British sailor. She lived in London.\n"
        "It was 5 km away, la marée.\n\nEarly life\n\n"
        "First item\n\nSecond item\n"
        'She said "hello".\nThe site'
    )


@pytest.mark.parametrize("wikitext", ["{{" * 500, "[[" * 500, "{|" * 200, "''" * 501, "<ref>" * 99])
def test_wikitext_that_is_never_closed_is_text(wikitext: str) -> None:
    assert isinstance(plain_text(f"Tides. {wikitext} Boats."), str)


@pytest.mark.parametrize(
    "opening",
    ["[[a|", "[[File:a|", "{{a|", "[http://a ", "<b>", "<ref>", "<a b='", "<!--", "\n{|\n|a"],
)
def test_wikitext_that_is_opened_over_and_over_takes_linear_time(opening: str) -> None:
    assert not grows_too_fast(lambda times: plain_text(opening * 100 * times), 1)


def test_marks_that_are_closed_stay_where_others_are_not() -> None:
    note = "<ref name=tide />"
    page = f"The [[moon|Moon]]{note * 60} {'[[a|' * 60}raises {'{{b|' * 60}<b>tides</b>{note}."
    text = plain_text(page)
    assert text.startswith("The Moon ")
    assert text.endswith("tides.")
    assert "ref" not in text
