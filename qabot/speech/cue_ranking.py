"""Which of a sentence's cues tells who says it as a whole."""

from __future__ import annotations

from qabot.english.function_words import POSSESSIVES, SUBORDINATORS
from qabot.speech.cues import Cue, find_cues
from qabot.speech.subjects import leading_subject
from qabot.speech.tokens import Line


def best_cue(line: Line) -> Cue | None:
    """The cue that tells who says the line as a whole, if there is one."""
    cues = find_cues(line)
    colon = _colon_cue(line) if not any(cue.strength == 3 for cue in cues) else None
    ranked = [*cues, colon] if colon else cues
    frame = next((cue for cue in cues if _holds_the_rest(line, cue)), None)
    return max(ranked, key=lambda cue: (_rank(line, cue, frame), -cue.verb[0]), default=None)


def aside_cue(line: Line, main: Cue) -> Cue | None:
    """The cue of another speaker in "After X argued that ..., " before the line's own."""
    if main.trailing:
        return None
    for cue in find_cues(line):
        reported = cue.strength > 1 and line.at(cue.verb[1]) == "that"
        before = cue.verb[1] + 1 < main.extent[0]
        if reported and before and line.at(cue.subject[0] - 1) in _SUBORDINATING:
            same = line.lower[slice(*cue.subject)] == line.lower[slice(*main.subject)]
            return None if same else cue
    return None


def _holds_the_rest(line: Line, cue: Cue) -> bool:
    """Whether what follows in the line is what this cue's speaker says."""
    if line.at(cue.subject[0] - 1) in _SUBORDINATING:
        return False
    return cue.strength == 3 or line.at(cue.verb[1]) == "that"


def _rank(line: Line, cue: Cue, frame: Cue | None) -> int:
    """A speaker beats a source ("according to"); a frame beats what it holds ("X said Y said")."""
    if line.at(cue.verb[0]) == "according":
        return 5
    rank = 2 * cue.strength - 3 * cue.relative
    first, last = cue.extent
    near = range(last, min(last + 3, len(line)))
    if line.is_quote(first - 1) or any(line.is_quote(index) for index in near):
        rank += 2
    if cue.trailing:
        return rank + 3 if cue.strength > 1 else rank
    if line.at(first - 1) in _SUBORDINATING:
        rank -= 2
    joined = line.at(first - 1) in {"and", "but", ";"} and rank > 7
    return rank - 4 if frame and frame.verb[0] < first and not joined else rank


_SUBORDINATING = SUBORDINATORS - {"but", "so", "yet"}


def _colon_cue(line: Line) -> Cue | None:
    """The subject of a sentence that ends in a quotation behind a colon."""
    for index in range(1, len(line)):
        if line.is_quote(index) and line.lower[index - 1] == ":":
            if line.lower[0] in POSSESSIVES:
                return Cue((0, 1), (index, index), 1, trailing=False)
            subject = leading_subject(line)
            return Cue(subject, (index, index), 1, trailing=False) if subject else None
    return None


def subject_alone(line: Line, near: bool) -> Cue | None:
    """The person whom the sentence before a quotation is about."""
    subject = leading_subject(line) if near or line.at(len(line) - 1) == ":" else None
    if subject is None:
        return None
    person = line.is_name(subject[1] - 1) or line.lower[subject[0]] in {"he", "she"}
    return Cue(subject, (len(line), len(line)), 1, trailing=False) if person else None
