from __future__ import annotations

import pytest

from qabot.errors import LoadError
from qabot.loaders import mhtml
from tests.loaders import files
from tests.loaders.test_html import LONG, NEWS


def test_a_saved_page_is_read_as_the_page() -> None:
    found = mhtml.page_in(files.mhtml(NEWS.encode(), "https://bay.example/saved")).article(
        "a.mhtml"
    )
    assert found.text.startswith("The tide turned at noon on Friday, and the boats")
    assert found.title == "Tides turn at noon"
    assert (found.published, found.published_from) == ("2024-06-19", "JSON-LD")
    assert found.url == "https://bay.example/tides"


def test_what_a_page_does_not_state_its_envelope_does_but_for_the_date() -> None:
    page = f"<body>{LONG}<p>Träume.</p></body>".encode("cp1252")
    found = mhtml.page_in(files.mhtml(page, "https://bay.example/saved", "windows-1252")).article(
        "a.mhtml"
    )
    assert found.text.endswith("Träume.")
    assert (found.title, found.url) == ("Saved page", "https://bay.example/saved")
    assert found.published is None


def test_mail_without_a_page_is_refused() -> None:
    with pytest.raises(LoadError, match="no web page in it"):
        mhtml.page_in(files.mail("Text."))
