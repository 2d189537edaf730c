"""What a check finds, what a question is told meanwhile, and what is mended."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from qabot.bot import QABot
from qabot.checking.check_index import check_index
from qabot.checking.mend_index import mend_index
from qabot.cli.entry_point import main
from qabot.config import Settings
from qabot.errors import FolderError, IndexDamaged
from qabot.index import Index
from qabot.store import schema
from qabot.types import CheckReport, Finding, FindingKind
from qabot.wording.check_lines import check_lines
from qabot.wording.terminal_style import plain_lines
from tests.conftest import ARTICLES, write_articles
from tests.doubles import WordEncoder

SAID = "The mayor speaks\n\nThe wall is high, Ada Byrne said on Friday. It was the mould.\n"
QUESTIONS = ("Who said the wall is high", "rocket moon", "Fleming mould", "wall crowds")
BEYOND = "x'0000000040420f00'"
OTHERS = "(SELECT vector FROM passages WHERE article_id <> :id ORDER BY id DESC LIMIT 1)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with four articles, and their index, neither of which is to be changed."""
    home = tmp_path_factory.mktemp("checking")
    write_articles(home / "articles", {**ARTICLES, "said.txt": SAID})
    Index.create(home / "index", encoder=WordEncoder()).sync([home / "articles"])
    return home


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    """A copy of that index."""
    return shutil.copytree(made / "index", tmp_path / "index")


def change(index: Path, sql: str) -> None:
    """Change rows of the article said.txt, whose id is :id."""
    with closing(sqlite3.connect(index / "articles.db")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        named = connection.execute("SELECT id FROM articles WHERE path = 'said.txt'").fetchone()
        connection.execute(sql, {"id": named[0]} if ":id" in sql else {})


def checked(index: Path) -> CheckReport:
    return replace(check_index(index, Settings(), WordEncoder()), seconds=0.0)


def mended(index: Path) -> CheckReport:
    return replace(mend_index(index, Settings(), WordEncoder()), seconds=0.0)


def answers(index: Path, *questions: str) -> list[list[tuple[str, str]]]:
    """What is cited for some questions: path and text."""
    bot = QABot(Index.open(index, encoder=WordEncoder()), None)
    asked = [bot.ask(question).citations for question in questions or QUESTIONS]
    return [[(one.article.path, one.text) for one in citations] for citations in asked]


def test_a_sound_index(index: Path) -> None:
    assert checked(index) == CheckReport((), 4, 4)


LIES = {
    "text": ("UPDATE articles SET text = replace(text, 'high', 'low') WHERE id = :id", "does not"),
    "author": ("UPDATE articles SET author = 'Nobody' WHERE id = :id", "does not have the text"),
    "date": ("UPDATE articles SET published = 'x;y' WHERE id = :id", "does not have the text"),
    "path": ("UPDATE articles SET path = 'other.txt' WHERE id = :id", "not where it was stored"),
    "no UTF-8": ("UPDATE articles SET text = CAST(x'ff00' AS TEXT) WHERE id = :id", "decode"),
    "spans": (f"UPDATE passages SET sentences = {BEYOND} WHERE article_id = :id", "beyond"),
    "odd spans": ("UPDATE passages SET sentences = x'0102' WHERE article_id = :id", "be read"),
    "vector": ("UPDATE passages SET vector = x'0000' WHERE article_id = :id", "cannot be read"),
    "nan": ("UPDATE passages SET vector = x'007e' WHERE article_id = :id", "the length 1"),
    "rows": ("UPDATE passages SET sentence_vectors = x'00' WHERE article_id = :id", "be read"),
    "speaker": ("UPDATE quotes SET speaker = 'Tom Okafor'", "does not print who says"),
    "quotes": ("UPDATE quotes SET name_start = -5", "who says a sentence cannot be read"),
}


@pytest.mark.parametrize("lie", LIES)
def test_an_article_that_lies_is_never_cited(index: Path, lie: str) -> None:
    sql, problem = LIES[lie]
    change(index, sql)
    with pytest.raises(IndexDamaged, match=r"articles\.db is damaged .*: qabot check --repair"):
        answers(index)
    (finding,) = checked(index).findings
    assert finding.kind is FindingKind.ARTICLE
    assert problem in finding.problem


@pytest.mark.parametrize("lie", ["text", "path", "vector", "quotes"])
def test_an_article_that_lies_is_read_again(made: Path, index: Path, lie: str) -> None:
    change(index, LIES[lie][0])
    (finding,) = checked(index).findings
    assert mended(index) == CheckReport((replace(finding, mended=True),), 4, 4)
    assert answers(index) == answers(made / "index")


@pytest.mark.parametrize(
    ("sql", "kind", "problem"),
    [
        ("DELETE FROM passages", FindingKind.ARTICLES, "0 passages are there, 4 were published"),
        ("UPDATE articles SET added = 9 WHERE id = :id", FindingKind.ARTICLES, "3 articles are"),
        ("DELETE FROM articles WHERE id = :id", FindingKind.DATABASE, "rows of passages belong"),
        ("ALTER TABLE quotes RENAME TO q", FindingKind.LAYOUT, "not those that qabot makes"),
        (f"UPDATE passages SET vector = {OTHERS}", FindingKind.VECTORS, "other vectors"),
        ("UPDATE generations SET identity = 'x'", FindingKind.SEARCH, "missing or damaged"),
    ],
)
def test_what_else_may_be_wrong_is_found_and_mended(
    made: Path, index: Path, sql: str, kind: FindingKind, problem: str
) -> None:
    change(index, sql.replace(":id", "(SELECT MAX(id) FROM articles)"))
    first = checked(index).findings[0]
    assert first.kind is kind
    assert problem in first.problem
    after = mended(index)
    assert after.is_sound
    assert (after.articles, after.passages) == (4, 4)
    assert checked(index) == CheckReport((), 4, 4)
    assert answers(index) == answers(made / "index")


def test_damaged_pages_are_set_aside_and_made_anew(made: Path, index: Path) -> None:
    database = index / "articles.db"
    with closing(sqlite3.connect(database)) as connection:
        where = "SELECT rootpage FROM sqlite_schema WHERE name = 'articles'"
        (page,) = connection.execute(where).fetchone()
    data = bytearray(database.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    database.write_bytes(data)
    assert {one.kind for one in checked(index).findings} == {FindingKind.DATABASE}
    assert mended(index).is_sound
    assert answers(index) == answers(made / "index")
    assert (index / "articles.db.old").exists()


def test_an_index_of_rows_that_disagrees_with_them_is_made_again(index: Path) -> None:
    with closing(sqlite3.connect(index / "articles.db")) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(path)', '(title)')"
            " WHERE name = 'articles_by_path'"
        )
        connection.execute("PRAGMA writable_schema = RESET")
    with closing(sqlite3.connect(index / "articles.db")) as connection, connection:
        connection.execute("REINDEX articles_by_path")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(title)', '(path)')"
            " WHERE name = 'articles_by_path'"
        )
    with pytest.raises(IndexDamaged, match="not where it was stored"):
        answers(index)
    assert "articles_by_path" in checked(index).findings[0].problem
    assert mended(index).is_sound
    assert not (index / "articles.db.old").exists()


def test_vectors_that_are_searched_and_not_stored_are_found(index: Path) -> None:
    """Under a right checksum, as an engine's own mistake would be."""
    (vectors,) = index.glob("views/*/vectors-1.f16")
    stored = vectors.read_bytes()
    row = len(stored) // 4
    data = stored[row:] + stored[:row]
    vectors.write_bytes(data)
    manifest = vectors.with_name("manifest.json")
    noted = json.loads(manifest.read_text(encoding="utf-8"))
    noted["files"][vectors.name] = [len(data), zlib.crc32(data)]
    manifest.write_text(json.dumps(noted), encoding="utf-8")
    finding = Finding(FindingKind.SEARCH, "views", "vectors differ")
    assert checked(index).findings == (finding,)
    assert mended(index) == CheckReport((replace(finding, mended=True),), 4, 4)


def test_without_the_folder_nothing_is_changed(
    made: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(index, LIES["text"][0])
    change(index, f"UPDATE folders SET path = '{made / 'gone'}'")
    before = checked(index)
    with pytest.raises(FolderError, match=r"gone is not there.*nothing was changed"):
        mended(index)
    assert checked(index) == before


def test_a_bug_of_ours_stays_one(index: Path) -> None:
    opened = Index.open(index, encoder=WordEncoder())
    with pytest.raises(ZeroDivisionError), opened.snapshot():
        raise ZeroDivisionError


def test_a_panic_of_what_is_searched_is_damage_of_it(index: Path) -> None:
    """Of tantivy, as garbage under a right checksum brings about."""
    panic = type("PanicException", (BaseException,), {})
    opened = Index.open(index, encoder=WordEncoder())
    told = r"views is damaged \(oh\); delete it: it is made again"
    with pytest.raises(IndexDamaged, match=told), opened.snapshot():
        raise panic("oh")


def test_a_byte_of_any_file_changed_or_cut(made: Path, tmp_path: Path) -> None:
    """What is searched is made again; of the database, what is asked is sound or not told."""
    files = [path.relative_to(made) for path in (made / "index").rglob("*") if path.is_file()]
    assert {".managed.json", "meta.json", "manifest.json"} <= {file.name for file in files}
    right = answers(made / "index", QUESTIONS[0])
    for number, file in enumerate(file for file in files if (made / file).stat().st_size):
        copy = shutil.copytree(made / "index", tmp_path / str(number))
        damaged = copy.parent / str(number) / file.relative_to("index")
        data = (made / file).read_bytes()
        damaged.unlink()
        middle = len(data) // 2
        changed = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        damaged.write_bytes(changed if number % 2 else data[:middle])
        if file.name == "articles.db":
            with suppress(IndexDamaged):
                assert answers(copy, QUESTIONS[0]) == right
        else:
            assert answers(copy, QUESTIONS[0]) == right, file


def test_an_index_that_was_copied_while_it_was_written(made: Path, tmp_path: Path) -> None:
    """The copy holds what was published, at another place, and needs its folder for a sync only."""
    home = shutil.copytree(made, tmp_path / "home")
    index = Index.create(home / "index", encoder=WordEncoder())
    index.sync([home / "articles"])
    with schema.writing(home / "index" / "articles.db") as held:  # so that the log stays
        held.execute("BEGIN")
        held.execute("SELECT * FROM folders").fetchall()
        write_articles(home / "articles", {"new.txt": "New\n\nA whale was seen at sea.\n"})
        index.sync()
        copy = shutil.copytree(home / "index", tmp_path / "elsewhere")
        assert (copy / "articles.db-wal").stat().st_size > 0
    shutil.rmtree(home)
    assert checked(copy) == CheckReport((), 5, 5)
    assert answers(copy, "whale at sea") == [[("new.txt", "A whale was seen at sea.")]]
    with pytest.raises(FolderError, match="articles"):
        Index.create(copy, encoder=WordEncoder()).sync()
    assert checked(copy) == CheckReport((), 5, 5)


def test_the_command(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qabot.index.LazyEncoder.shared", lambda *_, **__: WordEncoder())

    def run(*arguments: str) -> tuple[int, list[str]]:
        result = CliRunner().invoke(main, ["check", "--index", str(index), *arguments])
        return result.exit_code, result.stdout.splitlines()[-2:]

    assert (run()[0], run()[1][-1]) == (0, "the index is sound")
    change(index, LIES["author"][0])
    problem = "said.txt: said.txt does not have the text that was stored"
    assert run() == (1, [problem, f"run: qabot check --repair --index {index}"])
    assert run("--repair") == (0, [f"mended: {problem}", "the index is sound"])
    assert run()[0] == 0


def test_a_report_of_many_findings() -> None:
    findings = tuple(Finding(FindingKind.ARTICLE, f"{n}.txt", "lies\x1b") for n in range(22))
    lines = plain_lines(check_lines(CheckReport(findings, 30, 1, 1.25), Path("index")))
    assert lines[:2] == ["checked in 1.2 s: 30 articles, 1 passage", "0.txt: lies\\x1b"]
    assert lines[-2:] == [
        "… and 2 more (--json lists all)",
        "run: qabot check --repair --index index",
    ]
