"""Who says it: the speakers of an article's sentences, by rules about how news prints speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qabot.speech.apposition import PrintedBeside, printed_speaker
from qabot.speech.cue_ranking import aside_cue, best_cue, subject_alone
from qabot.speech.cues import Cue
from qabot.speech.narration import Narration
from qabot.speech.resolution import FAR, Resolver
from qabot.speech.statement import statement_of
from qabot.speech.tokens import Line
from qabot.types import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence, and where the article shows it.

    ``mention`` is the speaker as printed beside the statement, with an apposition if there is one
    ("Mr Kim", "the minister", "he", "Ana Ruiz, an engineer in Lima"); ``name`` is where the
    article prints that person in full without titles, the mention itself if nowhere better;
    ``role`` is where it prints what they are ("an engineer in Lima"), None if nowhere.

    ``statement`` is what is said, inside ``sentence``; when the speaker is named in its midst, it
    reaches around that. ``verb`` is the verb or phrase of saying, None if there is only a colon or
    the speaker is told by the neighbourhood. ``direct`` tells a quotation from reported speech.
    """

    sentence: Span
    statement: Span
    mention: Span
    name: Span
    role: Span | None
    verb: str | None
    direct: bool


def attributions(text: str, sentences: Sequence[Span]) -> list[Attribution]:
    """All sentences of an article that someone says, in order; the others it asserts itself.

    One whose first clause tells what somebody else says ("After X argued that ..., Y said ...") is
    there for X and then for Y. Sentences that were cut after "Ms." and the like are told as one.

    Args:
        text: the article.
        sentences: a partition of it (see :func:`qabot.text.sentences.sentences`).
    """
    reading = _Reading(text, sentences)
    found: list[Attribution | None] = []
    for target in range(len(reading.narration.sentences)):
        found += reading.aside(target), reading.attribution(target)
    return [attribution for attribution in found if attribution]


def attribute(text: str, sentences: Sequence[Span], target: int) -> Attribution | None:
    """Who says the sentence at position ``target``, or None if the article itself asserts it.

    For more than one sentence of an article, :func:`attributions` does the work only once.
    """
    reading = _Reading(text, sentences)
    return reading.attribution(reading.narration.index(sentences[target].start))


def _expects_tag(text: str, quote: Span) -> bool:
    """Whether a quotation can be followed by "he said": it does not end in a full stop."""
    return not re.search(r"(?<!\.)\.\W{1,3}$", text[max(quote.start, quote.end - 6) : quote.end])


class _Reading:
    """One article while its sentences are attributed."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.narration = Narration(text, sentences)
        self._resolver = Resolver(self.narration)

    def attribution(self, target: int) -> Attribution | None:
        """Who says the sentence with this number."""
        narration = self.narration
        span = narration.sentences[target]
        line, cue = narration.line(target), narration.cue(target)
        if cue:
            statement = statement_of(narration.text, line, cue, span)
            return self._attributed(line, cue, target, span, statement)
        quote = narration.main_quote(span)
        if quote is None:
            return None
        found = self._around(target, quote)
        if found is None:
            return None
        index, line, cue = found
        statement = Span(max(quote.start, span.start), min(quote.end, span.end))
        return self._attributed(line, cue, index, span, statement)

    def aside(self, target: int) -> Attribution | None:
        """What someone else says in the clause before the speaker of the sentence is named."""
        line, main = self.narration.line(target), self.narration.cue(target)
        cue = aside_cue(line, main) if main else None
        if main is None or cue is None:
            return None
        end = main.extent[0]
        while end > cue.verb[1] + 1 and line.is_break(end - 1):
            end -= 1
        statement = line.span(cue.verb[1] + 1, end)
        return self._attributed(line, cue, target, self.narration.sentences[target], statement)

    def _attributed(
        self, line: Line, cue: Cue, index: int, sentence: Span, statement: Span
    ) -> Attribution:
        printed = printed_speaker(line, cue)
        mention = line.span(*printed.mention)
        name = self._resolver.name(line, cue, index) or line.span(*cue.subject)
        verb = line.span(*cue.verb).of(self.narration.text) if cue.verb[1] > cue.verb[0] else None
        role = self._role(line, printed, name)
        return Attribution(
            sentence, statement, mention, name, role, verb, self._is_direct(statement)
        )

    def _role(self, line: Line, printed: PrintedBeside, name: Span) -> Span | None:
        if printed.role:
            return line.span(*printed.role)
        return self._resolver.role(name)

    def _is_direct(self, statement: Span) -> bool:
        """Whether more than half of what is said stands in quotation marks."""
        return 2 * self.narration.quoted_length(statement) > len(statement)

    # ------------------------------------------------------------- where another sentence tells it

    def _around(self, target: int, quote: Span) -> tuple[int, Line, Cue] | None:
        """The cue for a quotation whose sentence has none: behind it, before it, further on."""
        last = self.narration.index(quote.end - 1)
        for index in range(last, min(last + 2, len(self.narration.sentences))):
            found = self._tag(index, quote)
            if found:
                return found
        first = self.narration.index(quote.start)
        return self._earlier(first, target) or self._later(last + 1, target)

    def _tag(self, index: int, quote: Span) -> tuple[int, Line, Cue] | None:
        """The cue that follows a quotation at once: “...,” he said."""
        text, sentence = self.narration.text, self.narration.sentences[index]
        if sentence.end <= quote.end:
            return None
        if sentence.start >= quote.end and not _expects_tag(text, quote):
            return None
        line = Line(self.narration.narration, Span(quote.end - 1, sentence.end))
        cue = best_cue(line)
        if cue and cue.trailing and min(cue.subject[0], cue.verb[0]) <= 3:
            return index, line, cue
        return None

    def _earlier(self, start: int, target: int) -> tuple[int, Line, Cue] | None:
        """The last cue before: in the quotation's paragraph, or the one before it.

        Paragraphs that are all quotation are passed over, so a long quotation goes back to where
        its speaker was named.
        """
        own = self.narration.paragraph(start)
        narrated = None
        for index in range(start, max(-1, start - FAR), -1):
            here = self.narration.paragraph(index)
            if narrated not in (None, here):
                return None
            line, cue = self.narration.line(index), self.narration.cue(index)
            cue = (cue or subject_alone(line, here == own)) if index != target else None
            if cue:
                return index, line, cue
            if here != own and not all(line.is_break(at) for at in range(len(line))):
                narrated = here
        return None

    def _later(self, start: int, target: int) -> tuple[int, Line, Cue] | None:
        """The next cue behind: in the same paragraph, or at the next one's beginning."""
        paragraph = self.narration.paragraph(target)
        for index in range(start, min(len(self.narration.sentences), start + FAR)):
            line, cue = self.narration.line(index), self.narration.cue(index)
            if cue:
                return index, line, cue
            if self.narration.paragraph(index) != paragraph:
                return None
        return None
