"""Names out of an index that a shell offers while a command line is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qabot.errors import QabotError

if TYPE_CHECKING:  # faiss and tantivy take .3 s: they are imported when a shell asks
    from qabot.store.snapshot import Snapshot

_MOST = 200
"""Names that are offered at most."""
_PRINTED = 10_000
"""Outlets or authors that are looked through."""

Offer = Callable[[click.Context, click.Parameter, str], list[str]]


def _offer(names: Callable[[Snapshot], Iterable[str]]) -> Offer:
    """Names that begin with what was typed, whatever the case; none where there is no index."""

    def offer(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
        from qabot.index import Index

        try:
            with Index.open(Path(context.params["index"])).snapshot() as snapshot:
                every = names(snapshot)
        except QabotError:
            return []  # the command itself says what is wrong
        return [name for name in every if name.casefold().startswith(typed.casefold())][:_MOST]

    return offer


offer_paths = _offer(lambda snapshot: snapshot.article_paths())
offer_outlets = _offer(lambda snapshot: snapshot.outlets(_PRINTED))
offer_authors = _offer(lambda snapshot: snapshot.authors(_PRINTED))
