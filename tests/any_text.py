"""Any text that UTF-8 can hold, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

_CHARACTERS = st.characters(exclude_categories=["Cs"])
"""Those of ``st.text()``, which finds them by encoding each of 1,114,112: 1.4 s in each process of
a new checkout."""


def any_text(*, min_size: int = 0, max_size: int | None = None) -> st.SearchStrategy[str]:
    """What ``st.text()`` makes of the same sizes."""
    return st.text(_CHARACTERS, min_size=min_size, max_size=max_size)
