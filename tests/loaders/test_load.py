from __future__ import annotations

import bz2
import gzip
import json
import logging
import os
import plistlib
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import LOADERS, is_container, load, suffix_of
from qabot.loaders.limits import check_length
from qabot.loaders.problems import skipping
from qabot.types import Article, SkippedFile
from tests.loaders import files
from tests.loaders.pdf_files import build_pdf

SENTENCE = "The tide turned at noon."


def load_one(path: Path, content: bytes | str, max_megabytes: float = 32) -> Article | SkippedFile:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    settings = Settings.of(max_file_megabytes=max_megabytes)
    (found,) = load(path, f"news/{path.name}", settings)
    return found


TEXTS: dict[str, bytes | str] = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), SENTENCE),
    **dict.fromkeys((".rst", ".org", ".adoc", ".asciidoc", ".tex"), SENTENCE),
    **dict.fromkeys((".srt", ".vtt"), f"00:00:01.000 --> 00:00:02.000\n{SENTENCE}\n"),
    ".webarchive": plistlib.dumps({"WebMainResource": {"WebResourceData": SENTENCE.encode()}}),
    ".pptx": files.pptx(SENTENCE),
    **dict.fromkeys((".htm", ".html", ".xhtml"), f"<p>{SENTENCE}</p>"),
    **dict.fromkeys((".mhtml", ".mht"), files.mhtml(SENTENCE.encode(), "")),
    ".rtf": rf"{{\rtf1 {SENTENCE}}}",
    ".pdf": build_pdf([[SENTENCE]]),
    ".docx": files.docx(files.word_paragraphs(SENTENCE)),
    ".odt": files.odt(f"<text:p>{SENTENCE}</text:p>"),
    ".eml": files.mail(SENTENCE),
}
"""Files of one article that say nothing but a sentence."""
RECORDS: dict[str, bytes | str | Callable[[], bytes]] = {
    **dict.fromkeys((".jsonl", ".ndjson"), json.dumps({"id": "a", "text": SENTENCE})),
    ".json": json.dumps([{"id": "a", "text": SENTENCE}]),
    **dict.fromkeys((".csv", ".tsv"), f"id\ttext\na\t{SENTENCE}\n"),
    **dict.fromkeys(
        (".rss", ".atom", ".xml"),
        files.rss(f"<guid>a</guid><description>{SENTENCE}</description>", channel=""),
    ),
    ".mbox": files.mbox(files.mail(SENTENCE, message_id="<a>")),
    ".warc": files.warc([("https://bay.example/a", "text/plain", SENTENCE.encode())]),
    ".enex": files.enex(f"<div>{SENTENCE}</div>"),
    ".epub": files.epub({"a": f"<p>{SENTENCE}</p>"}),
    ".jex": files.jex({"a": f"A note\n\n{SENTENCE}\n\nid: {'0a' * 16}\ntype_: 1"}),
    ".parquet": lambda: files.parquet({"id": ["a"], "text": [SENTENCE]}),  # .3 s to import
    ".xlsx": files.xlsx(("id", "text"), ("a", SENTENCE)),
    ".zip": files.zip_of({"a.txt": SENTENCE}),
}
"""Files of one article with the id "a"."""
NAMES = {".enex": "1", ".epub": "OEBPS/a", ".warc": "https://bay.example/a", ".zip": "a.txt"}
"""What the id is instead."""
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress}


def sample(suffix: str) -> tuple[bytes, str]:
    """A file with one sentence, and what follows its path in the article's."""
    stem, _, compression = suffix.rpartition(".")
    if stem in RECORDS:
        content, inner = sample(stem)
        return COMPRESSIONS[f".{compression}"](content), inner
    found = TEXTS.get(suffix) or RECORDS[suffix]
    made = found() if callable(found) else found
    content = made.encode() if isinstance(made, str) else made
    return content, f"#{NAMES.get(suffix, 'a')}" if suffix in RECORDS else ""


def test_the_suffixes() -> None:
    compressed = [f"{suffix}.{kind}" for suffix in RECORDS for kind in ("gz", "bz2")]
    whole = (".enex", ".epub", ".jex", ".parquet", ".xlsx", ".zip")
    streams = [suffix for suffix in compressed if not suffix.startswith(whole)]
    assert sorted(LOADERS) == sorted([*TEXTS, *RECORDS, *streams])
    assert {suffix for suffix in LOADERS if is_container(f"a{suffix}")} == {*RECORDS, *streams}


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.TXT", ".txt"),
        ("a.b.txt", ".txt"),
        ("dump.xml.bz2", ".xml.bz2"),
        ("a.b.JSONL.gz", ".jsonl.gz"),
        ("a.tar.gz", ".gz"),
        ("README", ""),
    ],
)
def test_the_suffix_may_be_two(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("suffix", sorted(LOADERS))
def test_each_suffix_gives_an_article_with_the_path_in_its_folder(
    suffix: str, tmp_path: Path
) -> None:
    content, inner = sample(suffix)
    found = load_one(tmp_path / f"a{suffix}", content)
    assert isinstance(found, Article)
    assert (found.path, found.text) == (f"news/a{suffix}{inner}", SENTENCE)
    assert (found.published, found.author, found.outlet) == (None, None, None)


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    assert load_one(tmp_path / "A.TXT", SENTENCE) == Article("news/A.TXT", SENTENCE)


@pytest.mark.parametrize("suffix", sorted(LOADERS))
@pytest.mark.parametrize("content", [b"", b" \r\n\t \n"], ids=["empty", "white space"])
def test_a_file_without_text_is_skipped(suffix: str, content: bytes, tmp_path: Path) -> None:
    found = load_one(tmp_path / f"a{suffix}", content)
    assert found == SkippedFile(f"news/a{suffix}", "no text")


@pytest.mark.parametrize("suffix", sorted(LOADERS))
def test_binary_content_is_one_skipped_file_or_record(suffix: str, tmp_path: Path) -> None:
    found = load_one(tmp_path / f"a{suffix}", b"\x00\x01\x02\xff" * 100)
    assert isinstance(found, SkippedFile)
    assert found.path.startswith(f"news/a{suffix}")
    assert "\n" not in found.reason


def test_a_file_over_the_limit_is_skipped_unless_it_is_a_container(tmp_path: Path) -> None:
    reason = "1.5 MB, over the limit of 1 MB; split it or raise --max-file-mb"
    text = "The tide turned. \n" * 83_334
    assert load_one(tmp_path / "a.txt", text, max_megabytes=1) == SkippedFile("news/a.txt", reason)
    assert isinstance(load_one(tmp_path / "a.txt", text, max_megabytes=1.6), Article)
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "The tide turned."}\n' * 100, encoding="utf-8")
    found = list(load(path, "a.jsonl", Settings.of(max_file_megabytes=0.001)))
    assert len(found) == 100
    assert all(isinstance(entry, Article) for entry in found)


def test_the_date_in_the_file_name_is_the_last_resort(tmp_path: Path) -> None:
    dated = load_one(tmp_path / "2024-06-19 tides.txt", SENTENCE)
    assert dated == Article(
        "news/2024-06-19 tides.txt", SENTENCE, published="2024-06-19", published_from="file name"
    )
    stated = load_one(tmp_path / "2024-06-19.md", f"---\ndate: 2020\n---\n{SENTENCE}")
    assert isinstance(stated, Article)
    assert (stated.published, stated.published_from) == ("2020", "front matter")
    record = load_one(tmp_path / "export-2024-06-19.jsonl", json.dumps({"text": SENTENCE}))
    assert isinstance(record, Article)
    assert record.published is None


def test_a_text_over_the_limit_is_skipped(tmp_path: Path) -> None:
    settings = Settings.of(max_article_characters=20)
    (tmp_path / "a.jsonl").write_text('{"text": "Twenty-four characters!!"}\n{"text": "Few."}\n')
    (tmp_path / "a.txt").write_text("Twenty-four characters!!")
    reason = (
        "24 characters of text, over the limit of 20; split it, or --set max_article_characters=N"
    )
    assert list(load(tmp_path / "a.txt", "a.txt", settings)) == [SkippedFile("a.txt", reason)]
    assert list(load(tmp_path / "a.jsonl", "a.jsonl", settings)) == [
        SkippedFile("a.jsonl#1", reason),
        Article("a.jsonl#2", "Few."),
    ]


LONG = 12_000_000
"""Bytes; more than libxml2 takes of one text or attribute unless told otherwise."""
MANY = 3_000_000
"""Bytes of what is short, of which it takes any number."""
ONE_LINE = {
    "text": "<p>" + "Tides turn. " * (LONG // 12),
    "elements": "<div>" * (MANY // 5),
    "attributes": "<p " + "a=b " * (MANY // 4) + f">{SENTENCE}</p>",
    "image": f"<p>{SENTENCE}<img src='data:image/png;base64,{'A' * LONG}'></p>",
}
OUTCOMES = {"text": "characters of text", "elements": "no text"}


@pytest.mark.parametrize("kind", ONE_LINE)
def test_a_page_of_megabytes_on_one_line_takes_seconds(kind: str, tmp_path: Path) -> None:
    started = time.process_time()
    found = load_one(tmp_path / "a.html", ONE_LINE[kind])
    assert time.process_time() - started < 15
    if kind in OUTCOMES:
        assert isinstance(found, SkippedFile)
        assert OUTCOMES[kind] in found.reason
    else:
        assert found == Article("news/a.html", SENTENCE)


def test_the_time_of_the_file_is_never_a_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert list(load(path, "a.txt", Settings())) == [Article("a.txt", SENTENCE)]


def test_what_is_no_file_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    reasons = {
        "folder.txt": "not a regular file",
        "pipe.txt": "not a regular file",
        "gone.txt": "no such file or directory",
        "loop.txt": "behind a link; links are not followed",
        "a.xls": "no loader for .xls",
    }
    (tmp_path / "a.xls").write_bytes(b"PK")
    for name, reason in reasons.items():
        (skipped,) = load(tmp_path / name, name, Settings())
        assert isinstance(skipped, SkippedFile)
        assert (skipped.path, skipped.reason) == (name, reason)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    reason = "permission denied; make it readable (chmod +r)"
    assert list(load(path, "a.txt", Settings())) == [SkippedFile("a.txt", reason)]


def test_importing_the_loaders_is_light() -> None:
    heavy = [
        "chardet",
        "bz2",
        "dateutil",
        "email.message",
        "feedparser",
        "gzip",
        "lxml",
        "mammoth",
        "markdown_it",
        "mwparserfromhell",
        "pyarrow",
        "pypdfium2",
        "striprtf",
        "trafilatura",
        "warcio",
        "yaml",
        "zipfile",
    ]
    program = f"import sys, qabot.loaders; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_bug_is_told_in_words_with_its_place_and_nothing_is_printed(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Iterator[Article | SkippedFile]:
        yield Article("a.x#1", "One.")
        check_length(None, Settings())  # type: ignore[arg-type]

    with caplog.at_level(logging.WARNING):
        first, told = skipping("a.x", broken())
    assert first == Article("a.x#1", "One.")
    assert isinstance(told, SkippedFile)
    assert (told.path, told.is_indexed, told.retry) == ("a.x", False, False)
    assert re.fullmatch(
        r"not read because of a bug in qabot \(limits\.py:\d+\); if other programs open the file,"
        r" report the bug to those who make qabot, with this line and the file; else fetch it anew",
        told.reason,
    )
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
