"""Slides, spreadsheets, subtitles, saved pages, XML of journals and agencies, other markup."""

from __future__ import annotations

import plistlib
from datetime import datetime
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load, subtitles
from qabot.types import Article, SkippedFile
from tests.loaders import files

STORY = "The tide turned at noon."


def read(folder: Path, name: str, data: bytes | str) -> list[Article | SkippedFile]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(load(path, name, Settings()))


def one(folder: Path, name: str, data: bytes | str) -> Article:
    (found,) = read(folder, name, data)
    assert isinstance(found, Article), found
    return found


def facts(found: Article) -> tuple[str, str | None, str | None, str | None]:
    return found.title, found.author, found.published, found.outlet


# -- subtitles ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        (
            "a.srt",
            "1\n00:00:01,000 --> 00:00:03,500\nThe tide\n\n2\n00:00:04,000 --> 00:00:06,000\n"
            "<i>turned</i> at noon.\n\n3\n00:00:07,000 --> 00:00:09,000\nBoats came.\n",
            "The tide turned at noon.\nBoats came.",
        ),
        (
            "a.vtt",
            "WEBVTT\nKind: captions\n\nNOTE checked\n\nintro\n00:01.000 --> 00:03.500 align:start\n"
            "<v Ann Lee>The tide &amp; wind turned.\n\n00:04.000 --> 00:06.000\n<v Bo Ek>Yes.\n",
            "Ann Lee: The tide & wind turned.\nBo Ek: Yes.",
        ),
        (
            "rolling.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nThe tide\n\n00:02.000 --> 00:03.000\nThe tide\n"
            "turned.\n",
            "The tide turned.",
        ),
    ],
)
def test_subtitles_are_what_is_said(tmp_path: Path, name: str, content: str, text: str) -> None:
    assert one(tmp_path, name, content.replace("\n", "\r\n")).text == text


def test_what_is_no_subtitles_is_told(tmp_path: Path) -> None:
    reason = "no subtitles: there are no times in it"
    assert read(tmp_path, "a.srt", STORY) == [SkippedFile("a.srt", reason)]


def test_a_heading_and_a_note_of_latex_stand_apart(tmp_path: Path) -> None:
    found = one(tmp_path, "a.tex", "It fell.\n\\section{Tides}\nIt rose.\\footnote{By noon.} Then?")
    assert found.text == "It fell.\n\nTides\n\nIt rose. (By noon.) Then?"


# -- office ------------------------------------------------------------------------------------


def test_slides_in_their_order(tmp_path: Path) -> None:
    data = files.zip_of(
        {
            "ppt/slides/slide10.xml": files.slide("The end", "Boats came home."),
            "ppt/slides/slide2.xml": files.slide("Tides turn", "By Ann Lee", STORY),
        }
    )
    found = one(tmp_path, "a.pptx", data)
    assert facts(found) == ("Tides turn", "Ann Lee", None, None)
    assert found.text == f"By Ann Lee\n\n{STORY}\n\nThe end\n\nBoats came home."


def test_a_spreadsheet_is_a_table(tmp_path: Path) -> None:
    head = ("headline", "date", "body", "newspaper")
    when = datetime(2024, 6, 3, 10, 5)
    data = files.xlsx(head, ("Tides turn", when, STORY, "The Bay"), (None, None, None, None))
    assert read(tmp_path, "a.xlsx", data) == [
        Article(
            "a.xlsx#1", STORY, "Tides turn", published="2024-06-03", published_from="table",
            outlet="The Bay",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (files.xlsx(("a", "b"), (1, 2)), "no column is known to be the text; there are a, b: "),
        (b"PK\3\4 nothing", "damaged, or not what its suffix says; save or fetch it anew"),
        (files.zip_of({"a.txt": STORY}), "damaged, or not what its suffix says"),
        (files.xlsx(), "no text"),
    ],
)
def test_a_spreadsheet_without_articles(tmp_path: Path, data: bytes, reason: str) -> None:
    (found,) = read(tmp_path, "a.xlsx", data)
    assert isinstance(found, SkippedFile)
    assert found.reason.startswith(reason)


# -- saved pages -------------------------------------------------------------------------------


def webarchive(page: bytes, kind: str = "text/html") -> bytes:
    main = {
        "WebResourceData": page,
        "WebResourceMIMEType": kind,
        "WebResourceTextEncodingName": "iso-8859-1",
        "WebResourceURL": "https://bay.example/1",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def test_a_page_that_safari_saved(tmp_path: Path) -> None:
    page = f"<title>Tides turn</title><p>{STORY} “Très haut,” she said.</p>".encode("cp1252")
    assert one(tmp_path, "a.webarchive", webarchive(page)) == Article(
        "a.webarchive", f"{STORY} “Très haut,” she said.", "Tides turn", url="https://bay.example/1"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"bplist00 broken", "damaged, or no web archive; save the page anew"),
        (plistlib.dumps(["x"]), "damaged, or no web archive; save the page anew"),
        (
            webarchive(b"%PDF", "application/pdf"),
            "a saved file and no page (application/pdf); save that itself",
        ),
    ],
)
def test_what_is_no_saved_page_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read(tmp_path, "a.webarchive", data) == [SkippedFile("a.webarchive", reason)]


# -- XML ---------------------------------------------------------------------------------------


JATS = f"""<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "JATS.dtd">
<article xml:lang="en"><front><journal-meta><journal-title-group>
<journal-title>Journal of Tides</journal-title></journal-title-group></journal-meta><article-meta>
<title-group><article-title>Why tides <italic>turn</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Lee</surname>
<given-names>Ann</given-names></name></contrib><contrib contrib-type="author"><name>
<surname>Ek</surname><given-names>Bo</given-names></name></contrib>
<contrib contrib-type="editor"><name><surname>No</surname></name></contrib></contrib-group>
<pub-date><year>2024</year></pub-date>
<pub-date><day>3</day><month>6</month><year>2024</year></pub-date>
<abstract><p>In short, they turn.</p></abstract></article-meta></front>
<body><sec><title>Results</title><p>{STORY}<xref>[1]</xref></p></sec></body>
<back><ref-list><ref>Ek, B. (1990).</ref></ref-list></back></article>"""
NITF = f"""<nitf><head><title>Slug</title><docdata><date.issue norm="20240603T101500Z"/></docdata>
<pubdata name="The Bay"/></head><body><body.head><hedline><hl1>Tides turn</hl1></hedline>
<byline>By Ann Lee</byline></body.head><body.content><p>{STORY}</p><media><media-caption>A quay
</media-caption></media></body.content></body></nitf>"""
NEWSML = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><provider>
<name>Wire</name></provider><versionCreated>2024-06-03T10:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Tides turn</headline><by>By Ann Lee</by></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p></body></html></inlineXML>
</contentSet></newsItem>"""
TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Tides turn</title><author>Ann Lee</author></titleStmt><publicationStmt>
<date when="1888-06-03"/></publicationStmt></fileDesc></teiHeader><text><body><head>I</head>
<p>{STORY}</p></body></text></TEI>"""


@pytest.mark.parametrize(
    ("content", "expected", "text"),
    [
        (
            JATS,
            ("Why tides turn", "Ann Lee, Bo Ek", "2024-06-03", "Journal of Tides"),
            f"In short, they turn.\n\nResults\n\n{STORY}",
        ),
        (NITF, ("Tides turn", "Ann Lee", "2024-06-03", "The Bay"), STORY),
        (NEWSML, ("Tides turn", "Ann Lee", "2024-06-03", "Wire"), STORY),
        (TEI, ("Tides turn", "Ann Lee", "1888-06-03", None), f"I\n\n{STORY}"),
    ],
    ids=["JATS", "NITF", "NewsML", "TEI"],
)
def test_xml_of_journals_and_agencies(
    tmp_path: Path, content: str, expected: tuple[str, ...], text: str
) -> None:
    found = one(tmp_path, "a.xml", content)
    assert (found.path, facts(found), found.text) == ("a.xml#1", expected, text)


# -- markup ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        (
            "a.rst",
            f"Tides turn\n==========\n\n:author: Ann Lee\n:date: 2024-06-03\n\n.. image:: q.png\n\n"
            f"{STORY}\n",
            f"Tides turn\n\n{STORY}",
        ),
        (
            "a.adoc",
            f"= Tides turn\n:author: Ann Lee\n:date: 2024-06-03\n// a comment\n\n{STORY}\n",
            f"Tides turn\n\n{STORY}",
        ),
        (
            "a.adoc",
            "= Tides turn\nAnn Lee <ann@bay.example>\nv1.2, 2024-06-03: as printed\n\n" + STORY,
            f"Tides turn\n\n{STORY}",
        ),
        (
            "b.org",
            f"#+TITLE: Tides turn\n#+AUTHOR: Ann Lee\n#+DATE: <2024-06-03 Mon>\n{STORY}\n",
            STORY,
        ),
        (
            "a.org",
            f"#+TITLE: Tides turn\n#+AUTHOR: Ann Lee\n#+DATE: 2024-06-03\n# a comment\n{STORY}\n",
            STORY,
        ),
        (
            "a.tex",
            "\\documentclass{article}\n\\title{Tides \\emph{turn}}\n\\title{Tides turn}\n"
            "\\author{Ann Lee}\n\\date{June 3, 2024}\n\\begin{document}\n\\maketitle\n"
            "% private\n\\section{Noon}\nThe \\textbf{tide} turned~at noon.\\cite{ek} So did 5\\% "
            "of all --- ``most''.\n\\end{document}\n",
            "Noon\n\nThe tide turned at noon. So did 5% of all — “most”.",
        ),
    ],
)
def test_markup_is_read_as_it_is_written(
    tmp_path: Path, name: str, content: str, text: str
) -> None:
    found = one(tmp_path, name, content)
    assert facts(found) == ("Tides turn", "Ann Lee", "2024-06-03", None)
    assert found.text.strip() == text


def test_who_goes_on_speaking_is_named_once() -> None:
    cues = ("<v Ann Lee>The fog came", "<v Ann Lee>at noon.", "<v Bo Ek>It", "<v Ann Lee>did.")
    times = "00:00:01.000 --> 00:00:02.000"
    data = "WEBVTT\n\n" + "\n\n".join(f"{times}\n{cue}" for cue in cues)
    text = subtitles.parse(data.encode(), "a.vtt").text
    assert text == "Ann Lee: The fog came at noon.\nBo Ek: It Ann Lee: did."
