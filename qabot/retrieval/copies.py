"""A story that several articles print is read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qabot.store.snapshot import Snapshot
from qabot.text.shingles import shingles
from qabot.types import ArticleRef, StoredPassage

_Told = tuple[int, frozenset[str]]
"""A passage's id and its shingles."""

_LOOKED_AT = 3
"""Passages looked at for each one wanted: a story in more copies than that takes more places."""
_PRINTED = 0.8
"""Share of a passage's shingles that make it nothing new; a new sentence leaves it below."""


def without_copies(snapshot: Snapshot, ranked: Sequence[int], top_k: int) -> list[StoredPassage]:
    """The first ``top_k`` of the passages with these ids that say something new, in order.

    Among copies of a story one speaks, if the filters and the question let it come this far: it
    takes the place of a passage of another copy that says what it prints, too. What only that copy
    adds to the story stays.
    """
    near = ranked[: _LOOKED_AT * top_k]
    groups = snapshot.copies_of(snapshot.articles_behind(near))
    if not groups:
        return snapshot.passages(ranked[:top_k])
    told: dict[int, list[_Told]] = {}
    passages = snapshot.passages(near, vectors=False)
    for passage in passages:
        if passage.article_id in groups:
            told.setdefault(passage.article_id, []).append(
                (passage.id, frozenset(shingles(passage.text)))
            )
    kept: dict[int, None] = {}
    for passage in passages:
        if len(kept) == top_k:
            break
        group = groups.get(passage.article_id)
        kept.setdefault(_speaking(passage, group, told) if group else passage.id)
    return snapshot.passages(list(kept))


def _speaking(
    passage: StoredPassage, group: Mapping[int, ArticleRef], told: Mapping[int, Sequence[_Told]]
) -> int:
    """The passage itself, or that of a copy which speaks before its own and prints what it says."""
    own = frozenset(shingles(passage.text))
    for other in group:
        if other == passage.article_id:
            break
        printed = frozenset().union(*(one for _, one in told.get(other, ())))
        if told.get(other) and len(own & printed) >= _PRINTED * len(own):
            return max(told[other], key=lambda one: len(own & one[1]))[0]
    return passage.id
