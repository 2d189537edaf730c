"""Answers as JSON that can be read back: what a session keeps of them.

It is what ``qabot ask --json`` prints, with the passages that were considered, but for their
vectors. An answer that is read back is held to the same rules as a new one: no short answer
without a citation that prints it. Whether the index still prints the citation is for
:func:`qabot.reading.citing.cite_again` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qabot.errors import SavedAnswerError
from qabot.types import (
    Agreement,
    Answer,
    ArticleRef,
    Citation,
    DateUse,
    DifferingAnswer,
    Filters,
    ScoredPassage,
    Source,
    Span,
    Speaker,
    StoredPassage,
    UnderstoodDates,
    Verdict,
)

NOT_INDEXED = 0
"""Id of a passage, or of its article, that was read back: those of an index begin at 1."""


def answer_record(answer: Answer) -> dict[str, Any]:
    """The answer as JSON values, with all that is needed to show it again."""
    considered = [
        passage.to_dict() | {"sentences": [[s.start, s.end] for s in passage.passage.sentences]}
        for passage in answer.considered
    ]
    return answer.to_dict() | {"considered": considered}


def answer_from(record: Mapping[str, Any]) -> Answer:
    """The answer of which :func:`answer_record`, or ``Answer.to_dict``, made the values.

    Raises:
        SavedAnswerError: something is missing or makes no sense.
        CitationError: the short answer stands in no citation.
    """
    try:
        return _answer(record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SavedAnswerError(f"a saved answer cannot be read ({error!r})") from error


def filters_from(values: Mapping[str, Any]) -> Filters:
    """The filters of which ``Filters.to_dict`` made the values."""
    return Filters(**{**values, "paths": tuple(values.get("paths", ()))})


def _answer(record: Mapping[str, Any]) -> Answer:
    speaker = record["speaker"]
    return Answer(
        question=record["question"],
        verdict=Verdict(record["verdict"]),
        confidence=record["confidence"],
        text=record["text"],
        speaker=Speaker(**speaker) if speaker else None,
        citations=tuple(_citation(values) for values in record["citations"]),
        milliseconds=dict(record["milliseconds"]),
        considered=tuple(_considered(values) for values in record.get("considered", ())),
        filters=filters_from(record["filters"]),
        id=record.get("id"),
        interpreted=record["interpreted"],
        dates=tuple(_dates(values) for values in record.get("dates", ())),
        partial=record.get("partial", False),
        agreement=_agreement(record.get("agreement")),
    )


def _dates(values: Mapping[str, Any]) -> UnderstoodDates:
    return UnderstoodDates(
        phrase=values["phrase"],
        span=Span(values["start"], values["end"]),
        since=values["since"],
        until=values["until"],
        use=DateUse(values["use"]),
        event=_source(values["event"]) if values["event"] else None,
    )


def _agreement(values: Mapping[str, Any] | None) -> Agreement | None:
    if values is None:
        return None
    differing = (
        DifferingAnswer(one["text"], _citation(one["citation"])) for one in values["differing"]
    )
    return Agreement(values["articles"], tuple(differing))


def _citation(values: Mapping[str, Any]) -> Citation:
    return Citation(
        number=values["number"],
        article=ArticleRef(**values["article"]),
        span=Span(values["start"], values["end"]),
        text=values["text"],
        score=values["score"],
        also=tuple(_source(place) for place in values["also"]),
        copies=tuple(ArticleRef(**article) for article in values.get("copies", ())),
        outdated=values.get("outdated", False),
    )


def _source(values: Mapping[str, Any]) -> Source:
    return Source(ArticleRef(**values["article"]), Span(values["start"], values["end"]))


def _considered(values: Mapping[str, Any]) -> ScoredPassage:
    import numpy as np  # .15 s, and the chat's first screen needs none of it

    sentences = tuple(Span(start, end) for start, end in values["sentences"])
    passage = StoredPassage(
        id=NOT_INDEXED,
        article_id=NOT_INDEXED,
        article=ArticleRef(**values["article"]),
        sentences=sentences,
        text=values["text"],
        sentence_vectors=np.empty((len(sentences), 0), dtype=np.float32),
    )
    return ScoredPassage(passage=passage, score=values["score"], **values["parts"])
