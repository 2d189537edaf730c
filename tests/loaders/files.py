"""Files of many formats, as small as they can be, written by hand so that no tool is needed."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from html import escape

from openpyxl import Workbook  # type: ignore[import-untyped]


def zip_of(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, core: str = "", further: Mapping[str, bytes | str] | None = None) -> bytes:
    """A Word document.

    Args:
        body: contents of ``w:body``.
        core: contents of its core properties, as "<dc:title>Tides</dc:title>".
    """
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{kinds}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/'
        'package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
    }
    return zip_of(parts | dict(further or {}))


def word_paragraphs(*paragraphs: str) -> str:
    """Contents of a Word document's body."""
    return "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)


def odt(text: str, meta: str = "") -> bytes:
    """An OpenDocument text, from the contents of ``office:text`` and ``office:meta``."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    namespaces = (
        f'xmlns:office="{oasis}:office:1.0" xmlns:text="{oasis}:text:1.0"'
        f' xmlns:table="{oasis}:table:1.0" xmlns:meta="{oasis}:meta:1.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {namespaces}><office:body><office:text>"
            f"{text}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {namespaces}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        }
    )


def epub(
    chapters: Mapping[str, str], metadata: str = "", further: Mapping[str, str] | None = None
) -> bytes:
    """An EPUB book, from its chapters' names and HTML, and the contents of ``metadata``."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return zip_of(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"'
            f' xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        }
        | {f"OEBPS/{name}": html for name, html in chapters.items()}
        | dict(further or {})
    )


def mail(text: str, subtype: str = "plain", **headers: str) -> bytes:
    """A message; "message_id" is the header Message-ID."""
    message = EmailMessage()
    message.set_content(text, subtype=subtype)
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return bytes(message)


def mbox(*messages: bytes) -> bytes:
    """A mailbox of messages, quoted as mboxrd."""
    separator = b"From ann@bay.example Wed Jun 19 23:30:00 2024\n"
    quoted = (message.replace(b"\nFrom ", b"\n>From ") for message in messages)
    return b"".join(separator + message.rstrip() + b"\n\n" for message in quoted)


def mhtml(page: bytes, url: str, charset: str = "utf-8") -> bytes:
    """A page as Chromium saves it."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Saved page\r\n"
        "Date: Mon, 1 Jan 2001 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--X"\r\n\r\n\r\n'
        f"----X\r\nContent-Type: text/html; charset={charset}\r\n"
        f"Content-Transfer-Encoding: binary\r\nContent-Location: {url}\r\n\r\n"
    )
    return head.encode() + page + b"\r\n----X--\r\n"


def rss(*items: str, channel: str = "<title>The Bay</title><language>en-gb</language>") -> str:
    """An RSS 2.0 feed, from the contents of its items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{channel}'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    )


def mediawiki(*pages: str) -> str:
    """A dump, from the contents of its pages."""
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">'
        "<siteinfo><sitename>Wikipedia</sitename>"
        "<base>https://en.wikipedia.org/wiki/Main_Page</base></siteinfo>"
        + "".join(f"<page>{page}</page>" for page in pages)
        + "</mediawiki>"
    )


def wiki_page(title: str, text: str, namespace: int = 0, further: str = "") -> str:
    """Contents of a page of a dump."""
    return (
        f"<title>{title}</title><ns>{namespace}</ns>{further}<revision>"
        f"<timestamp>2024-06-19T23:30:00Z</timestamp><model>wikitext</model>"
        f"<text>{escape(text)}</text></revision>"
    )


def warc(captures: Sequence[tuple[str, str, bytes]], status: str = "200 OK") -> bytes:
    """A web archive, from the address, content type and body of each capture."""
    out = b""
    for url, kind, body in captures:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                "WARC-Date: 2024-06-20T00:00:00Z\r\n"
                "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return out


def parquet(columns: Mapping[str, Sequence[object]]) -> bytes:
    """A Parquet table."""
    import pyarrow
    import pyarrow.parquet

    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(dict(columns)), buffer)
    return buffer.getvalue()


def pptx(*paragraphs: str, title: str = "") -> bytes:
    """Slides: one with a title and paragraphs."""
    return zip_of({"ppt/slides/slide1.xml": slide(title, *paragraphs)})


def slide(title: str, *paragraphs: str) -> str:
    """The XML of a slide."""
    names = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    body = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
    return (
        f'<p:sld {names}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
        f"</p:nvSpPr><p:txBody><a:p><a:r><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>"
        f"<p:sp><p:txBody>{body}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )


def xlsx(*rows: tuple[object, ...]) -> bytes:
    """A spreadsheet of these rows."""
    book, data = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(data)
    return data.getvalue()


def enex(*contents: str, title: str = "A note") -> bytes:
    """Notes of Evernote, each from the HTML of its content."""
    head = f"<note><title>{title}</title><content><![CDATA[<en-note>"
    notes = "".join(f"{head}{html}</en-note>]]></content></note>" for html in contents)
    return f'<?xml version="1.0"?><en-export>{notes}</en-export>'.encode()


def jex(notes: Mapping[str, str]) -> bytes:
    """An archive of Joplin, from what each file says by its name without suffix."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, text in notes.items():
            member = tarfile.TarInfo(f"{name}.md")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return packed.getvalue()
