"""What numbers count, as far as one thing has several names."""

from __future__ import annotations

SAME_UNITS = {
    "percent": "%", "per cent": "%", "pct": "%", "dlrs": "$", "dlr": "$", "dollars": "$",
    "dollar": "$", "us$": "$", "stg": "£", "sterling": "£", "pounds": "£", "euros": "€",
    "euro": "€", "people": "person", "dead": "person", "lives": "person", "bodies": "person",
    "deaths": "person",
}  # fmt: skip
"""Names of units, and the one that stands for them all."""
PERIODS = tuple("day week month year decade".split())
