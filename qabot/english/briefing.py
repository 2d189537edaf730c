"""Words of people who ask to be told about something in brief, in lower case."""

from __future__ import annotations

SUMMARY_NOUNS = frozenset(
    "summary overview brief briefing outline digest recap rundown synopsis gist roundup"
    " background".split()
)
"""What someone asks for who wants to be told about something."""
POINT_NOUNS = frozenset(
    "point points facts details highlights takeaways findings essentials".split()
)
"""What someone asks for the main ones of."""
TEXT_NOUNS = frozenset(
    "article articles text texts story stories report reports piece pieces page pages document"
    " documents item items news".split()
)
"""What can be at hand to be told of: "this article"."""
STORY_NOUNS = TEXT_NOUNS | frozenset(
    "affair saga row case scandal issue issues situation topic topics subject matter question"
    " debate controversy latest update updates coverage background events developments".split()
)
"""What someone who asks calls a story, whatever the articles call it."""
CAUSE_WORDS = frozenset(
    "because due owing since blamed blames caused causes prompted amid reason reasons result"
    " resulted triggered sparked led thanks".split()
)
"""Words that tell why."""
LEANING_OPENERS = frozenset(
    "but and or so yet however again also still instead meanwhile therefore then thus moreover"
    " besides nevertheless nonetheless otherwise likewise similarly consequently indeed although"
    " though he she it they him her his its their them this that these those we i our my such here"
    " there another both neither either let".split()
)
"""First words of a sentence that says little without the one before it; behind a preposition, too
("In both cases")."""
