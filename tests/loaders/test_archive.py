from __future__ import annotations

import bz2
import gzip
import zipfile
from pathlib import Path

import pytest

from qabot.config import Settings
from qabot.loaders import load
from qabot.types import Article, SkippedFile
from tests.loaders import files

SENTENCE = "The tide turned at noon."
BOMB = (
    "unpacks to over 200 times its size, as a zip bomb does; unpack it yourself, or --set"
    " max_expansion=N"
)


def read(path: Path, data: bytes, settings: Settings | None = None) -> list[Article | SkippedFile]:
    path.write_bytes(data)
    return list(load(path, path.name, settings or Settings()))


def test_each_member_is_read_as_the_file_that_it_is(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "inner/2024-06-19 tides.txt": SENTENCE,
        "page.html": "<title>Tides</title><p>Boats came home.</p>",
        "wire.jsonl": '{"id": 1, "text": "One."}\nbroken\n',
        "photo.jpg": b"\xff\xd8",
        "__MACOSX/._page.html": b"\0\5\x16\7",
        ".hidden.txt": "Hidden.",
        "empty.txt": "",
        "lines.jsonl.gz": gzip.compress(b'{"id": 2, "text": "Two."}'),
    }
    assert read(tmp_path / "a.zip", files.zip_of(members)) == [
        Article(
            "a.zip#inner/2024-06-19 tides.txt", SENTENCE,
            published="2024-06-19", published_from="file name",
        ),
        Article("a.zip#page.html", "Boats came home.", "Tides"),
        Article("a.zip#wire.jsonl#1", "One."),
        SkippedFile("a.zip#wire.jsonl:2", "not valid JSON (column 1)"),
        SkippedFile("a.zip#empty.txt", "no text"),
        Article("a.zip#lines.jsonl.gz#2", "Two."),
    ]  # fmt: skip


def test_names_that_lead_out_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    names = [
        "../up.txt",
        "a/../../up.txt",
        "/root.txt",
        "C:\\up.txt",
        "..\\up.txt",
        "new\nline.txt",
    ]
    found = read(tmp_path / "a.zip", files.zip_of({name: "Evil." for name in [*names, "ok.txt"]}))
    outside = "its name leads out of the archive"
    assert found[:5] == [SkippedFile(f"a.zip#{name}", outside) for name in names[:5]]
    assert found[5:] == [
        SkippedFile(
            r"a.zip#new\x0aline.txt", "a line break or control character in its name; rename it"
        ),
        Article("a.zip#ok.txt", "Evil."),
    ]


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    data = files.zip_of({f"{n}.txt": b"0" * 10_000_000 for n in range(3)})
    assert read(tmp_path / "a.zip", data) == [SkippedFile("a.zip", BOMB)]
    settings = Settings.of(max_expansion=2_000)
    assert len(read(tmp_path / "a.zip", data, settings)) == 3


def test_a_bomb_of_one_compressed_file(tmp_path: Path) -> None:
    line = b'{"text": "The tide turned."}\n'
    data = gzip.compress(line + b" " * 100_000_000)
    first, *others = read(tmp_path / "a.jsonl.gz", data)
    assert first == Article("a.jsonl.gz#1", "The tide turned.")
    assert others == [SkippedFile("a.jsonl.gz", BOMB)]


def test_what_cannot_be_unpacked_says_why(tmp_path: Path) -> None:
    data = bytearray(files.zip_of({"a.txt": SENTENCE, "b.txt": SENTENCE, "c.txt": SENTENCE}))
    entries = [at for at in range(len(data)) if data[at : at + 4] == b"PK\1\2"]
    data[entries[0] + 8] |= 1  # encrypted
    data[entries[1] + 10] = 99  # an unknown method
    start = data.index(b"c.txt") + 5
    data[start : start + 6] = b"\xff" * 6
    assert read(tmp_path / "a.zip", bytes(data)) == [
        SkippedFile("a.zip#a.txt", "encrypted; unpack it first"),
        SkippedFile("a.zip#b.txt", "packed by a method that is not known here; unpack it first"),
        SkippedFile("a.zip#c.txt", "damaged, or not what its suffix says; save or fetch it anew"),
    ]


def test_an_archive_without_articles_says_so(tmp_path: Path) -> None:
    assert read(tmp_path / "a.zip", files.zip_of({"a.jpg": b"\xff"})) == [
        SkippedFile("a.zip", "no article files in it")
    ]


def test_a_member_over_the_limit_is_skipped_alone(tmp_path: Path) -> None:
    data = files.zip_of({"a.txt": "x" * 2_000, "b.txt": SENTENCE}, zipfile.ZIP_STORED)
    assert read(tmp_path / "a.zip", data, Settings.of(max_file_megabytes=0.001)) == [
        SkippedFile(
            "a.zip#a.txt", "0.0 MB, over the limit of 0.001 MB; split it or raise --max-file-mb"
        ),
        Article("a.zip#b.txt", SENTENCE),
    ]


@pytest.mark.parametrize("suffix", ["gz", "bz2"])
def test_a_compressed_file_that_is_cut_gives_what_it_still_holds(
    suffix: str, tmp_path: Path
) -> None:
    lines = "".join(f'{{"id": {n}, "text": "Tide {hash(str(n))}."}}\n' for n in range(5_000))
    text = lines.encode()
    data = gzip.compress(text, 1) if suffix == "gz" else bz2.compress(text, 1)
    found = read(tmp_path / f"a.jsonl.{suffix}", data[: len(data) // 2])
    assert isinstance(found[0], Article)
    assert found[-1] == SkippedFile(f"a.jsonl.{suffix}", "cut short; fetch or save it anew")


def test_a_dump_may_be_of_many_streams(tmp_path: Path) -> None:
    dump = files.mediawiki(files.wiki_page("Tides", "Tides turn."), files.wiki_page("B", "Boats."))
    middle = len(dump) // 2
    data = bz2.compress(dump[:middle].encode()) + bz2.compress(dump[middle:].encode())
    found = read(tmp_path / "w.xml.bz2", data)
    assert [item.path for item in found] == ["w.xml.bz2#Tides", "w.xml.bz2#B"]


def test_a_table_may_be_compressed_although_it_is_read_twice(tmp_path: Path) -> None:
    table = "id,text\n1,Whatever it may have cost is less than £5.\n"
    assert read(tmp_path / "a.csv.gz", gzip.compress(table.encode("cp1252"))) == [
        Article("a.csv.gz#1", "Whatever it may have cost is less than £5.")
    ]


def test_what_a_browser_saved_with_a_page_is_no_article(tmp_path: Path) -> None:
    page = b"<html><body><p>The tide turned at noon on Friday.</p></body></html>"
    names = ("web/Tides.html", "web/Tides_files/frame.html", "web/Other_files/b.html")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, page)
    found = load(path, "a.zip", Settings())
    assert [item.path for item in found] == ["a.zip#web/Tides.html", "a.zip#web/Other_files/b.html"]


def damaged_at(data: bytes, *places: int) -> bytes:
    changed = bytearray(data)
    for place in places:
        changed[place] ^= 0xFF
    return bytes(changed)


LINES = b"".join(b'{"text": "Tide %d turned."}\n' % number for number in range(900))
ZIPPED = files.zip_of({"a.txt": "The tide turned."})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl.gz", damaged_at(gzip.compress(LINES), 0)),  # no gzip
        ("a.jsonl.gz", damaged_at(gzip.compress(LINES), *range(60, 90))),  # no deflate
        ("a.jsonl.gz", damaged_at(gzip.compress(LINES), -8)),  # another checksum
        ("a.jsonl.bz2", damaged_at(bz2.compress(LINES), 40)),
        ("a.zip", ZIPPED[:-6] + b"\xff\xff\xff\x7f" + ZIPPED[-2:]),  # its directory is nowhere
    ],
)
def test_damage_is_told_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    reason = "damaged, or not what its suffix says; save or fetch it anew"
    last = read(tmp_path / name, data)[-1]
    assert (last.path.partition("#")[0], last.reason) == (name, reason)  # type: ignore[union-attr]
