"""Groups of sentences that print alike, and which of them comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qabot.types.explanations import ScoredSentence

Groups = Sequence[list[ScoredSentence]]
"""Sentences that print alike, the best group first; of each the best sentence leads."""


def led_by(groups: Groups, number: int) -> Groups:
    """The groups with the one of that number first, the others in their order."""
    return [groups[number], *groups[:number], *groups[number + 1 :]] if number else groups


def led_by_fitting(
    groups: Groups, near: Iterable[int], fits: Callable[[ScoredSentence], bool]
) -> tuple[Groups, bool]:
    """The groups, led by the first whose sentence fits, and whether there is one.

    Args:
        near: numbers of the groups that may come first as well.
    """
    if fits(groups[0][0]):
        return groups, True
    number = next((number for number in near if fits(groups[number][0])), None)
    return (groups, False) if number is None else (led_by(groups, number), True)
