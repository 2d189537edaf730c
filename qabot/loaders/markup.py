"""Texts in reStructuredText, AsciiDoc, Org and LaTeX: read as they are written.

Only what a reader never sees goes: lines that set things, comments, the preamble of LaTeX.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.loaders.bylines import signed
from qabot.loaders.decoding import decode
from qabot.loaders.metadata import article
from qabot.loaders.text import headline
from qabot.types import Article

_FIELD = re.compile(
    r":(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>\S.*))?"
    r"|#\+(?P<org>\w{1,40}):[ \t]*(?P<setting>.*)"
)
_UNSEEN = re.compile(r"\.\. .*|//(?!/).*|#(?:\s.*)?|\[(?:source|quote|NOTE|TIP|role|cols)[^\]]*\]")
_RULE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}|-{4,}|={4,}|/{4,}|\|={3,}")
_HEADING = re.compile(r"(?:={1,6}|\*{1,6})[ \t]+(?P<title>\S.*)")
_ORG_DATE = re.compile(r"[<\[](\d{4}-\d\d-\d\d)\b[^<>\[\]]{0,40}[>\]]")
_ADOC_HEADER = re.compile(
    r"\s*(?P<title>= \S.{0,500})\n"
    r"(?P<authors>[^\W\d_][^\n<>:@]{1,60}<[^\n<>@]{1,60}@[^\n<>]{1,60}>"
    r"(?:; ?[^\n;]{1,120}){0,10})\n"
    r"(?:v?[\d.]{1,10}, (?P<date>[^\n:]{6,30})(?::.{0,200})?\n)?"
)
_TEX_VALUE = re.compile(
    r"\\(?P<key>title|author|date)(?:\[[^\[\]]{0,300}\])?\{(?P<value>[^{}]{1,500})\}"
)
_TEX_BODY = "\\begin{document}"
_TEX_UNSEEN = re.compile(
    r"\\(?:label|cite[a-z]*\*?|ref|eqref|pageref|includegraphics|bibliography(?:style)?|vspace|hspace"
    r"|begin|end|input|include|maketitle|tableofcontents|footnotemark|title|author|date)\b\*?"
    r"(?:\[[^\[\]\n]{0,300}\]){0,2}(?:\{[^{}\n]{0,500}\})?"
)
_TEX_WRAPPED = re.compile(
    r"\\[A-Za-z]{1,40}\*?(?:\[[^\[\]\n]{0,300}\])?\{(?P<inner>[^{}]{0,2000})\}"
)
_TEX_COMMENT = re.compile(r"(?<!\\)%.*")
_TEX_HEADING = re.compile(
    r"\\(?:sub){0,2}(?:section|chapter|paragraph)\*?\{(?P<title>[^{}]{0,300})\}"
)
_TEX_NOTE = re.compile(r"\\footnote\{(?P<note>[^{}]{0,2000})\}")
_TEX_SIGNS = (
    ("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("~", " "), ("\\%", "%"), ("\\&", "&"),
    ("\\$", "$"), ("\\_", "_"), ("\\#", "#"), ("\\\\", "\n"),
)  # fmt: skip
_NESTED = 4
"""How deep commands in commands are opened."""


def parse(data: bytes, path: str) -> Article:
    """The article in a text of reStructuredText, AsciiDoc or Org; its title is its first heading.

    Raises:
        LoadError: the bytes are not text.
    """
    values: dict[str, str] = {}
    kept: list[str] = []
    source = _with_fields(decode(data).replace("\r\n", "\n"))
    for line in source.split("\n"):
        field = _FIELD.fullmatch(line.strip())
        if field:
            key = field["key"] or field["org"]
            value = (field["value"] or field["setting"] or "").strip()
            values.setdefault(key, date[1] if (date := _ORG_DATE.fullmatch(value)) else value)
        elif heading := _HEADING.fullmatch(line):
            kept += ["", heading["title"], ""]
        elif not (_UNSEEN.fullmatch(line.strip()) or _RULE.fullmatch(line.strip())):
            kept.append(line)
        elif _RULE.fullmatch(line.strip()) and kept and kept[-1].strip():
            kept.append("")  # the rule below a heading
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")
    return _entitled(article(path, text, values, published_from="header lines"))


def _with_fields(source: str) -> str:
    """The text, the lines below AsciiDoc's title that name its authors and its revision as fields.

    As in "Ann Lee <ann@bay.example>; Bo Ek" and "v1.2, 2024-06-03".
    """
    match = _ADOC_HEADER.match(source)
    if not match:
        return source
    authors = (name.partition(" <")[0].strip() for name in match["authors"].split(";"))
    fields = f":author: {', '.join(authors)}\n" + (
        f":date: {match['date']}\n" if match["date"] else ""
    )
    return f"{match['title']}\n{fields}{source[match.end() :]}"


def parse_tex(data: bytes, path: str) -> Article:
    """The article in a LaTeX document, with the text of its commands and without their names.

    Raises:
        LoadError: the bytes are not text.
    """
    source = _TEX_COMMENT.sub("", decode(data).replace("\r\n", "\n"))
    found = {match["key"]: match["value"] for match in _TEX_VALUE.finditer(source)}
    values = {key: _shown(value.replace("\\and", ",")) for key, value in found.items()}
    text = _shown(source.partition(_TEX_BODY)[2] or source)
    return _entitled(article(path, text, values, published_from="LaTeX"))


def _entitled(found: Article) -> Article:
    """The article with its first line for a title if it has none, signed by the lines below."""
    if found.title:
        return signed(found, headline=False)
    title = headline(found.text)
    origins = replace(found.origins, title="first line" if title else None)
    return signed(replace(found, title=title, origins=origins), headline=True)


def _shown(source: str) -> str:
    text = _TEX_HEADING.sub(r"\n\n\g<title>\n\n", _TEX_UNSEEN.sub("", source))
    text = _TEX_NOTE.sub(r" (\g<note>)", text)
    for _ in range(_NESTED):
        text = _TEX_WRAPPED.sub(r"\g<inner>", text)
    for mark, sign in _TEX_SIGNS:
        text = text.replace(mark, sign)
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines.replace("{", "").replace("}", "")).strip()
