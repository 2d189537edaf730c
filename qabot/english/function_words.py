"""The small words that hold sentences together, by what they do, in lower case."""

from __future__ import annotations

from qabot.english.calendar import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)

PERSONAL = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
"""Pronouns of the third person and the form that stands for them all."""
PRONOUNS = frozenset("he she they it i we".split())
"""Pronouns that can be subjects, but for "you": news speaks to nobody."""
POSSESSIVES = {"his": "he", "her": "she", "their": "they"}
"""Possessives of people, with the pronoun of each."""
ARTICLES = frozenset("a an the".split())
DETERMINERS = ARTICLES | frozenset(
    "his her its their this that these those some many most several few two three four five six one"
    " other another all both our my such no each every".split()
)
QUANTIFIERS = frozenset(
    "two three four five six seven eight nine ten half some many most several".split()
)
BE = frozenset("is are was were be been being am get got".split())
AUXILIARY = BE | frozenset(
    "has have had will would could might may did does do can should must not never n't don't"
    " didn't doesn't hasn't haven't won't wouldn't couldn't neither nor".split()
)
RELATIVES = frozenset("who which whom whose".split())
QUESTION_WORDS = RELATIVES | frozenset("what when where why how".split())
PREPOSITIONS = frozenset(
    "of for in at from with on to by near about into over during after before between among"
    " against under without within upon through outside inside across around behind since despite"
    " amid via like as than per following".split()
)
SHORT_PREPOSITIONS = frozenset("of in on at to by for from about".split())
SUBORDINATORS = frozenset(
    "that because when while if although though but until whether how why where what than so"
    " unless as after before since yet once".split()
)
ADVERBS = frozenset(
    "also then later now again once even still just often further soon too first himself herself"
    " themselves itself always already elsewhere instead thus only long ever today yesterday"
    " recently however famously earlier both rather though together".split()
)
TIMES = frozenset((*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS, *WEEKDAY_ABBREVIATIONS)) | frozenset(
    "yesterday today tonight tomorrow week month year night morning afternoon evening earlier later"
    " last next this less minutes hours days weeks months years decades times am pm GMT BST CET EST"
    " EDT recently afterwards afterward then ago there here".split()
)
"""Words that tell when, or go on about when: "last", "less than a year ago"."""
MODIFIERS = frozenset("familiar close involved speaking citing based working running".split())
"""Words behind a noun that say more about it: "people familiar with the talks"."""
LEADING = frozenset(
    "and but so then yet when as while if even also just only though although".split()
)
"""Words before a subject that do not belong to it."""
OPENERS = frozenset(
    "and but or so yet still meanwhile however likewise even well indeed moreover , then".split()
)
"""Words and marks before the first phrase of a sentence."""
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
"""Words that no name is made of, however they are printed."""
EDITED_WORDS = ARTICLES | frozenset(
    "of in on at and but as that which who this these those has have had was were is are be been"
    " also said says".split()
)
"""Words that one paper prints and another leaves out of the same sentence of an agency."""
ASKING_WORDS = frozenset(
    "me us him them mine yours ours theirs myself yourself himself herself itself themselves"
    " please ok okay yes yeah thanks thank hi hello sorry well oh really sure maybe like want need"
    " know mean meant tell give get got let say said talk heard think going go goes use else also"
    " too very much more less ever already again instead btw way still don didn doesn isn aren wasn"
    " weren won wouldn couldn shouldn can't cannot ll re ve s t d m".split()
)
"""Words of someone who asks, that say nothing of what is asked for."""
GENERAL_WORDS = frozenset(
    "name names reason reasons purpose time times date year years day kind kinds type types sort"
    " part parts number amount way ways thing things something anything everything nothing example"
    " examples fact facts details detail information article aspect aspects interesting happen"
    " happens happened question questions answer lot bit start started end ended called difference"
    " other others next more most same one ones many long old big first second last".split()
)
"""Words that a question may be made of without saying what it is about."""
ONLY_ENGLISH = frozenset(
    "the and that for with from this it its his they them their there these those which who whom"
    " whose what when where why how have had been were being not would could should did does said"
    " says our your you she my but than then about into after before because between against during"
    " under while only other such some any more most out up if us can may must might just".split()
)
"""Words that tell English from other languages."""
ALSO_ENGLISH = frozenset("a an as at be by has he i in is me of on or over so to was we".split())
"""English words that are also words of other languages: they only tell from no words."""
