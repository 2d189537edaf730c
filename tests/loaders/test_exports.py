from __future__ import annotations

import plistlib
import quopri
import textwrap
import time
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load
from qabot.loaders.exports import exported
from qabot.types import Article, SkippedFile
from tests.loaders import files
from tests.loaders.pdf_files import build_pdf

Told = tuple[str, str | None, str | None, str | None, str]
Printed = tuple[str, str, str, str, str]
ROOF: Printed = (
    "Library roof falls in",
    "Ines Duarte",
    "The Marlow Echo",
    "2023-01-11",
    "Snow brought down the roof of the Marlow library on Tuesday night.\n"
    "IN the morning the shelves were found dry.",
)
TRAM: Printed = (
    "Tram line to carry its first riders in April",
    "Henrik Vass",
    "Westport Gazette",
    "2023-01-12",
    "The tram line between the port and the market opens in April.\n"
    "“We are two years late,” said Mira Holt, who runs the works.",
)
STORIES: tuple[Printed, ...] = (ROOF, TRAM)
DAYS = {"2023-01-11": "11 January 2023", "2023-01-12": "12 January 2023"}
US_DAYS = {"2023-01-11": "January 11, 2023 Wednesday", "2023-01-12": "January 12, 2023 Thursday"}
RULE = "_" * 60
NUMBERS = {"2023-01-11": "MARECH0020230111ej1b0001", "2023-01-12": "WESGAZ0020230112ej1c00a2"}


def factiva() -> list[str]:
    lines = []
    for title, author, outlet, day, text in STORIES:
        head = [title, "", f"{author}", "48 words", DAYS[day], "09:15", outlet, "MARECH", "4"]
        rights = ["English", f"© 2023 {outlet}. All rights reserved.", ""]
        lines += [*head, *rights, *text.split("\n"), "", f"Document {NUMBERS[day]}", ""]
    return [*lines, "Search Summary", "Text", "roof or tram"]


def factiva_fields(between: str = "\n") -> list[str]:
    lines = []
    for title, author, outlet, day, text in STORIES:
        lead, rest = text.split("\n")
        fields = {
            "SE": "Local", "HD": title, "BY": f"By {author}", "WC": "48 words", "PD": DAYS[day],
            "SN": outlet, "SC": "MARECH", "PG": "4", "LA": "English", "CY": "© 2023",
            "LP": lead, "TD": rest, "NS": "gcat : General News | gdis : Disasters",
            "RE": "uk : United Kingdom", "PUB": "Marlow Media", "AN": f"Document {NUMBERS[day]}",
        }  # fmt: skip
        lines += [part for code in fields for part in f"{code}{between}{fields[code]}".split("\n")]
    return lines


def nexis_older() -> list[str]:
    lines = ["Download Request: All Documents: 1-2", "Time Of Request: March 20, 2026", ""]
    for number, (title, author, outlet, day, text) in enumerate(STORIES, 1):
        head = [f"      {number} of 2 DOCUMENTS", "", f"      {outlet}", "", f"   {US_DAYS[day]}"]
        fields = ["      Late Edition", "", title, "", f"BYLINE: BY {author}", ""]
        fields += ["SECTION: LOCAL; Pg. 4", "", "LENGTH: 48 words", "", *text.split("\n"), ""]
        tail = ["LOAD-DATE: January 19, 2023", "", "LANGUAGE: ENGLISH", "", "GRAPHIC: The night."]
        rights = ["", f"   Copyright 2023 {outlet}", "      All Rights Reserved", ""]
        lines += [*head, *fields, *tail, *rights]
    return lines


def nexis_newer() -> list[str]:
    lines = ["Date and Time: Wednesday, November 25, 2026 10:04:00 AM EST", "Documents (2)"]
    lines += [f"{number}. {story[0]}" for number, story in enumerate(STORIES, 1)]
    lines += ["Client/Matter: -None-", "| Privacy Policy | Copyright © 2026 LexisNexis"]
    for title, author, outlet, day, text in STORIES:
        lines += [title, outlet, US_DAYS[day], f"Copyright 2023 {outlet} All Rights Reserved"]
        lines += ["Section: LOCAL; Pg. 4", "Length: 48 words", f"Byline: {author}, Staff Writer"]
        lines += ["Body", *text.split("\n"), "Graphic", "The roof at night.", "Classification"]
        lines += ["Language: ENGLISH", "Load-Date: January 19, 2023", "End of Document"]
    return lines


def proquest() -> list[str]:
    lines = ["Report Information from ProQuest", "", "25 November 2026 10:04", "", RULE, ""]
    for number, (title, author, outlet, day, text) in enumerate(STORIES, 1):
        given, family = (author or "").split()
        fields = [
            f"Document {number} of 2", title, f"Author: {family}, {given}", "Abstract: A summary.",
            f"Full text: {text}", "CREDIT: Ann Lee", "Subject: Roofs; Trams", f"Title: {title}",
            f"Publication title: {outlet}; Marlow", "Publication year: 2023",
            f"Publication date: {US_DAYS[day].rsplit(' ', 1)[0]}", "Publisher: Marlow Media",
            "ProQuestdocument ID: 30001", "Last updated: 2024-09-22", "Database: News", RULE,
        ]  # fmt: skip
        lines += [line for field in fields for line in (*field.split("\n"), "")]
    return [*lines, "Copyright © 2026 ProQuest LLC. All rights reserved."]


EXPORTS: dict[str, Callable[[], list[str]]] = {
    "factiva": factiva,
    "factiva fields": factiva_fields,
    "nexis older": nexis_older,
    "nexis newer": nexis_newer,
    "proquest": proquest,
}


def as_text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def as_rtf(lines: Sequence[str]) -> bytes:
    letters = "\\par\n".join(lines)
    coded = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in letters)
    return f"{{\\rtf1\\ansi{{\\info{{\\author LexisNexis}}}}{coded}}}".encode()


def as_docx(lines: Sequence[str]) -> bytes:
    paragraphs = files.word_paragraphs(*filter(None, lines))
    return files.docx(paragraphs, "<dc:creator>LexisNexis</dc:creator>")


def as_html(lines: Sequence[str]) -> bytes:
    body = "".join(f"<div>{escape(line)}</div>" for line in lines)
    return f"<html><head><title>Results</title></head><body>{body}</body></html>".encode()


def as_mhtml(lines: Sequence[str]) -> bytes:
    return files.mhtml(as_html(lines), "https://results.example/1")


def as_webarchive(lines: Sequence[str]) -> bytes:
    resource = {"WebResourceData": as_html(lines), "WebResourceTextEncodingName": "utf-8"}
    return plistlib.dumps({"WebMainResource": resource})


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".txt": as_text,
    ".rtf": as_rtf,
    ".docx": as_docx,
    ".html": as_html,
    ".mhtml": as_mhtml,
    ".webarchive": as_webarchive,
}


def loaded(path: Path, content: bytes) -> list[Article | SkippedFile]:
    path.write_bytes(content)
    return list(load(path, path.name, Settings()))


def told(found: Sequence[Article | SkippedFile]) -> list[Told]:
    """What was found, with one line a paragraph."""
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == len(found), found
    return [
        (a.title, a.author, a.outlet, a.published, a.text.replace("\n\n", "\n")) for a in articles
    ]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_split_into_its_articles(name: str, suffix: str, tmp_path: Path) -> None:
    found = loaded(tmp_path / f"x{suffix}", FORMATS[suffix](EXPORTS[name]()))
    assert told(found) == list(STORIES)
    assert [item.path for item in found] == [f"x{suffix}#1", f"x{suffix}#2"]
    assert {item.published_from for item in found if isinstance(item, Article)} == {"export"}


def test_an_encoding_that_only_the_envelope_states_is_that_of_an_export(tmp_path: Path) -> None:
    lines = [line.replace("“", '"').replace("”", '"') for line in nexis_newer()]
    lines = [line.replace("Ines Duarte", "Inés Duarte") for line in lines]
    page = quopri.encodestring(as_html(lines).decode().encode("cp1252"))
    saved = files.mhtml(page, "https://results.example/1", "windows-1252")
    saved = saved.replace(b"Encoding: binary", b"Encoding: quoted-printable")
    found = told(loaded(tmp_path / "x.mht", saved))
    assert [story[:2] for story in found] == [(ROOF[0], "Inés Duarte"), TRAM[:2]]


def test_a_pdf_wraps_titles_and_fields(tmp_path: Path) -> None:
    lines = [line.translate({0x201C: '"', 0x201D: '"', 0xA9: "C"}) for line in nexis_newer()]
    wrapped = [part for line in lines for part in textwrap.wrap(line, 38)]
    pages = [wrapped[at : at + 30] for at in range(0, len(wrapped), 30)]
    found = told(loaded(tmp_path / "x.pdf", build_pdf(pages)))
    assert [story[:4] for story in found] == [story[:4] for story in STORIES]
    assert " ".join(found[0][4].split()) == " ".join(ROOF[4].split())


@pytest.mark.parametrize("between", [" ", "  ", "\t", " | ", "\n\n"])
def test_codes_are_set_apart_in_many_ways(between: str, tmp_path: Path) -> None:
    lines = [line for line in factiva_fields(between) if "IN the morning" not in line]
    found = told(loaded(tmp_path / "x.txt", as_text(lines)))
    assert found[0][:4] == ROOF[:4]
    assert found[1] == TRAM


def test_a_table_of_codes_in_a_web_page(tmp_path: Path) -> None:
    rows = [line.partition("\t") for line in factiva_fields("\t")]
    cells = "".join(
        f"<tr><td><b>{code}</b>&nbsp;</td><td><p>{escape(value)}</p></td></tr>"
        for code, _, value in rows
    )
    page = f"<h1>Factiva</h1><table>{cells}</table><p>© 2026 Factiva, Inc.</p>"
    assert told(loaded(tmp_path / "x.html", page.encode())) == list(STORIES)


def test_fields_of_the_oldest_nexis_form(tmp_path: Path) -> None:
    lines = [
        "1 of 1 DOCUMENT", "", "Copyright 2003 Marlow Media", "The Marlow Echo", "",
        "June 3, 2003 Tuesday", "", "SECTION: News", "", "LENGTH: 9 words", "",
        "HEADLINE: Ferry sold", "", "BYLINE: By ANN LEE; Staff Reporter", "", "BODY:",
        "The ferry was sold for one pound.", "", "URL: http://marlow.example",
    ]  # fmt: skip
    (found,) = told(loaded(tmp_path / "x.txt", as_text(lines)))
    text = "The ferry was sold for one pound."
    assert found == ("Ferry sold", "ANN LEE", "The Marlow Echo", "2003-06-03", text)


def test_headings_of_the_newest_proquest_form(tmp_path: Path) -> None:
    lines = [
        "Document 1 of 1", "Ferry sold", "Ann Lee. The Marlow Echo; Marlow. 03 June 2003: A1.",
        "ProQuest document link", "ABSTRACT", "A summary.", "FULL TEXT", "The ferry was sold.",
        "Details", "They are secret.", "DETAILS", "Subject: | Ferries", "Title: | Ferry sold",
        "Publication title: | The Marlow Echo; Marlow", "Author: | Ann Lee",
        "Publication date: | Jun 3, 2003", "ProQuest document ID: | 12",
    ]  # fmt: skip
    (found,) = told(loaded(tmp_path / "x.txt", "\n\n".join(lines).encode()))
    text = "The ferry was sold.\nDetails\nThey are secret."
    assert found == ("Ferry sold", "Ann Lee", "The Marlow Echo", "2003-06-03", text)


@pytest.mark.parametrize(
    ("above", "title", "author"),
    [
        (["Ferry to be sold today"], "Ferry to be sold today", None),
        (["Business", "Ferry to be sold today"], "Ferry to be sold today", None),
        (["Ferry to be sold today", "Staff Reporter"], "Ferry to be sold today", None),
        (["Business", "Ferry sold", "By Ann Lee in Marlow"], "Ferry sold", "Ann Lee"),
        (["Ferry sold", "By Ann Lee"], "Ferry sold", "Ann Lee"),
        (["Ferry to be sold today", "Ann Lee"], "Ferry to be sold today", "Ann Lee"),
        (["Obituaries", "Ann Lee"], None, None),
        (["Letters", "Ferries", "Trams", "Ann Lee"], None, None),
    ],
)
def test_what_stands_above_the_length(
    above: list[str], title: str | None, author: str | None, tmp_path: Path
) -> None:
    tail = ["9 words", "3 June 2003", "The Marlow Echo", "MAR", "English", "It was sold."]
    lines = [*above, *tail, "Document MARECH0020030603ej1b0001", *factiva()]
    first, *others = loaded(tmp_path / "x.txt", as_text(lines))
    assert told(others) == list(STORIES)
    assert [item.path for item in others] == ["x.txt#2", "x.txt#3"]
    if title:
        assert told([first]) == [(title, author, "The Marlow Echo", "2003-06-03", "It was sold.")]
    else:
        assert first == SkippedFile(
            "x.txt:1",
            "an article of a Factiva export, but its title cannot be told from the lines beside"
            " it; save that article by itself",
        )


@pytest.mark.parametrize(
    ("name", "without", "reason"),
    [
        ("factiva", f"Document {NUMBERS['2023-01-11']}", "another one runs into it"),
        ("factiva fields", f"Document {NUMBERS['2023-01-11']}", "another one runs into it"),
        ("nexis older", "      2 of 2 DOCUMENTS", "another one runs into it"),
        ("nexis newer", "End of Document", "nothing says where an article ends"),
        ("nexis newer", "Body", "no line says where its text begins"),
        ("nexis older", "LENGTH: 48 words", "its head is not complete"),
        ("nexis newer", "January", "its date is not stated as its form has it"),
        ("factiva", "MARECH", "its outlet is not stated, with its code below it"),
        ("factiva", "English", "where its text begins cannot be told"),
        ("proquest", "Full text", "its full text is not in it"),
    ],
)
def test_where_one_ends_in_doubt_nothing_is_guessed(
    name: str, without: str, reason: str, tmp_path: Path
) -> None:
    lines = [line for line in EXPORTS[name]() if not line.startswith(without)]
    found = loaded(tmp_path / "x.txt", as_text(lines))
    assert [item.path for item in found] == ["x.txt"]
    (item,) = found
    assert isinstance(item, SkippedFile)
    assert reason in item.reason
    assert item.reason.startswith("looks like an export of ")


def test_an_export_without_ends_is_told(tmp_path: Path) -> None:
    lines = [line for line in factiva() if not line.startswith("Document ")]
    (item,) = loaded(tmp_path / "x.txt", as_text(lines))
    assert item == SkippedFile(
        "x.txt",
        "looks like an export of Factiva, which may hold several articles, but nothing says where"
        " an article ends; export it anew with full texts, or save each article by itself",
    )


@pytest.mark.parametrize("name", EXPORTS)
def test_a_damaged_export_never_mixes_its_articles(name: str) -> None:
    lines = [line for line in EXPORTS[name]() if line != "The roof at night."]  # may be text
    for at in range(len(lines)):
        for damaged in (lines[:at], lines[at:], lines[:at] + lines[at + 1 :]):
            for item in exported("\n".join(damaged), "x.txt") or ():
                if isinstance(item, Article):
                    (story,) = (s for s in STORIES if any(p in item.text for p in s[4].split("\n")))
                    _, author, outlet, day, text = story
                    assert item.outlet == outlet, damaged
                    assert item.author in (author, None), damaged
                    assert item.published in (day, "2023", None), damaged
                    assert set(item.text.split("\n")) <= {*text.split("\n"), ""}, damaged


@pytest.mark.parametrize(
    "text",
    [
        "Trams\n\nThe report has 48 words.\n\nEnd of Document\n",
        "Essay\n\nLength: 500 words\n\nThe tram is late.",
        "Notes\n\nDocument 1 of 2 is lost.\n\nDocument 2 of 2\n\nIt rained.",
        "HD radio\n\nHD radio is new.\n\nPD James wrote.\n",
    ],
)
def test_what_only_speaks_of_such_things_is_one_article(text: str, tmp_path: Path) -> None:
    (found,) = loaded(tmp_path / "x.txt", text.encode())
    assert isinstance(found, Article)
    assert (found.path, found.text) == ("x.txt", text)


def test_a_title_without_end_is_cut_and_an_author_is_none(tmp_path: Path) -> None:
    export = "\n".join(nexis_older())
    export = export.replace(ROOF[0], "Snow " * 200_000).replace(
        f"BY {ROOF[1]}", "Ann Lee " * 99_999
    )
    first, second = told(loaded(tmp_path / "x.txt", export.encode()))
    assert first[0] == ("Snow " * 60).strip()
    assert (first[1], first[4]) == (None, ROOF[4])
    assert second == TRAM


def test_control_characters_are_taken_out(tmp_path: Path) -> None:
    lines = [line.replace("Library roof", "Library\0 \x07roof") for line in nexis_newer()]
    lines = [line.replace("Snow", "Sn\0ow") for line in lines]
    page = as_html([line.replace("\0", "\x01") for line in lines])
    assert told(loaded(tmp_path / "x.html", page)) == list(STORIES)


@pytest.mark.parametrize(
    "line",
    ["1 of 2 DOCUMENTS", "LENGTH: 9 words", "9 words\n3 June 2003", "NS abc", "Classification",
     "Document MARECH0020030603ej1b0001", "HD", "HD Ferry", "Full text: x", RULE, "Subject: x",
     "GRAPHIC: x", "Graphic", "Copyright 2003 Marlow", "2003", ""],
)  # fmt: skip
@pytest.mark.parametrize("name", EXPORTS)
def test_any_line_without_end_takes_linear_time(name: str, line: str, tmp_path: Path) -> None:
    half = EXPORTS[name]()
    middle = len(half) // 2
    content = as_text([*half[:middle], *[line] * 1_000, *half[middle:]])
    started = time.process_time()
    loaded(tmp_path / "x.txt", content)
    assert time.process_time() - started < 1.5


def test_a_table_of_contents_before_the_first_article(tmp_path: Path) -> None:
    contents = [
        "Table of Contents",
        *(f"{story[0]} ........ {n}" for n, story in enumerate(STORIES)),
    ]
    found = loaded(tmp_path / "x.txt", as_text([*contents, "", *factiva()]))
    assert told(found) == list(STORIES)


GERMAN = """1 von 2 DOKUMENTEN

Nordkurier

14. März 2023 Dienstag

Windpark steht still

AUTOR: Ana Ruiz

LÄNGE: 9 Wörter

Der Bau des Windparks ruht.

UPDATE: 14. März 2023

SPRACHE: GERMAN; DEUTSCH

Copyright 2023 Nordkurier
Alle Rechte vorbehalten

2 von 2 DOKUMENTEN

Baltischer Bote

Mittwoch 15. März 2023

Hafen wird ausgebaggert

LÄNGE: 9 Wörter

Der Hafen wird tiefer.

SPRACHE: GERMAN; DEUTSCH
"""


def test_a_nexis_export_in_german(tmp_path: Path) -> None:
    wind, harbour = told(loaded(tmp_path / "x.txt", GERMAN.encode()))
    assert wind[:4] == ("Windpark steht still", "Ana Ruiz", "Nordkurier", "2023-03-14")
    assert harbour[:4] == ("Hafen wird ausgebaggert", None, "Baltischer Bote", "2023-03-15")
    assert (wind[4], harbour[4]) == ("Der Bau des Windparks ruht.", "Der Hafen wird tiefer.")


def test_links_below_a_text_are_no_text(tmp_path: Path) -> None:
    lines = [
        part
        for line in nexis_newer()
        for part in (["Notes", "PDF-Datei dieses Dokuments", line] if line == "Graphic" else [line])
    ]
    assert told(loaded(tmp_path / "x.txt", as_text(lines))) == list(STORIES)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            "1. Roof fell\nThe Marlow Echo, 3 June 2003, 9 words, (English)\n"
            "(Document MARECH0020030603ej1b0001)\n\n2. Tram late\n"
            "The Marlow Echo, 4 June 2003, 9 words, (English)\n"
            "(Document MARECH0020030604ej1b0002)\n",
            "Factiva",
        ),
        (
            "Document 1 of 2\n\nTejado\n\nTítulo de publicación: El Eco\n\n____________________\n\n"
            "Document 2 of 2\n\nTranvía\n\nTítulo de publicación: El Eco\n",
            "ProQuest",
        ),
    ],
    ids=["headlines", "another language"],
)
def test_what_looks_like_an_export_and_cannot_be_split_is_told(
    content: str, name: str, tmp_path: Path
) -> None:
    (item,) = loaded(tmp_path / "x.txt", content.encode())
    assert isinstance(item, SkippedFile)
    assert item.reason.startswith(f"looks like an export of {name}, ")
