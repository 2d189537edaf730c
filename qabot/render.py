"""Answers, passages and reports as text for a terminal or a pipe.

Everything that comes from an article is put into ``Text`` objects, never into markup, and its
control characters are made visible, so that an article cannot steer the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.text import Text

from qabot.types import (
    Answer,
    ArticleRef,
    Citation,
    Filters,
    IndexStatus,
    ScoredPassage,
    SkippedFile,
    SyncProgress,
    SyncReport,
    Verdict,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SKIPPED_SHOWN = 20

OUTDATED = "as it was saved: not found in the index as it is now"
"""What is said of a citation out of a saved session that cannot be compared any more."""

_HEADINGS = {
    Verdict.ANSWERED: "",
    Verdict.RELATED: "No direct answer found. The closest sentences:",
    Verdict.NOTHING: "These articles say nothing about that.",
}


def visible(text: str) -> str:
    """The text with control and direction-changing characters shown instead of obeyed."""
    text = _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text.replace("\r\n", "\n"))
    return _BIDI.sub("", text)


def confidence_words(confidence: float) -> str:
    """A confidence between 0 and 1 as a user would say it."""
    steps = ((0.9, "very likely"), (0.7, "likely"), (0.5, "probably"), (0.2, "uncertain"))
    return next((words for least, words in steps if confidence >= least), "unlikely")


def answer_lines(answer: Answer) -> Iterable[Text]:
    """The answer: short answer, then each citation with its source."""
    asked = filter_words(answer.filters)
    if answer.interpreted:
        yield Text(f"read as: {visible(answer.interpreted)}", style="dim")
    if answer.filters and not answer.considered and answer.verdict is Verdict.NOTHING:
        yield Text(f"There is no article {asked}.", style="yellow")
        return
    if answer.verdict is Verdict.ANSWERED:
        yield _headline(answer)
    else:
        yield Text(_HEADINGS[answer.verdict], style="yellow")
    if answer.filters:
        yield Text(f"(only articles {asked})", style="dim")
    for citation in answer.citations:
        yield Text()
        yield from citation_lines(citation, answer.text)


def filter_words(filters: Filters) -> str:
    """Filters as they would be said of an article."""
    words = {
        "since": "published in or after {}",
        "until": "published in or before {}",
        "outlet": "with “{}” as outlet",
        "author": "with “{}” as author",
        "path": "with a path like {}",
    }
    parts = [words[name].format(value) for name in words if (value := getattr(filters, name))]
    if filters.paths:
        one = len(filters.paths) == 1
        parts.append(
            f"called {filters.paths[0]}" if one else f"among the {len(filters.paths):,} picked"
        )
    return visible(", ".join(parts))


def citation_lines(citation: Citation, highlighted: str = "") -> Iterable[Text]:
    """A citation with its number, its source, and where else it stands."""
    body = Text(visible(" ".join(citation.text.split())))
    if highlighted and highlighted != citation.text:
        body.highlight_words([visible(highlighted)], style="bold green")
    yield Text.assemble((f"[{citation.number}] ", "bold cyan"), body)
    yield Text("    " + source_line(citation.article), style="dim")
    if citation.outdated:
        yield Text("    " + OUTDATED, style="yellow")
    for source in citation.also:
        yield Text("    also: " + source_line(source.article), style="dim")


def source_line(article: ArticleRef) -> str:
    """Title, author or outlet, date and path of an article on one line."""
    by = ", ".join(filter(None, (article.outlet or article.author, article.published)))
    return visible(" · ".join(filter(None, (article.title, by, article.path))))


def passage_lines(rank: int, scored: ScoredPassage) -> Iterable[Text]:
    """A retrieved passage with the parts of its score."""
    parts = (
        f"score {scored.score:.3f} = dense {scored.dense:.3f} (cosine {scored.cosine:.3f})"
        f" + lexical {scored.lexical:.3f} (BM25 {scored.bm25:.2f})"
    )
    yield Text.assemble((f"{rank}. ", "bold cyan"), source_line(scored.passage.article))
    yield Text(f"   {parts}", style="dim")
    yield Text("   " + visible(" ".join(scored.passage.text.split())))


def progress_words(progress: SyncProgress) -> str:
    """How far a sync is, in files and passages."""
    files = f"{progress.files_done:,}/{progress.files_total:,} files"
    if not progress.embedded:
        return f"{files}, loading the model" if progress.bytes_total else files
    rate = f", {progress.rate:.0f}/s" if progress.rate else ""
    return f"{files}, {progress.embedded:,} passages{rate}"


def report_lines(report: SyncReport) -> Iterable[Text]:
    """What a sync did."""
    yield Text(
        f"{report.added} added, {report.changed} changed, {report.removed} removed, "
        f"{report.unchanged} unchanged; {report.embedded} passages embedded "
        f"in {report.seconds:.1f} s"
    )
    if report.ignored:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(report.ignored.items()))
        yield Text(f"not article files: {visible(kinds)}", style="dim")
    yield from _skipped_lines(report.skipped)


def status_lines(status: IndexStatus) -> Iterable[Text]:
    """What an index holds."""
    changed = len(status.new_files), len(status.changed_files), len(status.removed_files)
    rows = (
        ("index", status.folder),
        ("folders", ", ".join(status.folders)),
        ("articles", f"{status.articles:,}"),
        ("passages", f"{status.passages:,}"),
        ("model", status.model),
        ("size", f"{status.bytes / 1e6:.1f} MB"),
        ("last sync", status.synced_at or "never"),
        ("files since", "{} new, {} changed, {} removed".format(*changed)),
    )
    for name, value in rows:
        yield Text.assemble((f"{name:12}", "bold"), visible(value))
    for folder in status.missing_folders:
        yield Text(f"folder is gone: {visible(folder)}", style="yellow")
    if any(changed):
        yield Text("run qabot index to bring the index in step", style="yellow")
    yield from _skipped_lines(status.skipped)


def _headline(answer: Answer) -> Text:
    words = f"  ({confidence_words(answer.confidence)}, {answer.confidence:.0%})"
    if answer.speaker is None and answer.text == answer.citations[0].text:
        return Text(f"Answered{words}", style="green")
    if answer.speaker is None:
        return Text.assemble((visible(answer.text), "bold green"), (words, "dim"))
    printed = answer.speaker.mention
    role = f", {answer.speaker.role}" if answer.speaker.role else ""
    shown = (answer.speaker.name, answer.speaker.name + role)
    aside = "" if printed in shown else f" (printed as “{visible(printed)}”)"
    name = Text.assemble((visible(answer.speaker.name), "bold green"), visible(role))
    return Text.assemble(name, (aside + words, "dim"))


def _skipped_lines(skipped: Sequence[SkippedFile]) -> Iterable[Text]:
    if not skipped:
        return
    yield Text(f"{len(skipped)} skipped:", style="yellow")
    for file in skipped[:_SKIPPED_SHOWN]:
        yield Text(f"  {visible(file.path)}: {visible(file.reason)}", style="yellow")
    if len(skipped) > _SKIPPED_SHOWN:
        yield Text(f"  … and {len(skipped) - _SKIPPED_SHOWN} more (--json lists all)")
