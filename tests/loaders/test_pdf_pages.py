"""Running heads and feet, sentences that go on overleaf, what the first page says of an article."""

from __future__ import annotations

import pytest

from qabot.config import Settings
from qabot.loaders import pdf
from qabot.types import Article
from tests.loaders.pdf_files import Drawn, build_pdf, typeset_pdf

TEXT = [
    [
        "The lighthouse on Gull Rock went dark on Sunday after its lamp failed, and",
        "boats were told to keep away until the keeper can bring a new one from the",
    ],
    [
        "mainland, which in this weather takes a week. Nobody was hurt. The old lamp had",
        "burned for sixty years without a day of rest, said the keeper. She had asked for inter-",
    ],
    [
        "national help with the new one. It comes from Norway.",
        "Two ships are on their way.",
    ],
]
WHOLE = (
    "The lighthouse on Gull Rock went dark on Sunday after its lamp failed, and\n"
    "boats were told to keep away until the keeper can bring a new one from the"
    " mainland, which in this weather takes a week. Nobody was hurt. The old lamp had\n"
    "burned for sixty years without a day of rest, said the keeper. She had asked for"
    " international help with the new one. It comes from Norway.\n"
    "Two ships are on their way."
)


def lines(number: int, top: float = 700) -> list[Drawn]:
    return [Drawn(text, top - 14 * n) for n, text in enumerate(TEXT[number])]


def read(pages: list[list[Drawn]], info: str = "") -> Article:
    return pdf.parse(typeset_pdf(pages, info), "a.pdf", Settings())


def test_a_sentence_that_goes_on_overleaf_is_whole() -> None:
    assert read([lines(0), lines(1), lines(2)]).text == WHOLE


def test_pages_that_end_with_a_sentence_or_a_heading_stay_apart() -> None:
    pages = [
        ["It was a calm night.", "Contents"],
        ["The keeper slept.", "In the morning"],
        ["Rain"],
    ]
    found = pdf.parse(build_pdf(pages), "a.pdf", Settings()).text
    assert found == "\n\n".join("\n".join(page) for page in pages)


def test_a_note_below_the_text_is_not_joined_to_the_next_page() -> None:
    pages = [[*lines(0), Drawn("See the log of the harbour, page", 60, size=8)], lines(1)]
    assert "\n\nmainland" in read(pages).text


@pytest.mark.parametrize(
    "furniture",
    [
        [("GULL ROCK GAZETTE", 760)],
        [("{page}", 40)],
        [("Page {page} of 3", 40)],
        [("{page} / 3", 40), ("Vol. 12, No. 4, May 2021", 760)],
        [("ADDER AND BEECH: LAMPS", 760), ("{late}", 40)],
        [("LAMPS 7 {late}", 760)],
        [("Downloaded by Harbour Library on 4 May 2021", 30), ("{page}", 40)],
        [("{roman}", 40)],
    ],
    ids=lambda furniture: furniture[0][0],
)
def test_heads_and_feet_are_no_text(furniture: list[tuple[str, float]]) -> None:
    pages = [
        [
            *lines(number),
            *(
                Drawn(
                    text.format(
                        page=number + 1, late=number + 431, roman="iv v vi".split()[number]
                    ),
                    height,
                    size=9,
                )
                for text, height in furniture
            ),
        ]
        for number in range(3)
    ]
    assert read(pages).text == WHOLE
    assert read([page[2:] + page[:2] for page in pages]).text == WHOLE  # drawn before the text


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    heads = ["Adder and Beech", "Lamps of the north"] * 4
    words = "one two red old new big low far".split()
    pages = [
        [Drawn(f"{head} {90 + n}", 760, size=9), Drawn(f"Lamp {word} burned.", 700)]
        for n, (head, word) in enumerate(zip(heads, words, strict=True))
    ]  # fmt: skip
    assert read(pages).text == "\n\n".join(page[1].text for page in pages)


def test_what_repeats_within_the_text_is_text() -> None:
    pages = [
        [Drawn("The lamp.", 700), *lines(0, top=600)],
        [Drawn("The bell.", 650), *lines(1, top=600), Drawn("The lamp.", 400)],
        [Drawn("Lamp 12", 700), Drawn("It rang.", 600)],
        [Drawn("Lamp 40", 700), Drawn("It stopped.", 600)],
        [Drawn("Lamp 41", 700, size=24), Drawn("It rusted.", 600)],
        [Drawn("Lamp 42", 700, size=24), Drawn("It fell.", 600)],
    ]
    assert read(pages).text.count("amp") == 7 + 2 - 1


def test_heads_that_alternate_are_left_out_of_few_pages() -> None:
    texts = ["One fell.", "Two rose.", "Three sank.", "Four swam.", "Five slept."]
    heads = ["The Gull Post", "Fernhill: Lighthouse goes dark"]
    pages = [
        [Drawn(heads[n % 2], 780, size=8), Drawn(str(31 + n), 20, size=8), Drawn(text, 600)]
        for n, text in enumerate(texts)
    ]
    assert read(pages).text.split("\n\n") == texts


def test_a_verse_that_every_page_begins_and_ends_with_is_text() -> None:
    verse = [Drawn(word, 700 - 14 * n) for n, word in enumerate("Row on and on".split())]
    found = read([[*verse, *(Drawn(d.text, d.baseline - 200) for d in verse)]] * 3)
    assert found.text.split() == "Row on and on".split() * 6


def test_a_web_page_as_a_browser_prints_it() -> None:
    stamp = "5/4/21, 7:05 PM Lighthouse goes dark - The Gull Post"
    url = "https://gull.example/2021/05/03/lighthouse?from=home"
    pages = [
        [*lines(n), Drawn(stamp, 775, size=8), Drawn(f"{url} {n + 1}/3", 20, size=8)]
        for n in range(3)
    ]
    heading = [
        Drawn("Lighthouse goes dark after", 760, size=20),
        Drawn("sixty years", 738, size=20),
    ]
    signed = [Drawn("By Ola Fernhill", 722), Drawn("3 May 2021", 711)]
    pages[0][:0] = [*heading, *signed]
    assert read(pages, "/Title (Lighthouse goes dark - The Gull Post)") == Article(
        path="a.pdf",
        text="Lighthouse goes dark after\nsixty years\n\nBy Ola Fernhill\n\n3 May 2021\n\n" + WHOLE,
        title="Lighthouse goes dark after sixty years",
        author="Ola Fernhill",
        published="2021-05-03",
        published_from="dateline",
        url=url,
    )


@pytest.mark.parametrize(
    ("head", "foot", "url"),
    [
        ("04.05.21, 19:05 Lamp", "https://gull.example/lamp 1/1", "https://gull.example/lamp"),
        ("Lamp https://gull.example/lamp", "1 of 1 5/4/2021, 7:05 PM", "https://gull.example/lamp"),
        ("5/4/21, 7:05 PM Lamp", "https://gull.example/a-very-long\x85 1/1", None),
        ("5/4/21, 7:05 PM Lamp", "https://gull.example/ Page 1 of 1", None),
        ("5/4/21, 7:05 PM Lamp", "file:///home/ola/lamp.html 1/1", None),
    ],
)
def test_one_printed_page(head: str, foot: str, url: str | None) -> None:
    text = [Drawn("The lamp failed. Boats kept away.", 700), Drawn("See 4/5 of them.", 686)]
    characters = {0x85: "2026"} if "\x85" in foot else None
    page = [*text, Drawn(head, 775, size=8), Drawn(foot, 20, size=8)]
    if characters:
        characters |= {code: f"{code:04X}" for code in range(0x20, 0x7F)}
    found = pdf.parse(typeset_pdf([page], "", characters), "a.pdf", Settings())
    assert (found.text, found.url) == ("The lamp failed. Boats kept away.\nSee 4/5 of them.", url)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("5/4/21, 7:05 PM Lamp fails - The Gull Post", "The Gull Post"),
        ("5/4/21, 7:05 PM Lamp fails | Gull Post", "Gull Post"),
        ("5/4/21, 7:05 PM Lamp fails", None),
        ("5/4/21, 7:05 PM Other things - The Gull Post", None),
    ],
)
def test_the_outlet_that_a_browser_prints_behind_the_title(head: str, outlet: str | None) -> None:
    page = [Drawn("Lamp fails", 720, size=22), *lines(0)]
    stamps = [Drawn(head, 775, size=8), Drawn("https://gull.example/lamp 1/1", 20, size=8)]
    assert read([[*page, *stamps]]).outlet == outlet


@pytest.mark.parametrize(
    "line",
    ["Downloaded by 3 million people, it is a hit", "3/6/2024, 10:30", "https://gull.example/lamp"],
)
def test_a_line_of_the_text_that_looks_like_a_stamp(line: str) -> None:
    assert read([[Drawn(line, 760), *lines(0)]]).text.startswith(f"{line}\n")


def test_an_address_within_the_text_is_not_that_of_the_article() -> None:
    assert read([[*lines(0), Drawn("More at https://gull.example/lamp", 400)]]).url is None


@pytest.mark.parametrize(
    "title",
    ["10811.exe", "untitled", "Microsoft Word - lamp.doc", "lamp_final_v2", "file:///a/b", ""],
)
def test_the_title_is_the_largest_text_where_none_is_stated(title: str) -> None:
    page = [
        Drawn("GAZETTE", 770, size=40),
        Drawn("A dark night", 740, size=22),
        Drawn("at Gull Rock", 716, size=22),
        *lines(0, top=690),
        Drawn("Sixty years", 600, size=16),
        *lines(1, top=580),
    ]
    found = read([page, lines(2)], f"/Title ({title})")
    assert found.title == "A dark night at Gull Rock"
    assert found.text.startswith("GAZETTE\n\nA dark night\nat Gull Rock\n\nThe lighthouse")


def test_a_title_may_also_be_the_running_head() -> None:
    pages = [[*lines(n), Drawn("Lamps of the north", 770, size=9)] for n in range(3)]
    pages[0].insert(0, Drawn("Lamps of the north", 740, size=22))
    pages[0].insert(1, Drawn("Harbour Society", 715, size=16))
    assert read(pages).title == "Lamps of the north"


def test_a_title_that_is_stated_stands() -> None:
    page = [Drawn("Lamps", 740, size=22), *lines(0)]
    assert read([page], "/Title (The lamps of the north)").title == "The lamps of the north"


def test_a_large_letter_a_number_and_a_text_in_large_type_are_no_title() -> None:
    assert read([[Drawn("42 %", 740, size=60), *lines(0)]]).title == ""
    assert (
        read([[Drawn(text, 700 - 30 * n, size=24) for n, text in enumerate(TEXT[0])]]).title == ""
    )


def test_a_first_line_is_the_title_where_a_byline_follows() -> None:
    page = ["Lamp fails on Gull Rock", "By Ola Fernhill", "The lamp failed.", "Boats kept away."]
    found = pdf.parse(build_pdf([page], "/Author (gull7)"), "a.pdf", Settings())
    assert (found.title, found.author) == ("Lamp fails on Gull Rock", "Ola Fernhill")
    assert found.text == "\n\n".join(page[:3]) + "\nBoats kept away."


def test_who_wrote_it_goes_before_who_saved_it() -> None:
    page = [Drawn("A dark night", 740, size=22), Drawn("By Ola Fernhill", 715), *lines(0)]
    assert read([page], "/Author (Bo Ek)").author == "Ola Fernhill"
    assert read([page[:1] + page[2:]], "/Author (Bo Ek)").author == "Bo Ek"
    assert read([page[:1] + page[2:]], "/Author (Research Assistant)").author is None


def test_a_page_of_a_hundred_thousand_lines() -> None:
    found = pdf.parse(build_pdf([["A lamp."] * 100_000]), "a.pdf", Settings())
    assert found.text.count("A lamp.") == 100_000


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("THE GULL POST Monday May 3 2021 A{}", "2021-05-03"),
        ("3 May 2021", "2021-05-03"),
        ("Downloaded from gull.example on Monday 3 May 2021", None),
        ("A letter of May 3 2021", None),
        ("5/4/21, 7:05 PM", None),
    ],
)
def test_the_day_in_the_head_of_a_newspapers_pages(head: str, published: str | None) -> None:
    pages = [[Drawn(head.format(n + 1), 775, size=8), *lines(n)] for n in range(3)]
    found = read(pages)
    assert (found.text, found.published) == (WHOLE, published)
