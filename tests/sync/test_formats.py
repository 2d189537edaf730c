"""One of each format in one folder, through a real sync, and what can go wrong with them."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.index import Index
from qabot.store.databases import database_of
from qabot.types import ArticleRef, IdArray, PassageEncoding, PassageInput, SkippedFile
from tests.doubles import WordEncoder, WordTokenizer
from tests.loaders import files
from tests.loaders.pdf_files import build_pdf
from tests.loaders.test_html import NEWS
from tests.loaders.test_pdf import ENCRYPTED
from tests.searching import nearest, sharing_terms

MOON = "The rocket reached the moon."


def files_of_each_format() -> dict[str, bytes]:
    html = NEWS.encode()
    mail = files.mail(
        MOON, subject="Mail", date="Wed, 19 Jun 2024 23:30:00 -0500", message_id="<m>"
    )
    page = files.wiki_page("Moon", f"'''{MOON}'''")
    rows = f"id,title,text,date\nr,Row,{MOON},2024-06-19\n".encode()
    item = f"<guid>g</guid><title>Item</title><pubDate>19 Jun 2024</pubDate><description>{MOON}"
    return {
        "a.txt": f"Moon shot\n\nLONDON, June 19, 2024 (Reuters) - {MOON}".encode(),
        "a.md": f"---\ntitle: Marked\ndate: 2024-06-19\nupdated: 2024-08-01\n---\n{MOON}".encode(),
        "a.html": html,
        "a.mhtml": files.mhtml(html, "https://bay.example/saved"),
        "2024-06-19.pdf": build_pdf([[MOON]], "/Title (Printed)"),
        "2024-06-19.docx": files.docx(files.word_paragraphs(MOON), "<dc:title>Word</dc:title>"),
        "2024-06-19.odt": files.odt(f"<text:p>{MOON}</text:p>", "<dc:title>Open</dc:title>"),
        "2024-06-19.rtf": rf"{{\rtf1{{\info{{\title Rich}}}}{MOON}}}".encode(),
        "a.eml": mail,
        "a.mbox": files.mbox(mail),
        "a.epub": files.epub(
            {"c.xhtml": f"<h1>One</h1><p>{MOON}</p>"},
            "<dc:title>Book</dc:title><dc:date>2024-06-19</dc:date>",
        ),
        "a.rss": files.rss(f"{item}</description>").encode(),
        "a.xml.bz2": bz2.compress(files.mediawiki(page).encode()),
        "a.jsonl.gz": gzip.compress(
            json.dumps({"id": "l", "title": "Line", "text": MOON, "date": "2024-06-19"}).encode()
        ),
        "a.csv": rows,
        "a.parquet": files.parquet(
            {"id": ["p"], "title": ["Column"], "text": [MOON], "date": ["2024-06-19"]}
        ),
        "a.warc.gz": gzip.compress(files.warc([("https://bay.example/1", "text/html", html)])),
        "a.zip": files.zip_of({"b/2024-06-19.txt": MOON, "wire.csv": rows}),
    }


TITLES = {
    "a.txt": "Moon shot",
    "a.md": "Marked",
    "a.html": "Tides turn at noon",
    "a.mhtml": "Tides turn at noon",
    "2024-06-19.pdf": "Printed",
    "2024-06-19.docx": "Word",
    "2024-06-19.odt": "Open",
    "2024-06-19.rtf": "Rich",
    "a.eml": "Mail",
    "a.mbox#m": "Mail",
    "a.epub#OEBPS/c.xhtml": "Book: One",
    "a.rss#g": "Item",
    "a.xml.bz2#Moon": "Moon",
    "a.jsonl.gz#l": "Line",
    "a.csv#r": "Row",
    "a.parquet#p": "Column",
    "a.warc.gz#https://bay.example/1": "Tides turn at noon",
    "a.zip#b/2024-06-19.txt": "",
    "a.zip#wire.csv#r": "Row",
}
UPDATED = {"a.md": "2024-08-01", "a.xml.bz2#Moon": "2024-06-19"}
"""Of the pages the news states one, too."""


def write(folder: Path, contents: dict[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def references(index: Index) -> dict[str, ArticleRef]:
    with index.snapshot() as snapshot:
        ids, _ = nearest(snapshot, index.encoder.encode_question("moon"), 1000)
        return {
            passage.article.path: passage.article for passage in snapshot.passages(ids.tolist())
        }


def test_one_of_each_format(index: Index, tmp_path: Path, encoder: WordEncoder) -> None:
    folder = tmp_path / "each"
    write(folder, files_of_each_format())
    report = index.sync([folder])
    assert report.skipped == ()
    found = references(index)
    assert {path: ref.title for path, ref in found.items()} == TITLES
    undated = "a.xml.bz2#Moon"
    assert {path: ref.published for path, ref in found.items()} == {
        path: None if path == undated else "2024-06-19" for path in TITLES
    }
    news = {path: "2024-08-01" for path in TITLES if TITLES[path] == "Tides turn at noon"}
    assert {path: ref.updated for path, ref in found.items() if ref.updated} == UPDATED | news
    assert {ref.url for ref in found.values() if ref.url} == {
        "https://bay.example/tides",
        "https://en.wikipedia.org/wiki/Moon",
    }
    encoder.seen.clear()
    assert (index.sync().unchanged, encoder.seen) == (len(TITLES), [])


def test_every_span_is_of_its_articles_text(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "each"
    write(folder, files_of_each_format())
    index.sync([folder])
    with index.snapshot() as snapshot:
        ids, _ = sharing_terms(snapshot, "rocket moon tide", 100)
        passages = snapshot.passages(ids.tolist())
        assert {passage.article.path for passage in passages} == TITLES.keys()
        last_sentences = {}
        for passage in passages:
            text = snapshot.article(passage.article_id).text
            assert passage.span.of(text) == passage.text
            last_sentences[passage.article.path] = passage.sentences[-1].of(text)
    for path, title in TITLES.items():
        news = title == "Tides turn at noon"
        assert last_sentences[path].endswith("so quickly." if news else MOON)


# -- containers --------------------------------------------------------------------------------


def mailbox(*texts: str) -> bytes:
    return files.mbox(*(files.mail(text, message_id=f"<{n}>") for n, text in enumerate(texts)))


def dump(*texts: str) -> bytes:
    pages = (files.wiki_page(f"Page {n}", text) for n, text in enumerate(texts))
    return bz2.compress(files.mediawiki(*pages).encode())


def archive(*texts: str) -> bytes:
    return files.zip_of({f"{n}.txt": text for n, text in enumerate(texts)})


def table(*texts: str) -> bytes:
    return files.parquet({"id": [str(n) for n in range(len(texts))], "text": list(texts)})


def feed(*texts: str) -> bytes:
    items = (f"<guid>{n}</guid><description>{text}</description>" for n, text in enumerate(texts))
    return files.rss(*items).encode()


@pytest.mark.one_store
@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("a.mbox", mailbox),
        ("a.xml.bz2", dump),
        ("a.zip", archive),
        ("a.parquet", table),
        ("a.rss", feed),
    ],
)
def test_of_a_changed_container_only_the_changed_articles_are_embedded(
    name: str, container: Callable[..., bytes], index: Index, tmp_path: Path, encoder: WordEncoder
) -> None:
    texts = [f"The moon rose {n} times." for n in range(5)]
    write(tmp_path / "many", {name: container(*texts)})
    assert index.sync([tmp_path / "many"]).added == 5
    encoder.seen.clear()
    write(tmp_path / "many", {name: container(*texts[:2], "The wall fell.", *texts[3:], "New.")})
    report = index.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 0, 4)
    embedded = sorted(text.rpartition("\n")[2] for text in encoder.seen)
    assert embedded == ["New.", "The wall fell."]
    write(tmp_path / "many", {name: container(*texts[:2])})
    assert index.sync().removed == 4
    assert len(references(index)) == 2


class CountingTokenizer(WordTokenizer):
    """Counts the texts that it was given."""

    texts = 0

    def offsets(self, text: str) -> IdArray:
        self.texts += bool(text)
        return super().offsets(text)


class Watching(WordEncoder):
    """Notes how many articles had been read and not yet embedded, at most."""

    def __init__(self) -> None:
        super().__init__()
        self.counting = self.tokenizer = CountingTokenizer()
        self.most_waiting = 0

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        self.most_waiting = max(self.most_waiting, self.counting.texts - len(self.seen))
        return super().encode_passages(passages)


@pytest.mark.one_store
def test_the_articles_of_a_container_are_embedded_as_they_are_read(tmp_path: Path) -> None:
    encoder = Watching()
    write(tmp_path / "many", {"a.mbox": mailbox(*(f"The moon rose {n}." for n in range(100)))})
    index = Index.create(tmp_path / "index", Settings.of(batch_passages=8), encoder=encoder)
    index.sync([tmp_path / "many"])
    assert (len(encoder.seen), encoder.most_waiting) == (100, 8)


# -- bad input ---------------------------------------------------------------------------------


XML_BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel>'
    "<item><title>&b;</title><description>&b;</description></item></channel></rss>"
)
BOMB_REASON = (
    "unpacks to over 200 times its size, as a zip bomb does; unpack it yourself, or --set"
    " max_expansion=N"
)


@pytest.mark.one_store
def test_each_bad_file_is_one_line_and_the_run_goes_on(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    broken = (
        b"Subject: Tides\r\nContent-Type: text/plain; charset=x-no\r\n\r\nTr\xc3\xa4ume vom Mond."
    )
    write(
        folder,
        {
            "bomb.zip": files.zip_of({f"{n}.txt": b"0" * 8_000_000 for n in range(9)}),
            "bomb.docx": files.docx("", further={"word/a.xml": "<a>" + " " * 30_000_000 + "</a>"}),
            "out.zip": files.zip_of({"../up.txt": "Evil.", "in.txt": MOON}),
            "entities.rss": XML_BOMB.encode(),
            "long.pdf": build_pdf([["Page."]] * 3_000),
            "locked.pdf": build_pdf([["Page."]], trailer=ENCRYPTED),
            "scanned.pdf": build_pdf([[], []]),
            "mail.eml": broken,
            "good.txt": MOON.encode(),
        },
    )
    report = index.sync([folder])
    assert report.skipped == (
        SkippedFile("bomb.docx", BOMB_REASON),
        SkippedFile("bomb.zip", BOMB_REASON),
        SkippedFile(
            "entities.rss", "XML that declares entities, as an expansion bomb does; not read"
        ),
        SkippedFile("locked.pdf", "encrypted PDF; decrypt it first"),
        SkippedFile(
            "long.pdf",
            "3,000 pages, over the limit of 2,000; split it, or --set max_pdf_pages=N",
        ),
        SkippedFile("out.zip#../up.txt", "its name leads out of the archive"),
        SkippedFile("scanned.pdf", "no text in the PDF (scanned images?); run OCR first"),
    )
    assert references(index).keys() == {"good.txt", "mail.eml", "out.zip#in.txt"}
    with index.snapshot() as snapshot:
        ids, _ = sharing_terms(snapshot, "Träume", 1)
        assert [passage.text for passage in snapshot.passages(ids.tolist())] == ["Träume vom Mond."]
    assert index.sync().skipped == report.skipped


@pytest.mark.one_store
def test_a_limit_that_is_raised_is_noticed(tmp_path: Path, encoder: WordEncoder) -> None:
    write(tmp_path / "pdf", {"long.pdf": build_pdf([[MOON]] * 5), "a.txt": MOON.encode()})
    narrow = Index.create(tmp_path / "index", Settings.of(max_pdf_pages=4), encoder=encoder)
    assert len(narrow.sync([tmp_path / "pdf"]).skipped) == 1
    wide = Index.create(tmp_path / "index", Settings.of(max_pdf_pages=5), encoder=encoder)
    report = wide.sync()
    assert (report.added, report.unchanged, report.skipped) == (1, 1, ())


LONG = f"{MOON} " * 40


@pytest.mark.one_store
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps({"id": 1, "text": MOON}) + "\n" + json.dumps({"text": LONG})),
        ("a.csv", f"id,text\n1,{MOON}\n2,{LONG}\n"),
        ("a.parquet", lambda: files.parquet({"id": ["1", "2"], "text": [MOON, LONG]})),
        (
            "a.mbox",
            f"From a@b.example Sat Jan  4 10:00:00 2025\n\n{MOON}\n\n"
            f"From a@b.example Sat Jan  4 10:00:00 2025\n\n{LONG}\n",
        ),
    ],
)
def test_a_limit_that_is_raised_is_noticed_in_a_container(
    tmp_path: Path, encoder: WordEncoder, name: str, content: str | Callable[[], bytes]
) -> None:
    data = content.encode() if isinstance(content, str) else content()
    write(tmp_path / "many", {name: data})

    def synced(most: float) -> tuple[int, int, list[str]]:
        settings = Settings.of(max_file_megabytes=most)
        index = Index.create(tmp_path / "index", settings, encoder=encoder)
        report = index.sync([tmp_path / "many"])
        return report.added, report.unchanged, [file.path for file in report.skipped]

    [skipped] = synced(0.001)[2]
    assert "a." in skipped
    before = read_at(tmp_path / "index")
    assert synced(0.0005)[:2] == (0, 1)
    assert read_at(tmp_path / "index") == before  # nothing allows more, so it was not opened
    assert synced(0.1) == (1, 1, [])
    assert synced(0.001) == (0, 2, [])


@pytest.mark.one_store
def test_a_container_that_was_partly_read_can_be_renamed(
    tmp_path: Path, encoder: WordEncoder
) -> None:
    lines = json.dumps({"id": 1, "text": MOON}), json.dumps({"id": 2, "text": LONG})
    write(tmp_path / "many", {"a.jsonl": "\n".join(lines).encode()})
    settings = Settings.of(max_file_megabytes=0.001)
    index = Index.create(tmp_path / "index", settings, encoder=encoder)
    index.sync([tmp_path / "many"])
    (tmp_path / "many" / "a.jsonl").rename(tmp_path / "many" / "b.jsonl")
    report = index.sync()
    assert (report.moved, report.added, report.removed) == (1, 0, 0)
    assert [file.path for file in report.skipped] == ["b.jsonl:2"]


def read_at(index: Path) -> list[int]:
    """In which generation each file was read."""
    with database_of(index).reading() as connection:
        return [row["added"] for row in connection.execute("SELECT added FROM files")]


class Meddling(WordEncoder):
    """Does something to the folder when the first passages come to be embedded."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        super().__init__()
        self.meddle = meddle

    def encode_passages(self, passages: Sequence[PassageInput]) -> list[PassageEncoding]:
        if not self.seen:
            self.meddle()
        return super().encode_passages(passages)


@pytest.mark.one_store
def test_a_file_that_changes_while_it_is_read_is_named_and_read_again(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": {n}, "text": "The moon rose {n} times."}}\n' for n in range(9))
    path = tmp_path / "lines" / "a.jsonl"
    write(path.parent, {"a.jsonl": lines.encode(), "b.txt": MOON.encode()})
    encoder = Meddling(lambda: path.write_text(lines.replace("moon", "wall"), encoding="utf-8"))
    index = Index.create(tmp_path / "index", Settings.of(batch_passages=1), encoder=encoder)
    report = index.sync([path.parent])
    assert report.skipped == (
        SkippedFile("a.jsonl", "changed while it was read; run qabot index again"),
    )
    again = index.sync()
    assert (again.added + again.changed, again.skipped) == (9, ())
    with index.snapshot() as snapshot:
        ids, _ = sharing_terms(snapshot, "wall", 20)
        assert len(ids) == 9


@pytest.mark.one_store
def test_what_a_file_held_is_kept_while_somebody_writes_to_it(
    index: Index, tmp_path: Path, encoder: WordEncoder
) -> None:
    lines = [f'{{"id": {n}, "text": "The moon rose {n} times."}}\n' for n in range(9)]
    path = tmp_path / "lines" / "a.jsonl"
    write(path.parent, {"a.jsonl": "".join(lines).encode()})
    index.sync([path.parent])
    half_written = "".join([*lines[:3], '{"id": "new", "text": "The wall fell."}\n'])
    path.write_text(half_written, encoding="utf-8")
    meddling = Meddling(lambda: path.write_text(half_written + lines[8], encoding="utf-8"))
    report = Index.create(index.folder, Settings.of(batch_passages=1), encoder=meddling).sync()
    assert (report.added, report.removed, len(report.skipped)) == (1, 0, 1)
    encoder.seen.clear()
    again = index.sync()
    assert (again.unchanged, again.removed, again.skipped, encoder.seen) == (5, 5, (), [])


@pytest.mark.one_store
@pytest.mark.parametrize(("name", "called"), [("", ""), ("sub/", "a/sub/")])
def test_a_folder_that_vanishes_is_one_line_and_keeps_its_articles(
    name: str, called: str, index: Index, tmp_path: Path
) -> None:
    folder, other = tmp_path / "a", tmp_path / "b"
    for number in range(4):
        write(folder, {})
        write(folder / "sub", {f"{number}.txt": f"The moon rose {number} times.".encode()})
    write(other, {"b.txt": MOON.encode()})
    index.sync([folder, other])
    for number in range(4):
        write(folder / "sub", {f"{number}.txt": f"The wall fell {number} times.".encode()})
    gone = folder / name
    encoder = Meddling(lambda: gone.rename(tmp_path / "elsewhere"))
    again = Index.create(index.folder, Settings.of(batch_passages=1), encoder=encoder)
    report = again.sync()
    reason = "vanished during the run; run qabot index again"
    assert report.skipped == (SkippedFile(called or str(folder), reason),)
    assert (report.changed, report.removed) == (1, 0)
    assert len(references(again)) == 5


@pytest.mark.one_store
@pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are not text")
def test_names_that_are_not_one_line_of_text(index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    write(folder, {"new\nline.txt": MOON.encode(), "good.txt": MOON.encode()})
    Path(os.fsdecode(bytes(folder) + b"/bad\xff\n.txt")).write_text("Text.")
    report = index.sync([folder])
    assert report.skipped == (
        SkippedFile("bad\\udcff\\x0a.txt", "its name is not valid UTF-8"),
        SkippedFile("new\\x0aline.txt", "a line break or control character in its name; rename it"),
    )
    assert references(index).keys() == {"good.txt"}
