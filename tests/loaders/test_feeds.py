from __future__ import annotations

import io

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import xml
from qabot.types import Article, SkippedFile
from tests.loaders import files


def read(content: str | bytes) -> list[Article | SkippedFile]:
    data = content.encode() if isinstance(content, str) else content
    return list(xml.records(io.BytesIO(data), "a.rss", Settings()))


def test_rss_gives_the_whole_text_where_there_is_one() -> None:
    first = (
        "<title>Tides &amp;amp; fish</title><link>https://bay.example/1</link><guid>x1</guid>"
        "<dc:creator>Ann Lee</dc:creator><pubDate>Wed, 19 Jun 2024 23:30:00 -0500</pubDate>"
        "<description>In short.</description><content:encoded><![CDATA[<p>The tide <b>turned</b>."
        "</p><script>alert()</script><p>Boats.</p>]]></content:encoded>"
    )
    second = "<title>Boats</title><description>In short.</description>"
    assert read(files.rss(first, second, "<title>Empty</title>", "<guid>x1</guid>")) == [
        Article(
            path="a.rss#x1", text="The tide turned.\n\nBoats.", title="Tides & fish",
            author="Ann Lee", published="2024-06-19", published_from="feed", outlet="The Bay",
            language="en-gb", url="https://bay.example/1",
        ),
        Article("a.rss#2", "In short.", "Boats", outlet="The Bay", language="en-gb"),
        SkippedFile("a.rss:3", "no text"),
        SkippedFile("a.rss:4", "duplicate id 'x1', first as entry 1"),
    ]  # fmt: skip


def test_atom_knows_publication_from_update() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Bay</title>'
        "<entry><id>tag:1</id><title type='html'>Tides &amp;amp; fish</title>"
        "<author><name>Ann Lee</name></author><author><name>Bo Ek</name></author>"
        "<link href='https://bay.example/1'/><published>2024-06-19T23:30:00-05:00</published>"
        "<updated>2024-08-01T00:00:00Z</updated><content type='xhtml'>"
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>The tide turned.</p></div></content></entry>"
        "<entry><id>tag:2</id><title>Boats</title><updated>2024-08-02T00:00:00Z</updated>"
        "<summary>1 &lt; 2 boats.</summary></entry></feed>"
    )
    assert read(feed) == [
        Article(
            path="a.rss#tag:1", text="The tide turned.", title="Tides & fish",
            author="Ann Lee, Bo Ek", published="2024-06-19", published_from="feed",
            outlet="The Bay", language="en", url="https://bay.example/1", updated="2024-08-01",
        ),
        Article(
            path="a.rss#tag:2", text="1 < 2 boats.", title="Boats", outlet="The Bay",
            language="en", updated="2024-08-02",
        ),
    ]  # fmt: skip


def test_the_date_of_rss_1_0_is_of_publication() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<item rdf:about='https://bay.example/1'><title>Tides</title><dc:date>2024-06-19</dc:date>"
        "<description>The tide turned.</description></item></rdf:RDF>"
    )
    (found,) = read(feed)
    assert isinstance(found, Article)
    assert (found.published, found.published_from, found.updated) == ("2024-06-19", "feed", None)


def test_a_feed_in_another_encoding() -> None:
    feed = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item>'
    feed += "<description>Träume.</description></item></channel></rss>"
    assert read(feed.encode("iso-8859-1")) == [Article("a.rss#1", "Träume.")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<kml><text/></kml>", "XML of a kind that is not read here (<kml>)"),
        ("plain text", "not well-formed XML (line 1)"),
        ("<!-- nothing -->", "not well-formed XML (line 1)"),
        ("<rss version='2.0'><channel/></rss>", "no text"),
        (
            '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;',
            "XML that declares entities, as an expansion bomb does; not read",
        ),
    ],
)
def test_what_is_no_feed_says_what_it_is(content: str, reason: str) -> None:
    with pytest.raises(LoadError) as error:
        read(content)
    assert str(error.value) == reason


def test_an_author_of_a_million_characters_takes_no_time_and_keeps_the_others() -> None:
    one = "<title>Tides</title><dc:creator>{}</dc:creator><description>It turned.</description>"
    found = read(files.rss(one.format("M" * 1_000_000), one.format("Ann Lee")))
    authors = [item.author for item in found if isinstance(item, Article)]
    assert authors == ["M" * 500, "Ann Lee"]


def test_of_an_export_of_blogger_what_was_published() -> None:
    def entry(name: str, kind: str, further: str = "") -> str:
        scheme = "http://schemas.google.com"
        return (
            f"<entry><id>{name}</id><title>{name}</title><content>{name} words.</content>{further}"
            f'<category scheme="{scheme}/g/2005#kind" term="{scheme}/blogger/2008/kind#{kind}"/>'
            "</entry>"
        )

    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#">'
        + entry("fog", "post") + entry("about", "page") + entry("secret", "post", draft)
        + entry("nice", "comment") + entry("look", "settings") + "</feed>"
    )  # fmt: skip
    found = list(xml.records(io.BytesIO(feed.encode()), "a.xml", Settings()))
    assert [one.path for one in found] == ["a.xml#fog", "a.xml#about", "a.xml"]
    assert found[-1] == SkippedFile("a.xml", "left out, not published: 1 draft")
