"""How far a sync is, in words."""

from __future__ import annotations

from qabot.types import SyncProgress, SyncStage

_STAGE_WORDS = {
    SyncStage.COMPARING: "looking for copies",
    SyncStage.LOADING: "loading the model",
    SyncStage.WRITING: "writing the index",
}
_TOO_EARLY = 3.0
"""Seconds before which a guess at the time that is left is worth little."""


def progress_words(progress: SyncProgress) -> str:
    """How far a sync is: files, passages, what it does now, and the time that is left."""
    done, total = progress.files_done, progress.files_total
    words = [f"{done:,}/{total:,} files" if done < total else f"{total:,} files"]
    if progress.embedded:
        words.append(f"{progress.embedded:,} passage{'s' * (progress.embedded != 1)}")
    if progress.embedded and progress.rate and progress.stage is SyncStage.EMBEDDING:
        words[-1] += f" at {progress.rate:.0f}/s"
    if progress.stage in _STAGE_WORDS:
        words.append(_STAGE_WORDS[progress.stage])
    if progress.seconds_left is not None and progress.seconds > _TOO_EARLY:
        words.append(f"{duration(progress.seconds_left)} left")
    return ", ".join(words)


def duration(seconds: float) -> str:
    """A stretch of time to come, as exact as a guess can be: "40 s", "3 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{max(5 * round(seconds / 5), 5)} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(10 * round(minutes / 10) if minutes > 60 else minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
