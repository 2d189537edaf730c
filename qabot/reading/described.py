"""Who or what something is, and who holds an office: what tells it for sure comes first."""

from __future__ import annotations

from qabot.questions.kinds import Kind
from qabot.reading.name_descriptions import PLAIN, Description, description_in
from qabot.reading.office_holders import holder_first
from qabot.reading.sentence_groups import Groups
from qabot.reading.task import ReadingTask
from qabot.types import Span
from qabot.types.explanations import ScoredSentence

_BY_RANK = 0.1
"""What one of a sentence's ranking logit counts beside how plainly it tells."""


def told_first(task: ReadingTask, groups: Groups) -> tuple[Groups, Span | None]:
    """The groups, led by what tells it for sure, and where in that.

    For who or what something is that is the words beside its name, for who holds an office the
    name beside that. None where nothing of the kind is asked, or printed.
    """
    if task.wanted.office is not None:
        return holder_first(task.wanted.office, groups)
    return _described_first(task, groups)


def _described_first(task: ReadingTask, groups: Groups) -> tuple[Groups, Span | None]:
    """The groups, led by those that tell who or what is asked about, and what the first prints.

    A reader trained on questions of all kinds finds little in "Italy coach John Kirwan said" that
    answers "who is John Kirwan".
    """
    name = task.wanted.described
    if name.islower() and task.wanted.kind is not Kind.PERSON:  # "what is phishing"
        return groups, None
    told: dict[int, tuple[float, Description]] = {}
    for number, (first, *_) in enumerate(groups if name else ()):
        found = _description(task, first, name)
        if found is not None and found.plainness >= PLAIN:
            told[number] = found.plainness + _BY_RANK * first.score, found
    if not told:
        return groups, None
    best = sorted(told, key=lambda number: -told[number][0])
    others = [group for number, group in enumerate(groups) if number not in told]
    return [*(groups[number] for number in best), *others], told[best[0]][1].span


def _description(task: ReadingTask, sentence: ScoredSentence, name: str) -> Description | None:
    """What a sentence prints beside the name, or the surname, if its article has the full name."""
    if name.split()[-1].lower() not in sentence.text.lower():
        return None
    if name.lower() not in task.snapshot.article(sentence.stored.article_id).text.lower():
        return None
    return description_in(sentence.text, name, person=task.wanted.kind is Kind.PERSON)
