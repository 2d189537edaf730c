"""The templates of all pages; whatever is put into one is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def page_environment() -> Environment:
    """Where the templates are found; a name that a template does not get is an error."""
    return Environment(
        loader=PackageLoader("qabot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> str:
    """A page."""
    return page_environment().get_template(template).render(values)
