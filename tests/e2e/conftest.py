"""The real program, in a folder of its own, with the real model."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import write_articles

DEADLINE = 60.0
"""Seconds after which a program that does not do what it should is given up; CI may be slow."""

ARTICLES = {
    "bread.txt": "Bread\n\nBread is baked from flour, water and salt.\n",
    "wall.md": (
        "---\ntitle: The wall opens\noutlet: The Post\npublished: 1989-11-10\n---\n"
        "The Berlin Wall was opened on Thursday night.\n\n"
        "“We shall keep the gates open,” said Hans Weber, the mayor.\n"
    ),
}


def require(*programs: str) -> None:
    """Skip the test if a program is missing; in CI fail: a green run has opened the chat."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}; CI has to run the end-to-end tests", pytrace=False)
    pytest.skip(reason)


@dataclass(frozen=True)
class Home:
    """Where the program is started: its articles are in ``corpus``, as a new user's are."""

    folder: Path
    environment: dict[str, str]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made_home(tmp_path)


def made_home(folder: Path) -> Home:
    """A folder with articles, and what the program is to be started with there."""
    write_articles(folder / "corpus", ARTICLES)
    source = str(Path(__file__).parents[2])
    environment = dict(os.environ) | {
        "HF_HUB_OFFLINE": "1",
        "PYTHONPATH": source,
        "QABOT_DATA": str(folder / "data"),
    }
    environment.pop("QABOT_INDEX", None)
    return Home(folder, environment)
