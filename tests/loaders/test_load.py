from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qabot.loaders import LOADERS, is_container, load
from qabot.types import Article, SkippedFile
from tests.loaders.pdf_files import build_pdf

SENTENCE = "The tide turned at noon."


def load_one(path: Path, content: bytes | str, max_megabytes: float = 32) -> Article | SkippedFile:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = load(path, f"news/{path.name}", max_megabytes=max_megabytes)
    return found


def test_the_suffixes() -> None:
    assert sorted(LOADERS) == [
        ".htm", ".html", ".jsonl", ".markdown", ".md", ".ndjson", ".pdf", ".text", ".txt", ".xhtml",
    ]  # fmt: skip
    assert [suffix for suffix in LOADERS if is_container(suffix)] == [".jsonl", ".ndjson"]
    assert is_container(".JSONL")


@pytest.mark.parametrize("suffix", sorted(LOADERS))
def test_each_suffix_gives_an_article_with_the_path_in_its_folder(
    suffix: str, tmp_path: Path
) -> None:
    if suffix == ".pdf":
        content = build_pdf([[SENTENCE]])
    elif is_container(suffix):
        content = json.dumps({"id": "a", "text": SENTENCE}).encode()
    else:
        content = SENTENCE.encode()
    path = f"news/a{suffix}#a" if is_container(suffix) else f"news/a{suffix}"
    assert load_one(tmp_path / f"a{suffix}", content) == Article(path, SENTENCE)


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
    found = list(load(path, "a.jsonl", max_megabytes=0.001))
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


def test_the_time_of_the_file_is_never_a_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert list(load(path, "a.txt", max_megabytes=1)) == [Article("a.txt", SENTENCE)]


def test_what_is_no_file_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    reasons = {
        "folder.txt": "not a regular file",
        "pipe.txt": "not a regular file",
        "gone.txt": "no such file or directory",
        "loop.txt": "too many levels of symbolic links",
        "a.docx": "no loader for .docx",
    }
    (tmp_path / "a.docx").write_bytes(b"PK")
    for name, reason in reasons.items():
        assert list(load(tmp_path / name, name, max_megabytes=1)) == [SkippedFile(name, reason)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    reason = "permission denied; make it readable (chmod +r)"
    assert list(load(path, "a.txt", max_megabytes=1)) == [SkippedFile("a.txt", reason)]


def test_importing_the_loaders_is_light() -> None:
    heavy = [
        "charset_normalizer",
        "dateutil",
        "lxml",
        "markdown_it",
        "pypdfium2",
        "trafilatura",
        "yaml",
    ]
    program = f"import sys, qabot.loaders; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
