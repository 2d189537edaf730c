"""Windows: the few sentences around one, which is what the reader reads at a time."""

from __future__ import annotations

from collections.abc import Sequence


def window(counts: Sequence[int], centre: int, budget: int) -> range:
    """Numbers of the sentences around ``centre`` that fit a budget of tokens, without a gap.

    The centre is always in it. Sentences are added in turn before it (they name what its pronouns
    stand for) and after it, until neither neighbour fits.

    Args:
        counts: tokens of each sentence.
        centre: number of the sentence that the window is for.
        budget: tokens that the window may have.
    """
    first, last = centre, centre
    left = budget - counts[centre]
    grown = True
    while grown:
        grown = False
        if first > 0 and counts[first - 1] <= left:
            first -= 1
            left -= counts[first]
            grown = True
        if last + 1 < len(counts) and counts[last + 1] <= left:
            last += 1
            left -= counts[last]
            grown = True
    return range(first, last + 1)
