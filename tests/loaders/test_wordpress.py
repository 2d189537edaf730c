"""Exports of WordPress: what was published, by its author's name, without plug-ins' marks."""

from __future__ import annotations

import io

import pytest

from qabot.config import Settings
from qabot.loaders import xml
from qabot.loaders.wordpress import without_shortcodes
from qabot.types import Article, SkippedFile

HEAD = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
    "<channel><title>Tide Notes</title><wp:wxr_version>1.2</wp:wxr_version>"
    "<wp:author><wp:author_login>alee</wp:author_login>"
    "<wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>"
    "<wp:author><wp:author_login>bek</wp:author_login>"
    "<wp:author_display_name>Bo Ek</wp:author_display_name></wp:author>"
)


def item(
    number: int, content: str, status: str = "publish", kind: str = "post", more: str = ""
) -> str:
    return (
        f"<item><title>Post {number}</title><guid>p{number}</guid><dc:creator>alee</dc:creator>"
        "<pubDate>Mon, 03 Jun 2024 10:00:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{more}"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"
    )


def read(*items: str, head: str = HEAD) -> list[Article | SkippedFile]:
    data = f"{head}{''.join(items)}</channel></rss>".encode()
    return list(xml.records(io.BytesIO(data), "a.xml", Settings()))


def test_only_what_was_published_is_read() -> None:
    found = read(
        item(1, "<p>The tide turned.</p>"),
        item(2, "<p>A rumour.</p>", status="draft"),
        item(3, "<p>A lie.</p>", status="trash"),
        item(4, "<p>Kept to us.</p>", status="private"),
        item(5, "<p>For members.</p>", more="<wp:post_password>sesame</wp:post_password>"),
        item(6, "body { color: red; }", kind="custom_css"),
        item(7, "", status="inherit", kind="attachment"),
        item(8, "<p>About us.</p>", kind="page"),
        item(9, "<p>A second rumour.</p>", status="draft"),
    )
    articles = [one for one in found if isinstance(one, Article)]
    assert [(one.path, one.text, one.author) for one in articles] == [
        ("a.xml#p1", "The tide turned.", "Ann Lee"),
        ("a.xml#p8", "About us.", "Ann Lee"),
    ]
    words = "left out, not published: 1 behind a password, 2 draft, 1 private, 1 trash"
    assert found[len(articles) :] == [SkippedFile("a.xml", words)]


def test_a_classic_post_has_its_paragraphs() -> None:
    (found,) = read(item(1, "The tide turned.\nIt rose.\n\nBoats came <b>home</b>."))
    assert isinstance(found, Article)
    assert found.text == "The tide turned.\nIt rose.\n\nBoats came home."


@pytest.mark.parametrize(
    ("html", "without"),
    [
        ('<p>Seen. [gallery ids="1,2"]</p>', "<p>Seen. </p>"),
        ('<p>[caption id="a" width=300]The quay[/caption]</p>', "<p>The quay</p>"),
        ("<p>[embed]https://bay.example/v[/embed]Seen.</p>", "<p>Seen.</p>"),
        ("<p>[et_pb_text admin_label='x']Seen.[/et_pb_text]</p>", "<p>Seen.</p>"),
        (
            "<p>“They was [sic] here [the quay]” [1]</p>",
            "<p>“They was [sic] here [the quay]” [1]</p>",
        ),
    ],
)
def test_the_marks_of_plugins_are_no_text(html: str, without: str) -> None:
    assert without_shortcodes(html).replace(" ", "") == without.replace(" ", "")


def test_an_export_that_does_not_say_of_which_version_it_is() -> None:
    head = HEAD.replace("<wp:wxr_version>1.2</wp:wxr_version>", "")
    found = read(item(1, "The tide turned."), item(2, "A rumour.", status="draft"), head=head)
    articles = [one.author for one in found if isinstance(one, Article)]
    told = [one.reason for one in found if isinstance(one, SkippedFile)]
    assert (articles, told) == (["Ann Lee"], ["left out, not published: 1 draft"])
