"""A story that several articles print is read once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qabot.indexing.snapshot import Snapshot
from qabot.text.shingles import shingles
from qabot.types import ArticleRef, StoredPassage

_LOOKED_AT = 3
"""Passages looked at for each one wanted: a story in more copies than that takes more places."""
_PRINTED = 0.8
"""Share of a passage's shingles that make it nothing new; a new sentence leaves it below."""


def without_copies(snapshot: Snapshot, ranked: Sequence[int], top_k: int) -> list[StoredPassage]:
    """The first ``top_k`` of the passages with these ids that say something new, in order.

    Among copies of a story one speaks, if the filters and the question let it come this far; a
    passage of another copy is left out where those of the speaking one print the same. What only
    that copy adds to the story stays.
    """
    near = ranked[: _LOOKED_AT * top_k]
    groups = snapshot.copies_of(snapshot.articles_of(near))
    if not groups:
        return snapshot.passages(ranked[:top_k])
    passages = snapshot.passages(near, vectors=False)
    printed: dict[int, set[str]] = {}
    for passage in passages:
        if passage.article_id in groups:
            printed.setdefault(passage.article_id, set()).update(shingles(passage.text))
    kept: list[int] = []
    for passage in passages:
        if len(kept) == top_k:
            break
        if not _is_printed(passage, groups.get(passage.article_id, {}), printed):
            kept.append(passage.id)
    return snapshot.passages(kept)


def _is_printed(
    passage: StoredPassage,
    group: Mapping[int, ArticleRef],
    printed: Mapping[int, Collection[str]],
) -> bool:
    """Whether a copy that speaks before this one prints what the passage says."""
    own = shingles(passage.text)
    for other in group:
        if other == passage.article_id:
            return False
        if len(own.intersection(printed.get(other, ()))) >= _PRINTED * len(own):
            return True
    return False
