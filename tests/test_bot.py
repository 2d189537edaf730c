"""The bot as programs use it: how much is asked for, and what is held in memory."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest

from qabot.bot import QABot
from qabot.config import Settings
from qabot.encoding import LazyEncoder
from qabot.errors import FilterError, IndexClosed, IndexMissing, QuestionError, RecordError
from qabot.index import Index
from qabot.readers.choice import load_reader
from qabot.types import Filters, Verdict
from tests.coefficient_files import write_coefficients
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader

SAME = {
    f"{name}.txt": f"Rocket\n\nThe {name} rocket reached the moon on {day}. It flew for {n} days.\n"
    for n, (name, day) in enumerate(
        [("red", "Sunday"), ("blue", "Monday"), ("white", "Tuesday"), ("old", "Friday")], start=3
    )
}


def opened(tmp_path: Path, **settings: Any) -> QABot:
    weights = write_coefficients(tmp_path / "weights.json")
    values = {"coefficients": weights, "answered_from": 0.3, **settings}
    encoder = WordEncoder()
    index = Index.create(tmp_path / "index", Settings.of(**values), encoder=encoder)
    return QABot(index, WordReader())


@pytest.fixture
def bot(tmp_path: Path) -> QABot:
    write_articles(tmp_path / "articles", SAME)
    made = opened(tmp_path, citation_lead=100.0)
    made.index.sync([tmp_path / "articles"])
    return made


@pytest.mark.parametrize(("k", "cited"), [(1, 1), (2, 2), (4, 4), (None, 3)])
def test_so_many_citations_are_given_at_most(bot: QABot, k: int | None, cited: int) -> None:
    answer = bot.ask("what rocket reached the moon", k=k)
    assert answer.verdict is Verdict.ANSWERED
    assert len(answer.citations) == cited
    assert len(bot.conversation().ask("what rocket reached the moon", k=k).citations) == cited


@pytest.mark.parametrize("count", [0, -3, True, 2.0, "2"])
def test_less_than_one_of_anything_is_refused(bot: QABot, count: Any) -> None:
    with pytest.raises(QuestionError, match=r"^top_k is .*; it must be a whole number from 1 on$"):
        bot.search("moon", count)
    with pytest.raises(QuestionError, match=r"^k is "):
        bot.ask("moon", k=count)
    with pytest.raises(QuestionError, match=r"^limit is "):
        bot.timeline("moon", limit=count)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"since": "yesterday"}, "since 'yesterday' is not a date; write YYYY, YYYY-MM or YYYY-MM"),
        ({"until": "2024-02-30"}, "until '2024-02-30' is not a date: day is out of range"),
        ({"since": 2024}, "since 2024 is not a date"),
        ({"since": "２０２４"}, "since '２０２４' is not a date"),
        ({"since": "2024-06-01\n"}, "is not a date"),
        ({"since": "2024-06", "until": "2024-05-31"}, "since 2024-06 lies after until 2024-05-31"),
        ({"outlet": 7}, "outlet is 7; it must be a string"),
        ({"paths": "a.txt"}, r"paths is 'a.txt'; it must be several paths, as in \('a.txt',\)"),
        ({"hidden": [1]}, r"hidden is \[1\]; it must be several paths"),
    ],
)
def test_filters_that_make_no_sense_cannot_be_made(values: dict[str, Any], message: str) -> None:
    with pytest.raises(FilterError, match=message):
        Filters(**values)


def test_filters_that_make_sense_can() -> None:
    filters = Filters("2024-06", "2024", paths=["a.txt"])  # type: ignore[arg-type]
    assert filters.paths == ("a.txt",)
    assert hash(filters) == hash(Filters("2024-06", "2024", paths=("a.txt",)))
    assert not Filters("", "")


def test_filters_are_checked_when_they_are_read_back() -> None:
    with pytest.raises(RecordError, match="since 'yesterday' is not a date"):
        Filters.from_dict({"since": "yesterday"})


def test_a_bot_that_was_closed_says_so(bot: QABot) -> None:
    with bot as same:
        assert same.ask("what reached the moon").citations
    for ask in (bot.ask, bot.search, bot.mentions, bot.timeline):
        with pytest.raises(IndexClosed, match=r"the index at .* was closed; open it again"):
            ask("moon")
    assert repr(bot) == f"QABot(Index('{bot.index.folder}', closed))"
    bot.close()


def test_what_a_closed_bot_held_is_freed(bot: QABot) -> None:
    answered = bot.ask("what reached the moon").text
    held = weakref.ref(bot.index.engine), weakref.ref(bot.index.encoder)
    bot.close()
    gc.collect()
    assert [one() for one in held] == [None, None]
    assert answered


def test_bots_over_one_index_share_what_is_open_of_it(bot: QABot, tmp_path: Path) -> None:
    first = Index.open(bot.index.folder, bot.index.settings, encoder=WordEncoder())
    second = Index.open(tmp_path / "articles" / ".." / "index", encoder=WordEncoder())
    with first.snapshot() as one, second.snapshot() as other:
        assert one.engine is other.engine
    boosted = Index.open(bot.index.folder, Settings.of(title_boost=0.9), encoder=WordEncoder())
    with first.snapshot() as one, boosted.snapshot() as other:
        assert one.engine is not other.engine


def test_who_shares_an_index_sees_what_the_other_stored(bot: QABot, tmp_path: Path) -> None:
    second = QABot(Index.open(bot.index.folder, encoder=WordEncoder()))
    assert second.mentions("penicillin").total.articles == 0
    write_articles(tmp_path / "articles", {"mould.txt": "Penicillin came from a mould."})
    bot.index.sync()
    assert second.mentions("penicillin").total.articles == 1
    bot.close()
    assert second.mentions("penicillin").total.articles == 1


def test_an_index_made_anew_in_the_same_place_is_another(bot: QABot, tmp_path: Path) -> None:
    bot.search("moon")
    for path in sorted(bot.index.folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with pytest.raises(IndexMissing):
        bot.search("moon")
    write_articles(tmp_path / "other", {"mould.txt": "Penicillin came from a mould."})
    with opened(tmp_path) as other:
        other.index.sync([tmp_path / "other"])
    [hit] = bot.search("moon")
    assert hit.passage.article.path == "mould.txt"


def test_models_are_shared_while_they_are_used(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")
    name = str(tmp_path / "model")
    first = LazyEncoder.shared(name)
    assert LazyEncoder.shared(name) is first
    assert LazyEncoder.shared(name, allow_download=True) is not first
    assert LazyEncoder.shared(name, 8) is not first
    (tmp_path / "model" / "config.json").write_text("{ }")
    assert LazyEncoder.shared(name) is not first


@pytest.mark.model
def test_the_reader_is_shared_while_it_is_used() -> None:
    reader = load_reader("trained")
    assert load_reader("trained") is reader
    assert load_reader("none") is None
    held = weakref.ref(reader)
    del reader
    gc.collect()
    assert held() is None
