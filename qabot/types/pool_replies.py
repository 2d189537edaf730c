"""What comes back from workers that embed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from qabot.types.articles import PassageEncoding


@dataclass(frozen=True, slots=True, eq=False)
class PoolReply:
    """What became of a batch that was handed out under the number ``lease``.

    ``encodings`` are those of its passages, in order; None where the batch was ``lost``, which then
    says why, for people to read.
    """

    lease: int
    encodings: tuple[PassageEncoding, ...] | None
    lost: str = ""
