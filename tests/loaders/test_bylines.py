"""Author and date out of lines of their own under a headline, and what is not taken for them."""

from __future__ import annotations

import pytest

from qabot.loaders import markdown, text
from qabot.loaders.bylines import signed
from qabot.types import Article

STORY = "The tide turned at noon. Boats came home."
Said = tuple[str | None, str | None]


def said(top: str) -> Said:
    found = text.parse(f"Tides turn\n\n{top}\n\n{STORY}".encode(), "a.txt")
    assert (found.published_from == "dateline") is (found.published is not None)
    return found.author, found.published


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("24 November 2026", "2026-11-24"),
        ("24th November, 2026", "2026-11-24"),
        ("Tuesday, November 24, 2026", "2026-11-24"),
        ("Monday January 25 1999 7:28 ET", "1999-01-25"),
        ("Nov. 24, 2026, 10:30 a.m. GMT", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("Published on 24 November 2026", "2026-11-24"),
        ("LONDON, 3rd June 2024", "2024-06-03"),
        ("New York, NY, June 3, 2024", "2024-06-03"),
        ("Washington, D.C., December 8, 1941", "1941-12-08"),
        ("Rio de Janeiro, 5 May 2020", "2020-05-05"),
    ],
)
def test_a_line_that_is_a_date_or_a_place_and_a_date(line: str, published: str) -> None:
    assert said(line) == (None, published)


@pytest.mark.parametrize(
    "line",
    [
        "November 2026", "24 November", "24 November 26", "03/06/2024", "31 February 2024",
        "Updated 24 November 2026", "Updated, 24 November 2026", "Last updated: 24 November 2026",
        "8 April 2022 (Version 4.0.7)", "Battle of Hastings, 14 October 1066",
        "Children in Atlanta, Georgia, on March 5, 2009.", "1 May 2024 to 3 June 2024",
        "The best since 3 June 2024", "Tide tables - 3 June 2024",
    ],
)  # fmt: skip
def test_a_line_with_a_date_that_may_be_another(line: str) -> None:
    assert said(line) == (None, None)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("Written by Jane Doe", "Jane Doe"),
        ("By Jane Doe in Lagos", "Jane Doe"),
        ("By Jane Doe, Associated Press", "Jane Doe"),
        ("By Jane Doe, health reporter", "Jane Doe"),
        ("By Jane Doe and John Roe, Reuters", "Jane Doe, John Roe"),
        ("By Jane Doe, John Roe and Ann Lee, The Associated Press", "Jane Doe, John Roe, Ann Lee"),
        ("By Bernd Roe Jr,\nBBC News, Washington", "Bernd Roe Jr"),
        ("By Gabriel García Márquez & J. K. O’Neill", "Gabriel García Márquez, J. K. O’Neill"),
        ("By Ursula von der Leyen", "Ursula von der Leyen"),
        ("By Dana A. Ford and James S.A. Corey", "Dana A. Ford, James S.A. Corey"),
        ("By Hilde v. Ohlen", "Hilde v. Ohlen"),
        ("By JANE DOE Transport Correspondent", "JANE DOE"),
        ('By Ann "Nan" Lee', 'Ann "Nan" Lee'),
        ("By Reuters", "Reuters"),
        ("By Reuters Staff", "Reuters"),
        ("By The Associated Press", "The Associated Press"),
    ],
)
def test_a_line_that_names_who_wrote_it(line: str, author: str) -> None:
    assert said(line) == (author, None)


@pytest.mark.parametrize(
    "line",
    [
        "By Our Science Editor", "By Monday Morning", "By far the highest",
        "By Jane Doe, who was there.", "By 2025, boats will be gone", "By Reuter and John Roe",
        "By Ann LeeBBC News", "Photographs by Jane Doe", "By Jane Doe\nhas it that the tide turned",
    ],
)  # fmt: skip
def test_a_line_that_may_be_no_byline(line: str) -> None:
    assert said(line) == (None, None)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("Jane Doe | 3 June 2024", ("Jane Doe", "2024-06-03")),
        ("Jane Doe and John Roe · June 3, 2024", ("Jane Doe, John Roe", "2024-06-03")),
        ("Jane Doe\n3 June 2024", ("Jane Doe", "2024-06-03")),
        (
            "Jane Doe and John Roe\n\nPublished on June 3, 2024",
            ("Jane Doe, John Roe", "2024-06-03"),
        ),
        ("3 June 2024 · Jane Doe", ("Jane Doe", "2024-06-03")),
        ("Jane Doe | The Bay | 3 June 2024", ("Jane Doe", "2024-06-03")),
        ("*By Jane Doe — 3 June 2024*", ("Jane Doe", "2024-06-03")),
        ("By Jane Doe | Staff Writer", ("Jane Doe", None)),
        ("by Jane Doe", ("Jane Doe", None)),
        ("3 June 2024 | 4 June 2024 | Jane Doe", (None, None)),
        ("Harbour News | 3 June 2024", (None, None)),
        ("Harbour News\n3 June 2024", (None, "2024-06-03")),
        ("Jane Doe\nLagos\n3 June 2024", ("Jane Doe", "2024-06-03")),
        ("JANE DOE\nThe Bay Standard\n3 June 2024", ("JANE DOE", "2024-06-03")),
        ("Jane Doe @jane\n3 June 2024", ("Jane Doe", "2024-06-03")),
        ("Published 3 June 2024\nJane Doe, Tides correspondent", ("Jane Doe", "2024-06-03")),
        ("By Jane Doe | The Bay | Jun 3, 2024 | Updated 10:15", ("Jane Doe", "2024-06-03")),
        ("By Jane Doe, for The Bay\n3 June 2024", ("Jane Doe", "2024-06-03")),
        ("From Jane Doe in Lagos\n3 June 2024", ("Jane Doe", "2024-06-03")),
        ("From dusk till dawn\n3 June 2024", (None, "2024-06-03")),
        ("Jane Doe in tears\n3 June 2024", (None, "2024-06-03")),
        ("Jane Doe\nThe boats", (None, None)),
    ],
)
def test_names_beside_a_date_or_above_one(top: str, expected: Said) -> None:
    assert said(top) == expected


MASTHEAD = "The Bay Standard\nMonday, June 3, 2024\n\nTides turn\nBy Jane Doe\n\n" + STORY


@pytest.mark.parametrize(
    ("content", "title", "outlet"),
    [
        (MASTHEAD, "Tides turn", "The Bay Standard"),
        (MASTHEAD.replace("By Jane Doe\n", ""), "The Bay Standard", None),
        (MASTHEAD.replace("Monday, June 3, 2024\n", ""), "The Bay Standard", None),
        (MASTHEAD.replace("Monday, ", "The boats of "), "The Bay Standard", None),
    ],
)
def test_an_outlet_and_a_day_above_a_headline(content: str, title: str, outlet: str | None) -> None:
    found = text.parse(content.encode(), "a.txt")
    assert (found.title, found.outlet) == (title, outlet)


@pytest.mark.parametrize(
    "top",
    [
        "By Jane Doe\n24 November 2026",
        "24 November 2026\n\nBy Jane Doe",
        "By Jane Doe, 24 November 2026",
        "By Jane Doe, Reuters | 24 November 2026, 10:30",
        "The highest for years.\nBy Jane Doe\nBay News, Lagos\n24 November 2026",
    ],
)
def test_both(top: str) -> None:
    assert said(top) == ("Jane Doe", "2026-11-24")


@pytest.mark.parametrize(
    "content",
    [
        f"24 November 2026\n\n{STORY}",  # the headline itself
        f"By Jane Doe\n\n{STORY}",
        "Tides turn\n\nBy Jane Doe",  # nothing below
        f"Tides turn\n\n{STORY}\n{STORY}\n\n24 November 2026\nBy Jane Doe\n\n{STORY}",
        f"News\n\n2 May 2024\n{STORY}\n1 May 2024\n{STORY}",  # lists of articles
        f"News\nBy Jane Doe\n{STORY}\nBy Ann Lee\n{STORY}",
        f"{STORY}\n24 November 2026\n{STORY}",  # no headline
    ],
)
def test_nothing_is_taken_elsewhere(content: str) -> None:
    found = text.parse(content.encode(), "a.txt")
    assert (found.author, found.published) == (None, None)


def test_markdown_has_its_headline_above_the_text() -> None:
    found = markdown.parse(
        f"# Tides turn\n\n*By [Jane Doe](/jane)*\n3 May 2024\n\n{STORY}".encode(), ""
    )
    assert (found.title, found.author, found.published) == ("Tides turn", "Jane Doe", "2024-05-03")
    assert found.published_from == "dateline"
    bare = markdown.parse(f"3 May 2024\n\n{STORY}".encode(), "")
    assert bare.published is None


def test_what_the_front_matter_says_stands() -> None:
    front = "---\ntitle: Tides turn\nauthor: Ann Lee\ndate: 2024-05-04\n---\n"
    top = f"By Jane Doe\n\n3 May 2024\n\n{STORY}"
    found = markdown.parse(f"{front}# Tides turn\n\n{top}".encode(), "")
    assert (found.author, found.published) == ("Ann Lee", "2024-05-04")
    assert found.published_from == "front matter"


def test_a_date_as_a_title_is_no_date_of_the_article() -> None:
    found = signed(Article("a.md", f"3 May 2024\n\n{STORY}", title="3 May 2024"), headline=True)
    assert found.published is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Von Ana Ruiz", ("Ana Ruiz", None)),
        ("Ein Bericht von Ana Ruiz", ("Ana Ruiz", None)),
        ("Une enquête de Ana Ruiz", ("Ana Ruiz", None)),
        ("Von Ana Ruiz und Jörg Öhler, Hamburg", ("Ana Ruiz, Jörg Öhler", None)),
        ("Von Ana Ruiz, 24. November 2026", ("Ana Ruiz", "2026-11-24")),
        ("Von Ana Ruiz am 24.11.2026", ("Ana Ruiz", "2026-11-24")),
        ("Par Ana Ruiz et Léa Noël", ("Ana Ruiz, Léa Noël", None)),
        ("Por Ana Ruiz y Luis Sáenz", ("Ana Ruiz, Luis Sáenz", None)),
        ("Por Ana Ruiz | 24 de novembro de 2026", ("Ana Ruiz", "2026-11-24")),
        ("Par Ana Ruiz, publié le 24 novembre 2026", ("Ana Ruiz", "2026-11-24")),
        ("24. November 2026, 14:05 Uhr", (None, "2026-11-24")),
        ("mardi 24 novembre 2026", (None, "2026-11-24")),
        ("Publié le 24 novembre 2026 à 9h30", (None, "2026-11-24")),
        ("Publicado el 24 de noviembre de 2026", (None, "2026-11-24")),
        ("Lisboa, 24 de novembro de 2026", (None, "2026-11-24")),
        ("von Ana Ruiz, Hamburg", ("Ana Ruiz", None)),
        ("Von Ana Ruiz, dpa", ("Ana Ruiz", None)),
        ("Text: Ana Ruiz", ("Ana Ruiz", None)),
        ("Par Ana Ruiz (à Lyon)", ("Ana Ruiz", None)),
        ("di Ana Ruiz e Luca Neri", ("Ana Ruiz, Luca Neri", None)),
        ("Door Ana Ruiz en Jan Vos", ("Ana Ruiz, Jan Vos", None)),
        ("Av Ana Ruiz", ("Ana Ruiz", None)),
        ("Autor: Ana Ruiz", ("Ana Ruiz", None)),
        ("Автор: Инна Марченко", ("Инна Марченко", None)),
        ("24.11.2026 | Ana Ruiz", ("Ana Ruiz", "2026-11-24")),
        ("Ana Ruiz | 24/11/2026", ("Ana Ruiz", "2026-11-24")),
        ("ANA RUIZ | Lisboa | 24 NOV 2026", ("ANA RUIZ", "2026-11-24")),
        ("Publicerad 24 november 2026", (None, "2026-11-24")),
        ("PUBLISHED 24/11/2026", (None, "2026-11-24")),
        ("PUBLISHED 03/06/2024", (None, None)),
        ("di mare in mare", (None, None)),
        ("Text: viel zu lang", (None, None)),
        ("Von Berlin nach Paris", (None, None)),
        ("Von der Leyen", (None, None)),
        ("Par avion", (None, None)),
        ("Por fin llegó la lluvia", (None, None)),
        ("Das Ende, 24. November 2026, war nah", (None, None)),
        ("novembre 2026", (None, None)),
        ("Aktualisiert am 24. November 2026", (None, None)),
    ],
)
def test_lines_in_german_french_spanish_and_portuguese(line: str, expected: Said) -> None:
    assert said(line) == expected


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("(Reporting by Jane Doe and John Roe; Editing by Ann Lee)", "Jane Doe, John Roe"),
        ("Reporting by Jane Doe in Lagos; writing by Ann Lee", "Jane Doe"),
        ("Reporting by Jane Doe. Reporting by others was wrong.", "Jane Doe"),
        ("Good reporting by Jane Doe; bad news", None),
        ("Reporting by the county is late; so are the boats.", None),
    ],
)
def test_reporters_whom_an_agency_names_below(last: str, author: str | None) -> None:
    found = text.parse(f"Tides turn\n\n{STORY}\n\n{last}\n".encode(), "a.txt")
    assert found.author == author
    assert found.origins.author == ("last line" if author else None)


def test_a_headline_above_a_byline_in_small_letters() -> None:
    found = text.parse(f"Tides turn\nvon Ana Ruiz\n\n{STORY}".encode(), "a.txt")
    assert (found.title, found.author) == ("Tides turn", "Ana Ruiz")


@pytest.mark.parametrize(
    ("title", "story", "author"),
    [
        ("Tides turn", "The tide turned at noon. Boats came home.", "Orla Quinn"),
        ("Tides turn", "Nobody saw it.\n\nOrla Quinn is a freelance writer in Cork.", "Orla Quinn"),
        ("Forty years a keeper", "Orla Quinn, 71, leaves the lighthouse in May.", None),
        ("Forty years a keeper", "The lamp is lit at dusk.\n\nQuinn will miss it.", None),
        ("Orla Quinn, keeper", "The lamp is lit at dusk. Boats come home.", None),
    ],
)
@pytest.mark.parametrize("head", ["Orla Quinn\n3 June 2024", "Orla Quinn | 3 June 2024"])
def test_a_name_alone_is_no_author_of_a_text_about_its_bearer(
    title: str, story: str, author: str | None, head: str
) -> None:
    found = text.parse(f"{title}\n\n{head}\n\n{story}\n".encode(), "a.txt")
    assert (found.author, found.published) == (author, "2024-06-03")


def test_by_is_believed_where_the_author_is_in_the_text_too() -> None:
    story = "Orla Quinn has rowed the bay since 1980, and tells of it here."
    found = text.parse(f"My bay\n\nBy Orla Quinn\n3 June 2024\n\n{story}\n".encode(), "a.txt")
    assert found.author == "Orla Quinn"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("By Orla Quinn, The Skerry Observer\n3 June 2024", "The Skerry Observer"),
        ("By Orla Quinn | 3 June 2024 | Skerry Morning Star", "Skerry Morning Star"),
        ("By Orla Quinn for the Skerry Times\n3 June 2024", "Skerry Times"),
        ("Skerry Gazette, 3 June 2024\nBy Orla Quinn", "Skerry Gazette"),
        ("By Orla Quinn\nThe Skerry Gazette\n3 June 2024", "The Skerry Gazette"),
        ("By Orla Quinn\nSpecial to The Skerry Gazette\n3 June 2024", "The Skerry Gazette"),
        ("By Orla Quinn, The Associated Press\n3 June 2024", None),
        ("By Orla Quinn, Skerry Times\nSound Post, 3 June 2024", None),
        ("By Orla Quinn\nSkerry, 3 June 2024", None),
        ("By Orla Quinn\n3 June 2024\n\nThe Skerry Gazette closed in May, people said.", None),
    ],
)
def test_the_outlet_beside_who_wrote_and_when(head: str, outlet: str | None) -> None:
    found = text.parse(f"Tides turn\n\n{head}\n\n{STORY}\n".encode(), "a.txt")
    assert (found.author, found.published, found.outlet) == ("Orla Quinn", "2024-06-03", outlet)
    assert (found.origins.outlet == "byline") is (outlet is not None)


def test_a_family_name_is_no_outlet() -> None:
    for head in ("By Emily Post\n3 June 2024", "Emily Post | 3 June 2024"):
        found = text.parse(f"Tides turn\n\n{head}\n\n{STORY}\n".encode(), "a.txt")
        assert (found.author, found.outlet) == ("Emily Post", None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Orla Quinn\nMar 14, 2025 · 4 min read", ("Orla Quinn", "2025-03-14")),
        ("Orla Quinn\nMadrid - 14 MAR 2025 - 08:30 CET", ("Orla Quinn", "2025-03-14")),
        ("Orla Quinn in Skerry\nFri 14 Mar 2025 08.15 GMT", ("Orla Quinn", "2025-03-14")),
        (
            "By Orla Quinn\nMarch 14, 2025 8:15 AM GMT Updated 2 hours ago",
            ("Orla Quinn", "2025-03-14"),
        ),
        (
            "Par Orla Quinn\nPublié le 14 mars 2025 à 08h30, modifié le 15 mars 2025 à 10h00",
            ("Orla Quinn", "2025-03-14"),
        ),
        (
            "Von Orla Quinn\n14. März 2025, 8:30 Uhr Aktualisiert am 15. März 2025",
            ("Orla Quinn", "2025-03-14"),
        ),
        ("Updated 14 March 2025, 08:15", (None, None)),
        ("Minutes - 14 March 2025", (None, None)),
    ],
)
def test_the_time_and_a_later_change_beside_a_day(head: str, expected: Said) -> None:
    assert said(head) == expected
