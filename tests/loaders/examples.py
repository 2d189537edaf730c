"""One example of each kind of file that people have, as real ones look, and what it has to give."""

from __future__ import annotations

import bz2
import gzip
import json
import plistlib
from dataclasses import dataclass
from typing import NamedTuple

from tests.loaders import files
from tests.loaders.pdf_files import Drawn, typeset_pdf


class Facts(NamedTuple):
    """What an article states of itself; ``part`` is the id behind the "#" of its path."""

    part: str = ""
    title: str = "Lamp of Skerry Point goes dark"
    author: str | None = "Mara Quill"
    outlet: str | None = "The Skerry Gazette"
    published: str | None = "2024-03-14"
    lead: str = "The lamp of Skerry Point went dark on Thursday, for the first time in 140 years."


@dataclass(frozen=True, slots=True)
class Example:
    """A file, the articles in it, and what of it is told to be left out."""

    name: str
    data: bytes
    articles: tuple[Facts, ...] = (Facts(),)
    told: str = ""


LAMP = Facts()
PIER = Facts(
    title="Pier of Oldmouth sold for one pound",
    author="Tobias Renn",
    outlet="Oldmouth Courier",
    published="2024-03-16",
    lead="The pier of Oldmouth was sold to its fishermen on Saturday, for one pound.",
)
REST = "“Ships have other eyes now,” said Edda Moll, the last keeper."
BYLINE = f"By {LAMP.author}"
DAY = "March 14, 2024"
URL = "https://gazette.example/2024/03/14/lamp"
UNSIGNED = LAMP._replace(author=None, outlet=None, published=None)
SIGNED = LAMP._replace(outlet=None)
"""What kinds give that have no place for an outlet."""


def _record(facts: Facts, **names: str) -> dict[str, str | None]:
    """A record with its values under these names of fields."""
    values = {**facts._asdict(), "text": f"{facts.lead} {REST}"}
    return {name: values[value] for value, name in names.items()}


def _numbered(*articles: Facts) -> tuple[Facts, ...]:
    return tuple(one._replace(part=str(number)) for number, one in enumerate(articles, 1))


def _page() -> str:
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>{LAMP.title} | {LAMP.outlet}</title><meta property="og:site_name" content="{LAMP.outlet}">
<meta property="og:title" content="{LAMP.title} - {LAMP.outlet}"><link rel="canonical" href="{URL}">
<meta property="article:published_time" content="2024-03-14T18:02:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{LAMP.title}</h1>
<p class="byline">By <a href="/staff/quill" rel="author">{LAMP.author}</a></p>
<div class="story-body"><p>{LAMP.lead}</p></div><div class="ad">Buy boots</div>
<div class="story-body"><p>{REST}</p></div></article>
<footer>© 2024 {LAMP.outlet}. All rights reserved.</footer></body></html>"""


def _pdf() -> bytes:
    first = [
        Drawn("3/20/24, 9:12 AM", 770, 8),
        Drawn(LAMP.title, 710, 22),
        Drawn(BYLINE, 680),
        Drawn(DAY, 664),
        Drawn("The lamp of Skerry Point went dark on Thursday,", 630),
        Drawn(f"{URL} 1/2", 30, 8),
    ]
    second = [
        Drawn("3/20/24, 9:12 AM", 770, 8),
        Drawn("for the first time in 140 years.", 720),
        Drawn('"Ships have other eyes now," said Edda Moll.', 704),
        Drawn(f"{URL} 2/2", 30, 8),
    ]
    return typeset_pdf([first, second])


def factiva_lines() -> list[str]:
    """Two articles as Factiva prints them."""
    lines = []
    for number, one in enumerate((LAMP, PIER), 1):
        day = {LAMP: "14 March 2024", PIER: "16 March 2024"}[one]
        lines += [one.title, "", one.author, "61 words", day, "06:30", one.outlet, "SKEGAZ", "3"]
        lines += ["English", f"© 2024 {one.outlet}. All rights reserved.", "", one.lead, REST, ""]
        lines += [f"Document SKEGAZ0020240314ek3e0000{number}", ""]
    return list(map(str, lines))


def nexis_lines() -> list[str]:
    """Two articles as Nexis prints them."""
    lines = ["Date and Time: Monday, March 25, 2024 9:00:00 AM GMT", "Documents (2)"]
    lines += [f"1. {LAMP.title}", f"2. {PIER.title}", "| About LexisNexis | Copyright © 2024"]
    for one, day in ((LAMP, "March 14, 2024 Thursday"), (PIER, "March 16, 2024 Saturday")):
        lines += [one.title, str(one.outlet), day, f"Copyright 2024 {one.outlet}"]
        lines += ["Section: NEWS; Pg. 3", "Length: 61 words", f"Byline: {one.author}", "Body"]
        lines += [one.lead, REST, "Classification", "Language: ENGLISH", "End of Document"]
    return lines


def proquest_lines() -> list[str]:
    """Two articles as ProQuest prints them."""
    rule = "_" * 60
    lines = ["Report Information from ProQuest", "", rule, ""]
    for number, one in enumerate((LAMP, PIER), 1):
        given, family = str(one.author).split()
        day = {LAMP: "Mar 14, 2024", PIER: "Mar 16, 2024"}[one]
        fields = (
            f"Document {number} of 2", one.title, f"Author: {family}, {given}",
            f"Full text: {one.lead}", REST, f"Title: {one.title}",
            f"Publication title: {one.outlet}; Skerry", f"Publication date: {day}",
            f"ProQuest document ID: 29{number}", rule,
        )  # fmt: skip
        lines += [part for field in fields for part in (field, "")]
    return lines


def _wordpress() -> str:
    def item(number: int, one: Facts, status: str) -> str:
        return (
            f"<item><title>{one.title}</title><guid>p{number}</guid><dc:creator>mq</dc:creator>"
            f"<pubDate>Thu, 14 Mar 2024 18:00:00 +0000</pubDate>"
            f"<content:encoded><![CDATA[{one.lead}"
            f'\n\n{REST}[gallery ids="1"]]]></content:encoded><wp:status>{status}</wp:status>'
            "<wp:post_type>post</wp:post_type></item>"
        )

    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><title>{LAMP.outlet}</title><wp:wxr_version>1.2</wp:wxr_version><wp:author>"
        f"<wp:author_login>mq</wp:author_login><wp:author_display_name>{LAMP.author}"
        f"</wp:author_display_name></wp:author>{item(7, LAMP, 'publish')}{item(8, PIER, 'draft')}"
        "</channel></rss>"
    )


def _notion() -> bytes:
    page = (
        f"# {LAMP.title}\n\nAuthor: {LAMP.author}\nPublished: {DAY}\nSource: {LAMP.outlet}\n"
        f"URL: {URL}\n\n{LAMP.lead}\n\n{REST}\n"
    )
    inner = files.zip_of({"Clippings 3c/Lamp 0123456789abcdef0123456789abcdef.md": page})
    return files.zip_of({"ExportBlock-77-Part-1.zip": inner})


def _substack() -> bytes:
    table = (
        "post_id,post_date,is_published,title,subtitle\n"
        f"31.lamp,2024-03-14T18:00:00.000Z,true,{LAMP.title},\n32.pier,,false,{PIER.title},\n"
    )
    posts = {"posts/31.lamp.html": f"<p>{LAMP.lead}</p>", "posts/32.pier.html": PIER.lead}
    return files.zip_of({"posts.csv": table, **posts})


def _omnivore() -> bytes:
    saved = {
        "slug": "lamp", "title": LAMP.title, "author": LAMP.author, "url": URL,
        "publishedAt": "2024-03-14T18:00:00Z", "savedAt": "2024-05-01T00:00:00Z",
    }  # fmt: skip
    return files.zip_of(
        {"metadata_0_to_20.json": json.dumps([saved]), "content/lamp.html": f"<p>{LAMP.lead}</p>"}
    )


def _notes() -> list[Example]:
    obsidian = (
        f'---\ntitle: {LAMP.title}\nauthor:\n  - "[[{LAMP.author}]]"\npublished: 2024-03-14\n'
        f"source: {URL}\n---\n> [!summary] In short\n> It is dark.\n\n{LAMP.lead}\n\n"
        "%% ask Edda %%\n"
    )
    logseq = (
        f"title:: {LAMP.title}\nauthor:: [[{LAMP.author}]]\ndate:: 2024-03-14\n\n"
        f"- {LAMP.lead}\n  id:: 65f3-11\n- {REST}\n"
    )
    head = f"Title: {LAMP.title}\nAuthor: {LAMP.author}\nDate: {DAY}\nSource: {LAMP.outlet}\n"
    german = "Leuchtturm erlischt\n\nVon Mara Quill\n14. März 2024\n\nDie Lampe erlosch am Abend.\n"
    lampe = Facts("", "Leuchtturm erlischt", LAMP.author, None, LAMP.published, "Die Lampe erlosch")
    clip = f"{BYLINE}\n\n{DAY}\n\n{LAMP.lead}"
    divs = "".join(f"<div>{line}</div>" for line in clip.split("\n\n"))
    note = f"{LAMP.title}\n\n{clip}\n\nid: {'a1' * 16}\ntype_: 1"
    book = f"Clippings\n\nid: {'b2' * 16}\ntype_: 2"
    pasted = [
        "\n".join((one.title, f"By {one.author}{beside}", str(one.published), "", one.lead, ""))
        for one, beside in ((LAMP, ""), (PIER, f", {PIER.outlet}"))
    ]
    return [
        Example("clips.enex", files.enex(divs, title=LAMP.title), _numbered(SIGNED)),
        Example(
            "clips.jex",
            files.jex({"a1" * 16: note, "b2" * 16: book}),
            (SIGNED._replace(part="a1" * 16),),
        ),
        Example("pasted.txt", "\n----\n\n".join(pasted).encode(), _numbered(SIGNED, PIER)),
        Example("obsidian.md", obsidian.encode(), (SIGNED,)),
        Example("logseq.md", logseq.encode(), (SIGNED,)),
        Example("header.txt", f"{head}\n{LAMP.lead}\n".encode()),
        Example(
            "bold.md",
            f"# {LAMP.title}\n\n**By {LAMP.author}**\n**Date:** {DAY}\n\n{LAMP.lead}\n".encode(),
            (SIGNED,),
        ),
        Example("german.txt", german.encode(), (lampe,)),
        Example("latin.txt", german.encode("cp1252"), (lampe,)),
        Example(
            "20240314_lamp.txt", f"{LAMP.title}\n\n{LAMP.lead}\n".encode("utf-16"),
            (SIGNED._replace(author=None),),
        ),
        Example(
            "lamp.rst",
            f"{LAMP.title}\n{'=' * 40}\n\n:author: {LAMP.author}\n:date: 2024-03-14\n\n{LAMP.lead}"
            .encode(),
            (SIGNED,),
        ),
        Example(
            "lamp.org",
            f"#+TITLE: {LAMP.title}\n#+AUTHOR: {LAMP.author}\n#+DATE: 2024-03-14\n{LAMP.lead}\n"
            .encode(),
            (SIGNED,),
        ),
        Example(
            "lamp.adoc",
            f"= {LAMP.title}\n:author: {LAMP.author}\n:date: 2024-03-14\n\n{LAMP.lead}\n".encode(),
            (SIGNED,),
        ),
        Example(
            "lamp.tex",
            f"\\title{{{LAMP.title}}}\n\\author{{{LAMP.author}}}\n\\date{{{DAY}}}\n"
            f"\\begin{{document}}\n\\maketitle\n{LAMP.lead}\n\\end{{document}}\n".encode(),
            (SIGNED,),
        ),
    ]  # fmt: skip


def _documents() -> list[Example]:
    lines = (LAMP.title, BYLINE, DAY, LAMP.lead, REST)
    heading = f'<text:h text:outline-level="1">{LAMP.title}</text:h>'
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines[1:])
    rtf = "\\par\n".join(lines).replace("“", '"').replace("”", '"')
    word = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>' + LAMP.title
    word += "</w:t></w:r></w:p>" + files.word_paragraphs(*lines[1:])
    account = "<dc:creator>Research Assistant</dc:creator>"
    return [
        Example("lamp.docx", files.docx(word, account), (SIGNED,)),
        Example("lamp.odt", files.odt(heading + paragraphs), (SIGNED,)),
        Example("lamp.rtf", f"{{\\rtf1\\ansi {rtf}}}".encode(), (SIGNED,)),
        Example("lamp.pdf", _pdf(), (SIGNED,)),
        Example("lamp.pptx", files.pptx(BYLINE, DAY, LAMP.lead, title=LAMP.title), (SIGNED,)),
        Example(
            "lamp.srt",
            f"1\n00:00:01,000 --> 00:00:04,000\n{LAMP.lead}\n".encode(),
            (UNSIGNED._replace(title=""),),
        ),
        Example(
            "lamp.vtt",
            f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Edda Moll>{LAMP.lead}\n".encode(),
            (UNSIGNED._replace(title=""),),
        ),
    ]


def _pages() -> list[Example]:
    page = _page()
    resource = {
        "WebResourceData": page.encode(), "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "utf-8", "WebResourceURL": URL,
    }  # fmt: skip
    capture = LAMP._replace(part=URL)
    return [
        Example("lamp.html", page.encode()),
        Example("lamp.mhtml", files.mhtml(page.encode(), URL)),
        Example("lamp.webarchive", plistlib.dumps({"WebMainResource": resource})),
        Example("lamp.warc", files.warc([(URL, "text/html", page.encode())]), (capture,)),
        Example(
            "lamp.warc.gz",
            gzip.compress(files.warc([(URL, "text/html", page.encode())]), mtime=0),
            (capture,),
        ),
    ]


def _exports() -> list[Example]:
    both = _numbered(LAMP, PIER)
    lines = nexis_lines()
    return [
        Example("Factiva.txt", "\n".join(factiva_lines()).encode(), both),
        Example("Nexis.docx", files.docx(files.word_paragraphs(*lines)), both),
        Example("Nexis.rtf", ("{\\rtf1\\ansi " + "\\par\n".join(
            "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line) for line in lines
        ) + "}").encode(), both),
        Example("ProQuest.txt", "\n".join(proquest_lines()).encode(), both),
        Example(
            "wordpress.xml", _wordpress().encode(), (LAMP._replace(part="p7"),), "1 draft"
        ),
        Example(
            "notion.zip",
            _notion(),
            (LAMP._replace(part="ExportBlock-77-Part-1.zip#Clippings 3c/"
                                "Lamp 0123456789abcdef0123456789abcdef.md"),),
        ),
        Example(
            "substack.zip",
            _substack(),
            (SIGNED._replace(part="posts/31.lamp.html", author=None),),
            "1 draft",
        ),
        Example("omnivore.zip", _omnivore(), (SIGNED._replace(part="content/lamp.html"),)),
    ]  # fmt: skip


def _records() -> list[Example]:
    plain = {"title": "title", "author": "author", "outlet": "outlet"}
    plain |= {"published": "date", "text": "text"}
    rows = [_record(one, **plain) for one in (LAMP, PIER)]
    both = _numbered(LAMP, PIER)
    news = {
        "source": {"id": None, "name": LAMP.outlet}, "author": LAMP.author, "title": LAMP.title,
        "url": URL, "publishedAt": "2024-03-14T18:02:00Z", "content": f"{LAMP.lead} {REST}",
    }  # fmt: skip
    wallabag = {
        "id": 9, "title": LAMP.title, "url": URL, "content": f"<p>{LAMP.lead}</p>",
        "published_at": "2024-03-14T00:00:00+0000", "published_by": [LAMP.author],
        "created_at": "2024-05-01T00:00:00+0000", "domain_name": "gazette.example",
    }  # fmt: skip
    table = [",".join(plain.values())]
    table += [",".join(f'"{row[name]}"' for name in plain.values()) for row in rows]
    cells = [tuple(row[name] for name in plain.values()) for row in rows]
    columns = {name: [str(row[name]) for row in rows] for name in plain.values()}
    lines = "\n".join(json.dumps(row) for row in rows)
    return [
        Example(
            "newsapi.json",
            json.dumps({"status": "ok", "totalResults": 1, "articles": [news]}).encode(),
            _numbered(LAMP),
        ),
        Example(
            "wallabag.json", json.dumps([wallabag]).encode(),
            (LAMP._replace(part="9", outlet="gazette.example"),),
        ),
        Example("lines.jsonl", lines.encode(), both),
        Example("lines.jsonl.bz2", bz2.compress(lines.encode()), both),
        Example("table.csv", "\n".join(table).encode(), both),
        Example("table.xlsx", files.xlsx(tuple(plain.values()), *cells), both),
        Example("table.parquet", files.parquet(columns), both),
    ]  # fmt: skip


def _others() -> list[Example]:
    message = files.mail(
        f"{LAMP.lead}\n\n{REST}\n\nOn 12 March Bo wrote:\n> {PIER.lead}\n",
        From=f"{LAMP.author} <mara@gazette.example>",
        Subject=LAMP.title,
        Date="Thu, 14 Mar 2024 18:02:00 +0000",
        message_id="<m1@gazette.example>",
    )
    item = (
        f"<title>{LAMP.title}</title><guid>g1</guid><dc:creator>{LAMP.author}</dc:creator>"
        "<pubDate>Thu, 14 Mar 2024 18:02:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[<p>{LAMP.lead}</p>]]></content:encoded>"
    )
    jats = f"""<article xml:lang="en"><front><journal-meta><journal-title-group><journal-title>
{LAMP.outlet}</journal-title></journal-title-group></journal-meta><article-meta><title-group>
<article-title>{LAMP.title}</article-title></title-group><contrib-group>
<contrib contrib-type="author"><name><surname>Quill</surname><given-names>Mara</given-names></name>
</contrib></contrib-group><pub-date><day>14</day><month>3</month><year>2024</year></pub-date>
</article-meta></front><body><p>{LAMP.lead}</p></body></article>"""
    nitf = f"""<nitf><head><docdata><date.issue norm="20240314T180200Z"/></docdata>
<pubdata name="{LAMP.outlet}"/></head><body><body.head><hedline><hl1>{LAMP.title}</hl1></hedline>
<byline>{BYLINE}</byline></body.head><body.content><p>{LAMP.lead}</p></body.content></body></nitf>"""
    wiki = files.mediawiki(files.wiki_page(LAMP.title, f"{LAMP.lead} It is near [[Oldmouth]]."))
    book = files.epub(
        {"one.xhtml": f"<h1>{LAMP.title}</h1><p>{LAMP.lead}</p>"},
        f"<dc:title>Lamps</dc:title><dc:creator>{LAMP.author}</dc:creator>",
    )
    chapter = SIGNED._replace(part="OEBPS/one.xhtml", title=f"Lamps: {LAMP.title}", published=None)
    return [
        Example("lamp.eml", message, (SIGNED,)),
        Example("lamp.mbox", files.mbox(message), (SIGNED._replace(part="m1@gazette.example"),)),
        Example("feed.rss", files.rss(
            item, channel=f"<title>{LAMP.outlet}</title>"
        ).encode(), (LAMP._replace(part="g1"),)),
        Example("jats.xml", jats.encode(), _numbered(LAMP)),
        Example("nitf.xml", nitf.encode(), _numbered(LAMP)),
        Example(
            "wiki.xml",
            wiki.encode(),
            (UNSIGNED._replace(part=LAMP.title, outlet="Wikipedia"),),
        ),
        Example("lamp.epub", book, (chapter,)),
    ]  # fmt: skip


def examples() -> list[Example]:
    """All examples."""
    return [
        *_notes(),
        *_documents(),
        *_pages(),
        *_exports(),
        *_records(),
        *_others(),
    ]
