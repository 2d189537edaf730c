"""The words that attribution knows: verbs of saying in all their forms, and the small words."""

from __future__ import annotations

ROLES = frozenset(
    "president minister premier chancellor secretary senator governor general leader speaker whip"
    " chairman chairwoman chair chief director head judge justice ambassador mayor representative"
    " deputy commissioner congressman congresswoman lawmaker legislator reporter correspondent"
    " editor columnist host anchor author writer journalist professor doctor scientist physicist"
    " economist historian analyst researcher expert adviser advisor aide strategist manager"
    " consultant pollster lobbyist attorney lawyer counsel prosecutor spokesman spokeswoman"
    " spokesperson candidate nominee frontrunner front-runner executive founder owner officer"
    " administrator treasurer envoy negotiator diplomat official commander coach captain king"
    " queen prince princess pope emperor activist organizer organiser delegate businessman"
    " businesswoman mogul billionaire investigator detective inspector superintendent virologist"
    " bacteriologist epidemiologist astronaut astronomer explorer geologist biologist chemist"
    " climber mountaineer climatologist presenter actor actress singer".split()
)
FUNCTION_WORDS = frozenset(
    "a an the and but or nor so yet for if when while as because although though since until"
    " unless after before once whether that this these those there here then now thus hence still"
    " however meanwhile also even only just not no in on at by with from to of into over under"
    " about against during between among through without within upon like near off up down out"
    " around across behind beyond despite except per than toward towards it he she they we you i"
    " its his her their our my your who whom whose which what where why how is are was were be"
    " been has have had do does did will would can could may might must should all some many most"
    " few several both each every any another other such one two three asked yesterday today"
    " tomorrow last next earlier later".split()
)
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


PAST = frozenset(
    "went came took gave made met left sat stood began ran won lost held became kept grew".split()
)
"""Verbs in the past that end a subject and report no speech."""


NEEDS_PARTNER = frozenset("put puts putting".split())
TRANSITIVE = frozenset("tell put call accuse blame thank refer".split())


PRONOUNS = frozenset("he she they it i we".split())
POSSESSIVES = {"his": "he", "her": "she", "their": "they"}


DETERMINERS = frozenset(
    "the a an his her its their this that these those some many most several few two three four"
    " five six one other another all both our my such no each every".split()
)
NUMBERS = frozenset(
    "two three four five six seven eight nine ten half some many most several".split()
)
BE = frozenset("is are was were be been being am get got".split())


AUXILIARY = BE | frozenset(
    "has have had will would could might may did does do can should must not never n't don't"
    " didn't doesn't hasn't haven't won't wouldn't couldn't neither nor".split()
)
ADVERBS = frozenset(
    "also then later now again once even still just often further soon too first himself herself"
    " themselves itself always already elsewhere instead thus only long ever today yesterday"
    " recently however famously earlier both rather though together".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december yesterday today tonight tomorrow week"
    " month year night morning afternoon evening earlier later last next this mon tue wed thu fri"
    " sat sun less minutes hours days weeks months years decades times am pm GMT BST CET EST EDT"
    " jan feb mar apr jun jul aug sept oct nov dec recently afterwards afterward then ago there"
    " here".split()
)
PREPOSITIONS = frozenset(
    "of for in at from with on to by near about into over during after before between among"
    " against under without within upon through outside inside across around behind since despite"
    " amid via like as than per following".split()
)
SUBORDINATORS = frozenset(
    "that because when while if although though but until whether how why where what than so"
    " unless as after before since yet once".split()
)
RELATIVES = frozenset("who which whom whose".split())


MODIFIERS = frozenset("familiar close involved speaking citing based working running".split())
PARTICLES = frozenset("de van von der den la le al bin du di da".split())


LEADING = frozenset(
    "and but so then yet when as while if even also just only though although".split()
)
OPENERS = frozenset(
    "and but or so yet still meanwhile however likewise even well indeed moreover , then".split()
)
STOPS = frozenset("# , ; : ( ) [ ] – — - . ? ! … / | \n".split()) | {"\n", "--"}


DASHES = ("—", "–", "-", "--")
