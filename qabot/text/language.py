"""Whether a text is English, by its script and its function words.

An own rule and no library: the question is one of yes or no about one language, asked for every
window that is read, so that a small package of counts would cost more than the answer is worth.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_NOT_LATIN = re.compile(
    "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua71f\ua800-\uab2f\uac00-\uff20]"
)
_CHARACTERS = 500
"""Of a longer text, no more is looked at."""
_FOREIGN_WORDS = 12
"""From so many words that are no names, a text has to show English function words."""
_ENGLISH_SHARE = 0.08
"""Share of them that it needs: of windows of two to four BBC sentences, under .01 have less."""

_ENGLISH = frozenset(
    "the and that for with from this it its his they them their there these those which who whom "
    "whose what when where why how have had been were being not would could should did does said "
    "says our your you she my but than then about into after before because between against during "
    "under while only other such some any more most out up if us can may must might just".split()
)

_ALSO_ENGLISH = frozenset("a an as at be by has he i in is me of on or over so to was we".split())
"""English function words that are also words of other languages: they only tell from no words."""

_OTHERS = frozenset(
    # No word that is also English ("die", "an", "do"), nor one inside names ("von der", "de la").
    # German
    "das dem ein eine einen einem einer eines und ist sind nicht mit auf für sich auch wird wurde "
    "wurden hat haben hatte bei nach wie aus dass wer wo wann warum welche welcher welches wen wem "
    "wieviel ich wir nur noch oder aber zur zum vom im über durch gegen "
    # French
    "les des est et une un dans que qui quoi pas avec aux sont était ont été cette ces ses leur "
    "elle il nous vous où quand pourquoi comment quel quelle quels quelles combien mais ou au ce "
    # Spanish
    "los las una es son en que por para con su sus se fue ha han pero como más este esta qué quién "
    "quiénes cuándo dónde cuál cuáles cómo cuánto cuántos está entre quien cuando donde "
    # Italian
    "gli il lo che è sono nel nella della dello delle degli dei alla alle dal dalla sul sulla non "
    "anche chi cosa quando dove perché quale quali quanti ha hanno questo questa stato più "
    # Dutch
    "het een en ook niet zijn wordt werd met voor aan dat deze naar bij uit wie wat waar wanneer "
    "waarom welke hoe hoeveel heeft hebben had om maar nog "
    # Portuguese
    "os uma um é são foi não mas mais pelo pela dos nas nos ao também quem quando onde qual quais "
    "quantos seu sua isso "
    # Polish
    "nie się że jest są był była było przez który która które jak co kto gdzie kiedy dlaczego ile "
    "oraz dla od po za ze jego tym "
    # Swedish, Danish, Norwegian
    "och att är inte ett som på det av har till vad vem när hvad hvem hva når og ikke jeg være ble "
    # Indonesian and Malay
    "yang dan dengan untuk dari pada adalah ini itu tidak oleh akan siapa apa kapan mana mengapa "
    "bagaimana berapa telah dalam sebagai juga "
    # Turkish
    "ve bir bu için ile ne nerede nasıl neden çok olarak değil "
    # Latin, quoted more than written
    "quod sunt atque".split()
) - {"had", "on", "dos", "das"}


def is_english(text: str) -> bool:
    """Whether a window of some sentences is English, as far as can be told.

    Text of names and figures alone counts as English: any reader can read them.
    """
    text = text[:_CHARACTERS]
    words = _WORD.findall(text)
    if _is_other_script(text, words):
        return False
    english, others = _function_words(words)
    if others > english:
        return False
    plain = [word for word in words if word.islower()]
    if len(plain) < _FOREIGN_WORDS:
        return True
    least = _ENGLISH_SHARE * len(plain)
    return english >= least or english + sum(word in _ALSO_ENGLISH for word in plain) >= least


def is_english_question(question: str) -> bool:
    """Whether a question may be English: only one that is clearly in another language is not.

    That is one in another script, or with function words of other languages and none of English.
    """
    text = question[:_CHARACTERS]
    words = _WORD.findall(text)
    english, others = _function_words(words)
    return not (_is_other_script(text, words) or (others and not english))


def _is_other_script(text: str, words: list[str]) -> bool:
    """Whether most letters are of another script than ours."""
    if text.isascii():
        return False
    return 2 * len(_NOT_LATIN.findall(text)) > sum(map(len, words))


def _function_words(words: list[str]) -> tuple[int, int]:
    """How many are English, and how many of another language.

    Those of others count in lower case, or as the first word: "Die Welt" and "El País" are names.
    """
    english = sum(word.lower() in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    if words and words[0] not in _OTHERS and words[0].lower() in _OTHERS:
        others += 1
    return english, others
