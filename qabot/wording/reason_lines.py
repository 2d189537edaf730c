"""Why a sentence is cited, in words and bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qabot.types import Citation
from qabot.types.explanations import (
    ChosenBy,
    Explanation,
    PassageReason,
    ScoredSentence,
    SentenceReason,
)
from qabot.wording.answer_lines import source_line
from qabot.wording.common_words import one_line, visible
from qabot.wording.worded_line import Piece, Role, WordedLine, line

CHOSEN = {
    ChosenBy.RANK: "Sentences are cited in the order of their rank.",
    ChosenBy.SPEAKER: (
        "A speaker is asked for: of the best sentences, one that somebody says comes first, and "
        "those that print the name and role come with it."
    ),
    ChosenBy.DATES: (
        "Only dates are asked for: the first sentences of articles of that time are cited."
    ),
    ChosenBy.STATEMENTS: (
        "What someone said is asked for: their statements on the topic are cited by date, "
        "whatever their rank."
    ),
    ChosenBy.BRIEF: (
        "A brief is asked for: the sentence that tells the main fact is cited with others that "
        "add to it and repeat nothing, by date and in the order of their articles."
    ),
}
"""What decides which sentences are cited."""

_NAMES = {
    "reader": "reader",
    "marginal": "reader, anywhere",
    "said": "said by them",
    "unread": "not read",
    "passage": "passage",
    "sentence": "sentence embedding",
    "coverage": "words in it",
    "context": "words around it",
    "kind": "kind of answer",
    "question": "is a question",
    "centre": "like the others",
    "place": "early in article",
    "subject": "begins with it",
    "leaning": "needs the one before",
}
_BAR = 10
_LEAST_SHOWN = 0.005
_LEAST_BM25 = 0.05
_POINTED = 20
_WORDS_SHOWN = 8


def reason_of(explanation: Explanation, citation: Citation) -> SentenceReason | None:
    """The sentence of a citation; None if it was cited without being ranked."""
    for reason in explanation.sentences:
        sentence = reason.sentence
        if sentence.stored.article == citation.article and sentence.span == citation.span:
            return reason
    return None


def passage_of(explanation: Explanation, reason: SentenceReason) -> PassageReason:
    """The passage that a sentence counts for."""
    return next(passage for passage in explanation.passages if reason in passage.sentences)


def why_lines(explanation: Explanation, reason: SentenceReason) -> Iterator[WordedLine]:
    """A sentence's rank, what adds up to it, and the words that its passage was found by."""
    passage = passage_of(explanation, reason)
    place = 1 + explanation.passages.index(passage)
    yield line(
        Role.TITLE,
        f"rank {reason.rank} of {len(explanation.sentences)} sentences, in passage {place} of "
        f"{len(explanation.passages)}; score {reason.sentence.score:.2f}",
    )
    yield from part_lines(reason)
    yield from word_lines(passage)


def chosen_line(explanation: Explanation) -> WordedLine:
    """What decided which sentences are cited."""
    return line(Role.TITLE, f"Why: {CHOSEN[explanation.chosen_by]}")


def part_lines(reason: SentenceReason) -> Iterator[WordedLine]:
    """What adds to the score and what takes from it, largest first, each with a bar."""
    parts = {name: value for name, value in reason.parts.items() if abs(value) >= _LEAST_SHOWN}
    largest = max(map(abs, parts.values()), default=1.0)
    for name, value in sorted(parts.items(), key=lambda part: -abs(part[1])):
        bar = "━" * max(1, round(_BAR * abs(value) / largest))
        yield line(
            Role.REASON,
            f"{_NAMES[name]:<18} {value:+6.2f} ",
            (Role.TEXT if value > 0 else Role.AGAINST, f"{bar:<{_BAR}} "),
            (Role.NOTE, _detail(name, reason.sentence)),
        )


def word_lines(passage: PassageReason) -> Iterator[WordedLine]:
    """The question's words that the passage prints, with what each adds to its BM25."""
    scored = passage.scored
    cause = "cited before, or of the dates asked for"
    bonus = f", its article {cause} {passage.bonus:+.2f}" if passage.bonus > 1e-4 else ""
    yield line(
        Role.NOTE,
        f"passage {scored.score:.2f}: embedding {scored.dense:.2f} (cosine {scored.cosine:.2f}), "
        f"BM25 {scored.lexical:.2f} ({scored.bm25:.1f}){bonus}",
    )
    words = [share for share in passage.words.items() if share[1] >= _LEAST_BM25]
    shown = [f"{visible(word)} {score:.1f}" for word, score in words[:_WORDS_SHOWN]]
    if len(words) > _WORDS_SHOWN:
        shown.append(f"{len(words) - _WORDS_SHOWN} more")
    yield line(Role.NOTE, "BM25 by word: " + (" · ".join(shown) or "it has none of them"))


def unranked_line(explanation: Explanation) -> WordedLine:
    """What is said of a citation that no rank explains."""
    return line(
        Role.REASON, f"not among the sentences that were ranked. {CHOSEN[explanation.chosen_by]}"
    )


def citation_why_lines(explanation: Explanation, citation: Citation) -> Iterator[WordedLine]:
    """A citation's number and source, then why it is cited."""
    label, under = Piece(Role.NUMBER, f"[{citation.number}]"), Piece(Role.NUMBER, " " * 3)
    yield source_line(citation.article, Role.ENTRY, label)
    reason = reason_of(explanation, citation)
    lines = [unranked_line(explanation)] if reason is None else why_lines(explanation, reason)
    for one in lines:
        yield replace(one, label=under)


def _detail(name: str, sentence: ScoredSentence) -> str:
    if name == "reader" and sentence.reading is not None:
        pointed = one_line(sentence.reading.span.of(sentence.text))
        short = pointed if len(pointed) <= _POINTED else f"{pointed[: _POINTED - 1]}…"
        return f"log-odds {sentence.reading.score:+.1f} “{short}”"
    if (
        name == "marginal"
        and sentence.reading is not None
        and sentence.reading.marginal is not None
    ):
        return f"log-odds {sentence.reading.marginal:+.1f} of all spans in it"
    details = {
        "passage": f"{sentence.passage.score:.2f}, see below",
        "sentence": f"cosine {sentence.cosine:.2f}",
        "coverage": f"{sentence.coverage:.0%} of the question's, by rarity",
        "context": f"{sentence.context:.0%} with passage and headline",
    }
    return details.get(name, "")
