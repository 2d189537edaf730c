"""What someone said about something: their statements on a topic, whatever the articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from qabot.config import Settings
from qabot.questions.kinds import Kind
from qabot.questions.topics import TopicQuestion
from qabot.reading.citing import cite, cited_span, copies_cited
from qabot.reading.coefficients import coefficients
from qabot.reading.finding import Found, group_sentences
from qabot.reading.merging import printed_letters
from qabot.reading.outcome import Outcome
from qabot.reading.speakers import cite_speaker, quote_at, speaker_of
from qabot.reading.task import ReadingTask
from qabot.reading.term_weights import TermWeights
from qabot.reading.verdict import answer_features
from qabot.retrieval.context import query_terms
from qabot.store.quote_rows import speaker_words
from qabot.store.snapshot import Snapshot
from qabot.text.terms import terms
from qabot.types import Citation, EngineQuery, IdArray, Quote, ScoredPassage, Verdict
from qabot.types.explanations import ChosenBy, ScoredSentence, SentenceReason

_ATTRIBUTED = 0.96
"""How often who says what is told right: ``qabot eval whosaid-a --limit 500``."""
_CONTEXT = 0.5
"""Weight of the topic's words around a statement against those in it."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A quote with the sentence that it stands in, scored for the topic."""

    quote: Quote
    sentence: ScoredSentence

    @property
    def score(self) -> float:
        """Cosine, the topic's words in the sentence, and those around it at half."""
        return self.sentence.score

    @property
    def words(self) -> str:
        """What tells it from another statement."""
        return printed_letters(self.sentence.text)


@dataclass(frozen=True, slots=True, eq=False)
class RankedStatements:
    """Statements on a topic, best first, or the newest first where there is no topic."""

    ranked: Sequence[_Statement]

    def reasons(self) -> list[SentenceReason]:
        """The statements with what their scores are made of."""
        return [
            SentenceReason(number, statement.sentence, _parts(statement.sentence))
            for number, statement in enumerate(self.ranked, start=1)
        ]


def read_statements(
    task: ReadingTask, asked: TopicQuestion, read: Found | None = None
) -> Outcome | None:
    """What the speaker whom the question names says on its topic.

    None if the speaker says nothing on that, or if it is not sure enough that the best statement
    is on it. Without a topic it is the newest statements. In the passages of the task, speakers
    are also told by their role.

    Args:
        read: the sentences of the passages where a reader looked at them; if the speaker says the
            first, that comes first.
    """
    found = _once(task.snapshot, list(_on_topic(task, asked, _quotes_by(task, asked))))
    if read is not None and (stated := _read_first(task, found, read)):
        return stated
    if not found:
        return None
    if not asked.topic:
        newest = sorted(found, key=_published, reverse=True)
        return _stated(task, newest, _ATTRIBUTED * _share(newest, newest[0]))
    ranked = sorted(found, key=lambda statement: -statement.score)
    probability = _confidence(ranked[0].sentence, task.settings)
    if probability < task.settings.reading.answered_from:
        return None
    return _stated(task, ranked, probability)


def _read_first(task: ReadingTask, found: Sequence[_Statement], read: Found) -> Outcome | None:
    """The sentence that reads best, if the speaker says it and it is sure enough, then others."""
    best = group_sentences(task, read)[0][0]
    probability = read.confidence(best)
    if best.quote is None or probability < task.settings.reading.answered_from:
        return None
    first = _Statement(best.quote, best)
    others = sorted(found, key=lambda statement: -statement.score)
    ranked = [first, *(other for other in others if other.words != first.words)]
    return replace(_stated(task, ranked, probability), ranking=read)


def _published(statement: _Statement) -> str:
    return statement.sentence.stored.article.published or ""


def _once(snapshot: Snapshot, found: Sequence[_Statement]) -> list[_Statement]:
    """The statements without those of a copy of a story that one speaking before it prints too."""
    printed: dict[str, set[int]] = {}
    for statement in found:
        printed.setdefault(statement.words, set()).add(statement.quote.article_id)
    groups = snapshot.copies_of({statement.quote.article_id for statement in found})
    kept = []
    for statement in found:
        article = statement.quote.article_id
        group = list(groups.get(article, (article,)))
        if printed[statement.words].isdisjoint(group[: group.index(article)]):
            kept.append(statement)
    return kept


def _confidence(sentence: ScoredSentence, settings: Settings) -> float:
    """That of a sentence that no reader read, and that leads no other."""
    features = answer_features([sentence], sentence, Kind.OTHER, read=False) | {"lead": 0.0}
    model = coefficients(settings.reading.coefficients, with_reader=False).confidence
    return model.probability(features)


def _quotes_by(task: ReadingTask, asked: TopicQuestion) -> list[Quote]:
    """The speaker's quotes: of the full name if it is printed, else of the surname or the role."""
    snapshot = task.snapshot
    left = snapshot.select(task.filters).articles
    kept = None if left is None else set(left.tolist())
    quotes = [
        quote
        for quote in snapshot.quotes_by_speaker(asked.speaker)
        if kept is None or quote.article_id in kept
    ]
    words = set(speaker_words(asked.speaker))
    full = [quote for quote in quotes if words <= set(speaker_words(quote.speaker))]
    return full or quotes or list(_by_role(task, words))


def _by_role(task: ReadingTask, words: set[str]) -> Iterator[Quote]:
    ids = list(dict.fromkeys(scored.passage.article_id for scored in task.passages))
    articles = task.snapshot.articles(ids)
    for article_id, quotes in task.snapshot.quotes_in(ids).items():
        text = articles[article_id].text
        for quote in quotes:
            printed = (quote.role, quote.mention) if quote.role else (quote.mention,)
            if any(words <= set(speaker_words(span.of(text))) for span in printed):
                yield quote


def _on_topic(
    task: ReadingTask, asked: TopicQuestion, quotes: Sequence[Quote]
) -> Iterator[_Statement]:
    """The quotes whose sentence, or the passage around it, has enough of the topic's words."""
    snapshot, least = task.snapshot, task.settings.reading.statement_coverage
    by_article: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_article.setdefault(quote.article_id, []).append(quote)
    topic, found = TermWeights.of(snapshot, asked.topic), False
    ids = _nearest(task, asked.topic or asked.speaker, by_article)
    cosines = snapshot.cosines(task.vector, ids)
    for stored, cosine in zip(snapshot.passages(ids.tolist()), cosines.tolist(), strict=True):
        if found and not task.budget.has_time():
            return
        near = ScoredPassage(stored, cosine, cosine, 0.0, cosine, 0.0)
        for statement in _in_passage(task, near, by_article[stored.article_id], topic):
            sentence = statement.sentence
            inside = max(sentence.coverage, _CONTEXT * sentence.context)
            if not asked.topic or inside >= least:
                found = True
                yield statement


def _nearest(task: ReadingTask, topic: str, articles: Collection[int]) -> IdArray:
    """Ids of the passages in these articles that are nearest to question and topic."""
    query = EngineQuery(query_terms(topic), task.vector)
    selection = task.snapshot.select(task.filters, articles)
    return task.snapshot.engine.search(query, selection, task.settings.retrieval.candidates).ids


def _in_passage(
    task: ReadingTask, scored: ScoredPassage, quotes: Sequence[Quote], topic: TermWeights
) -> Iterator[_Statement]:
    """The sentences of a passage that these quotes stand in."""
    stored = scored.passage
    around = topic.share(set(terms(f"{stored.article.title} {stored.text}")))
    cosines = (stored.sentence_vectors @ task.vector).tolist()
    for row, span in enumerate(stored.sentences):
        quote = quote_at(quotes, span)
        if quote is None:
            continue
        text = stored.sentence_text(row)
        if text == stored.article.title and len(stored.sentences) > 1:
            continue  # says in general terms what the sentences under it say
        share = topic.share(set(terms(text)))
        score = max(cosines[row], 0.0) + share + _CONTEXT * around
        yield _Statement(
            quote, ScoredSentence(scored, span, text, score, cosines[row], share, around)
        )


def _parts(sentence: ScoredSentence) -> dict[str, float]:
    """What the score of a statement is made of."""
    return {
        "sentence": max(sentence.cosine, 0.0),
        "coverage": sentence.coverage,
        "context": _CONTEXT * sentence.context,
    }


def _chosen(ranked: Sequence[_Statement], best: _Statement, settings: Settings) -> list[_Statement]:
    """The first statements of the person who made the best one, each once."""
    chosen: dict[str, _Statement] = {}
    for statement in _of_one_person(ranked, best):
        chosen.setdefault(statement.words, statement)
    return list(chosen.values())[: settings.reading.statements]


def _share(found: Sequence[_Statement], best: _Statement) -> float:
    """Share of the statements that are of the person who made the best: others bear the name."""
    return sum(1 for _ in _of_one_person(found, best)) / len(found)


def _of_one_person(found: Sequence[_Statement], best: _Statement) -> Iterator[_Statement]:
    """The statements of the person who made the best one; a surname may be anyone's."""
    person = set(speaker_words(best.quote.speaker))
    for statement in found:
        words = set(speaker_words(statement.quote.speaker))
        if words <= person or person <= words:
            yield statement


def _stated(task: ReadingTask, ranked: Sequence[_Statement], probability: float) -> Outcome:
    """The first statement as the answer, with the others of the same person."""
    snapshot, best = task.snapshot, ranked[0]
    article = snapshot.article(best.quote.article_id)
    chosen = _chosen(ranked, best, task.settings)
    on_topic = task.wanted.topic is not None and task.wanted.topic.topic
    citations = _cited(snapshot, _best_then_by_date(chosen) if on_topic else chosen)
    citations += cite_speaker(snapshot, best.quote, citations, best.score)
    return Outcome(
        Verdict.ANSWERED,
        probability,
        best.sentence.text,
        speaker_of(article, best.quote),
        tuple(citations),
        chosen_by=ChosenBy.STATEMENTS,
        ranking=RankedStatements(ranked),
        span=cited_span(citations, article.reference, best.sentence.span),
        mention_span=cited_span(citations, article.reference, best.quote.mention),
    )


def _best_then_by_date(statements: Sequence[_Statement]) -> list[_Statement]:
    """The first of the statements, then the others in the order of dates, the undated last."""

    def place(statement: _Statement) -> tuple[str, str, int]:
        article = statement.sentence.stored.article
        return article.published or "9999", article.path, statement.sentence.span.start

    return [*statements[:1], *sorted(statements[1:], key=place)]


def _cited(snapshot: Snapshot, statements: Sequence[_Statement]) -> list[Citation]:
    return [
        cite(
            snapshot.article(statement.quote.article_id),
            statement.sentence.span,
            number=number,
            score=statement.score,
            expected=statement.sentence.text,
            copies=copies_cited(snapshot, statement.quote.article_id),
        )
        for number, statement in enumerate(statements, start=1)
    ]
