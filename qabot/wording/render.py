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
    DateUse,
    Filters,
    IndexStatus,
    ScoredPassage,
    SkippedFile,
    Span,
    UnderstoodDates,
    Verdict,
)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
PARTIAL = "Found by words alone: the articles are still being embedded."
"""What to say above a partial answer."""
_FILES_SHOWN = 20
_OUTLETS_SHOWN = 6

OUTDATED = "as it was saved: not found in the index as it is now"
"""What is said of a citation out of a saved session that cannot be compared any more."""

_HEADINGS = {
    Verdict.ANSWERED: "",
    Verdict.RELATED: "No direct answer found. The closest sentences:",
    Verdict.NOTHING: "These articles say nothing about that.",
}


def visible(text: str) -> str:
    """The text with control characters and halves of surrogate pairs shown instead of obeyed.

    Characters that change the direction of what follows are left out.
    """
    text = _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text.replace("\r\n", "\n"))
    return _BIDI.sub("", text)


def confidence_words(confidence: float) -> str:
    """A confidence between 0 and 1 as a user would say it."""
    steps = ((0.9, "very likely"), (0.7, "likely"), (0.5, "probably"), (0.2, "uncertain"))
    return next((words for least, words in steps if confidence >= least), "unlikely")


def answer_lines(answer: Answer) -> Iterable[Text]:
    """The answer: short answer, then each citation with its source."""
    asked = filter_words(answer.filters)
    if answer.partial:
        yield Text(PARTIAL, style="yellow")
    if answer.interpreted:
        yield Text(f"read as: {visible(answer.interpreted)}", style="dim")
    if answer.filters and not answer.considered and answer.verdict is Verdict.NOTHING:
        yield Text(f"There is no article {asked}.", style="yellow")
        return
    if answer.verdict is Verdict.ANSWERED:
        yield _headline(answer)
        yield from differing_lines(answer)
    else:
        yield Text(_HEADINGS[answer.verdict], style="yellow")
    if answer.filters:
        yield Text(f"(only articles {asked})", style="dim")
    yield from (Text(words, style="dim") for words in map(date_words, answer.dates) if words)
    for citation in answer.citations:
        yield Text()
        yield from citation_lines(citation, answer.span_in(citation))


def agreement_words(answer: Answer) -> str:
    """How many articles give the short answer; empty for one alone."""
    articles = answer.agreement.articles if answer.agreement else 1
    return f"{articles} articles say so" if articles > 1 else ""


def differing_lines(answer: Answer) -> Iterable[Text]:
    """The answers that articles differ in, each with its date and citation, newest first."""
    if answer.agreement is None or not answer.agreement.differing:
        return
    given = [(answer.text, answer.citations[0])]
    given += [(other.text, other.citation) for other in answer.agreement.differing]
    given.sort(key=lambda one: one[1].article.published or "", reverse=True)
    yield Text("Articles differ, newest first:", style="yellow")
    for text, citation in given:
        when = citation.article.published or "undated"
        yield Text.assemble(
            (f"  {visible(when):10}  ", "dim"), visible(text), (f"  [{citation.number}]", "cyan")
        )


def date_words(dates: UnderstoodDates) -> str:
    """How dates in a question were understood; empty where they made no difference."""
    what = {
        DateUse.ONLY: "only articles {}",
        DateUse.PREFERRED: "articles {} first",
        DateUse.EMPTY: "no article {}: all were asked",
        DateUse.UNANSWERED: "no article {} answers: all were asked",
    }.get(dates.use)
    if what is None:
        return ""
    event = f", dated by {dates.event.article.path}" if dates.event else ""
    words = what.format(f"published {period_words(dates.since, dates.until)}".rstrip())
    if not (dates.since or dates.until):
        words = "newer articles first"
    return visible(f"({words} · from “{dates.phrase}”{event})")


def period_words(since: str | None, until: str | None) -> str:
    """A period as it would be said of a publication."""
    if since and until:
        on = "on" if len(since) == len("2024-06-01") else "in"
        return f"{on} {since}" if since == until else f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else ""


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


def citation_lines(citation: Citation, marked: Span | None = None) -> Iterable[Text]:
    """A citation with its number, its source, and where else it stands."""
    pieces = sentence_pieces(citation.text, marked)
    body = Text.assemble(pieces[0], (pieces[1], "bold green"), pieces[2])
    yield Text.assemble((f"[{citation.number}] ", "bold cyan"), body, no_wrap=True)
    yield Text("    " + source_line(citation.article), style="dim")
    if citation.outdated:
        yield Text("    " + OUTDATED, style="yellow")
    for source in citation.also:
        yield Text("    also: " + source_line(source.article), style="dim")
    if citation.copies:
        yield Text("    " + copies_words(citation.copies), style="dim")


def sentence_pieces(text: str, marked: Span | None) -> tuple[str, str, str]:
    """A sentence on one line, cut before and after what is marked in it; nothing in it obeyed."""
    span = marked or Span(len(text), len(text))
    before = _SPACE.sub(" ", text[: span.start]).lstrip()
    inside, after = _SPACE.sub(" ", span.of(text)), _SPACE.sub(" ", text[span.end :]).rstrip()
    return visible(before), visible(inside), visible(after)


def copies_words(copies: Sequence[ArticleRef]) -> str:
    """How many other articles print the same story, and whose they are."""
    outlets = list(dict.fromkeys(copy.outlet or copy.path for copy in copies))
    named = ", ".join(outlets[:_OUTLETS_SHOWN]) + (" …" if len(outlets) > _OUTLETS_SHOWN else "")
    return visible(f"+{len(copies)} {'copy' if len(copies) == 1 else 'copies'}: {named}")


def source_line(article: ArticleRef) -> str:
    """Title, author or outlet, date and path of an article on one line."""
    by = ", ".join(filter(None, (article.author, article.outlet, article.published)))
    return visible(" · ".join(filter(None, (article.title, by, article.path))))


def passage_lines(rank: int, scored: ScoredPassage) -> Iterable[Text]:
    """A retrieved passage with the parts of its score."""
    parts = (
        f"score {scored.score:.3f} = dense {scored.dense:.3f} (cosine {scored.cosine:.3f})"
        f" + lexical {scored.lexical:.3f} (BM25 {scored.bm25:.2f})"
    )
    yield Text.assemble((f"{rank}. ", "bold cyan"), source_line(scored.passage.article))
    yield Text(f"   {parts}", style="dim")
    yield Text("   " + visible(" ".join(scored.passage.text.split())), no_wrap=True)


def changes_words(status: IndexStatus) -> str:
    """How many files changed since the last sync."""
    new, changed, removed = status.new_files, status.changed_files, status.removed_files
    words = f"{len(new)} new, {len(changed)} changed, {len(removed)} removed"
    return words + (f", {len(status.moved_files)} renamed" if status.moved_files else "")


def status_lines(status: IndexStatus) -> Iterable[Text]:
    """What an index holds."""
    rows = (
        ("index", status.folder),
        ("folders", ", ".join(status.folders)),
        ("articles", f"{status.articles:,}"),
        ("passages", f"{status.passages:,}"),
        ("copies", f"{status.duplicates:,}"),
        ("model", status.model),
        ("size", f"{status.bytes / 1e6:.1f} MB"),
        ("last sync", status.synced_at or "never"),
        ("files since", changes_words(status)),
    )
    for name, value in rows:
        yield Text.assemble((f"{name:12}", "bold"), visible(value))
    if status.unembedded:
        yield Text(
            f"{status.unembedded:,} passages are not embedded yet, and answers are found by words "
            "alone; run qabot index to go on",
            style="yellow",
        )
    for folder in status.missing_folders:
        yield Text(f"folder is gone: {visible(folder)}", style="yellow")
    yield from _changed_lines(status)
    if status.changes:
        yield Text("run qabot index to bring the index in step", style="yellow")
    yield from skipped_lines(status.skipped)


def _changed_lines(status: IndexStatus) -> Iterable[Text]:
    """The files that changed, by name."""
    named = [
        *(("new", path) for path in status.new_files),
        *(("changed", path) for path in status.changed_files),
        *(("removed", path) for path in status.removed_files),
        *(("renamed", f"{before} -> {now}") for before, now in status.moved_files),
    ]
    for what, path in named[:_FILES_SHOWN]:
        yield Text(f"  {what}: {visible(path)}", style="dim")
    if len(named) > _FILES_SHOWN:
        yield Text(f"  … and {len(named) - _FILES_SHOWN} more (--json lists all)", style="dim")


def _headline(answer: Answer) -> Text:
    agreed = f" · {agreement_words(answer)}" if agreement_words(answer) else ""
    words = f"  ({confidence_words(answer.confidence)}, {answer.confidence:.0%}{agreed})"
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


def skipped_lines(skipped: Sequence[SkippedFile]) -> Iterable[Text]:
    """What was not indexed, and why; nothing if there is none."""
    if not skipped:
        return
    yield Text(f"{len(skipped)} skipped:", style="yellow")
    for file in skipped[:_FILES_SHOWN]:
        yield Text(f"  {visible(file.path)}: {visible(file.reason)}", style="yellow")
    if len(skipped) > _FILES_SHOWN:
        yield Text(f"  … and {len(skipped) - _FILES_SHOWN} more (--json lists all)")
