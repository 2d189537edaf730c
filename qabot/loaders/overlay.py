"""What is said of an article outside of its own file or text, laid over what was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qabot.loaders.metadata import article
from qabot.types import Article


def with_stated(found: Article, values: Mapping[str, Any], place: str) -> Article:
    """The article with each field that the values give by its name; the others stay its own.

    Args:
        place: where the values were found: "posts.csv", "page properties".
    """
    stated = article(found.path, found.text, values, published_from=place)
    dated = stated if stated.published else found
    ours, theirs = stated.origins, found.origins
    return replace(
        found,
        title=stated.title or found.title,
        author=stated.author or found.author,
        published=dated.published,
        published_from=dated.published_from,
        outlet=stated.outlet or found.outlet,
        language=stated.language or found.language,
        url=stated.url or found.url,
        updated=stated.updated or found.updated,
        origins=replace(
            theirs,
            title=ours.title or theirs.title,
            author=ours.author or theirs.author,
            published=ours.published or theirs.published,
            outlet=ours.outlet or theirs.outlet,
        ),
    )
