"""An answer, line by line: the short answer, what is known of it, then each cited sentence."""

from __future__ import annotations

from collections.abc import Iterator

from qabot.english.function_words import ARTICLES
from qabot.types import Answer, ArticleRef, Citation, Source, Span, Speaker, Unmet, Verdict
from qabot.wording.common_words import (
    agreement_words,
    brief_words,
    confidence_words,
    copies_words,
    date_words,
    filter_words,
    one_line,
    searched_words,
    sentence_pieces,
    understood_dates_words,
    visible,
)
from qabot.wording.worded_line import Piece, Role, WordedLine, line

PARTIAL = "Found by words alone: the articles are still being embedded."
STALE = "as last read: its file cannot be reached now"
OUT_OF_TIME = "The best found in the time there was: not all was read, so there may be better."
OUTDATED = "as it was saved: not found in the index as it is now"


def answer_lines(answer: Answer, searched: int | None = None) -> Iterator[WordedLine]:
    """All that is said of an answer.

    Args:
        searched: the number of articles that its filters let through, where somebody counted.
    """
    yield from head_lines(answer, searched)
    for citation in answer.citations:
        yield from citation_lines(citation, answer.span_in(citation))


def head_lines(answer: Answer, searched: int | None = None) -> Iterator[WordedLine]:
    """What stands above the cited sentences."""
    if answer.partial:
        yield line(Role.PARTIAL, OUT_OF_TIME if answer.out_of_time else PARTIAL)
    if answer.interpreted:
        yield line(Role.INTERPRETED, f"read as: {visible(answer.interpreted)}")
    if answer.verdict is Verdict.ANSWERED:
        yield _short_answer(answer)
        yield from _differing(answer)
        yield from _asked_lines(answer)
    elif _nothing_to_ask(answer, searched):
        words = f"There is no article {filter_words(answer.filters)}".rstrip()
        yield line(Role.NOTHING, "", (Role.VERDICT, words))
    else:
        yield from _asked_lines(answer)  # the verdict leads to the sentences: nothing between
        yield _unanswered(answer, searched)


def citation_lines(citation: Citation, marked: Span | None = None) -> Iterator[WordedLine]:
    """A citation with its number, its source, and where else it stands.

    Args:
        marked: the part of its text that is the answer.
    """
    yield cited_line(citation, marked)
    yield source_line(Source(citation.article, citation.span))
    if citation.outdated:
        yield line(Role.OUTDATED, OUTDATED)
    if citation.stale:
        yield line(Role.OUTDATED, STALE)
    for place in citation.also:
        yield source_line(place, Role.ALSO)
    if citation.copies:
        yield line(Role.COPIES, copies_words(citation.copies))


def cited_line(
    citation: Citation, marked: Span | None = None, label: Piece | None = None
) -> WordedLine:
    """The sentence, whatever it prints on one line."""
    before, inside, after = sentence_pieces(citation.text, marked)
    number = Piece(Role.NUMBER, str(citation.number))
    pieces = (Piece(Role.TEXT, before), Piece(Role.ANSWER, inside), Piece(Role.TEXT, after))
    return WordedLine(Role.CITED, (number, *(one for one in pieces if one.words)), label)


def source_line(
    source: Source | ArticleRef, role: Role = Role.SOURCE, label: Piece | None = None
) -> WordedLine:
    """An article, and which characters of it, as far as they are told."""
    article, place = (
        (source.article, f"characters {source.start}–{source.end}")
        if isinstance(source, Source)
        else (source, "")
    )
    parts = {
        Role.TITLE: one_line(article.title),
        Role.AUTHOR: one_line(article.author or ""),
        Role.OUTLET: one_line(article.outlet or ""),
        Role.PUBLISHED: article.published,
        Role.PATH: article.path,
        Role.PLACE: place,
    }
    pieces = tuple(Piece(part, visible(words)) for part, words in parts.items() if words)
    return WordedLine(role, pieces, label)


def _asked_lines(answer: Answer) -> Iterator[WordedLine]:
    """Which articles were asked."""
    if answer.filters:
        yield line(Role.FILTERS, f"only articles {filter_words(answer.filters)}")
    for dates in answer.dates:
        if words := understood_dates_words(dates):
            yield line(Role.DATES, words)


def _short_answer(answer: Answer) -> WordedLine:
    sure = (
        (Role.CONFIDENCE, confidence_words(answer.confidence)),
        (Role.FIGURE, f"{answer.confidence:.0%}"),
        (Role.AGREEMENT, agreement_words(answer)),
    )
    if answer.speaker is not None and answer.text != answer.speaker.name:
        return line(Role.WHOLE_SENTENCE, "", *_statement(answer.speaker), *sure)
    if answer.speaker is not None:
        return line(Role.SPEAKER, "", *_spoken(answer.speaker), *sure)
    if answer.brief:
        told = (Role.VERDICT, f"In brief, {brief_words(answer)}")
        return line(Role.WHOLE_SENTENCE, "", told, (Role.INSTEAD, brief_words(answer)), *sure)
    if answer.text == answer.citations[0].text and not answer.resolved:
        return line(Role.WHOLE_SENTENCE, "", *_said_by_sentence(answer.affirms), *sure)
    return line(Role.SHORT_ANSWER, "", *_short(answer), *sure)


def _said_by_sentence(affirms: bool | None) -> Iterator[tuple[Role, str]]:
    """That the sentence is the answer, and whether it says yes or no."""
    if affirms is None:
        yield Role.VERDICT, "Answered"
        yield Role.INSTEAD, "answered by this sentence"
        return
    said = "Yes" if affirms else "No"
    yield Role.ANSWER, said
    yield Role.VERDICT, said
    yield Role.INSTEAD, "by this sentence"


def _short(answer: Answer) -> Iterator[tuple[Role, str]]:
    """The answer's text; where it means a date, that date and how it is printed."""
    printed, *others = map(one_line, _listed(answer))
    meant = date_words(answer.resolved) if answer.resolved else printed
    yield Role.ANSWER, "; ".join([meant, *others])
    if answer.resolved:
        yield Role.MENTION, f"printed “{printed}”"
    elif answer.mention:
        yield Role.MENTION, f"printed as “{one_line(answer.mention)}”"
    if answer.role:
        yield Role.SPEAKER_ROLE, one_line(answer.role)


def _listed(answer: Answer) -> Iterator[str]:
    """The short answer, then the items of a list that are printed elsewhere."""
    yield answer.text
    texts = {citation.number: citation.text for citation in answer.citations}
    for item in answer.items:
        if answer.span is None or not item.overlaps(answer.span):
            yield item.span.of(texts[item.citation])


def _statement(speaker: Speaker) -> Iterator[tuple[Role, str]]:
    """Whose statements the sentences are; the name alone would not answer what was said."""
    first, *others = one_line(speaker.name).split()
    name = " ".join([first.lower() if first.lower() in ARTICLES else first, *others])
    by = ", ".join(filter(None, (name, one_line(speaker.role or ""))))
    yield Role.VERDICT, f"Said by {by}"
    yield Role.INSTEAD, f"said by {by}"


def _spoken(speaker: Speaker) -> Iterator[tuple[Role, str]]:
    """Name, role, and the mention where it is printed as neither."""
    role = speaker.role or ""
    said = (speaker.name, role, f"{speaker.name}, {role}")
    yield Role.ANSWER, one_line(speaker.name)
    yield Role.SPEAKER_ROLE, one_line(role)
    if speaker.mention not in said:
        yield Role.MENTION, f"printed as “{one_line(speaker.mention)}”"


def _differing(answer: Answer) -> Iterator[WordedLine]:
    """The answers that articles differ in, each with its date and citation, newest first."""
    if answer.agreement is None or not answer.agreement.differing:
        return
    given = [(answer.text, answer.citations[0])]
    given += [(other.text, other.citation) for other in answer.agreement.differing]
    given.sort(key=lambda one: one[1].article.published or "", reverse=True)
    yield line(Role.DISAGREEMENT, "Articles differ, newest first:")
    for text, citation in given:
        when = visible(citation.article.published or "undated")
        yield line(
            Role.DIFFERING,
            "",
            (Role.DATE, f"{when:10}"),
            (Role.TEXT, visible(text)),
            (Role.NUMBER, str(citation.number)),
        )


def _nothing_to_ask(answer: Answer, searched: int | None) -> bool:
    """Whether no article meets the filters."""
    if answer.verdict is not Verdict.NOTHING:
        return False
    unmet = bool(answer.filters) and not answer.considered
    return unmet if searched is None else searched == 0


def _unmet_words(unmet: Unmet | None) -> str:
    """What the closest sentence is about, in place of what was asked."""
    if unmet is None:
        return ""
    asked = f"“{visible(unmet.asked)}”"
    if unmet.printed is None:
        return f": the closest sentence tells nothing of {asked}"
    return f": the closest sentence is about “{visible(unmet.printed)}”, not {asked}"


def _unanswered(answer: Answer, searched: int | None) -> WordedLine:
    """That there is no answer, and in how many articles, where somebody counted."""
    figure = (Role.FIGURE, f"{answer.confidence:.0%}")
    where = searched_words(searched, answer.filters)
    if answer.verdict is Verdict.RELATED:
        verdict = "found" if searched is None else f"in {where}"
        instead = (Role.INSTEAD, "The closest sentences")
        words = f"No direct answer {verdict}{_unmet_words(answer.unmet)}"
        return line(Role.RELATED, "", (Role.VERDICT, words), instead, figure)
    verdict = (
        "These articles say nothing about that"
        if searched is None
        else f"Nothing about that in {where}"
    )
    return line(Role.NOTHING, "", (Role.VERDICT, verdict), figure)
