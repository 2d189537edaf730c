from __future__ import annotations

import codecs
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import load
from qabot.loaders.decoding import decode
from qabot.loaders.encoding_guesses import doubt_about
from qabot.types import Article, SkippedFile

SENTENCE = "“It’s £15.8m,” said Zoë — naïve café prices.\r\n"
RUSSIAN = "Президент заявил, что все должны согласиться с новым решением. Расходы выросли.\n"
POLISH = "Prezydent powiedział, że wszyscy muszą się zgodzić na żółte światło. Źródła są różne.\n"


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + SENTENCE.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_unicode_with_or_without_byte_order_mark(data: bytes) -> None:
    assert decode(data) == SENTENCE


def test_only_the_first_byte_order_mark_goes() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"a") == "\ufeffa"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Chelsea paid a possible transfer fee of £15.8m for Mutu. " * 3, "latin-1"),
        ("“It’s the firm’s best year,” the chairman said. " * 3, "cp1252"),
        (RUSSIAN * 3, "cp1251"),
        (RUSSIAN * 3, "koi8-r"),
        (POLISH * 3, "cp1250"),
        (
            "L’été dernier, le président a déclaré : « C’est énorme ». Où ça ? À Orléans. " * 3,
            "cp1252",
        ),
    ],
)
def test_other_encodings_are_told_by_the_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


OLD_TEXTS = {
    "cp1250": "Naprawa mostu będzie kosztować cztery miliony, powiedział inżynier okręgowy.",
    "iso8859-2": "Inženýři našli v pondělí trhliny a oprava potrvá až do října.",
    "iso8859-15": "Die alte Brücke wurde am Montag für den ganzen Verkehr gesperrt.",
    "cp1253": "Η παλιά γέφυρα έκλεισε τη Δευτέρα για την κυκλοφορία.",
    "cp1254": "Eski köprü pazartesi günü trafiğe kapatıldı, onarım uzun sürecek.",
    "cp1255": "הגשר הישן נסגר ביום שני לאחר שמהנדסים מצאו סדקים",
    "cp1256": "أغلق الجسر القديم يوم الاثنين بعد أن وجد المهندسون شقوقا",
    "cp1257": "Senasis tiltas pirmadienį buvo uždarytas, kai inžinieriai rado įtrūkimų.",
    "mac_roman": "Le vieux pont a été fermé à la circulation après des années.",
    "cp866": "Старый мост был закрыт в понедельник утром.",
    "shift_jis": "古い橋は月曜日に閉鎖された。",
    "gb18030": "旧桥星期一关闭，因为工程师发现了裂缝。",
    "big5": "舊橋星期一關閉，因為工程師發現了裂縫。",
    "euc_kr": "오래된 다리는 월요일에 폐쇄되었다.",
    "iso2022_jp": "古い橋は月曜日に閉鎖された。\n",
    "iso2022_kr": "오래된 다리는 월요일에 폐쇄되었다.",
    "utf-16-le": "旧桥星期一关闭。\n工程师发现了裂缝。\n",
    "utf-16-be": "古い橋は月曜日に閉鎖された。\n",
}


@pytest.mark.parametrize("encoding", OLD_TEXTS)
def test_a_sentence_tells_its_encoding(encoding: str) -> None:
    text = OLD_TEXTS[encoding]
    assert decode(text.encode(encoding)) == text


def test_stray_lines_between_lines_of_utf_8() -> None:
    sound, stray = "The café is closed – at last.\n", "The “old” café re-opened.\n"
    assert decode(sound.encode() * 3 + stray.encode("cp1252") * 2) == sound * 3 + stray * 2


GUESSED = (
    "indexed, but its encoding is a guess (%s) and letters with accents may be others;"
    " save it as UTF-8"
)


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        ("Lech Wałęsa said so in the end. ", "cp1250", None),  # else it were "Wa³êsa"
        ("Jiří Novák said so in the end. ", "cp1250", "Windows-1250"),
        ("The player José Núñez said so in the end. ", "cp1252", "Windows-1252"),
        ("It cost £5, “so much”. ", "cp1252", None),
        ("The café was full. ", "cp1252", None),  # é is é in all of them
        (OLD_TEXTS["cp1250"], "cp1250", None),
        ("L’été dernier, le président où ça à Orléans être août êtes. ", "cp1252", None),
        (RUSSIAN, "cp1251", None),
        (OLD_TEXTS["utf-16-le"], "utf-16-le", None),
        ("Núñez.", "utf-8", None),
        ("Núñez.", "utf-8-sig", None),
    ],
)
def test_letters_that_may_be_others_are_told(text: str, encoding: str, guess: str | None) -> None:
    assert doubt_about(text.encode(encoding)) == (GUESSED % guess if guess else None)


def test_a_doubtful_file_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("The player José Núñez said so in the end.".encode("cp1252"))
    assert list(load(path, "a.txt", Settings())) == [
        Article("a.txt", "The player José Núñez said so in the end."),
        SkippedFile("a.txt", GUESSED % "Windows-1252"),
    ]


def test_the_encoding_is_found_in_lines_far_from_the_start() -> None:
    text = "Plain words in a line.\n" * 100 + RUSSIAN * 200
    assert decode(text.encode("cp1251")) == text


def test_a_declared_encoding_is_used_unless_the_bytes_are_utf_8() -> None:
    assert decode("Łódź".encode("iso-8859-2"), declared="ISO-8859-2") == "Łódź"
    assert decode("It’s".encode("cp1252"), declared="iso-8859-1") == "It’s"
    assert decode("It’s".encode(), declared="iso-8859-1") == "It’s"
    assert decode("£".encode("cp1252") + b" a" * 50, declared="no-such") == "£" + " a" * 50


def test_a_broken_byte_does_not_spoil_the_rest_of_utf_8() -> None:
    assert decode("It’s “so” said Zoë: £5.".encode() + b"\xa3 end") == (
        "It’s “so” said Zoë: £5.\ufffd end"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"text\0with zero bytes", "looks binary, not text"),
        (b"ab\x01\x02\x03\x04" * 20, "looks binary, not text"),
        (b"%PDF-1.7\n1 0 obj", "looks binary, not text: a PDF; rename it to .pdf"),
        (
            b"PK\x03\x04rest",
            "looks binary, not text: a ZIP archive or an office document; rename it to .zip or"
            " .docx",
        ),
        (b"\x7fELF\x02", "looks binary, not text: a program"),
        (b"\x89PNG\r\n", "looks binary, not text: a PNG image"),
        (b"\xff\xfe\x00\xd8x\x00", "begins as UTF-16 but is not; save it as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(LoadError) as error:
        decode(data)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".txt", "Ti\0des turn\n\nThe moon\0 rose." + " The boats came home." * 20),
        (".md", "# Ti\0des turn\n\nThe moon\0 rose." + " The boats came home." * 20),
        (".html", "<title>Ti\0des turn</title><p>The moon\0 rose." + " The boats came home." * 20),
    ],
)
def test_a_zero_byte_here_and_there_goes(tmp_path: Path, suffix: str, content: str) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(content.encode())
    (found,) = load(file, file.name, Settings())
    assert isinstance(found, Article)
    assert found.title == "Tides turn"
    assert "The moon rose." in found.text
    assert "\0" not in found.text


def test_a_zero_byte_in_what_is_not_utf_8_is_binary() -> None:
    with pytest.raises(LoadError, match=r"^looks binary, not text$"):
        decode(b"caf\xe9 \0" + b"word " * 60)


def test_a_few_control_characters_are_text() -> None:
    text = "page one\f\x1b[1mbold\x1b[0m " + "word " * 60 + "\x07"
    assert decode(text.encode()) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_comes_back_unchanged(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except LoadError as error:
        assert "\n" not in str(error)


def test_east_asian_utf_16_needs_no_space_and_random_bytes_are_none() -> None:
    text = "旧桥周一关闭。工程师发现了裂缝，修复将持续到十月。"
    assert [decode(text.encode(name)) for name in ("utf-16-le", "utf-16-be")] == [text, text]
    with pytest.raises(LoadError, match="looks binary"):
        decode(Random(3).randbytes(400))


def test_strays_have_the_letters_of_the_lines_around_them() -> None:
    line = "Café one – naïve “yes”.\n"
    data = line.encode() * 9 + "Café two – naïve “no”.\n".encode("cp1252")
    assert decode(data).endswith("Café two – naïve “no”.\n")
    assert doubt_about(data) is None


def test_no_word_is_of_two_scripts() -> None:
    said = "The crew – nine of them – said “there was no choice” at the café; it cost £30.\n"
    assert decode(said.encode("mac-roman")) == said


def test_letters_that_are_symbols_in_another_encoding() -> None:
    said = "Žlutý bagr dorazil. Příliš žluťoučký kůň, řekla Dvořáková. Šedesát lidí čekalo.\n"
    assert decode(said.encode("iso8859-2")) == said
