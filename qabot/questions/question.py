"""A question as it is understood: everything that its words tell, as a value to hand on."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.questions.asked_dates import AskedDates, AskedEvent
from qabot.questions.brief_requests import BriefRequest
from qabot.questions.fates import Fate
from qabot.questions.kinds import Kind
from qabot.questions.offices import Office
from qabot.questions.speaker_questions import SpeakerQuestion
from qabot.questions.topics import TopicQuestion
from qabot.questions.words import Word
from qabot.types import Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants of a sentence, as its words tell.

    ``text`` is the question; it is empty where nothing is left of it but the dates that choose the
    articles. ``query`` is what is searched for. ``looked_for`` are the words that a sentence should
    have: those of the statement where a ``speaker`` is asked for. ``kind``, ``denied`` and the
    ``fates`` that a number is asked of (dead, saved, hurt) are told by these.

    ``topic`` is set where it is asked what someone said, and ``named_speaker`` is whose words are
    asked for there and in "Did Y say ...?"; ``words_wanted`` tells that it is asked what someone
    said in whatever connection. ``brief`` is set where a few sentences are to tell of
    something; its topic is what is searched and looked for. ``counted`` is the word behind "how
    many", and ``described`` is that of which it is asked who or what it is, ``office`` the one
    whose holder is asked for. ``quoted`` are the words that it quotes, if it asks who said them.

    ``names`` are those that it prints, and ``content`` its words that are names or carry meaning,
    but the first. ``negated`` tells that it denies in whatever way. Asked who, one person answers
    an ``individual`` question, and ``leads`` tells that it is about who leads what has a name.
    """

    text: str
    query: str
    looked_for: str
    kind: Kind
    speaker: SpeakerQuestion | None = None
    topic: TopicQuestion | None = None
    brief: BriefRequest | None = None
    named_speaker: str | None = None
    words_wanted: bool = False
    counted: str = ""
    described: str = ""
    office: Office | None = None
    denied: bool = False
    fates: frozenset[Fate] = frozenset()
    quoted: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    content: tuple[Word, ...] = ()
    negated: bool = False
    individual: bool = False
    leads: bool = False

    @property
    def describes(self) -> bool:
        """Whether it is asked who or what something is."""
        return bool(self.described)

    @property
    def printed(self) -> tuple[str, ...]:
        """What an article has to print word by word: quoted words, or a name in full."""
        named = self.office.of if self.office else self.described
        return self.quoted or ((named,) if " " in named else ())


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood once (:func:`qabot.questions.understanding.understand`).

    ``text`` is the question as it was typed, with single spaces, and ``standalone`` what it means
    after the questions before it; that is what is shown and read with. One that ``leans`` on them
    is searched with those in ``earlier``, newest first, and ``carried`` are the words that came
    from there; ``own`` is how many words of meaning it has itself.

    ``dates`` are those that it asks about, or else ``event`` is what it counts from; ``undated`` is
    what is wanted without the phrase, if articles of these dates are asked. ``newest`` is where it
    says that it wants the latest. Their spans are of ``standalone``.

    ``alone`` is the same question as if it were the first one, for a follow-up that may be no
    follow-up after all. ``further`` is what is asked besides: "and when?".
    """

    text: str
    standalone: str
    wanted: Wanted
    leans: bool = False
    earlier: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    own: int = 0
    dates: AskedDates | None = None
    event: AskedEvent | None = None
    undated: Wanted | None = None
    newest: Span | None = None
    alone: Question | None = None
    further: Question | None = None
