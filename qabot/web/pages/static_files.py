"""Files that pages need, under addresses that change with what is in them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
_DIGITS = 10


@cache
def asset(name: str) -> str:
    """The address of a file: a browser may keep it until the file is another."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:_DIGITS]}"
