"""Lists: every item with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabot.questions.understanding import wanted_of
from qabot.reading.several_answers import asks_for_list, items_of, whole_list
from qabot.types import Span
from qabot.wording.answer_lines import answer_lines
from qabot.wording.terminal_style import plain_lines
from tests.doubles import PointingReader
from tests.reading.test_answering import fire_bot


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which countries took part?", True),
        ("Which other ships may sail?", True),
        ("What are the three signs?", True),
        ("Who are the judges?", True),
        ("What big firms have left?", True),
        ("Which three men saw it?", True),
        ("Which bus goes there?", False),
        ("What does it cost?", False),
        ("What is his status?", False),
        ("Which one is it?", False),
        ("Are there any ships?", False),
    ],
)
def test_what_asks_for_a_list(question: str, asks: bool) -> None:
    assert asks_for_list(wanted_of(question)) is asks


@pytest.mark.parametrize(
    ("sentence", "read", "items"),
    [
        ("They sailed to the UK, Peru and the Netherlands.", "Peru", "the UK|Peru|the Netherlands"),
        ("They are Ana Ruiz, Carl Dee and Bo.", "Ana Ruiz", "Ana Ruiz|Carl Dee|Bo"),
        ("Peru and Cuba sailed.", "Cuba", "Peru|Cuba"),
        ("He lives in Lima, Peru, they say.", "Lima", "Lima"),
        ("They caught cod, hake and eel.", "hake", "hake"),
        (
            "They stop at Leith, in Scotland, and Hull.",
            "Leith, in Scotland, and Hull",
            "Leith, in Scotland|Hull",
        ),
        (
            "They are Ana Ruiz, a cook, Carl Dee, the mate, and Bo.",
            "Ana Ruiz, a cook, Carl Dee, the mate, and Bo",
            "Ana Ruiz, a cook|Carl Dee, the mate|Bo",
        ),
        ("They sailed on Argo, the Fram and Vega.", "Argo", "Argo|the Fram|Vega"),
    ],
)
def test_a_name_is_answered_with_those_beside_it(sentence: str, read: str, items: str) -> None:
    start = sentence.index(read)
    whole = whole_list(sentence, Span(start, start + len(read)))
    assert [item.of(sentence) for item in items_of(sentence, whole)] == items.split("|")


def test_the_items_of_several_sentences_are_all_cited(tmp_path: Path) -> None:
    articles = {
        "a.txt": "News\n\nThe rocket of Peru reached the moon.\n",
        "b.txt": "Other news\n\nThe old rocket of Cuba reached the moon, too.\n",
    }
    bot = fire_bot(tmp_path, PointingReader("Peru", "Cuba"), articles, citation_lead=9.0)
    answer = bot.ask("Which rockets have reached the moon?")
    texts = {citation.number: citation.text for citation in answer.citations}
    assert {item.span.of(texts[item.citation]) for item in answer.items} == {"Peru", "Cuba"}
    assert plain_lines(answer_lines(answer))[0].startswith("Peru; Cuba  (")
    assert type(answer).from_dict(answer.to_dict()) == answer
