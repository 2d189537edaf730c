"""More examples: records of known data sets, encodings, languages, and what is told, not read."""

from __future__ import annotations

import json
import textwrap
from html import escape

from tests.loaders import files
from tests.loaders.examples import (
    DAY,
    LAMP,
    PIER,
    REST,
    SIGNED,
    UNSIGNED,
    URL,
    Example,
    Facts,
    factiva_lines,
    nexis_lines,
    proquest_lines,
)
from tests.loaders.pdf_files import build_pdf

TEXT = f"{LAMP.lead} {REST}"
FIRST = LAMP._replace(part="1")
BOTH = (FIRST, PIER._replace(part="2"))


def _exports() -> list[Example]:
    """The exports of databases as web pages and as PDF, and one that cannot be split."""
    nexis = [line.translate({0x201C: '"', 0x201D: '"', 0xA9: "C"}) for line in nexis_lines()]
    wrapped = [part for line in nexis for part in textwrap.wrap(line, 90)]
    page = "".join(f"<p>{escape(line)}</p>" for line in factiva_lines())
    uncut = "\n".join(line for line in proquest_lines() if "Publication title" not in line)
    return [
        Example("Factiva.html", f"<html><body>{page}</body></html>".encode(), BOTH),
        Example("Nexis.pdf", build_pdf([wrapped[:30], wrapped[30:]]), BOTH),
        Example("Uncut.txt", uncut.encode(), (), "looks like an export of ProQuest"),
    ]


def _records() -> list[Example]:
    """A record as each of these data sets and services writes it."""
    title, author, outlet, day = LAMP.title, LAMP.author, LAMP.outlet, LAMP.published
    guardian = {
        "id": "sea/1", "webTitle": title, "webUrl": URL, "webPublicationDate": f"{day}T18:02:00Z",
        "fields": {"byline": author, "bodyText": TEXT, "publication": outlet},
    }  # fmt: skip
    please = {
        "authors": [author], "date_publish": f"{day} 18:02:00", "maintext": TEXT, "title": title,
        "source_domain": "gazette.example", "url": URL,
    }  # fmt: skip
    huffpost = {
        "headline": title, "authors": author, "date": day, "short_description": LAMP.lead,
        "link": URL, "category": "SEA",
    }  # fmt: skip
    tables = {
        "allthenews.csv": (
            f'date,year,author,title,article,url,publication\n{day},2024,{author},{title},"{TEXT}",'
            f"{URL},{outlet}\n",
            FIRST,
        ),
        "cnn.csv": (
            f'id,article,highlights\n7c,"{TEXT}","It went dark."\n',
            UNSIGNED._replace(part="7c", title=""),
        ),
        "mediacloud.csv": (
            f'stories_id,publish_date,title,url,language,media_name,text\n81,{day} 18:02:00,{title}'
            f',{URL},en,{outlet},"{TEXT}"\n',
            LAMP._replace(part="81", author=None),
        ),
        "gdelt.csv": (
            f'url,title,seendate,domain,language,content\n{URL},{title},20240314T180200Z,'
            f'gazette.example,English,"{TEXT}"\n',
            FIRST._replace(author=None, outlet="gazette.example"),
        ),
    }  # fmt: skip
    return [
        Example(
            "guardian.json",
            json.dumps({"response": {"status": "ok", "results": [guardian]}}).encode(),
            (LAMP._replace(part="sea/1"),),
        ),
        Example(
            "newsplease.json",
            json.dumps(please).encode(),
            (FIRST._replace(outlet="gazette.example"),),
        ),
        Example(
            "huffpost.jsonl",
            json.dumps(huffpost).encode(),
            (FIRST._replace(outlet=None),),
        ),
        *(Example(name, table.encode(), (facts,)) for name, (table, facts) in tables.items()),
    ]


def _languages() -> list[Example]:
    """Bylines and dates in other languages than English, in the encodings of their countries."""
    french = Facts("", "Le phare s'éteint", LAMP.author, None, LAMP.published, "La lampe s'éteint")
    spanish = french._replace(title="El faro se apaga", lead="La lámpara se apagó")
    portuguese = french._replace(title="O farol apaga-se", lead="A lâmpada apagou-se")
    polish = french._replace(
        title="Latarnia zgasła", lead="Wieża zgasła późną nocą, mówią żeglarze"
    )
    japanese = french._replace(title="灯台が消える", author=None, lead="岬の灯台は木曜日に消えた。")
    chinese = japanese._replace(title="灯塔熄灭", published=None, lead="灯塔在星期四熄灭了。")
    mixed = UNSIGNED._replace(title="Le phare", lead="La “lampe” s'éteint – enfin.")
    return [
        Example(
            "french.txt",
            f"{french.title}\n\nPar Mara Quill\nPublié le 14 mars 2024 à 18h02\n\n{french.lead}.\n"
            .encode(),
            (french,),
        ),
        Example(
            "spanish.txt",
            f"{spanish.title}\n\nPor Mara Quill\n14 de marzo de 2024\n\n{spanish.lead}.\n".encode(),
            (spanish,),
        ),
        Example(
            "portuguese.txt",
            f"{portuguese.title}\n\nPor Mara Quill\n14 de março de 2024\n\n{portuguese.lead}.\n"
            .encode(),
            (portuguese,),
        ),
        Example(
            "polish.md",
            f"---\ntitle: {polish.title}\nautor: Mara Quill\ndata: x\ndate: 14.03.2024\n---\n"
            f"{polish.lead}.\n".encode("iso8859-2"),
            (polish,),
            "its encoding is a guess",
        ),
        Example(
            "japanese.md",
            f"---\ntitle: {japanese.title}\ndate: 2024年3月14日\n---\n{japanese.lead}\n"
            .encode("iso2022_jp"),
            (japanese,),
        ),
        Example(
            "chinese.txt",
            f"{chinese.title}\n\n{chinese.lead}\n".encode("utf-16-le"),
            (chinese,),
        ),
        Example(
            "mixed.txt",
            "Le phare\n\nLe café a fermé, l'été aussi.\n".encode()
            + f"{mixed.lead}\n".encode("cp1252"),
            (mixed,),
        ),
    ]  # fmt: skip


def _clippings() -> list[Example]:
    """Notes with dates and addresses as programs write them, and names of files with a date."""
    dated = SIGNED._replace(author=None)
    note = f"author: {LAMP.author}\ntitle: {LAMP.title}"
    return [
        Example("2024_03_14 lamp.txt", f"{LAMP.title}\n\n{LAMP.lead}\n".encode(), (dated,)),
        Example(
            "address.txt",
            f"{URL}\n\n{LAMP.title}\n\nBy {LAMP.author}\n{DAY}\n\n{LAMP.lead}\n".encode(),
            (SIGNED,),
        ),
        Example(
            "unix.md", f"---\n{note}\ndate: 1710439320\n---\n{LAMP.lead}\n".encode(), (SIGNED,)
        ),
        Example(
            "omnivore.md",
            f"---\n{note}\ndate_saved: 2024-05-01 10:00:00\ndate_published: 2024-03-14 00:00:00\n"
            f"---\n{LAMP.lead}\n".encode(),
            (SIGNED,),
        ),
    ]


def _pages() -> list[Example]:
    """A page of the United States as a browser saves it, with a frame that is no article."""
    page = (
        f'<html lang="en-US"><head><title>{LAMP.title}</title></head><body><article>'
        f'<h1>{LAMP.title}</h1><i class="date">03/14/2024</i><a href="/author/admin">Admin</a>'
        f"<p>{LAMP.lead}</p></article></body></html>"
    )
    frame = "<html><body><h1>Sale</h1><p>Buy boots, the best of all boots.</p></body></html>"
    pocket = '<html><head><title>Pocket Export</title></head><body><a href="x">x</a></body></html>'
    letter = (
        '<div style="display:none">In this letter: boots</div>'
        f"<h1>{LAMP.title}</h1><p>{LAMP.lead}</p>"
    )
    mail = files.mail(
        letter,
        subtype="html",
        From=f"{LAMP.author} <mara@gazette.example>",
        Subject=LAMP.title,
        Date="Thu, 14 Mar 2024 18:02:00 +0000",
    )
    return [
        Example("Saved.html", page.encode(), (SIGNED._replace(author=None),)),
        Example("Saved_files/frame.html", frame.encode(), ()),
        Example("pocket.html", pocket.encode(), (), "a list of saved links"),
        Example("letter.eml", mail, (SIGNED,)),
    ]


def further_examples() -> list[Example]:
    """All of them."""
    return [*_exports(), *_records(), *_languages(), *_clippings(), *_pages()]
