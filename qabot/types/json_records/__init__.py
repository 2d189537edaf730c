"""Values as JSON: what is printed, what sessions keep, and what it is made of again.

A record is the form of one value, declared once: its fields are the names in JSON, in order, and
msgspec checks and describes them.
"""

from __future__ import annotations

from qabot.types.json_records.answer_records import (
    AgreementRecord,
    AnswerRecord,
    ArticleRefRecord,
    CitationRecord,
    CitedSpanRecord,
    DifferingAnswerRecord,
    FiltersRecord,
    SourceRecord,
    SpeakerRecord,
    UnderstoodDatesRecord,
    UnmetRecord,
)
from qabot.types.json_records.list_records import (
    ArticleMentionsRecord,
    EventRecord,
    MentionsRecord,
    TallyRecord,
    TimelineRecord,
)
from qabot.types.json_records.passage_records import SavedAnswerRecord, ScoredPassageRecord
from qabot.types.json_records.record import Record
from qabot.types.json_records.report_records import (
    CheckReportRecord,
    FileNamesRecord,
    FindingRecord,
    IndexStatusRecord,
    SyncReportRecord,
)

__all__ = ["SavedAnswerRecord", "record_type"]

_RECORDS: tuple[type[Record], ...] = (
    AgreementRecord,
    AnswerRecord,
    ArticleMentionsRecord,
    ArticleRefRecord,
    CheckReportRecord,
    CitationRecord,
    CitedSpanRecord,
    DifferingAnswerRecord,
    EventRecord,
    FileNamesRecord,
    FindingRecord,
    FiltersRecord,
    IndexStatusRecord,
    MentionsRecord,
    ScoredPassageRecord,
    SourceRecord,
    SpeakerRecord,
    SyncReportRecord,
    TallyRecord,
    TimelineRecord,
    UnderstoodDatesRecord,
    UnmetRecord,
)
_BY_NOUN = {record.noun: record for record in _RECORDS}


def record_type(noun: type) -> type[Record]:
    """The record that a type is written as."""
    return _BY_NOUN[noun]
