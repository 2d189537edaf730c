"""What is read of web pages against what people noted of them, run by hand:

    python tests/benchmarks/pages.py CHECKOUT... [--limit N] [--seed 1] [--misses FILE]

CHECKOUT is the repository of an extraction library with its pages and notes: trafilatura, htmldate,
newspaper4k or article-extraction-benchmark. Prints four figures of all that they note, as JSON:

- title: share of titles that are equal but for case, white space, invisible hyphens and the
  form of marks.
- author: share of pages with noted authors where the same names are found, no more and no fewer;
  ``full_names``: of those alone whose authors are printed with two to five words, capitalised (the
  others are accounts, newsrooms and firms); ``false``: pages noted to have no author where one is
  found.
- date: shares of noted days that are found, for which another day is, and for which the day
  before or after is: that of another time zone.
- text: F1 of runs of four words, from the mean precision and recall, where a page's text is noted;
  ``pieces``: F1 of passages noted to be in the article or not.

newspaper4k's notes are what that library makes of a page, looked through by its authors.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

from qabot.config import Settings
from qabot.loaders.confined import ConfinedLoader
from qabot.loaders.printed_names import is_name
from qabot.types import Article

_MARKS = str.maketrans("‘’‚“”„«»–—\xa0", '\'\'\'"""""-- ')
_BETWEEN = re.compile(r"[;,&/] ?| and | und | et | y ", re.IGNORECASE)
_RUN = 4
"""Words in a run, as in article-extraction-benchmark."""


@dataclass(frozen=True, slots=True)
class NotedPage:
    """A page and what was noted of it; None for what nobody looked at."""

    name: str
    file: Path
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    text: str | None = None
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def noted_pages(checkout: Path) -> Iterator[NotedPage]:
    """All pages of a repository that has notes in a form known here."""
    if (checkout / "ground-truth.json").is_file():
        yield from _with_texts(checkout)
    elif (checkout / "tests" / "evaldata.json").is_file():
        yield from _with_passages(checkout / "tests")
    elif (checkout / "tests" / "data" / "metadata").is_dir():
        yield from _with_metadata(checkout / "tests" / "data")
    else:
        for notes in sorted((checkout / "tests").glob("eval_*.json")):
            for address, noted in _json(notes).items():
                day = noted["date"] if isinstance(noted["date"], str) else None  # NaN for none
                for file in _page(checkout / "tests", noted["file"]):
                    yield NotedPage(address, file, published=day)


def _with_texts(checkout: Path) -> Iterator[NotedPage]:
    for key, noted in _json(checkout / "ground-truth.json").items():
        file = checkout / "html" / f"{key}.html.gz"
        yield NotedPage(noted["url"], file, text=noted["articleBody"])


def _with_passages(folder: Path) -> Iterator[NotedPage]:
    for address, noted in _json(folder / "evaldata.json").items():
        author = noted.get("author")
        names = [author] if isinstance(author, str) else author
        for file in _page(folder, noted["file"]):
            yield NotedPage(
                address,
                file,
                title=noted.get("title") or None,
                authors=None if names is None else tuple(filter(None, names)),
                published=noted.get("date") or None,
                inside=tuple(noted["with"]),
                outside=tuple(noted["without"]),
            )


def _with_metadata(folder: Path) -> Iterator[NotedPage]:
    for notes in sorted((folder / "metadata").glob("*.json")):
        noted, text = _json(notes), folder / "txt" / f"{notes.stem}.txt"
        yield NotedPage(
            notes.stem,
            folder / "html" / f"{notes.stem}.html",
            title=noted.get("title") or None,
            authors=tuple(noted["authors"]) if noted.get("authors") else None,
            published=(noted.get("publish_date") or "")[:10] or None,
            text=text.read_text(encoding="utf-8") if text.is_file() else None,
        )


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _page(folder: Path, name: str) -> list[Path]:
    """Where a page lies; nothing where it does not."""
    places = (folder / place / name for place in ("cache", "eval", "test_set"))
    return [place for place in places if place.is_file()][:1]


@dataclass(slots=True)
class Figures:
    """What was found so far; ``misses`` are lines to read."""

    titles: list[bool] = field(default_factory=list)
    authors: list[bool] = field(default_factory=list)
    full_names: list[bool] = field(default_factory=list)
    false_authors: list[bool] = field(default_factory=list)
    dates: list[bool | None] = field(default_factory=list)
    next_days: int = 0
    runs: list[tuple[float, float]] = field(default_factory=list)
    passages: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    misses: list[dict[str, Any]] = field(default_factory=list)

    def add(self, page: NotedPage, article: Article) -> None:
        if page.title:
            right = folded(page.title) == folded(article.title)
            self._note(self.titles, right, page, "title", page.title, article.title)
        if page.authors is not None:
            names = {folded(name) for author in page.authors for name in _BETWEEN.split(author)}
            found = {folded(name) for name in (article.author or "").split(",")} - {""}
            counted = self.authors if names else self.false_authors
            right = names == found if names else not found
            self._note(counted, right, page, "author", page.authors, article.author)
            if names and all(is_name(name.strip().title()) for name in names):
                self.full_names.append(right)
        if page.published:
            found_date = article.published and article.published[:10]
            same = found_date == page.published if found_date else None
            self.next_days += _are_neighbours(found_date, page.published)
            self._note(self.dates, same, page, "date", page.published, found_date)
        if page.text is not None:
            self.runs.append(_overlap(page.text, article.text))
            if min(self.runs[-1]) < 0.8:
                shares = [round(share, 2) for share in self.runs[-1]]
                self.misses.append({"page": page.name, "text": shares})
        text = " ".join(article.text.split())
        for inside, noted in ((True, page.inside), (False, page.outside)):
            self.passages.update((inside, " ".join(one.split()) in text) for one in noted)

    def _note(
        self, counted: list[Any], right: bool | None, page: NotedPage, what: str, *both: Any
    ) -> None:
        counted.append(right)
        if not right:
            self.misses.append({"page": page.name, what: both})

    def summary(self) -> dict[str, Any]:
        found = self.passages
        precision = _share(found[True, True], found[True, True] + found[False, True])
        recall = _share(found[True, True], found[True, True] + found[True, False])
        runs = [mean(shares) for shares in zip(*self.runs, strict=True)] or [0, 0]
        return {
            "title": {"exact": _share(sum(self.titles), len(self.titles)), "of": len(self.titles)},
            "author": {
                "exact": _share(sum(self.authors), len(self.authors)),
                "of": len(self.authors),
                "full_names": _share(sum(self.full_names), len(self.full_names)),
                "full_names_of": len(self.full_names),
                "false": self.false_authors.count(False),
                "false_of": len(self.false_authors),
            },
            "date": {
                "right": _share(self.dates.count(True), len(self.dates)),
                "wrong": _share(self.dates.count(False), len(self.dates)),
                "next_day": _share(self.next_days, len(self.dates)),
                "of": len(self.dates),
            },
            "text": {"f1": _f1(*runs), "of": len(self.runs), "pieces": _f1(precision, recall)},
        }


def folded(text: str) -> str:
    """What two statements of the same title or name have in common."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS).replace("\xad", ""))
    return " ".join(plain.casefold().split())


def _are_neighbours(found: str | None, noted: str) -> bool:
    try:
        return abs((date.fromisoformat(found or "") - date.fromisoformat(noted)).days) == 1
    except ValueError:
        return False


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0


def _overlap(noted: str, found: str) -> tuple[float, float]:
    """Precision and recall of the runs of words, each as often as it stands there."""
    ours, theirs = _runs(found), _runs(noted)
    common = (ours & theirs).total()
    precision = common / ours.total() if ours else float(not theirs)
    return precision, common / theirs.total() if theirs else float(not ours)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    count = max(1, len(words) - _RUN + 1) if words else 0
    return Counter(tuple(words[n : n + _RUN]) for n in range(count))


def article_of(page: NotedPage, loader: ConfinedLoader, copy: Path) -> Article:
    """The article that a sync would read in a page; one without text where it would read none."""
    data = page.file.read_bytes()
    copy.write_bytes(gzip.decompress(data) if page.file.suffix == ".gz" else data)
    found = list(loader.load(copy, "page.html", Settings()))  # to its end: the worker is kept
    return next((one for one in found if isinstance(one, Article)), Article("page.html", ""))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkout", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, help="pages of each, drawn by chance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=Path, help="write what was not found, as JSON lines")
    options = parser.parse_args(arguments)
    figures = Figures()
    with TemporaryDirectory() as folder, ConfinedLoader() as loader:
        for checkout in options.checkout:
            pages = list(noted_pages(checkout))
            Random(options.seed).shuffle(pages)
            for page in pages[: options.limit]:
                figures.add(page, article_of(page, loader, Path(folder) / "page.html"))
    if options.misses:
        lines = (json.dumps(miss, ensure_ascii=False) for miss in figures.misses)
        options.misses.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(json.dumps(figures.summary(), indent=1))


if __name__ == "__main__":
    main()
