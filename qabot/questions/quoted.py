"""What a question quotes: somebody's words, of which none points at anything that was asked."""

from __future__ import annotations

from qabot.text.quotes import quotations

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
