"""From passages to an answer: which way of answering a question is for."""

from __future__ import annotations

from qabot.questions.topics import TopicQuestion
from qabot.reading.best_sentences import choose_best, read_best
from qabot.reading.briefs import read_brief
from qabot.reading.finding import find, group_sentences
from qabot.reading.leads import read_leads
from qabot.reading.outcome import Outcome
from qabot.reading.spoken import read_speaker
from qabot.reading.statements import read_statements
from qabot.reading.task import ReadingTask


def read(task: ReadingTask) -> Outcome:
    """Choose the sentences that answer, and say how sure that is.

    What is asked for by dates alone is shown the first sentences of articles of that time. Asked
    what someone said, it is their statements; asked who said something, the speaker's full name;
    asked to tell of something, a brief.
    Anything else is answered by the best sentences, and the short answer that a reader found in
    the first. So is a question for someone's statements where none of them is surely meant.
    """
    wanted = task.wanted
    if not wanted.text and task.passages:
        return read_leads(task)
    if wanted.brief is not None:
        return read_brief(task, wanted.brief)
    if wanted.topic is not None:
        return _read_topic(task, wanted.topic)
    if wanted.speaker is not None:
        return read_speaker(task, wanted.speaker)
    return read_best(task)


def _read_topic(task: ReadingTask, asked: TopicQuestion) -> Outcome:
    found = find(task) if task.reader is not None and asked.topic else None
    stated = read_statements(task, asked, found)
    if stated is not None:
        return stated
    return choose_best(task, found, group_sentences(task, found)) if found else read_best(task)
