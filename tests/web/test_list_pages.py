"""Lists of articles, of mentions, and of events."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import write_articles
from tests.web.page_reader import PageReader, served

FRONT = "---\ntitle: {}\noutlet: {}\nauthor: {}\npublished: {}\n---\n{}\n"
ARTICLES = {
    "news/moon.md": FRONT.format(
        "Rocket reaches the moon", "The Post", "Ann Lee", "2024-06-03",
        "The rocket reached the moon on 2 June 2024. The rocket is back.",
    ),
    "news/wall.md": FRONT.format(
        "The wall opens", "The Post", "Bo Ray", "2024-04-10", "No rocket was seen at the wall.",
    ),
    "old/mould.md": FRONT.format(
        "Mould kills", "The Echo", "Ann Lee", "2024-06-20", "Moulds are no rocket science.",
    ),
    "undated.txt": "Plain\n\nA rocket without a date.\n",
} | {f"more/{n:02}.txt": f"Article {n:02}\n\nNothing of note.\n" for n in range(60)}  # fmt: skip


pytestmark = pytest.mark.xdist_group("lists")  # one page is made for all


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageReader]:
    folder = tmp_path_factory.mktemp("lists")
    write_articles(folder / "articles", ARTICLES)
    with served(folder) as page:
        yield page


def titles(page: PageReader) -> list[str]:
    return page.found("//ol[@class='entries']//h2/a")


def test_articles_in_pages(page: PageReader) -> None:
    page.get("/articles")
    assert page.of_class("count") == ["64 articles"]
    assert len(titles(page)) == 50
    assert page.found("//nav[@class='turn']/a/@href") == ["/articles?page=2"]
    page.get("/articles?page=2")
    assert titles(page)[-1] == "Plain"
    assert page.found("//nav[@class='turn']/a/@href") == ["/articles?page=1"]
    assert page.get("/articles?page=900").found("//nav[@class='turn']/span") == ["2 of 2", ""]


def test_articles_are_searched_and_filtered(page: PageReader) -> None:
    page.get("/articles?q=lee+2024-06&outlet=echo")
    assert titles(page) == ["Mould kills"]
    assert page.of_class("count")[0] == "1 article of 1"
    assert page.found("//ol[@class='entries']//h2/a/@href") == ["/article?path=old%2Fmould.md"]
    assert page.found("//ol[@class='entries']//p")[0].startswith("The Echo · Ann Lee · 20 Jun 2024")
    assert page.found("//a[@class='chip']/@href") == ["/articles?q=lee+2024-06"]


def test_an_article_is_read_and_asked(page: PageReader) -> None:
    page.get("/article?path=news/moon.md&start=44&end=63")
    assert page.found("//h1") == ["Rocket reaches the moon"]
    assert page.found("//mark[@id='cited']") == ["The rocket is back."]
    assert page.found("//form[@class='ask']//input[@name='article']/@value") == ["news/moon.md"]
    page.get("/ask", q="is the rocket back", article="news/moon.md")
    assert page.of_class("chip") == ["only news/moon.md ×, take off"]
    assert page.of_class("filters", "p") == ["only articles called news/moon.md"]


def test_articles_are_picked_to_be_asked(page: PageReader) -> None:
    page.get("/articles?q=ann+lee")
    picked = page.found("//form[@class='picks']//input[@name='article']/@value")
    assert picked == ["news/moon.md", "old/mould.md"]
    page.get("/?" + "&".join(f"article={path}" for path in picked))
    assert page.found("//h1") == ["Ask 2 articles"]
    assert page.found("//form[@class='ask']//input[@name='article']/@value") == picked
    assert page.found("//a[@class='chip']/@href")[0] == "/?article=old%2Fmould.md"


def test_a_span_that_the_article_has_not(page: PageReader) -> None:
    page.get("/article?path=news/moon.md&start=60&end=9999")
    assert page.found("//mark[@id='cited']") == ["ck."]
    assert page.get("/article?path=news/moon.md&start=9999").found("//mark") == []


def test_mentions(page: PageReader) -> None:
    page.get("/mentions?q=rocket")
    assert page.of_class("count") == ["“rocket”: 6 mentions in 4 articles"]
    assert titles(page) == ["Mould kills", "Rocket reaches the moon", "The wall opens", "Plain"]
    assert page.of_class("times") == ["1×", "3×", "1×", "1×"]
    rows = page.found("//table[@class='outlets']/tbody/tr")
    assert rows[0] == "The Post 2 articles4 mentions"
    assert page.found("//table[@class='outlets']//a/@href") == [
        "/mentions?q=rocket&outlet=The+Post",
        "/mentions?q=rocket&outlet=The+Echo",
    ]
    assert page.found("//svg/rect/title") == [
        "2024-04: 1 · The Post",
        "2024-06: 1 · The Post",
        "2024-06: 1 · The Echo",
    ]
    assert page.found("//svg/@aria-label") == [
        "Articles by date: 3 from 2024-04 to 2024-06, most in 2024-06: 2"
    ]
    assert page.found("//figcaption/text()")[0].strip() == "Articles by date; 1 undated"


OTHERS = {"about": "articles about it", "search": "passages on it"} | {
    name: name for name in ("mentions", "timeline")
}


@pytest.mark.parametrize("kind", OTHERS)
def test_each_list_leads_to_the_others_of_its_words(page: PageReader, kind: str) -> None:
    page.get(f"/{kind}?q=rocket&until=2024-05")
    links = page.found("//p[contains(@class, 'lists')]/a/@href")
    others = {other: name for other, name in OTHERS.items() if other != kind}
    assert links == [f"/{other}?q=rocket&until=2024-05" for other in others]
    assert page.found("//p[contains(@class, 'lists')]/a") == list(others.values())


def test_articles_about_a_topic(page: PageReader) -> None:
    page.get("/about?q=the+moon&session=7")
    assert page.of_class("count") == ["1 article about “the moon”"]
    assert page.found("//ol//h2/a") == ["Rocket reaches the moon"]
    assert page.found("//ol//h2/a/@href") == ["/article?path=news%2Fmoon.md&start=0&end=43#cited"]
    assert page.found("//ol//blockquote") == ["The rocket reached the moon on 2 June 2024."]
    assert page.found("//a[@href='/sessions/7']") == ["← Whole session"]
    (found,) = page.client.get("/about/export?q=the+moon&format=json").json()["lists"]
    assert (found["asked"], found["topic"]) == ("articles about the moon", "the moon")


def test_where_no_article_is_about_it_passages_are_shown(page: PageReader) -> None:
    page.get("/about?q=zeppelins&path=news/*")
    assert page.of_class("warning") == [
        "No article opens on “zeppelins”; these passages are nearest."
    ]
    assert len(page.found("//ol//blockquote")) == 2


def test_passages(page: PageReader) -> None:
    page.get("/search?q=rocket+at+the+wall&path=news/*")
    assert page.of_class("count") == [
        "2 passages on “rocket at the wall”, best first (only articles with a path like news/*)"
    ]
    assert page.found("//ol//h2/a") == ["The wall opens", "Rocket reaches the moon"]
    assert page.found("//ol//blockquote")[0] == "No rocket was seen at the wall."
    assert page.get(page.found("//ol//h2/a/@href")[0]).found("//mark[@id='cited']") == [
        "No rocket was seen at the wall."
    ]
    (found,) = page.client.get("/search/export?q=rocket&format=json").json()["lists"]
    assert (found["asked"], found["query"]) == ("passages on rocket", "rocket")


def test_a_list_that_is_asked_for_is_shown_and_saved_once(page: PageReader) -> None:
    page.get("/ask", q="which articles are about the moon", until="2024-07")
    session = page.found("//a[text()='← Whole session']/@href")[0].rpartition("/")[2]
    assert page.address == f"/about?q=the+moon&session={session}&until=2024-07"
    page.get("/ask", q="which articles are about the moon", until="2024-07", session=session)
    page.get("/ask", q="/timeline rocket", session=session)
    assert page.address == f"/timeline?q=rocket&session={session}"
    page.get(f"/sessions/{session}")
    assert page.found("//h2[@class='question']") == [
        "which articles are about the moon",
        "/timeline rocket",
    ]
    assert page.found("//article[1]//h3/a") == ["Rocket reaches the moon"]
    assert page.found("//article[2]//p[@class='count']") == ["4 events with “rocket”, oldest first"]
    assert page.found("//article[2]//time/@datetime")[0] == "2024-04-10"


def test_a_mention_leads_to_its_place(page: PageReader) -> None:
    page.get("/mentions?q=rocket&outlet=post&since=2024-04&until=2024-05")
    (link,) = page.found("//ol[@class='entries']//h2/a/@href")
    assert link == "/article?path=news%2Fwall.md&start=3&end=9#cited"
    assert page.get(link).found("//mark") == ["rocket"]


def test_nothing_mentions_it(page: PageReader) -> None:
    page.get("/mentions?q=zeppelin")
    assert page.of_class("count")[0].startswith("“zeppelin”: 0 mentions in 0 articles")
    assert page.found("//svg/rect") == []


def test_a_timeline(page: PageReader) -> None:
    page.get("/timeline?q=rocket")
    assert page.found("//ol[@class='events']//time") == [
        "10 Apr 2024",
        "2 Jun 2024",
        "3 Jun 2024",
        "20 Jun 2024",
    ]
    assert page.found("//ol[@class='events']//time/@datetime")[0] == "2024-04-10"
    assert page.found("//ol[@class='events']//p[@class='date']") == ["2 Jun 2024"]
    assert page.found("//ol[@class='events']//blockquote")[1] == (
        "The rocket reached the moon on 2 June 2024."
    )
    assert page.found("//ol[@class='events']//cite/a/@href")[1] == (
        "/article?path=news%2Fmoon.md&start=0&end=43#cited"
    )
    assert page.of_class("count")[0].startswith("4 dated events with “rocket”; 1 sentence without")


@pytest.mark.parametrize(
    "address", ["/mentions", "/timeline", "/about", "/search", "/mentions?q=+", "/timeline?q="]
)
def test_without_a_phrase_there_is_the_field(page: PageReader, address: str) -> None:
    page.get(address)
    assert page.status == 200
    assert page.found("//input[@id='q'][@autofocus]") == [""]
    assert page.found("//ol/li") == []


# -- as files ------------------------------------------------------------------------------------


def test_mentions_as_a_file(page: PageReader) -> None:
    page.get("/mentions?q=rocket&outlet=post")
    links = page.found("//p[contains(@class, 'exports')]/a/@href")
    assert links[1] == "/mentions/export?q=rocket&format=json&outlet=post"
    answer = page.client.get(links[1])
    assert answer.headers["content-disposition"] == (
        'attachment; filename="qabot-mentions-of-rocket.json"'
    )
    values = answer.json()
    (found,) = values["lists"]
    assert (values["answers"], found["asked"]) == ([], "mentions of rocket")
    assert found["total"] == {"articles": 2, "mentions": 4}
    assert [one["article"]["path"] for one in found["articles"]] == ["news/moon.md", "news/wall.md"]
    text = page.client.get(links[2]).text
    assert "“rocket”: 4 mentions in 2 articles (only articles with “post” as outlet)" in text


def test_a_timeline_as_a_file(page: PageReader) -> None:
    page.get("/timeline?q=rocket")
    markdown = page.client.get(page.found("//p[contains(@class, 'exports')]/a/@href")[0]).text
    assert markdown.startswith("# timeline of rocket\n\n## timeline of rocket\n\n- 2024-04-10")
    assert (
        "\n- 2024-06-02 The rocket reached the moon on 2 June 2024.  \n"
        "  Rocket reaches the moon · Ann Lee, The Post, 2024-06-03 · news/moon.md"
    ) in markdown


def test_all_articles_as_a_file(page: PageReader) -> None:
    page.get("/articles?q=article")
    links = page.found("//p[contains(@class, 'exports')]/a/@href")
    (found,) = page.client.get(links[1]).json()["lists"]
    assert (found["total"], len(found["articles"])) == (60, 60)
    assert found["articles"][59]["path"] == "more/59.txt"
    assert page.client.get("/articles/export?format=exe").status_code == 404
