"""Why a sentence is cited, in words and bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from qabot.reading.explaining import ChosenBy, Explanation, PassageReason, SentenceReason
from qabot.reading.selection import ScoredSentence
from qabot.types import Citation
from qabot.wording.render import source_line, visible

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
}
"""What decides which sentences are cited."""

_NAMES = {
    "reader": "reader",
    "unread": "not read",
    "passage": "passage",
    "sentence": "sentence embedding",
    "coverage": "words in it",
    "context": "words around it",
    "kind": "kind of answer",
    "question": "is a question",
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


def why_lines(explanation: Explanation, reason: SentenceReason) -> Iterator[Text]:
    """A sentence's rank, what adds up to it, and the words that its passage was found by."""
    passage = passage_of(explanation, reason)
    place = 1 + explanation.passages.index(passage)
    yield Text(
        f"rank {reason.rank} of {len(explanation.sentences)} sentences, in passage {place} of "
        f"{len(explanation.passages)}; score {reason.sentence.score:.2f}",
        style="bold",
    )
    yield from part_lines(reason)
    yield from word_lines(passage)


def part_lines(reason: SentenceReason) -> Iterator[Text]:
    """What adds to the score and what takes from it, largest first, each with a bar."""
    parts = {name: value for name, value in reason.parts.items() if abs(value) >= _LEAST_SHOWN}
    largest = max(map(abs, parts.values()), default=1.0)
    for name, value in sorted(parts.items(), key=lambda part: -abs(part[1])):
        bar = "━" * max(1, round(_BAR * abs(value) / largest))
        yield Text.assemble(
            f"{_NAMES[name]:<18} {value:+6.2f} ",
            (f"{bar:<{_BAR}} ", "" if value > 0 else "dim"),
            (_detail(name, reason.sentence), "dim"),
        )


def word_lines(passage: PassageReason) -> Iterator[Text]:
    """The question's words that the passage prints, with what each adds to its BM25."""
    scored = passage.scored
    cause = "cited before, or of the dates asked for"
    bonus = f", its article {cause} {passage.bonus:+.2f}" if passage.bonus > 1e-4 else ""
    yield Text(
        f"passage {scored.score:.2f}: embedding {scored.dense:.2f} (cosine {scored.cosine:.2f}), "
        f"BM25 {scored.lexical:.2f} ({scored.bm25:.1f}){bonus}",
        style="dim",
    )
    words = [share for share in passage.words.items() if share[1] >= _LEAST_BM25]
    shown = [f"{visible(word)} {score:.1f}" for word, score in words[:_WORDS_SHOWN]]
    if len(words) > _WORDS_SHOWN:
        shown.append(f"{len(words) - _WORDS_SHOWN} more")
    yield Text("BM25 by word: " + (" · ".join(shown) or "it has none of them"), style="dim")


def unranked_line(explanation: Explanation) -> Text:
    """What is said of a citation that no rank explains."""
    return Text(f"not among the sentences that were ranked. {CHOSEN[explanation.chosen_by]}")


def citation_why_lines(explanation: Explanation, citation: Citation) -> Iterable[Text]:
    """A citation's number and source, then why it is cited."""
    yield Text.assemble((f"[{citation.number}] ", "bold cyan"), source_line(citation.article))
    reason = reason_of(explanation, citation)
    lines = [unranked_line(explanation)] if reason is None else why_lines(explanation, reason)
    for line in lines:
        yield Text("    ").append_text(line)


def _detail(name: str, sentence: ScoredSentence) -> str:
    if name == "reader" and sentence.reading is not None:
        pointed = visible(" ".join(sentence.reading.span.of(sentence.text).split()))
        short = pointed if len(pointed) <= _POINTED else f"{pointed[: _POINTED - 1]}…"
        return f"log-odds {sentence.reading.score:+.1f} “{short}”"
    details = {
        "passage": f"{sentence.passage.score:.2f}, see below",
        "sentence": f"cosine {sentence.cosine:.2f}",
        "coverage": f"{sentence.coverage:.0%} of the question's, by rarity",
        "context": f"{sentence.context:.0%} with passage and headline",
    }
    return details.get(name, "")
