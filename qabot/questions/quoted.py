"""What a question quotes: somebody's words, of which none points at anything that was asked."""

from __future__ import annotations

from qabot.text.quotes import quotations

_LEAST = 3
"""Words that are told by their order; fewer are a name or a title."""
MASK = "Ξ"
"""Fills each quotation: a capital, so that it is one name, out of a script that has few here."""


def masked(question: str) -> str:
    """The question with each quotation in it as one name; every place stays where it was."""
    parts = []
    end = 0
    for quote in quotations(question):
        parts += [question[end : quote.start], MASK * len(quote)]
        end = quote.end
    return "".join(parts) + question[end:]


def quoted_words(question: str) -> tuple[str, ...]:
    """What a question quotes, as it would be printed inside other words."""
    inside = (quote.of(question).strip(_AROUND) for quote in quotations(question))
    return tuple(phrase for phrase in inside if len(phrase.split()) >= _LEAST)


_AROUND = " \n\"'“”„«»‘’`.,;:!?…"
