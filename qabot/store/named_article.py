"""The article that a reader names, or what to say where no article is called so."""

from __future__ import annotations

import difflib
from pathlib import Path

from qabot.errors import ArticleMissing
from qabot.store.snapshot import Snapshot
from qabot.types import Article


def named_article(snapshot: Snapshot, path: str, index: Path) -> Article:
    """The article with a path, or the only one that the path may mean.

    Args:
        index: where the index is, as its user calls it.

    Raises:
        ArticleMissing: there is none, or there are several; the message names those that come near.
    """
    article = snapshot.article_by_path(path)
    if article is not None:
        return article
    called = [other.path for other in snapshot.articles_called(path)]
    if called:
        raise ArticleMissing(f"{path!r} may be {' or '.join(called)}; give one of these")
    paths = snapshot.article_paths()
    like = [known for known in paths if known.startswith(path)][:3]
    like = like or difflib.get_close_matches(path, paths, cutoff=0.5)
    raise ArticleMissing(
        f"no article {path!r} in the index at {index}"
        + (f"; did you mean {' or '.join(like)}?" if like else "; see qabot search for paths")
    )
