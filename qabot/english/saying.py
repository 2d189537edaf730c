"""Verbs of saying in all their forms."""

from __future__ import annotations

_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "read": "read",
    "foresee": "foresaw foreseen", "see": "saw seen", "feel": "felt", "hold": "held", "put": "put",
    "find": "found", "know": "knew known", "speak": "spoke spoken", "show": "showed shown",
    "understand": "understood", "forecast": "forecast", "swear": "swore sworn",
}  # fmt: skip
_DOUBLED = frozenset(
    "admit quip rebut slam snap refer concur regret rap submit chat blog plan pan".split()
)


def _forms(lemma: str) -> dict[str, str]:
    """Each inflected form of a lemma, with "past", "present", "base" or "participle"."""
    irregular = _IRREGULAR.get(lemma)
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    doubled = stem + stem[-1] if lemma in _DOUBLED else stem
    if lemma[-1] == "y" and lemma[-2] not in "aeou":
        past, present = [lemma[:-1] + "ied"], lemma[:-1] + "ies"
    else:
        past = [doubled + "ed"]
        present = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = irregular.split() if irregular else past
    participle = (lemma if lemma.endswith("ee") else doubled) + "ing"
    forms = {lemma: "base", present: "present", participle: "participle"}
    return forms | dict.fromkeys(past, "past")


_SAYING = (
    "say tell state claim warn deny add argue announce declare insist write ask reply respond"
    " report note explain assert maintain contend allege acknowledge admit concede confirm stress"
    " emphasize emphasise remark comment recall suggest predict tweet retweet quip joke testify"
    " caution counter retort rebut reiterate lament complain exclaim whisper mutter murmur opine"
    " muse recount relate posit affirm attest avow proclaim clarify speculate theorize theorise"
    " interject scoff enthuse fume gush estimate forecast surmise hypothesize advise propose"
    " recommend"
).split()
_SAYING_WHAT = (
    "answer observe continue conclude reveal disclose indicate post boast brag shout yell cry"
    " repeat point mention charge pronounce elaborate wonder marvel sigh laugh snap agree disagree"
    " concur protest object chime speak refer read signal hint joke imply reflect counsel"
    " note decree"
).split()
"""Verbs of saying that have other uses: a clause or a quote, or a comma on both sides, tells."""
_JUDGING = (
    "criticize criticise condemn denounce praise slam dismiss reject accuse blame thank"
    " applaud decry deride mock deplore commend congratulate endorse welcome hail laud urge"
    " vow pledge promise threaten refuse decline implore plead express chide scold rebuke"
    " castigate taunt question apologize apologise reassure assure inform quote liken encourage"
    " portray brand characterize characterise insinuate chastise ridicule describe deem tout"
).split()
_HOLDING = (
    "demand blast believe think hope fear expect feel know find call see hold show consider"
    " understand foresee doubt suspect worry figure guess assume regard dub put swear press appeal"
    " voice outline detail discuss unveil offer cite compare challenge attack defend summarize"
    " summarise label invite advocate vent regret champion pan instruct invoke"
).split()
"""Verbs that report speech only with a clause or a quote behind them ("called it “a mess”")."""
VERBS: dict[str, tuple[str, str, int]] = {
    form: (lemma, kind, strength)
    for strength, lemmas in ((1, _HOLDING), (2, _JUDGING), (3, _SAYING_WHAT), (3, _SAYING))
    for lemma in lemmas
    for form, kind in _forms(lemma).items()
}
"""Form to lemma, kind of form, and how surely it reports speech: 3 says, 2 judges, 1 holds."""

NEEDS_CLAUSE = frozenset(_HOLDING) | frozenset(_SAYING_WHAT)
VERB_PHRASES = {
    ("went", "on"), ("goes", "on"), ("put", "it"), ("puts", "it"), ("made", "clear"),
    ("makes", "clear"), ("pointed", "out"),
}  # fmt: skip
HEADLINE_VERBS = frozenset("Says Said Tells Told Warns Claims Denies".split())
"""The only capitalised verbs taken for verbs: "States" and "Post" are names."""
NEEDS_PARTNER = frozenset("put puts putting".split())
"""Forms that report speech only as a part of a phrase ("put it")."""
TRANSITIVE = frozenset("tell put call accuse blame thank refer".split())
"""Verbs with an object: what follows them is not who speaks."""
OTHER_PAST = frozenset(
    "went came took gave made met left sat stood began ran won lost held became kept grew".split()
)
"""Verbs in the past without "ed" that report no speech."""
