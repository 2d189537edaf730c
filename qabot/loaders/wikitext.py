"""Wikitext -> text as the page shows it, by mwparserfromhell.

Its own ``strip_code`` keeps the captions and sizes of pictures, the names of categories and what
stands in references, and drops what a template would have printed; so the nodes are gone through
here. wikitextparser, the other kept parser, is GPL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from qabot.loaders.wikitext_marks import closed

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Tag, Template, Wikilink

_NOT_TEXT = frozenset(
    "ref references gallery math chem score timeline imagemap source syntaxhighlight graph "
    "templatestyles noinclude includeonly mapframe maplink table".split()
)
"""Tags whose contents are no running text; "table" is what ``{| |}`` is parsed into."""
_BREAKS = {"br": "\n", "li": "\n\n", "dt": "\n\n", "dd": "\n\n", "hr": "\n\n"}
_NAMESPACE = re.compile(r"\s*(?::\s*)?[^\W\d_][\w -]{1,20}:\S")
"""A link to another namespace or wiki: [[File:...]], [[Kategorie:...]], [[fr:...]]."""
_PRINTS_FIRST = frozenset("nowrap nobr small smaller big em strong sic abbr visible circa".split())
_PRINTS_SECOND = frozenset("lang transl transliteration".split())
_PRINTS_BOTH = frozenset("convert cvt val".split())
"""Templates that stand in sentences, and which of their arguments they print; others are boxes,
notes and notices."""
_BROKEN_TAG = re.compile(r"<(\w+)\s+")
"""A tag broken behind its name, which the parser takes for text."""
_UNPRINTED = re.compile(r"__[A-Z]+__|</?ref\b[^<>]*>")
"""Magic words, and references that are never closed."""


def plain_text(wikitext: str) -> str:
    """The text of a page in blocks separated by a blank line, headings among them."""
    # Deferred: mwparserfromhell takes 0.09 s to import, and most folders have no dump.
    from mwparserfromhell import parse

    text = _UNPRINTED.sub("", _text(parse(closed(_BROKEN_TAG.sub(r"<\1 ", wikitext)))))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n"))
    text = re.sub(r"\( ?[;,] ?", "(", "\n".join(lines)).replace(" ()", "").replace("\xad", "")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _text(code: Any) -> str:
    return "".join(_printed(node) for node in code.nodes) if code is not None else ""


def _printed(node: Any) -> str:
    """What a node shows on the page."""
    printers: dict[str, Callable[[Any], str]] = {
        "Text": lambda text: str(text.value),
        "Heading": lambda heading: f"\n\n{_text(heading.title)}\n\n",
        "HTMLEntity": lambda entity: str(entity.normalize() or ""),
        "ExternalLink": lambda link: _text(link.title) or ("" if link.brackets else str(link.url)),
        "Wikilink": _link,
        "Tag": _tag,
        "Template": _template,
    }
    printer = printers.get(type(node).__name__)
    return printer(node) if printer else ""  # a comment, an argument


def _link(link: Wikilink) -> str:
    if _NAMESPACE.match(str(link.title)):
        return ""
    return _text(link.text) if link.text is not None else str(link.title).partition("#")[0]


def _tag(tag: Tag) -> str:
    name = str(tag.tag).strip().lower()
    if name in _NOT_TEXT:
        return ""
    return _BREAKS.get(name, "") + _text(tag.contents)


def _template(template: Template) -> str:
    name = str(template.name).strip().lower()
    positional = [_text(argument.value).strip() for argument in _positional(template)]
    if name in _PRINTS_FIRST:
        return positional[0] if positional else ""
    if name in _PRINTS_SECOND or name.startswith("lang-"):
        return positional[-1] if positional else ""
    return " ".join(positional[:2]) if name in _PRINTS_BOTH else ""


def _positional(template: Template) -> Iterator[Any]:
    return (argument for argument in template.params if not argument.showkey)
