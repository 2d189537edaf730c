"""What the person says whom a question asks for: which of the sentences are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qabot.english.function_words import PREPOSITIONS
from qabot.reading.speakers import quote_at
from qabot.store.quote_rows import speaker_words
from qabot.store.snapshot import Snapshot
from qabot.types import Quote
from qabot.types.explanations import ScoredSentence


def with_quotes(
    snapshot: Snapshot, speaker: str, sentences: Sequence[ScoredSentence]
) -> list[ScoredSentence]:
    """The same sentences, those that the speaker says with what is said in them.

    The speaker may be a name, of which an article may print the surname alone, or a role.
    """
    asked = {word for word in speaker_words(speaker) if word not in PREPOSITIONS}
    if not asked:
        return list(sentences)
    ids = {sentence.stored.article_id for sentence in sentences}
    quotes, texts = snapshot.quotes_in(ids), snapshot.articles(list(ids))
    own = {
        number: [quote for quote in quotes[number] if _is_of(quote, texts[number].text, asked)]
        for number in ids
    }
    return [
        replace(sentence, quote=quote_at(own[sentence.stored.article_id], sentence.span))
        for sentence in sentences
    ]


def _is_of(quote: Quote, article: str, asked: set[str]) -> bool:
    """Whether a quote's speaker, as named or described there, is the one that is asked for."""
    printed = [quote.speaker, quote.mention.of(article)]
    if quote.role:
        printed.append(quote.role.of(article))
    return asked <= {word for text in printed for word in speaker_words(text)}
