"""What numbers count, as far as one thing has several names."""

from __future__ import annotations

SAME_UNITS = {
    "percent": "%", "per cent": "%", "pct": "%", "dlrs": "$", "dlr": "$", "dollars": "$",
    "dollar": "$", "us$": "$", "stg": "£", "sterling": "£", "pounds": "£", "euros": "€",
    "euro": "€", "people": "person", "dead": "person", "lives": "person", "bodies": "person",
    "deaths": "person",
}  # fmt: skip
"""Names of units, and the one that stands for them all."""
MEASURES = frozenset(
    "second minute hour day week fortnight month year decade century inch inches foot feet yard"
    " mile metre meter kilometre kilometer centimetre centimeter km cm mm mph kg kilo kilogram gram"
    " ounce stone tonne ton litre liter gallon pint barrel acre hectare degree watt megawatt"
    " byte megabyte gigabyte cent penny pence yen rupee rouble franc yuan lira".split()
)
"""What is measured in, each in the singular where it has one."""
PERIODS = tuple("day week month year decade".split())
