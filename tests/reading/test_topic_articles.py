"""The articles about a topic: all of them, and no others."""

from __future__ import annotations

from pathlib import Path

from qabot.bot import QABot
from qabot.index import Index
from qabot.types import Filters
from tests.conftest import write_articles

FLOODS = {
    "flood.md": "---\ntitle: River floods the town\npublished: 2024-01-02\n---\nIt rained.\n",
    "old.md": "---\ntitle: Bad weather\npublished: 2019\n---\nA flood came. Towns were wet.\n",
    "new.md": "---\ntitle: Rain\npublished: 2024-05\n---\nThe flood left the town at noon.\n",
    "late.txt": "Fair\n\nA fair. It was big. All came. It ended before the town flooded.\n",
    "other.txt": "Roads\n\nA road opened in the town. It is long.\n",
}


def test_all_that_open_on_it_those_with_a_headline_first(index: Index, tmp_path: Path) -> None:
    write_articles(tmp_path / "floods", FLOODS)
    index.sync([tmp_path / "floods"])
    bot = QABot(index)
    found = bot.articles_about("the flood in the town")
    assert [(one.number, one.article.path, one.text) for one in found] == [
        (1, "flood.md", "It rained."),
        (2, "new.md", "The flood left the town at noon."),
        (3, "old.md", "A flood came."),
    ]
    assert [
        one.article.path for one in bot.articles_about("floods", filters=Filters("2024-02"))
    ] == ["new.md"]
    assert bot.articles_about("the war") == ()
