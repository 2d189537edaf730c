"""Values as JSON and back, answers that are saved, and compared with the index again."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from qabot.bot import QABot
from qabot.errors import CitationError, RecordError
from qabot.index import Index
from qabot.reading.citing import cite_again
from qabot.types import (
    Agreement,
    Answer,
    CitedSpan,
    DateUse,
    DifferingAnswer,
    Filters,
    ScoredPassage,
    Source,
    Span,
    Speaker,
    UnderstoodDates,
    Verdict,
)
from qabot.types.json_records import SavedAnswerRecord
from qabot.types.json_records.passage_records import NOT_INDEXED
from qabot.wording.answer_lines import answer_lines
from qabot.wording.terminal_style import plain_lines
from tests.conftest import write_articles
from tests.doubles import WordReader
from tests.test_types import REF, answer, citation

PASSAGE = {
    "article": {"path": "a", "title": "", "author": None, "published": None, "outlet": None},
    "start": 0,
    "end": 4,
    "text": "Yes.",
    "score": 1,
    "parts": {"dense": 1, "lexical": 0, "cosine": 0.5, "bm25": 0},
}
CITATION = answer().to_dict()["citations"][0]
SAVED_BY_0_1 = Path(__file__).with_name("saved_by_0.1.json")
"""An exchange as ``answer_record`` of version 0.1.0 wrote it."""


@pytest.fixture
def bot(index: Index, folder: Path) -> QABot:
    index.sync([folder])
    return QABot(index, WordReader())


def read_back(saved: Answer) -> Answer:
    values = json.loads(json.dumps(SavedAnswerRecord.of(saved).values()))
    back: Answer = SavedAnswerRecord.read(values).value()
    return back


def test_an_answer_comes_back_as_it_was(bot: QABot) -> None:
    asked = bot.ask("what reached the moon on Sunday", filters=Filters(path="*.txt"), id=7)
    assert asked.verdict is Verdict.ANSWERED
    back = read_back(asked)
    assert back == asked
    assert Answer.from_dict(asked.to_dict()) == asked
    assert [one.to_dict() for one in back.considered] == [one.to_dict() for one in asked.considered]
    passage = back.considered[0].passage
    assert passage.sentence_text(1) == asked.considered[0].passage.sentence_text(1)
    assert (passage.id, passage.article_id) == (NOT_INDEXED, NOT_INDEXED)


def test_every_part_of_an_answer_is_kept() -> None:
    where = Source(REF, Span(3, 9))
    cited = replace(citation("“Yes,” Mr Kim said."), also=(where,), copies=(REF,), outdated=True)
    full = answer(
        speaker=Speaker("Kim", "Mr Kim", "said"),
        citations=(cited,),
        filters=Filters("2024", "2025-06", "Post", "Lee", "a/*", ("a.txt", "b.txt#2")),
        interpreted="who? (Kim)",
        milliseconds={"total": 2.5, "read": 1.25},
        id="q1",
        dates=(UnderstoodDates("in 2024", Span(4, 11), "2024", "2024", DateUse.ONLY, where),),
        partial=True,
        brief=True,
        agreement=Agreement(2, (DifferingAnswer("Yes", cited),)),
        span=CitedSpan(1, Span(10, 13)),
        mention_span=CitedSpan(1, Span(7, 13)),
    )
    assert read_back(full) == full
    assert full.to_dict()["citations"][0]["outdated"] is True


@pytest.mark.parametrize(
    "damage",
    [
        {"verdict": "perhaps"},
        {"citations": [{"number": 1}]},
        {"citations": None},
        {"speaker": {"first": "Kim"}},
        {"filters": {"colour": "red"}},
        {"filters": ["since"]},
        {"considered": [{"sentences": [[5, 2]]}]},
        {"considered": [PASSAGE | {"sentences": [[5, 2]]}]},
        {"citations": [CITATION | {"start": 9, "end": 2}]},
        {"confidence": "0.5"},
    ],
)
def test_a_damaged_record_is_said_to_be_one(damage: dict[str, object]) -> None:
    values = SavedAnswerRecord.of(answer()).values() | damage
    with pytest.raises(RecordError, match="can be read from this"):
        SavedAnswerRecord.read(values).value()


def test_the_nouns_load_no_library() -> None:
    program = (
        "import sys, qabot.types\n"
        "print(sorted({'msgspec', 'numpy', 'pydantic', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_what_version_0_1_saved_is_read() -> None:
    saved = json.loads(SAVED_BY_0_1.read_text(encoding="utf-8"))
    back: Answer = SavedAnswerRecord.read(saved).value()
    assert json.loads(json.dumps(SavedAnswerRecord.of(back).values())) == saved | {"span": None}
    assert back.considered[0].passage.sentence_text(1) == "It rained."


def test_what_was_saved_before_there_were_dates_or_copies_is_read_too() -> None:
    saved = answer().to_dict()
    for name in ("dates", "partial", "agreement"):
        del saved[name]
    del saved["citations"][0]["copies"]
    assert Answer.from_dict(saved | {"unknown": 1}) == answer()


def test_found_passages_are_written_and_read(bot: QABot) -> None:
    found = bot.search("moon")[0]
    values = json.loads(json.dumps(found.to_dict()))
    back = ScoredPassage.from_dict(values)
    assert back.to_dict() == values
    assert values["parts"].keys() == {"dense", "lexical", "cosine", "bm25"}
    assert values["text"] == back.passage.sentence_text(0) == found.passage.text
    jsonschema.validate(values, ScoredPassage.json_schema())


def test_real_answers_and_lists_are_as_their_schemas_say(bot: QABot) -> None:
    for question in ("what reached the moon on Sunday", "who said that?", "in 2024", "xyzzy"):
        answered = bot.ask(question)
        jsonschema.validate(answered.to_dict(), Answer.json_schema())
        assert Answer.from_dict(answered.to_dict()) == answered
    for made in (bot.mentions("moon"), bot.timeline("moon"), bot.index.status()):
        jsonschema.validate(made.to_dict(), type(made).json_schema())


def test_the_gate_holds_for_what_is_read_back() -> None:
    with pytest.raises(CitationError, match="not in any citation: 'Lee'"):
        Answer.from_dict(answer().to_dict() | {"text": "Lee"})
    with pytest.raises(CitationError, match="without a citation"):
        Answer.from_dict(answer().to_dict() | {"text": "", "citations": []})


def test_filters_come_back() -> None:
    for filters in (
        Filters(),
        Filters(until="2024"),
        Filters(paths=("a", "b")),
        Filters(hidden=("a",)),
    ):
        assert Filters.from_dict(json.loads(json.dumps(filters.to_dict()))) == filters


def test_citations_are_compared_with_the_index_again(
    bot: QABot, folder: Path, tmp_path: Path
) -> None:
    saved = bot.ask("what reached the moon on Sunday")
    (first,) = saved.citations
    assert first.text == "A rocket reached the moon on Sunday."
    with bot.index.snapshot() as snapshot:
        assert cite_again(snapshot, saved) == saved

    write_articles(folder, {"moon.txt": f"New title\n\nIt was late. {first.text} Applause.\n"})
    bot.index.sync([folder])
    with bot.index.snapshot() as snapshot:
        (moved,) = cite_again(snapshot, saved).citations
        article = snapshot.article_by_path("moon.txt")
    assert article is not None
    assert moved.span.of(article.text) == first.text
    assert moved.span != first.span
    assert (moved.article.title, moved.outdated) == ("New title", False)


@pytest.mark.parametrize("text", ["Another title\n\nA rocket missed the moon.\n", None])
def test_what_the_index_prints_no_more_is_marked(
    bot: QABot, folder: Path, text: str | None
) -> None:
    saved = bot.ask("what reached the moon on Sunday")
    if text is None:
        (folder / "moon.txt").unlink()
    else:
        (folder / "moon.txt").write_text(text, encoding="utf-8")
    bot.index.sync([folder])
    with bot.index.snapshot() as snapshot:
        checked = cite_again(snapshot, saved)
    assert checked.citations == (replace(saved.citations[0], outdated=True),)
    assert checked.text == saved.text
    lines = "\n".join(plain_lines(answer_lines(checked)))
    assert "as it was saved: not found in the index as it is now" in lines
    lines = "\n".join(plain_lines(answer_lines(saved)))
    assert "as it was saved" not in lines


def test_a_sentence_printed_twice_is_cited_where_it_was_nearest(bot: QABot, folder: Path) -> None:
    saved = bot.ask("what reached the moon on Sunday")
    text = saved.citations[0].text
    write_articles(folder, {"moon.txt": f"T\n\n{text} " + "It was a long night. " * 20 + text})
    bot.index.sync([folder])
    with bot.index.snapshot() as snapshot:
        (moved,) = cite_again(snapshot, saved).citations
    assert moved.span == Span(3, 3 + len(text))
