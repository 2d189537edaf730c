"""Two questions in one: "Who discovered it and when?", "When and where was she born?"."""

from __future__ import annotations

import re

_ASKS = r"(?:who|whom|what|which|when|where|why|how)"
_HOW = (
    r"(?:how\s+(?:many|much|long|old|far|high|often)"
    r"|(?:what|which)\s+(?:year|day|month|country|city|town|place))"
)
_BOTH = re.compile(
    rf"(?P<first>\W*{_ASKS})\s+and\s+(?P<second>{_ASKS})\s+(?P<rest>\S.*)", re.IGNORECASE
)
_THEN = re.compile(
    rf"(?P<first>\W*(?:{_HOW}|{_ASKS})\s+(?P<rest>\S.*?)),?\s+and\s+"
    rf"(?P<second>(?:(?:in|on|by|for)\s+)?(?:{_HOW}|{_ASKS})\b(?P<more>.*))",
    re.IGNORECASE,
)
_ASKING = re.compile(rf"\b{_ASKS}\b", re.IGNORECASE)
_MARKS = re.compile('[“”"«»„]')


def parts_of(question: str) -> tuple[str, str] | None:
    """Both questions, if there are two; the second has what it lacks from the first.

    "and when?" of "Who discovered it and when?" is "when discovered it?". What is inside the
    first ("who said what happened and why") is no question of its own, nor is a quotation.
    """
    if _MARKS.search(question):
        return None
    if both := _BOTH.fullmatch(question):
        return f"{both['first']} {both['rest']}", f"{both['second']} {both['rest']}"
    then = _THEN.fullmatch(question)
    if then is None or _ASKING.search(then["rest"]) or _ASKING.search(then["more"]):
        return None
    if then["more"].strip(" ?!."):
        return then["first"] + "?", then["second"]
    return then["first"] + "?", f"{then['second'].rstrip(' ?!.')} {then['rest']}?"
