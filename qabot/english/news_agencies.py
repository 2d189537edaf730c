"""News agencies: what stands where an author is named and is neither a person nor the outlet."""

from __future__ import annotations

import re

NEWS_AGENCIES = frozenset(
    " ".join(name.split())
    for name in """
    aap, australian associated press, aa, anadolu, anadolu ajansı, adnkronos, afp, agence
    france-presse, agence france presse, agenzia nova, ani, asian news international, anp, ansa,
    antara, ap, associated press, apa, ats, keystone-ats, azertac, askanews, belga, belta, bernama,
    bns, baltic news service, bta, canadian press, caribbean news agency, cna, central news agency,
    čtk, ctk, dapd, ddp, dpa, dpa-afx, dts, deutsche presse-agentur, dow jones newswires, efe,
    europa press, epd, evangelischer pressedienst, fars, hina, ians, indo-asian news service, inter
    press service, interfax, irna, itar-tass, italpress, jiji, jiji press, kathpress, katholische
    nachrichten-agentur, kna, kazinform, kcna, kyodo, lusa, mehr, mti, news agency of nigeria,
    notimex, ntb, pa, pa media, press association, pap, prensa latina, pti, press trust of india,
    reuters, thomson reuters, ria novosti, ritzau, sana, sda, keystone-sda, schweizerische
    depeschenagentur, saudi press agency, sid, spa, sputnik, stt, tanjug, tass, télam, telam, tt,
    ukrinform, united news of india, united press international, upi, wafa, xinhua, yonhap, yonhap
    news
    """.split(",")
)
"""Those whose stories other outlets print, as they sign them, in lower case and without "the" or
"agency" before the name; collected by hand."""
_KIND = re.compile(r"(?:the|agencias?|agence|agenzia|agentur|nachrichtenagentur) ", re.IGNORECASE)
_BEHIND = re.compile(r" in .*| (?:staff|reporters?|writers?|newsroom|wire)$", re.IGNORECASE)
_SHORT = 4
"""Letters up to which a word with a capital is a given name ("Sid"), no agency ("SID", "dpa")."""


_SAME = tuple(
    frozenset(names.split(", "))
    for names in (
        "ap, associated press", "afp, agence france-presse, agence france presse",
        "aap, australian associated press", "aa, anadolu, anadolu ajansı",
        "ani, asian news international", "cna, central news agency", "čtk, ctk",
        "dpa, deutsche presse-agentur", "epd, evangelischer pressedienst",
        "ians, indo-asian news service", "jiji, jiji press", "pti, press trust of india",
        "kna, katholische nachrichten-agentur", "pa, pa media, press association",
        "reuters, thomson reuters", "sda, keystone-sda, schweizerische depeschenagentur",
        "spa, saudi press agency", "télam, telam", "tass, itar-tass",
        "upi, united press international", "yonhap, yonhap news",
    )
)  # fmt: skip


def also_called(agency: str) -> frozenset[str]:
    """The names that an agency goes by, folded; with "news agency" behind them, as a site is."""
    name = _KIND.sub("", agency, count=1).casefold()
    names = next((same for same in _SAME if name in same), frozenset((name,)))
    return names | {f"{one} news agency" for one in names}


def agency_in(text: str) -> str:
    """The agency that the text is, maybe with its office or place behind it; else "".

    "Reuters Staff" and "Reuters in Lagos" give "Reuters".
    """
    name = _BEHIND.sub("", text).strip()
    is_given_name = len(name) <= _SHORT and name.istitle()
    known = _KIND.sub("", name, count=1).casefold() in NEWS_AGENCIES
    return name if known and not is_given_name else ""
