"""The best sentences as the answer, with the short answer that a reader found in the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qabot.dates.resolving import resolved_date
from qabot.questions.kinds import Kind
from qabot.reading.agreement import agreement
from qabot.reading.citing import cite_groups, cited_span
from qabot.reading.described import told_first
from qabot.reading.finding import Found, find, group_sentences
from qabot.reading.fitting_answers import fitting_first
from qabot.reading.outcome import NOTHING_FOUND, Outcome
from qabot.reading.persons import WhoAnswers, naming_another, role_printed
from qabot.reading.qualifiers import meeting_qualifiers, meets_qualifiers
from qabot.reading.sentence_groups import Groups
from qabot.reading.several_answers import asks_for_list, list_items, listed_answer
from qabot.reading.short_answers import read_span, short_answer
from qabot.reading.speakers import cite_printed, leaves_out_speaker, speaking_first
from qabot.reading.task import ReadingTask
from qabot.reading.verdict import leaves_out_fate, leaves_out_negation, verdict
from qabot.reading.yes_no import affirms
from qabot.types import Span, Unmet, Verdict
from qabot.types.explanations import ChosenBy, ScoredSentence

_TOLD = 0.9
"""Confidence at least where it stands beside a name who or what that is: of 52 answers to
questions over BBC news that were raised to it, 51 are what their askers took."""
_DOUBTFUL = 0.25
"""Confidence at most where a sentence is silent on what the question turns on."""


def read_best(task: ReadingTask) -> Outcome:
    """The span that the reader found in the first sentence, or the sentence itself."""
    found = find(task)
    return choose_best(task, found, group_sentences(task, found)) if found else NOTHING_FOUND


def choose_best(
    task: ReadingTask, found: Found, groups: Groups, *, doubtful: bool = False
) -> Outcome:
    """The leading sentences as the answer if it is sure enough, else as related.

    Args:
        doubtful: whether they are related at most, however sure it is.
    """
    groups, unmet, who, fits = _led_by_what_fits(task, found, groups)
    groups, told = told_first(task, groups)
    if told is not None:
        unmet, who, fits = None, WhoAnswers(), True
    decided, probability = judge(
        task, found, groups, doubtful=doubtful or not fits, least=_TOLD if told else 0.0
    )
    if decided is not Verdict.ANSWERED:
        return replace(unsure(task, found, groups, probability), unmet=unmet)
    chosen = _worth_citing(task, found.kind, groups)
    citations = cite_groups(task.snapshot, chosen)
    best = groups[0][0]
    listed = asks_for_list(task.wanted)
    answer = listed_answer if listed else short_answer
    short = answer(best.text, read_span(best), task.wanted)
    if told is not None:
        short = _longer(told, short, best.text)
    person = who.person
    place = person.name if person else short.shifted(best.span.start)
    role = role_printed(task, best, place)
    printed = [place, role] if role else [place]
    citations += cite_printed(task.snapshot, best.stored.article_id, printed, citations, best.score)
    comparable = told is None and found.kind is not Kind.YES_NO and task.budget.has_time()
    agreed = agreement(task, groups, citations) if comparable else None
    differing = agreed.differing if agreed else ()
    return Outcome(
        Verdict.ANSWERED,
        probability,
        place.of(task.snapshot.article(best.stored.article_id).text),
        citations=citations
        + tuple(one.citation for one in differing if one.citation not in citations),
        agreement=agreed,
        ranking=found,
        span=cited_span(citations, best.stored.article, place),
        mention_span=cited_span(citations, best.stored.article, person.mention) if person else None,
        resolved=_resolved(best, short, found.kind),
        role=role.of(task.snapshot.article(best.stored.article_id).text) if role else None,
        items=list_items(task.wanted, chosen, citations) if listed else (),
        affirms=affirms(task.wanted, best.text, read_span(best)),
    )


def _led_by_what_fits(
    task: ReadingTask, found: Found, groups: Groups
) -> tuple[Groups, Unmet | None, WhoAnswers, bool]:
    """The groups, led by one that meets the question, if one near the first does.

    With them come what it does not meet, whom it names, and whether it may answer at all.
    """

    def near(lead: float) -> Iterator[int]:
        numbers = _near(task, found, groups, lead)
        return (one for one in numbers if meets_qualifiers(task, groups[one][0], rarity))

    rarity = found.terms.weights
    reading = task.settings.reading
    instead = _near(task, found, groups, reading.instead_lead)
    groups, unmet = meeting_qualifiers(task, groups, instead, rarity)
    groups, who = naming_another(task, groups, _near(task, found, groups, reading.citation_lead))
    groups = speaking_first(
        task.snapshot, task.wanted.named_speaker, groups, near(reading.citation_lead)
    )
    groups, fits = fitting_first(task.wanted, groups, near(reading.instead_lead))
    return groups, unmet, who, unmet is None and not who.naming.misses and fits


def _near(task: ReadingTask, found: Found, groups: Groups, lead: float) -> Iterator[int]:
    """Numbers of further groups that would answer, too, and are at most that far from the first."""
    least = groups[0][0].score - lead
    for number, group in enumerate(groups):
        best = group[0]
        near = number > 0 and best.has_answer and best.score >= least
        if near and found.confidence(best) >= task.settings.reading.answered_from:
            yield number


def judge(
    task: ReadingTask,
    found: Found,
    groups: Groups,
    *,
    doubtful: bool = False,
    least: float = 0.0,
) -> tuple[Verdict, float]:
    """Whether the first sentence answers, and the probability that it does, ``least`` or more."""
    first = groups[0][0]
    probability = max(found.confidence(first), least)
    decided = verdict(probability, task.settings)
    if decided is Verdict.ANSWERED and (doubtful or _leaves_out(task, first)):
        probability = min(probability, _DOUBTFUL)
        decided = verdict(probability, task.settings, doubtful=True)
    return decided, probability


def unsure(
    task: ReadingTask,
    found: Found,
    groups: Groups,
    probability: float,
    chosen_by: ChosenBy = ChosenBy.RANK,
) -> Outcome:
    """The closest few sentences where none is sure to answer, or none of them."""
    decided = verdict(probability, task.settings, doubtful=True)
    shown = groups[: task.settings.reading.citations] if decided is Verdict.RELATED else ()
    citations = cite_groups(task.snapshot, shown)
    return Outcome(decided, probability, citations=citations, chosen_by=chosen_by, ranking=found)


def _leaves_out(task: ReadingTask, sentence: ScoredSentence) -> bool:
    """Whether a sentence is silent on what the question turns on: a denial, a fate, a speaker."""
    wanted = task.wanted
    return (
        leaves_out_negation(wanted, sentence.text)
        or leaves_out_fate(wanted, sentence.text)
        or leaves_out_speaker(task.snapshot, wanted.named_speaker, sentence)
    )


def _longer(told: Span, read: Span, sentence: str) -> Span:
    """What tells who someone is, or what was read if that goes on: "a coach and poet"."""
    goes_on = read.start == told.start and told.end < read.end < len(sentence.rstrip(' ."”'))
    return read if goes_on else told


def _resolved(best: ScoredSentence, short: Span, kind: Kind) -> str | None:
    """What a short answer such as "last night" means, where it is asked when."""
    if kind is not Kind.TIME:
        return None
    return resolved_date(best.text, short, best.stored.article.published)


def _worth_citing(task: ReadingTask, kind: Kind, groups: Groups) -> Groups:
    """The leading groups that come near the best; an account's as its article tells it."""
    account, settings = kind is Kind.ACCOUNT, task.settings.reading
    most = settings.account_citations if account else settings.citations
    least = groups[0][0].score - settings.citation_lead
    chosen = [group for group in groups[:most] if group[0].score >= least]
    return _in_order(chosen) if account else chosen


def _in_order(groups: Groups) -> Groups:
    """The best, then sentences of its article as they stand in it, then the others."""
    best, *further = groups
    article = best[0].stored.article_id
    together = [group for group in further if group[0].stored.article_id == article]
    others = [group for group in further if group[0].stored.article_id != article]
    return [best, *sorted(together, key=lambda group: group[0].span), *others]
