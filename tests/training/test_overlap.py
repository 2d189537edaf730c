from __future__ import annotations

from pathlib import Path

from qabot.training.overlap import overlapping, runs
from qabot.training.squad import TrainingArticle

WORDS = "one two three four five six seven eight nine ten eleven twelve".split()


def article(*words: str) -> TrainingArticle:
    return TrainingArticle("a.txt", "", " ".join(words))


def test_eleven_words_in_a_row_are_shared(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    (tmp_path / "under" / "b.txt").write_text("Start: ONE, " + " ".join(WORDS[1:]))
    articles = {
        "same": article("no", *WORDS[:11], "end"),
        "fewer": article("no", *WORDS[:10], "end"),
        "turned": article(*reversed(WORDS)),
        "short": article("one"),
    }
    assert overlapping(articles, [tmp_path]) == {"same"}
    assert overlapping(articles, []) == frozenset()


def test_a_text_has_a_run_for_each_word_but_the_last_ten() -> None:
    assert len(runs([" ".join(WORDS)])) == 2
    assert len(runs([" ".join(WORDS), " ".join(WORDS)])) == 2
    assert len(runs(["one two"])) == 0
