"""Clips to take elsewhere, in the formats of :mod:`qabot.wording.export`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from qabot.sessions.notebook import Clip
from qabot.wording.answer_lines import citation_lines
from qabot.wording.common_words import one_line
from qabot.wording.export import FORMATS
from qabot.wording.markdown_style import escaped, footnote, quotation
from qabot.wording.terminal_style import plain_lines

CLIPS_TITLE = "Notebook"


def clips_to_markdown(clips: Sequence[Clip]) -> str:
    """What was asked as headings, under each the sentences kept, as quotes with footnotes."""
    blocks, notes = [f"# {CLIPS_TITLE}"], []
    for question, group in groupby(_numbered(clips), lambda clip: clip.question):
        blocks.append(f"## {escaped(question)}")
        for clip in group:
            cited, *about = citation_lines(clip.citation)
            blocks.append(quotation(cited, clip.citation.number))
            notes.append(f"[^{clip.citation.number}]: {escaped(footnote(about))}")
    return "\n\n".join([*blocks, *notes]) + "\n"


def clips_to_json(clips: Sequence[Clip]) -> str:
    """Each clip with the names of a citation in JSON, to the letter."""
    values = [
        {
            "question": clip.question,
            "clipped": clip.clipped,
            "citation": clip.citation.to_dict(),
        }
        for clip in _numbered(clips)
    ]
    return json.dumps({"title": CLIPS_TITLE, "clips": values}, ensure_ascii=False, indent=2) + "\n"


def clips_to_text(clips: Sequence[Clip]) -> str:
    """What was asked, under each the sentences kept, with where they stand."""
    blocks = [CLIPS_TITLE]
    for question, group in groupby(_numbered(clips), lambda clip: clip.question):
        lines = (line for clip in group for line in citation_lines(clip.citation))
        blocks.append("\n".join([one_line(question), *plain_lines(lines)]))
    return "\n\n\n".join(blocks) + "\n"


CLIP_WRITERS: dict[str, Callable[[Sequence[Clip]], str]] = dict(
    zip(FORMATS, (clips_to_markdown, clips_to_json, clips_to_text), strict=True)
)
"""What writes a notebook in each format that answers are exported in."""


def _numbered(clips: Sequence[Clip]) -> list[Clip]:
    """The clips with their citations numbered through."""
    return [
        replace(clip, citation=replace(clip.citation, number=number))
        for number, clip in enumerate(clips, start=1)
    ]
