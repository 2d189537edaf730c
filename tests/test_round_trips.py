"""Whatever is written as JSON comes back the same, and is what its schema says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from qabot.types import (
    Agreement,
    Answer,
    ArticleMentions,
    ArticleRef,
    CheckReport,
    Citation,
    CitedSpan,
    DateUse,
    DifferingAnswer,
    Event,
    FileNames,
    Filters,
    Finding,
    FindingKind,
    IndexStatus,
    Mentions,
    SkippedFile,
    Source,
    Span,
    Speaker,
    SyncReport,
    Timeline,
    UnderstoodDates,
    Unmet,
    Verdict,
)
from qabot.types.serialised import Serialised
from tests.any_text import any_text

names = any_text(max_size=4)
words = any_text(min_size=1, max_size=8)
maybe = st.none() | names
counts = st.integers(0, 9999)
figures = st.floats(0, 1000)
dates = st.none() | st.sampled_from(["2024", "2024-06", "2024-06-30"])


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=2).map(tuple)


spans = st.tuples(counts, counts).map(lambda ends: Span(min(ends), max(ends)))
articles = st.builds(ArticleRef, names, names, maybe, dates, maybe, maybe, maybe)
sources = st.builds(Source, articles, spans)
filters = st.builds(Filters, dates, dates, maybe, maybe, maybe, several(names))
understood = st.builds(
    UnderstoodDates, names, spans, dates, dates, st.sampled_from(DateUse), st.none() | sources
)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    text, start = draw(words), draw(counts)
    return Citation(
        number=draw(counts),
        article=draw(articles),
        span=Span(start, start + len(text)),
        text=text,
        score=draw(figures),
        also=draw(several(sources)),
        copies=draw(several(articles)),
        outdated=draw(st.booleans()),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    cited = draw(st.lists(citations(), min_size=1, max_size=2))
    text = cited[0].text
    place = CitedSpan(cited[0].number, Span(0, len(text)))
    speaker = st.builds(Speaker, st.just(text), st.just(text[:1]), st.sampled_from([None, text]))
    differing = st.builds(DifferingAnswer, st.just(text), st.just(cited[0]))
    return Answer(
        question=draw(names),
        verdict=draw(st.sampled_from(Verdict)),
        confidence=draw(st.floats(0, 1)),
        text=text,
        speaker=draw(st.none() | speaker),
        citations=tuple(cited),
        milliseconds=draw(st.dictionaries(names, figures, max_size=2)),
        filters=draw(filters),
        id=draw(maybe | counts),
        interpreted=draw(names),
        dates=draw(several(understood)),
        partial=draw(st.booleans()),
        out_of_time=draw(st.booleans()),
        brief=draw(st.booleans()),
        span=draw(st.sampled_from([None, place])),
        resolved=draw(dates),
        role=draw(st.sampled_from([None, text])),
        affirms=draw(st.none() | st.booleans()),
        items=draw(several(st.just(place))),
        unmet=draw(st.none() | st.builds(Unmet, words, maybe)),
        agreement=draw(st.none() | st.builds(Agreement, counts, several(differing))),
    )


skipped = several(st.builds(SkippedFile, names, names))
pairs = several(st.tuples(names, names))
paths = several(names)
reports = st.builds(
    SyncReport,
    added=counts, changed=counts, moved=counts, removed=counts, unchanged=counts,
    skipped=skipped, ignored=st.dictionaries(names, counts, max_size=2), passages=counts,
    embedded=counts, duplicates=counts, seconds=figures,
    files=st.builds(FileNames, paths, paths, paths, pairs),
)  # fmt: skip
statuses = st.builds(
    IndexStatus,
    names, paths, counts, counts, names, counts, maybe, counts, skipped,
    paths, paths, paths, paths, pairs, counts, counts,
)  # fmt: skip
mentions = st.builds(
    Mentions,
    names,
    several(st.builds(ArticleMentions, articles, counts, st.none() | spans)),
    filters,
)
events = st.builds(Event, st.sampled_from(["2024", "2024-06-30"]), st.booleans(), citations())
timelines = st.builds(Timeline, names, several(events), counts, counts, filters)


findings = st.builds(Finding, st.sampled_from(FindingKind), names, words, st.none(), st.booleans())
checks = st.builds(CheckReport, several(findings), counts, counts, figures)


@given(st.one_of(answers(), reports, statuses, mentions, timelines, checks))
def test_a_value_comes_back_from_json_and_is_as_its_schema_says(value: Serialised) -> None:
    printed = json.loads(json.dumps(value.to_dict()))
    assert type(value).from_dict(printed) == value
    Draft202012Validator(type(value).json_schema()).validate(printed)


@pytest.mark.parametrize(
    "noun", [Answer, SyncReport, IndexStatus, Mentions, Timeline, Filters, CheckReport]
)
def test_a_schema_is_one_and_tells_what_its_parts_are(noun: type[Serialised]) -> None:
    schema = noun.json_schema()
    Draft202012Validator.check_schema(schema)
    assert all(part["description"] for part in schema["$defs"].values())


def test_a_schema_refuses_what_is_no_answer() -> None:
    refused = Draft202012Validator(Answer.json_schema()).iter_errors({"question": "who?"})
    assert "'verdict' is a required property" in {error.message for error in refused}
