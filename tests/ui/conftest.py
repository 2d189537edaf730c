from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.css.types import CSSLocation

from qabot.ui.app import ChatApp
from tests.conftest import write_articles
from tests.ui.driving import Scripted, scripted_chat

PACT = """---
title: Two countries sign a pact
author: A. Reporter
outlet: Sample World
published: 2014-11-30
source: https://news.example/pact
---

The two countries signed a pact on Friday. It runs for ten years.

“We stand by our neighbour,” Mr Kim said. The leader, Kim Jong Un, then left.
"""

MakeApp = Callable[..., ChatApp]


@pytest.fixture(autouse=True, scope="session")
def styles_are_parsed_once() -> Iterator[None]:
    """The apps of a process share the rules of style sheets, which are only read.

    Each app parses all of them anew, which is an eighth of what it takes to open one.
    """
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}

    @cache
    def tokens(variables: tuple[tuple[str, str], ...]) -> dict[str, list[Token]]:
        return tokenize_values(dict(variables))

    def parsed_once(
        scope: str,
        css: str,
        read_from: CSSLocation,
        *,
        variable_tokens: dict[str, list[Token]],
        is_default_rules: bool,
        tie_breaker: int,
    ) -> list[RuleSet]:
        # The tokens of each theme are kept, so no others have their id.
        key = (scope, css, read_from, id(variable_tokens), is_default_rules, tie_breaker)
        if key not in parsed:
            parsed[key] = list(
                parse(
                    scope,
                    css,
                    read_from,
                    variable_tokens=variable_tokens,
                    is_default_rules=is_default_rules,
                    tie_breaker=tie_breaker,
                )
            )
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        sheets = "textual.css.stylesheet"
        patch.setattr(f"{sheets}.tokenize_values", lambda given: tokens((*given.items(),)))
        patch.setattr(f"{sheets}.parse", parsed_once)
        yield


@pytest.fixture
def chat(tmp_path: Path, folder: Path) -> MakeApp:
    """Makes an app over the sample articles and a pact, with a script of answers."""
    write_articles(folder, {"pact.md": PACT})

    def make(script: Mapping[str, Scripted] = {}, *, held: bool = False) -> ChatApp:
        return scripted_chat(tmp_path / "index", folder, script, held=held)

    return make
