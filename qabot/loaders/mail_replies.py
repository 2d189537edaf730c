"""What a message quotes of those before it: another's words, which are not the sender's."""

from __future__ import annotations

import re

_ATTRIBUTION = re.compile(
    r"(?:On|Am|Le|El|Em|Il|Op|Den)\b.{4,300}"
    r"\b(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev)\b.{0,200}:"
)
"""The line above what is quoted: "On Mon, 3 Jun 2024 at 10:05, Ann Lee <a@b> wrote:"."""
_MOST_LINES = 3
"""Lines over which mail programs break that line."""
_ORIGINAL = re.compile(
    r"-{2,}\s?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original"
    r"|Mensagem original)\s?-{2,}",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(
    r"\*?(?P<key>From|Sent|Date|To|Subject|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet|Enviado|Para"
    r"|Asunto|Assunto) ?:\*? .+"
)
_LEAST_HEADERS = 3
_SIGNATURE = "-- "
"""The line above a signature (RFC 3676)."""
_FORWARDED = re.compile(r"(?:fwd?|wg|tr|rv|enc)\s?:", re.IGNORECASE)
QUOTED = (
    '//blockquote[@type="cite"]'
    ' | //*[contains(concat(" ", @class, " "), " gmail_quote ")'
    ' and not(contains(*[1]/text()[1], "Forwarded message"))]'
    ' | //*[contains(concat(" ", @class, " "), " moz-cite-prefix ")]'
    ' | //*[@id="divRplyFwdMsg" or @id="appendonsend"]'
    ' | (//*[@id="divRplyFwdMsg" or @id="appendonsend"])[1]/following-sibling::*'
)
"""XPath of what mail programs quote in HTML."""
HIDDEN = (
    '//*[contains(translate(@style, " ", ""), "display:none")'
    ' or contains(translate(@style, " ", ""), "visibility:hidden")'
    ' or contains(translate(@style, " ", ""), "mso-hide:all")'
    ' or contains(translate(@style, " ", ""), "max-height:0")]'
)
"""XPath of preheaders: what an inbox shows beside the subject and the message does not."""


_ONE_BUTTON = (
    r"(?:click here to )?(?:unsubscribe|manage (?:your )?(?:subscription|preferences)"
    r"|view (?:this \w{1,20} )?(?:in|on) (?:your |a |the )?(?:browser|web)|read (?:it )?online"
    r"|(?:view|read) this (?:post|email|issue|newsletter) (?:on|in) .{1,30}?(?: at)? (?=<?https?://)"
    r"|abmelden|im browser (?:ansehen|öffnen)|se désinscrire|darse de baja)(?: here| now)?\W{0,3}(?:https?://\S{1,500}\W{0,3})?"
)
_BUTTON = re.compile(rf"{_ONE_BUTTON}(?:[|·•]\s?{_ONE_BUTTON}){{0,5}}", re.IGNORECASE)
"""What newsletters have above and below their text, one or more in a line."""


def without_buttons(text: str) -> str:
    """The blocks of a newsletter without those at its top and end that are buttons."""
    blocks = text.split("\n\n")
    shown = [number for number, block in enumerate(blocks) if not _BUTTON.fullmatch(block.strip())]
    return "\n\n".join(blocks[shown[0] : shown[-1] + 1]) if shown else ""


def is_forwarded(subject: str) -> bool:
    """Whether a message hands on another one, which is what it is about."""
    return _FORWARDED.match(subject) is not None


def own_words(text: str) -> str:
    """The text without what it quotes; all of it if it does nothing else."""
    lines = text.split("\n")
    kept: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number].strip()
        is_signature = kept and lines[number] == _SIGNATURE
        if _ORIGINAL.fullmatch(line) or is_signature or _is_header(lines, number):
            break
        if line.startswith(">"):
            number += 1
        elif height := _attribution_height(lines, number):
            number += height
        else:
            kept.append(lines[number])
            number += 1
    own = "\n".join(kept).strip(" \t\n_")
    return own if own else text


def _is_header(lines: list[str], number: int) -> bool:
    """Whether a block of header lines begins there, as Outlook puts above what it quotes."""
    keys: set[str] = set()
    for line in lines[number : number + 2 * _LEAST_HEADERS]:
        match = _HEADER_LINE.fullmatch(line.strip())
        if not match:
            break
        keys.add(match["key"])
    return len(keys) >= _LEAST_HEADERS


def _attribution_height(lines: list[str], number: int) -> int:
    """How many lines say who wrote what is quoted below them; 0 if none do."""
    for height in range(1, _MOST_LINES + 1):
        joined = " ".join(line.strip() for line in lines[number : number + height])
        if _ATTRIBUTION.fullmatch(joined):
            below = (line.strip() for line in lines[number + height : number + height + 3])
            return height if next(filter(None, below), "").startswith(">") else 0
    return 0
