"""Who says it: the speaker of a sentence, by rules about how news articles print speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from qabot.reading.cues import Cue, best_cue, find_cues, statement_of, subject_alone
from qabot.reading.names import ABBREVIATED, Names, is_person, untitled
from qabot.reading.phrases import MASK, Line, leading_subject
from qabot.reading.vocabulary import (
    DETERMINERS,
    NEEDS_CLAUSE,
    PARTICLES,
    POSSESSIVES,
    PRONOUNS,
    ROLES,
    VERBS,
)
from qabot.text.quotes import quotations_within
from qabot.text.sentences import paragraphs
from qabot.types import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence, and where the article shows it.

    ``mention`` is the speaker as printed beside the statement ("Mr Kim", "the minister", "he");
    ``name`` is where the article prints that person in full without titles, the mention itself if
    nowhere better. ``statement`` is what is said, inside the sentence that was asked about; when
    the speaker is named in its midst, it reaches around that. ``verb`` is the verb or phrase of
    saying, None if there is only a colon or the speaker is told by the neighbourhood.
    """

    mention: Span
    name: Span
    statement: Span
    verb: str | None


def attribute(text: str, sentences: Sequence[Span], target: int) -> Attribution | None:
    """Who says the sentence at position ``target``, or None if the article itself asserts it.

    Args:
        text: the article.
        sentences: a partition of it (see :func:`qabot.text.sentences.sentences`).
        target: index into ``sentences``.
    """
    return _Reading(text, sentences).attribution(sentences[target])


_ASKED = "|".join(sorted((form for form, (_, _, how) in VERBS.items() if how > 1), reverse=True))
_HELD = "thinks?|thought|believes?|believed|fears?|feared|called|calls|dubbed"
_HELPERS = (
    r"(?:'s|'d)?\s+(?:(?:has|have|had|it|first|also|once|then|later|ever|\w+ly"
    r"|(?:was|is)\s+(?:it|the (?:one|person|first))\s+(?:that|who|to)"
    r"|(?:is|are|was|were)(?=\s+(?:\w+ing|quoted|cited)\b))\s+){0,4}"
)
_WHO = r"(?:who(?:ever)?|(?:which|what)(?:\s+(?!did|does|do|was|were|is|are)[\w'-]+){1,4}?)"
_WHO_SAID = re.compile(
    rf"^(?:\W|and |but |so |do you know |tell me |name )*{_WHO}{_HELPERS}"
    rf"(?P<verb>{_ASKED}|{_HELD})\b(?:\s+as\s+saying)?(?:\s+that\b)?[\s,:]*",
    re.IGNORECASE,
)
_NOUN = "(?:word|quote|claim|statement|remark|comment|view|opinion|warning|denial|announcement"
_WHOSE_WORDS = re.compile(
    r"^\W*(?:according to (?:whom|who|which \w+)\b|(?:in|by) whose \w+"
    rf"|whose {_NOUN})s?\s+(?:is|are|was|were)\b(?:\s+(?:it|this|these|that)\b)?"
    rf"|who\s+(?:made|issued|gave)\s+(?:the|this|that|these)\s+{_NOUN}|promise)s?\b"
    r")[\s,:]*(?:that\s+)?",
    re.IGNORECASE,
)
_ASKED_LAST = re.compile(
    r"[\s,:–—-]*\b(?:who (?:said|says|claimed|wrote|stated)(?: (?:it|this|that|so|these words))?"
    r"|according to (?:whom|who)|whose words (?:are|were) (?:these|those|they))\W*$",
    re.IGNORECASE,
)
_HEARER = re.compile(r"^(?!that\b)(?:[\w'’-]+\s+){1,4}that\s+", re.IGNORECASE)
_CONTENT = re.compile(r"that\b|how\b|why\b|whether\b|.*[“\"‘«„]|.*\s(?:an?|it)\s", re.IGNORECASE)
_OTHER_USES = NEEDS_CLAUSE - {"believe", "think", "fear"} | {"write"}


def asks_for_speaker(question: str) -> bool:
    """Whether the question wants a speaker ("Who warned that ...?", "According to whom ...?").

    "Who did X say ...?", "What did X say?" and "Who was told?" do not: there the speaker is given
    or not wanted. "Who wrote Hamlet?" and "Who called the police?" are not about speech.
    """
    asked = _straight(question)
    match = _WHO_SAID.match(asked)
    if match is None:
        return bool(_WHOSE_WORDS.match(asked) or _ASKED_LAST.search(asked))
    if VERBS[match["verb"].lower()][0] not in _OTHER_USES:
        return True
    return match.group().rstrip().endswith(" that") or bool(_CONTENT.match(asked[match.end() :]))


def statement_asked_for(question: str) -> str:
    """The question without its who-said frame: what to look for in the articles.

    A question without such a frame, or without anything else, comes back as it is but for its
    question mark.
    """
    asked = _straight(question)
    match = (
        (_WHO_SAID.match(asked) or _WHOSE_WORDS.match(asked)) if asks_for_speaker(asked) else None
    )
    ending = None if match else _ASKED_LAST.search(asked)
    start = match.end() if match else 0
    statement = _unquoted(question[start : ending.start() if ending else len(question)])
    if match and match.re is _WHO_SAID and VERBS[match["verb"].lower()][0] in _HAS_HEARER:
        statement = _HEARER.sub("", statement)
    return statement or _unquoted(question)


_HAS_HEARER = frozenset("tell warn assure reassure inform".split())


def _unquoted(statement: str) -> str:
    """Without the question mark and the marks around the whole."""
    statement = statement.strip().rstrip("?").strip()
    if len(statement) > 1 and statement[0] in "“\"'‘«„" and statement[-1] in "”\"'’»“":
        return statement[1:-1].strip()
    return statement


def _straight(question: str) -> str:
    return question.replace("’", "'").replace("‘", "'").replace("\xa0", " ")


def _is_role(words: Sequence[str]) -> bool:
    if words[-1] not in ROLES or not all(word.isalpha() for word in words):
        return False
    return words[0] in DETERMINERS or all(word in ROLES or word == "prime" for word in words)


_STRAIGHTENED = (("’", "'"), ("‘", "'"), ("\xa0", " "), ("\u202f", " "), ("\t", " "), (MASK, " "))
_CLOSING_MARK = re.compile(rf"{MASK}{{1,2}} ")


_LINE_BREAKS = re.compile(r"[\r\n\f\v]")
_CUT_SHORT = re.compile(rf"\b{ABBREVIATED}$")


def _mended(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences, with those cut after "Ms." and the like put together again."""
    start = None
    for sentence in sentences:
        begin = sentence.start if start is None else start
        if _CUT_SHORT.search(text, max(begin, sentence.end - 8), sentence.end):
            start = begin
            continue
        yield Span(begin, sentence.end)
        start = None
    if start is not None:
        yield Span(start, sentences[-1].end)


_BECOMING = "(?:as|becomes?|became|elected|named|appointed)"
_FAR = 60
"""Sentences to look back or on for a speaker."""


def _expects_tag(text: str, quote: Span) -> bool:
    """Whether a quotation can be followed by "he said": it does not end in a full stop."""
    return not re.search(r"(?<!\.)\.\W{1,3}$", text[max(quote.start, quote.end - 6) : quote.end])


class _Reading:
    """One article while one of its sentences is attributed."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = list(_mended(text, sentences))
        self.starts = [sentence.start for sentence in self.sentences]
        self.paragraphs = paragraphs(text)
        self.quotes = [quote for part in self.paragraphs for quote in quotations_within(text, part)]
        self.flat, self.narration = self._flattened()

    @cached_property
    def names(self) -> Names:
        """The article's full names; most of the work, so only when someone is to be resolved."""
        return Names(self.flat)

    def _flattened(self) -> tuple[str, str]:
        """The text with straight apostrophes and no line breaks in paragraphs; the same, masked."""
        straight = self.text
        for printed, plain in _STRAIGHTENED:
            straight = straight.replace(printed, plain)
        flat, last = [], 0
        for paragraph in self.paragraphs:
            flat += ["\n" * (paragraph.start - last), _LINE_BREAKS.sub(" ", paragraph.of(straight))]
            last = paragraph.end
        flat.append("\n" * (len(straight) - last))
        text = "".join(flat)
        narration, last = [], 0
        for quote in self.quotes:
            narration.append(text[last : quote.start])
            narration.append(self._masked(text, quote))
            last = quote.end
        return text, "".join([*narration, text[last:]])

    def _masked(self, text: str, quote: Span) -> str:
        inner = text[quote.start + 1 : quote.end - 1]
        before, after = text[quote.start - 2 : quote.start], text[quote.end : quote.end + 2]
        nickname = (
            inner.isalpha() and before[:1].isalpha() and after[:1] == " " and after[1:].isupper()
        )
        return f" {inner} " if nickname and inner[0].isupper() else MASK * len(quote)

    # ------------------------------------------------------------------ one sentence and around it

    def attribution(self, sentence: Span) -> Attribution | None:
        """See :func:`attribute`."""
        target = self._index(sentence.start)
        span = self.sentences[target]
        line = self._line(span)
        cue = best_cue(line)
        if cue:
            statement = statement_of(self.text, line, cue, span)
            return self._attributed(line, cue, target, statement)
        quote = self._main_quote(span)
        if quote is None:
            return None
        found = self._around(target, quote)
        if found is None:
            return None
        index, line, cue = found
        statement = Span(max(quote.start, span.start), min(quote.end, span.end))
        return self._attributed(line, cue, index, statement)

    def _line(self, span: Span) -> Line:
        """The sentence's tokens, but for the mark that closes the quotation before it."""
        tail = _CLOSING_MARK.match(self.narration, span.start, span.end)
        return Line(self.narration, Span(tail.end(), span.end) if tail else span)

    def _main_quote(self, span: Span) -> Span | None:
        """The quotation that most of the sentence stands in, if there is one."""
        first = max(0, bisect_right(self.quotes, span.start, key=lambda quote: quote.start) - 1)
        best, share = None, 0
        for quote in self.quotes[first:]:
            if quote.start >= span.end:
                break
            overlap = min(quote.end, span.end) - max(quote.start, span.start)
            if overlap > share:
                best, share = quote, overlap
        return best if best and best.start <= span.start + 1 else None

    def _around(self, target: int, quote: Span) -> tuple[int, Line, Cue] | None:
        """The cue for a quotation whose sentence has none: behind it, before it, further on."""
        last = self._index(quote.end - 1)
        for index in range(last, min(last + 2, len(self.sentences))):
            found = self._tag(index, quote)
            if found:
                return found
        return self._earlier(self._index(quote.start), target) or self._later(last + 1, target)

    def _tag(self, index: int, quote: Span) -> tuple[int, Line, Cue] | None:
        """The cue that follows a quotation at once: “...,” he said."""
        end = self.sentences[index].end
        if self.text[quote.end : self.sentences[index].start].strip(" ") or end <= quote.end:
            return None
        if self.sentences[index].start >= quote.end and not _expects_tag(self.text, quote):
            return None
        line = Line(self.narration, Span(quote.end - 1, end))
        cue = best_cue(line)
        if cue and cue.trailing and min(cue.subject[0], cue.verb[0]) <= 3:
            return index, line, cue
        return None

    def _earlier(self, start: int, target: int) -> tuple[int, Line, Cue] | None:
        """The last cue before: in the quotation's paragraph, or the one before it.

        Paragraphs that are all quotation are passed over, so a long quotation goes back to where
        its speaker was named.
        """
        own = self._paragraph(start)
        narrated = None
        for index in range(start, max(-1, start - _FAR), -1):
            here = self._paragraph(index)
            if narrated not in (None, here):
                return None
            line = self._line(self.sentences[index])
            cue = (best_cue(line) or subject_alone(line, here == own)) if index != target else None
            if cue:
                return index, line, cue
            if here != own and not all(line.is_break(at) for at in range(len(line))):
                narrated = here
        return None

    def _later(self, start: int, target: int) -> tuple[int, Line, Cue] | None:
        """The next cue behind: in the same paragraph, or at the next one's beginning."""
        paragraph = self._paragraph(target)
        for index in range(start, min(len(self.sentences), start + _FAR)):
            here = self._paragraph(index)
            line = self._line(self.sentences[index])
            cue = best_cue(line)
            if cue:
                return index, line, cue
            if here != paragraph:
                return None
        return None

    def _index(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _paragraph(self, index: int) -> int:
        if index >= len(self.sentences):
            return len(self.paragraphs)
        return bisect_right(self.paragraphs, self.starts[index], key=lambda span: span.start)

    def _attributed(self, line: Line, cue: Cue, index: int, statement: Span) -> Attribution:
        mention = line.span(*cue.subject)
        name = self._resolved(line, cue, index) or mention
        verb = line.span(*cue.verb).of(self.text) if cue.verb[1] > cue.verb[0] else None
        return Attribution(mention, name, statement, verb)

    # ---------------------------------------------------------------------------- who it is in full

    def _resolved(self, line: Line, cue: Cue, index: int) -> Span | None:
        mention = line.span(*cue.subject)
        words = line.lower[cue.subject[0] : cue.subject[1]]
        pronoun = POSSESSIVES.get(words[0], words[0]) if len(words) == 1 else ""
        if pronoun in {"he", "she"}:
            return self._antecedent(pronoun, line, cue, index)
        if pronoun == "they":
            return self._plural(index)
        if "and" in words or pronoun in PRONOUNS:
            return None
        if _is_role(words):
            return self._role(words, mention)
        small = {word for word in line.words[slice(*cue.subject)] if word.islower()}
        if not small - DETERMINERS - PARTICLES - {"of", "&"}:
            return self.names.full_name(mention) or untitled(self.flat, mention).span
        return None

    def _role(self, words: list[str], mention: Span) -> Span | None:
        if words[0] in {"a", "an", "one", "some", "another", "several", "two", "three"}:
            return None
        phrase = [word for word in words if word not in DETERMINERS]
        for first in range(len(phrase)):
            holder = self.names.role_holder(" ".join(phrase[first:]), mention, earlier=first > 0)
            if holder:
                return holder
        return self._appointed(phrase[-1], mention)

    def _appointed(self, role: str, mention: Span) -> Span | None:
        """The subject of an earlier "took the oath as president" or "was elected president"."""
        pattern = rf"\b{_BECOMING} (?:the )?(?:[\w'-]+ ){{0,2}}{re.escape(role)}\b"
        for match in re.finditer(pattern, self.narration[: mention.start], re.IGNORECASE):
            line = self._line(self.sentences[self._index(match.start())])
            subject = leading_subject(line)
            if subject and line.is_name(subject[1] - 1):
                return self.names.full_name(line.span(*subject))
        return None

    def _antecedent(self, pronoun: str, line: Line, cue: Cue, index: int) -> Span | None:
        """Whom "he" or "she" means: the subject before, else the nearest name that fits.

        Not someone whom the statement names: people rarely speak of themselves by name.
        """
        mention = line.span(*cue.subject)
        start = self.sentences[index].start
        said = self.flat[start : mention.start] if cue.trailing else ""
        unlikely = frozenset(re.findall(r"\w+", said.lower()))
        for other in find_cues(line):
            if other.verb[1] <= cue.extent[0] and line.is_name(other.subject[1] - 1):
                subject = line.span(*other.subject)
                return self.names.full_name(subject) or subject
        nearer = [] if cue.trailing else [Line(self.narration, Span(start, mention.start))]
        before = range(index - 1, max(-1, index - _FAR), -1)
        further = (self._line(self.sentences[earlier]) for earlier in before)
        for candidate in chain(nearer, further):
            name = self._person(candidate, pronoun, unlikely)
            if name:
                return name
        return self._nearest_name(pronoun, mention.start, unlikely)

    def _person(self, line: Line, pronoun: str, unlikely: frozenset[str]) -> Span | None:
        """The speaker or else the subject of a line, if that is a person whom the pronoun fits."""
        cue = best_cue(line)
        if cue:
            name = self._who(line, cue.subject)
            if name and self._fits(name, pronoun, unlikely):
                return name
        subject = leading_subject(line)
        name = self._who(line, subject) if subject else None
        if name is None or not self._fits(name, pronoun, unlikely):
            return None
        return name if self.names.is_surely_person(name) else None

    def _who(self, line: Line, subject: tuple[int, int]) -> Span | None:
        """The person whom a subject names, or the subject if it is a role without a name."""
        mention = line.span(*subject)
        words = line.lower[slice(*subject)]
        if _is_role(words):
            return self._role(words, mention) or mention
        if not line.is_name(subject[1] - 1) or "and" in words:
            return None
        short = untitled(self.flat, mention)
        titled = short.span if short.title and is_person(short.words) else None
        return self.names.full_name(mention) or titled

    def _fits(self, name: Span, pronoun: str, unlikely: frozenset[str]) -> bool:
        words = tuple(name.of(self.flat).lower().split())
        return words[-1] not in unlikely and self.names.gender(words) in (None, pronoun)

    def _nearest_name(self, pronoun: str, position: int, unlikely: frozenset[str]) -> Span | None:
        for name in islice(self.names.before(position), _FAR):
            quoted = self.narration[name.span.start] == MASK
            if quoted or not self.names.is_surely_person(name.span):
                continue
            if self._fits(name.span, pronoun, unlikely):
                return name.span
        return None

    def _plural(self, index: int) -> Span | None:
        """Whom "they" means: the last speakers who are more than one."""
        for earlier in range(index - 1, max(-1, index - 6), -1):
            line = self._line(self.sentences[earlier])
            cue = best_cue(line)
            if cue and (
                line.lower[cue.subject[1] - 1].endswith("s")
                or "and" in line.lower[slice(*cue.subject)]
            ):
                return line.span(*cue.subject)
        return None
