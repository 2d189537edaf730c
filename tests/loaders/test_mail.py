from __future__ import annotations

import io

import pytest

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import mail
from qabot.types import Article, SkippedFile
from tests.loaders import files


def read(data: bytes, max_megabytes: float = 1.0) -> list[Article | SkippedFile]:
    settings = Settings.of(max_file_megabytes=max_megabytes)
    return list(mail.messages(io.BytesIO(data), "a.mbox", settings))


def raw(headers: bytes, body: bytes) -> bytes:
    return headers + b"\r\n\r\n" + body


def test_a_message_gives_its_text_and_what_its_headers_state() -> None:
    message = files.mail(
        "The tide turned.\nBoats came home.\n",
        subject="Tides at noon – übermorgen",
        **{"from": "Ann Lée <ann@bay.example>"},
        date="Wed, 19 Jun 2024 23:30:00 -0500",
        content_language="en",
    )
    assert mail.parse(message, "a.eml") == Article(
        path="a.eml",
        text="The tide turned.\nBoats came home.",
        title="Tides at noon – übermorgen",
        author="Ann Lée",
        published="2024-06-19",
        published_from="mail",
        language="en",
    )


def test_of_text_and_html_the_text_is_read_and_of_html_alone_what_it_shows() -> None:
    html = (
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<style>p {}</style><p>Tide &amp; boats.</p>"
    )
    plain = b"Content-Type: text/plain\r\n\r\nThe tide turned."
    attached = (
        b'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nNo.'
    )

    def multipart(kind: bytes, *parts: bytes) -> bytes:
        body = b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"
        return raw(b"Content-Type: multipart/" + kind + b"; boundary=x", body)

    assert mail.parse(multipart(b"alternative", plain, html), "").text == "The tide turned."
    assert mail.parse(multipart(b"mixed", html, attached), "").text == "Tide & boats."
    assert mail.parse(multipart(b"mixed", attached), "").text == ""


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=x-nowhere", "Flut und Träume.".encode(), "Träume"),
        (b"Content-Type: text/plain; charset=us-ascii", "Flut und Träume.".encode(), "Träume"),
        (b"Content-Type: text/plain; charset=utf-8", "Flut und Träume.".encode("cp1252"), "Träume"),
        (b"Content-Type: text/plain; charset=koi8-r", "Прилив и лодки.".encode("koi8-r"), "Прилив"),
        (b'Content-Type: text/plain; charset="iso-2022-jp"', "潮".encode("iso-2022-jp"), "潮"),
        (b"Content-Type: nonsense; charset", b"The tide turned.", "The tide"),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", b"@@@@", ""),
    ],
    ids=["unknown", "too narrow", "a lie", "right", "seven bits", "no type", "not base64"],
)
def test_a_broken_charset_costs_no_text(headers: bytes, body: bytes, text: str) -> None:
    assert text in mail.parse(raw(headers, body), "a.eml").text


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("Träume".encode(), "Träume"),
        ("Träume".encode("cp1252") + b" and more words, all of them plain ASCII" * 2, "Träume and"),
        (b"=?x-nowhere?q?Tr=C3=A4ume?=", "Träume"),
        (b"=?utf-8?b?@?= tides", "tides"),
        (b"=?utf-8?q?Tides?=\r\n =?utf-8?q?_and_fish?=", "Tides and fish"),
    ],
    ids=["raw UTF-8", "raw cp1252", "unknown", "not base64", "folded"],
)
def test_a_broken_header_costs_no_title(value: bytes, title: str) -> None:
    assert title in mail.parse(raw(b"Subject: " + value, b"Text."), "a.eml").title


_TOO_LATE = f"Wed, 5 Jun {'9' * 20} 10:00:00 +0000"


@pytest.mark.parametrize(
    "date", ["", "soon", "Wed, 99 Jun 2024 10:00:00 +0000", "06/07/2024", _TOO_LATE]
)
def test_a_date_that_is_none_leaves_the_message_undated(date: str) -> None:
    found = mail.parse(raw(f"Date: {date}".encode(), b"Text."), "a.eml")
    assert (found.published, found.published_from) == (None, None)


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("I agree.\n\nOn Mon, 3 Jun 2024 at 10:05, Bo Ek <bo@bay.example> wrote:\n> It fell.\n>\n"
         "> Bo\n", "I agree."),
        ("On Mon, 3 Jun 2024 at 10:05, Bo Ek\n<bo@bay.example> wrote:\n\n> Is it high?\n\nIt is.\n"
         "> And low?\nNo.", "It is.\nNo."),
        ("Ja.\n\nAm 03.06.24 um 10:05 schrieb Bo Ek:\n> Ist es hoch?", "Ja."),
        ("Oui.\n\nLe lun. 3 juin 2024 à 10:05, Bo Ek a écrit :\n> Est-ce haut ?", "Oui."),
        ("I agree.\n\n-----Original Message-----\nFrom: Bo Ek\nIt fell.", "I agree."),
        ("I agree.\n________________________________\nFrom: Bo Ek <bo@bay.example>\nSent: Monday\n"
         "To: Ann Lee\nSubject: Tides\n\nIt fell.", "I agree."),
        ("I agree.\n\n-- \nAnn Lee\nThe Bay", "I agree."),
        ("-- \nI agree.", "-- \nI agree."),
        ("> It fell.", "> It fell."),
        ("On Monday Bo Ek wrote:\nit had turned.", "On Monday Bo Ek wrote:\nit had turned."),
        ("From: the sea\nTo: the land", "From: the sea\nTo: the land"),
    ],
)  # fmt: skip
def test_what_a_reply_quotes_is_not_its_senders(body: str, own: str) -> None:
    assert mail.parse(files.mail(body, subject="Re: Tides"), "").text == own


def test_a_forwarded_message_is_read() -> None:
    body = "FYI\n\n-----Original Message-----\nFrom: Bo Ek\n\nThe tide turned."
    assert mail.parse(files.mail(body, subject="Fwd: Tides"), "").text == body


def test_a_newsletter_is_read_as_it_is_shown() -> None:
    page = (
        "<body><div style='display: none; max-height:0'>Today: tides. \u034f \u200c \u034f</div>"
        "<p>The tide turned.\u200c \u034f \u200c \u034f </p><blockquote>“So high,” Bo Ek said."
        "</blockquote><div class='gmail_quote'><div class='gmail_attr'>On Monday Bo wrote:</div>"
        "<blockquote>It fell.</blockquote></div></body>"
    )
    message = raw(b"Content-Type: text/html; charset=utf-8", page.encode())
    assert mail.parse(message, "").text == "The tide turned.\n\n“So high,” Bo Ek said."


def test_a_mailbox_gives_each_message_by_its_id() -> None:
    data = files.mbox(
        files.mail("One.\nFrom here on, two.\n", subject="First", message_id="<1@bay>"),
        files.mail("Two.\n\nFrom Ann in 1999 to Bo.\n", subject="Second"),
        files.mail("Three.\n", message_id="<1@bay>"),
        files.mail("\n", message_id="<4@bay>"),
        files.mail("Five.\n", message_id="<5@bay>"),
    )
    assert read(data) == [
        Article("a.mbox#1@bay", "One.\nFrom here on, two.", "First"),
        Article("a.mbox#2", "Two.\n\nFrom Ann in 1999 to Bo.", "Second"),
        SkippedFile("a.mbox:3", "duplicate id '1@bay', first as message 1"),
        SkippedFile("a.mbox:4", "no text"),
        Article("a.mbox#5@bay", "Five."),
    ]


def test_a_message_over_the_limit_is_skipped_without_its_neighbours() -> None:
    long = files.mail("A long line of text.\n" * 100, message_id="<2>")
    data = files.mbox(files.mail("One."), long, files.mail("Three."))
    assert read(data, max_megabytes=0.001) == [
        Article("a.mbox#1", "One."),
        SkippedFile("a.mbox:2", "a message over the limit; raise --max-file-mb"),
        Article("a.mbox#3", "Three."),
    ]


def test_what_is_no_mailbox_is_refused() -> None:
    with pytest.raises(LoadError, match="not a mailbox"):
        read(b"\nThe tide turned.\n")


def test_headers_that_nest_without_end_are_told() -> None:
    headers = b"From: " + b"(" * 5_000 + b"a@b.example"
    with pytest.raises(LoadError, match="headers nest without end"):
        mail.parse(raw(headers, b"The tide turned."), "a.eml")


def test_parts_that_are_none_are_told() -> None:
    headers = b"Content-Type: multipart/mixed; boundary=b"
    body = b"--b\r\nContent-Type: multipart/related\r\n\r\nThe tide turned.\r\n--b--\r\n"
    with pytest.raises(LoadError, match="damaged"):
        mail.parse(raw(headers, body), "a.eml")


def test_a_charset_with_a_nul_costs_no_text() -> None:
    headers = b"Content-Type: text/plain; charset=utf-8\0x"
    assert mail.parse(raw(headers, b"The tide turned."), "a.eml").text == "The tide turned."


@pytest.mark.parametrize(
    ("sender", "author", "outlet"),
    [
        ("Ann Lee from Low Tide", "Ann Lee", "Low Tide"),
        ("Ann Lee at The Bay", "Ann Lee", "The Bay"),
        ("Ann von Lee", "Ann von Lee", None),
        ("The Low Tide", None, "The Low Tide"),
        ("Skerry News", None, "Skerry News"),
        ("Ann Post", "Ann Post", None),
        ("Petra", "Petra", None),
    ],
)
def test_whose_newsletter_it_is(sender: str, author: str | None, outlet: str | None) -> None:
    found = mail.parse(files.mail("Fog.", **{"from": f"{sender} <low@tide.example>"}), "a.eml")
    assert (found.author, found.outlet) == (author, outlet)


def test_a_newsletter_without_its_buttons() -> None:
    page = (
        "<p>View this email in your browser</p><h1>Fog</h1><p>Unsubscribe is what the bell"
        " tells boats.</p><p>Unsubscribe</p><p>Manage preferences</p>"
        "<p>Unsubscribe | View in browser</p>"
    )
    text = mail.parse(files.mail(page, subtype="html"), "a.eml").text
    assert text == "Fog\n\nUnsubscribe is what the bell tells boats."


def test_a_newsletter_in_plain_text_without_its_buttons() -> None:
    body = (
        "View this post on the web at https://tide.example/p/fog\n\nFog keeps boats in port.\n\n"
        "Unsubscribe https://tide.example/u?id=1\n"
    )
    assert mail.parse(files.mail(body), "a.eml").text == "Fog keeps boats in port."
