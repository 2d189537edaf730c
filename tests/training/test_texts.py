from __future__ import annotations

import gzip
import json
from pathlib import Path

from click.testing import CliRunner

from qabot.training.texts import main

DOCUMENT = """\
# meta::title = A walk
# newpar
# text = He walked.
1\tHe\the

# text = It rained.
1\tIt\tit

# newpar
# text = Then he slept.
1\tThen\tthen
"""


def test_documents_become_articles_with_their_titles_and_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "dep").mkdir()
    (tmp_path / "dep" / "GUM_news_walk.conllu").write_text(DOCUMENT)
    with gzip.open(tmp_path / "stories.gz", "wt") as file:
        file.write(
            json.dumps({"_id": "7", "title": " OIL RISES ", "text": "Oil rose.\nIt fell.\n"})
        )
    options = ["--gum", f"{tmp_path}/dep", "--reuters", f"{tmp_path}/stories.gz"]
    run = CliRunner().invoke(main, [*options, str(tmp_path)])
    assert run.output == f"{tmp_path}/gum: 1 articles\n{tmp_path}/reuters: 1 articles\n"
    walk = (tmp_path / "gum" / "news_walk.txt").read_text()
    assert walk == "A walk\n\nHe walked. It rained.\n\nThen he slept."
    assert (tmp_path / "reuters" / "r7.txt").read_text() == "Oil rises\n\nOil rose.\nIt fell."


def test_a_title_that_opens_the_text_stands_once(tmp_path: Path) -> None:
    (tmp_path / "GUM_x.conllu").write_text(DOCUMENT.replace("He walked.", "A walk."))
    assert not CliRunner().invoke(main, ["--gum", str(tmp_path), str(tmp_path)]).exception
    assert (tmp_path / "gum" / "x.txt").read_text().startswith("A walk. It rained.")


def test_links_are_read_and_templates_left_out(tmp_path: Path) -> None:
    paragraphs = [
        "{{date|June 3, 2024}}\n{{Brazil}}",
        "{{w|Ann Lee|Ann}} met [[Brazil|the country]]'s ''{{w|Folha}}''.",
        "{{byline|dat of it was lost.",
        "See also",
        "She left<br/> [[Rio]].\n{{archive}}",
    ]
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"title": "A visit", "text": paragraphs}) + "\n")
    run = CliRunner().invoke(main, ["--wikinews", str(file), str(tmp_path)])
    assert run.output == f"{tmp_path}/wikinews: 1 articles\n"
    visit = (tmp_path / "wikinews" / "w001.txt").read_text()
    assert visit == "A visit\n\nAnn met the country's Folha.\n\nShe left Rio."
