"""Numbers in words: what each means, in lower case."""

from __future__ import annotations

ONES = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine".split(), 1)
}
TEENS = {
    word: number
    for number, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
NUMBER_WORDS = ONES | TEENS | TENS
DECADES = {word.removesuffix("y") + "ies": number for word, number in TENS.items()}
""""Twenties" to "nineties", with the year of the century that each begins in."""
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        " twenty-first".split(),
        1,
    )
}
POWERS = {
    "hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "mln": 6, "mn": 6, "crore": 7,
    "billion": 9, "bln": 9, "bn": 9, "trillion": 12, "trn": 12, "tn": 12,
}  # fmt: skip
"""Powers of ten, and how newspapers shorten them."""
POWER_WORDS = tuple("hundred thousand million billion trillion".split())
ROUNDING = tuple(
    "about,around,almost,nearly,roughly,some,approximately,estimated,close to,estimated at".split(
        ","
    )
)
"""What stands before a number that is not exact."""
AT_LEAST = tuple("over,more than,at least,above,in excess of".split(","))
"""What stands before a number that is a lower limit."""
AT_MOST = tuple("up to,as many as,as much as,fewer than,less than,under,below,at most".split(","))
"""What stands before a number that is an upper limit."""
FRACTIONS = tuple("half halves third quarter fourth fifth sixth eighth tenth".split())
VAGUE_NUMBERS = frozenset(
    "several many few fewer most all none nothing nobody both every each any more less little much"
    " enough double triple majority minority handful couple pair".split()
)
"""Words that tell how many without a number."""
