"""Who a mention is in full: “Mr Kim”, “the minister”, “he” and “they” inside one article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice

from qabot.english.function_words import DETERMINERS, POSSESSIVES, PRONOUNS
from qabot.english.people import NAME_PARTICLES, ROLES
from qabot.speech.apposition import role_beside
from qabot.speech.cue_ranking import best_cue
from qabot.speech.cues import Cue, find_cues
from qabot.speech.names import is_person, untitled
from qabot.speech.narration import Narration
from qabot.speech.subjects import leading_subject
from qabot.speech.tokens import Line
from qabot.types import Span

FAR = 60
"""Sentences to look back or on for a speaker."""
_BECOMING = "(?:as|becomes?|became|elected|named|appointed)"


class Resolver:
    """Resolves the mentions of one article."""

    def __init__(self, narration: Narration) -> None:
        self._narration = narration
        self._flat = narration.flat
        self._roles: dict[str, Span | None] = {}
        self._people: dict[int, list[Span]] = {}
        self._inaugurations: dict[str, tuple[int, Span | None] | None] = {}

    def name(self, line: Line, cue: Cue, index: int) -> Span | None:
        """Where a cue's subject is printed in full; None if nowhere better than in the cue.

        Args:
            line: the sentence, or its part behind a quotation.
            index: the sentence's number.
        """
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
            return self.holder(words, mention)
        small = {word for word in line.words[slice(*cue.subject)] if word.islower()}
        if not small - DETERMINERS - NAME_PARTICLES - {"of", "&"}:
            return self._narration.names.full_name(mention) or untitled(self._flat, mention).span
        return None

    def role(self, name: Span) -> Span | None:
        """What the article says that a person is, where it prints their full name."""
        words = name.of(self._flat)
        if words not in self._roles:
            printings = chain([name], self._narration.names.printings(name))
            found = (self._role_at(printing) for printing in islice(printings, FAR))
            self._roles[words] = next(filter(None, found), None)
        return self._roles[words]

    def _role_at(self, name: Span) -> Span | None:
        line = self._narration.line(self._narration.index(name.start))
        inside = [at for at, span in enumerate(line.spans) if name.contains(span)]
        if not inside:
            return None
        role = role_beside(line, inside[0], inside[-1] + 1)
        return line.span(*role) if role else None

    def holder(self, words: list[str], mention: Span) -> Span | None:
        """The person whom a role without a name stands for."""
        if words[0] in {"a", "an", "one", "some", "another", "several", "two", "three"}:
            return None
        phrase = [word for word in words if word not in DETERMINERS]
        names = self._narration.names
        for first in range(len(phrase)):
            holder = names.role_holder(" ".join(phrase[first:]), mention, earlier=first > 0)
            if holder:
                return holder
        return self._appointed(phrase[-1], mention)

    def _appointed(self, role: str, mention: Span) -> Span | None:
        """The subject of an earlier "took the oath as president" or "was elected president"."""
        if role not in self._inaugurations:
            self._inaugurations[role] = self._inauguration(role)
        found = self._inaugurations[role]
        return found[1] if found and found[0] < mention.start else None

    def _inauguration(self, role: str) -> tuple[int, Span | None] | None:
        """Where the article first says that someone takes up a role, and who."""
        pattern = rf"\b{_BECOMING} (?:the )?(?:[\w'-]+ ){{0,2}}{re.escape(role)}\b"
        for match in re.finditer(pattern, self._narration.narration, re.IGNORECASE):
            line = self._narration.line(self._narration.index(match.start()))
            subject = leading_subject(line)
            if subject and line.is_name(subject[1] - 1):
                return match.start(), self._narration.names.full_name(line.span(*subject))
        return None

    def _antecedent(self, pronoun: str, line: Line, cue: Cue, index: int) -> Span | None:
        """Whom "he" or "she" means: the subject before, else the nearest name that fits.

        Not someone whom the statement names: people rarely speak of themselves by name.
        """
        mention = line.span(*cue.subject)
        start = self._narration.sentences[index].start
        said = self._flat[start : mention.start] if cue.trailing else ""
        unlikely = frozenset(re.findall(r"\w+", said.lower()))
        for other in find_cues(line):
            if other.verb[1] <= cue.extent[0] and line.is_name(other.subject[1] - 1):
                subject = line.span(*other.subject)
                return self._narration.names.full_name(subject) or subject
        return self.person_meant(pronoun, mention, index, unlikely)

    def person_meant(
        self, pronoun: str, mention: Span, index: int, unlikely: frozenset[str] = frozenset()
    ) -> Span | None:
        """Whom "he" or "she" means: who is spoken of before it, else the nearest name that fits.

        Args:
            mention: where the pronoun stands, in the sentence with number ``index``.
            unlikely: surnames of people who are not meant.
        """
        start = self._narration.sentences[index].start
        before = Line(self._narration.narration, Span(start, mention.start))
        name = self._fitting(self._people_in(before, best_cue(before)), pronoun, unlikely)
        if name:
            return name
        for earlier in range(index - 1, max(-1, index - FAR), -1):
            if earlier not in self._people:
                there = self._narration.line(earlier), self._narration.cue(earlier)
                self._people[earlier] = self._people_in(*there)
            name = self._fitting(self._people[earlier], pronoun, unlikely)
            if name:
                return name
        return self._nearest_name(pronoun, mention.start, unlikely)

    def _people_in(self, line: Line, cue: Cue | None) -> list[Span]:
        """The speaker of a line, then its subject, as far as they are people."""
        speaker = self._who(line, cue.subject) if cue else None
        subject = leading_subject(line)
        name = self._who(line, subject) if subject else None
        sure = name is not None and self._narration.names.is_surely_person(name)
        return [person for person in (speaker, name if sure else None) if person]

    def _fitting(
        self, people: Sequence[Span], pronoun: str, unlikely: frozenset[str]
    ) -> Span | None:
        return next((name for name in people if self._fits(name, pronoun, unlikely)), None)

    def _who(self, line: Line, subject: tuple[int, int]) -> Span | None:
        """The person whom a subject names, or the subject if it is a role without a name."""
        mention = line.span(*subject)
        words = line.lower[slice(*subject)]
        if _is_role(words):
            return self.holder(words, mention) or mention
        if not line.is_name(subject[1] - 1) or "and" in words:
            return None
        short = untitled(self._flat, mention)
        titled = short.span if short.title and is_person(short.words) else None
        return self._narration.names.full_name(mention) or titled

    def _fits(self, name: Span, pronoun: str, unlikely: frozenset[str]) -> bool:
        words = tuple(name.of(self._flat).lower().split())
        return words[-1] not in unlikely and self._narration.names.gender(words) in (None, pronoun)

    def _nearest_name(self, pronoun: str, position: int, unlikely: frozenset[str]) -> Span | None:
        names = self._narration.names
        for name in islice(names.before(position), FAR):
            quoted = self._narration.is_quoted(name.span.start)
            if quoted or not names.is_surely_person(name.span):
                continue
            if self._fits(name.span, pronoun, unlikely):
                return name.span
        return None

    def _plural(self, index: int) -> Span | None:
        """Whom "they" means: the last speakers who are more than one."""
        for earlier in range(index - 1, max(-1, index - 6), -1):
            line, cue = self._narration.line(earlier), self._narration.cue(earlier)
            if cue and (
                line.lower[cue.subject[1] - 1].endswith("s")
                or "and" in line.lower[slice(*cue.subject)]
            ):
                return line.span(*cue.subject)
        return None


def _is_role(words: Sequence[str]) -> bool:
    if words[-1] not in ROLES or not all(word.isalpha() for word in words):
        return False
    return words[0] in DETERMINERS or all(word in ROLES or word == "prime" for word in words)
