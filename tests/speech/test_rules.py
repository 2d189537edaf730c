"""Each rule of attribution by a sentence that it is there for: what is told fails without it."""

from __future__ import annotations

import pytest

from qabot.speech.attribution import attributions
from qabot.text.sentences import sentences

Told = tuple[str, str, str | None, str | None, str]


def last_told(text: str) -> Told | None:
    """Mention, name, role, verb and statement of the last thing that someone says."""
    found = attributions(text, sentences(text))
    if not found:
        return None
    last = found[-1]
    role = last.role.of(text) if last.role else None
    return last.mention.of(text), last.name.of(text), role, last.verb, last.statement.of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ferry that she said was late has sunk.",
            ("she", "she", None, "said", "was late has sunk."),
        ),
        (
            "About four in ten divers say the bay is dirty.",
            (
                "About four in ten divers",
                "About four in ten divers",
                None,
                "say",
                "the bay is dirty.",
            ),
        ),
        (
            "Around 30 divers say the bay is dirty.",
            ("Around 30 divers", "Around 30 divers", None, "say", "the bay is dirty."),
        ),
        (
            "Outside experts say the bay is dirty.",
            ("Outside experts", "Outside experts", None, "say", "the bay is dirty."),
        ),
        (
            "Six in 10 divers say the bay is dirty.",
            ("Six in 10 divers", "Six in 10 divers", None, "say", "the bay is dirty."),
        ),
        (
            "Rana Sol aide Carl Dee said the bay is dirty.",
            ("Rana Sol aide Carl Dee", "Carl Dee", "Rana Sol aide", "said", "the bay is dirty."),
        ),
        (
            "A Lima dock worker said the bay is dirty.",
            ("A Lima dock worker", "A Lima dock worker", None, "said", "the bay is dirty."),
        ),
        (
            "The Lima port chief for fishing said the bay is dirty.",
            (
                "The Lima port chief for fishing",
                "The Lima port chief for fishing",
                "The Lima port chief",
                "said",
                "the bay is dirty.",
            ),
        ),
        (
            "Organizers of both races say the bay is dirty.",
            (
                "Organizers of both races",
                "Organizers of both races",
                None,
                "say",
                "the bay is dirty.",
            ),
        ),
        (
            "Divers familiar with the wreck say it leaks.",
            (
                "Divers familiar with the wreck",
                "Divers familiar with the wreck",
                None,
                "say",
                "it leaks.",
            ),
        ),
        (
            "Owners and crews say the bay is dirty.",
            ("Owners and crews", "Owners and crews", None, "say", "the bay is dirty."),
        ),
        (
            "Younger Lima Democrats in the north say the bay is dirty.",
            ("Younger Lima Democrats", "Younger Lima Democrats", None, "say", "the bay is dirty."),
        ),
        (
            "The University of Lima said the bay is dirty.",
            ("The University of Lima", "University of Lima", None, "said", "the bay is dirty."),
        ),
        (
            "The Ministry of Works in Lima said the bay is dirty.",
            (
                "The Ministry of Works in Lima",
                "The Ministry of Works in Lima",
                None,
                "said",
                "the bay is dirty.",
            ),
        ),
        (
            "The Bank of Peru said the bay is dirty.",
            ("The Bank of Peru", "Bank of Peru", None, "said", "the bay is dirty."),
        ),
        (
            "Secretary of state Hannah Cole said the bay is dirty.",
            ("Hannah Cole", "Hannah Cole", None, "said", "the bay is dirty."),
        ),
        (
            "The secretary of the port in Lima said the bay is dirty.",
            (
                "The secretary of the port in Lima",
                "The secretary of the port in Lima",
                None,
                "said",
                "the bay is dirty.",
            ),
        ),
        (
            "On 18 October the agency said the bay was dirty.",
            ("the agency", "the agency", None, "said", "the bay was dirty."),
        ),
        (
            "On 18 October Ana Ruiz said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "In May 2011 Ana Ruiz said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "In a letter to the Lima Post, Ana Ruiz said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "The first pier sank, said the harbour master, who lives there.",
            (
                "the harbour master, who lives there",
                "the harbour master",
                None,
                "said",
                "The first pier sank, said the harbour master, who lives there.",
            ),
        ),
        (
            "Ana Ruiz met the old pilot, who said the bay was dirty.",
            ("the old pilot", "the old pilot", None, "said", "the bay was dirty."),
        ),
        (
            "A letter in which Ana Ruiz said the bay was dirty has gone.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty has gone."),
        ),
        (
            "“It leaks,” said the president of Havfisk, Finn Lie, on Monday.",
            (
                "the president of Havfisk, Finn Lie",
                "Finn Lie",
                "the president of Havfisk",
                "said",
                "“It leaks,”",
            ),
        ),
        (
            "“It leaks,” said Ana Ruiz and Carl Dee.",
            ("Ana Ruiz and Carl Dee", "Ana Ruiz and Carl Dee", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said Ana Ruiz as she left.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said the pilot and left.",
            ("the pilot", "the pilot", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” the retired pilot shouted.",
            ("the retired pilot", "the retired pilot", None, "shouted", "“It leaks,”"),
        ),
        (
            "The retired general said the bay was dirty.",
            ("The retired general", "The retired general", None, "said", "the bay was dirty."),
        ),
        (
            "Ana Ruiz said the bay was clean and the pilot said it was not.",
            (
                "Ana Ruiz",
                "Ana Ruiz",
                None,
                "said",
                "the bay was clean and the pilot said it was not.",
            ),
        ),
        (
            "The gates were shut and divers said the bay was dirty.",
            ("divers", "divers", None, "said", "the bay was dirty."),
        ),
        (
            "The pilot left, but Ana Ruiz said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "With Ana Ruiz and Carl Dee said to be ill, the pilot warned of floods.",
            ("the pilot", "the pilot", None, "warned", "With Ana Ruiz and Carl Dee said to be ill"),
        ),
        (
            "Ana Ruiz (R-Lima) said the bay was dirty.",
            ("Ana Ruiz (R-Lima)", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "Ana Ruiz -- a friend of the mayor -- said the bay was dirty.",
            (
                "Ana Ruiz -- a friend of the mayor",
                "Ana Ruiz",
                "a friend of the mayor",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "Carl Dee, 44, said the bay was dirty.",
            ("Carl Dee", "Carl Dee", None, "said", "the bay was dirty."),
        ),
        (
            "Ana Ruiz, D-Lima, said the bay was dirty.",
            ("Ana Ruiz, D-Lima", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "The former Ohio governor Carl Dee said the bay was dirty.",
            (
                "The former Ohio governor Carl Dee",
                "Carl Dee",
                "The former Ohio governor",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "Former senior port director Carl Dee said the bay was dirty.",
            (
                "Former senior port director Carl Dee",
                "Carl Dee",
                "Former senior port director",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "The Lima Post’s deputy page editor Carl Dee said the bay was dirty.",
            (
                "The Lima Post’s deputy page editor Carl Dee",
                "Carl Dee",
                "The Lima Post’s deputy page editor",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "The captain, Carl Dee, said the bay was dirty.",
            ("The captain, Carl Dee", "Carl Dee", "The captain", "said", "the bay was dirty."),
        ),
        (
            "Peru’s captain, Carl Dee, said the bay was dirty.",
            (
                "Peru’s captain, Carl Dee",
                "Carl Dee",
                "Peru’s captain",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "Ana Ruiz, of Lima, Peru, said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "Ana Ruiz, a diver in Lima, Peru, said the bay was dirty.",
            (
                "Ana Ruiz, a diver in Lima, Peru",
                "Ana Ruiz",
                "a diver in Lima, Peru",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "Ana Ruiz, chief executive of Havfisk, said the bay was dirty.",
            (
                "Ana Ruiz, chief executive of Havfisk",
                "Ana Ruiz",
                "chief executive of Havfisk",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "Ana Ruiz, editor, said the bay was dirty.",
            ("Ana Ruiz, editor", "Ana Ruiz", "editor", "said", "the bay was dirty."),
        ),
        (
            "Ana Ruiz, speaking in Lima, said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "Ana Ruiz, who added that it leaks, said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "“It leaks,” said Ana Ruiz, who added that the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said Ana Ruiz, 44, who dives there.",
            ("Ana Ruiz, 44, who dives there", "Ana Ruiz", None, "said", "“It leaks,”"),
        ),
        (
            "According to Ana Ruiz, an engineer in Lima, the bay has sunk.",
            (
                "Ana Ruiz",
                "Ana Ruiz",
                "an engineer in Lima",
                "According to",
                "an engineer in Lima, the bay has sunk.",
            ),
        ),
        (
            "A spokeswoman for the port of Lima said it leaks.",
            (
                "A spokeswoman for the port of Lima",
                "A spokeswoman for the port of Lima",
                "A spokeswoman",
                "said",
                "it leaks.",
            ),
        ),
        (
            "Mr. and Mrs. Dee said the bay was dirty.",
            ("Mr. and Mrs. Dee", "Mr. and Mrs. Dee", None, "said", "the bay was dirty."),
        ),
        (
            "Gen. Carl Dee said the bay was dirty.",
            ("Gen. Carl Dee", "Carl Dee", "Gen.", "said", "the bay was dirty."),
        ),
        (
            "Dr. Ana Ruiz said the bay was dirty.",
            ("Dr. Ana Ruiz", "Ana Ruiz", "Dr.", "said", "the bay was dirty."),
        ),
        (
            "According to Ana Ruiz, the bay has sunk.",
            ("Ana Ruiz", "Ana Ruiz", None, "According to", "the bay has sunk."),
        ),
        ("It was no easy question, but Ana Ruiz found a way.", None),
        ("There was something he denied in full.", ("he", "he", None, "denied", "in full.")),
        (
            "While only 7 percent said they were ill, all left.",
            ("7 percent", "7 percent", None, "said", "they were ill, all left."),
        ),
        ("The crew left, and aides say it leaks.", ("aides", "aides", None, "say", "it leaks.")),
        ("Some 30% say it leaks.", ("Some 30%", "30%", None, "say", "it leaks.")),
        ("30% say it leaks.", ("30%", "30%", None, "say", "it leaks.")),
        (
            "The small matter that Ana Ruiz denied has gone.",
            ("Ana Ruiz", "Ana Ruiz", None, "denied", "has gone."),
        ),
        (
            "In the book of the Lima Post the crew said it leaks.",
            ("the crew", "the crew", None, "said", "it leaks."),
        ),
        (
            "For the first time Ana Ruiz said it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "In January the Lima Post said it leaks.",
            ("the Lima Post", "Lima Post", None, "said", "it leaks."),
        ),
        (
            "Yesterday the Lima Post said it leaks.",
            ("the Lima Post", "Lima Post", None, "said", "it leaks."),
        ),
        (
            "The chief of police in Lima said it leaks.",
            (
                "The chief of police in Lima",
                "The chief of police in Lima",
                None,
                "said",
                "it leaks.",
            ),
        ),
        (
            "The minister of state Ana Ruiz said it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "The minister of the state Ana Ruiz loves said it leaks.",
            (
                "The minister of the state Ana Ruiz loves",
                "The minister of the state Ana Ruiz loves",
                None,
                "said",
                "it leaks.",
            ),
        ),
        (
            "The head of Lima port said it leaks.",
            ("The head of Lima port", "The head of Lima port", None, "said", "it leaks."),
        ),
        ("Four in ten said it leaks.", ("Four in ten", "Four in ten", None, "said", "it leaks.")),
        ("Four in Lima said it leaks.", ("Four", "Four", None, "said", "it leaks.")),
        (
            "Senior Democrats in Lima said it leaks.",
            ("Senior Democrats", "Senior Democrats", None, "said", "it leaks."),
        ),
        (
            "Supporters of the mayor said it leaks.",
            ("Supporters of the mayor", "Supporters of the mayor", None, "said", "it leaks."),
        ),
        ("Bosses said it leaks.", ("Bosses", "Bosses", None, "said", "it leaks.")),
        (
            "The Bosses of Lima said it leaks.",
            ("The Bosses of Lima", "Bosses of Lima", None, "said", "it leaks."),
        ),
        (
            "Congress of Peru said it leaks.",
            ("Congress of Peru", "Congress of Peru", None, "said", "it leaks."),
        ),
        (
            "The Lima office of Havfisk said it leaks.",
            ("The Lima office of Havfisk", "The Lima office of Havfisk", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz of Lima said it leaks.",
            ("Ana Ruiz of Lima", "Ana Ruiz", None, "said", "it leaks."),
        ),
        ("Ana of Lima said it leaks.", ("Ana of Lima", "Ana of Lima", None, "said", "it leaks.")),
        (
            "The crew, which left, said it leaks.",
            ("The crew", "The crew", None, "said", "it leaks."),
        ),
        (
            "The mayor, whose boat sank, said it leaks.",
            ("The mayor, whose boat sank", "The mayor", None, "said", "it leaks."),
        ),
        (
            "Because it leaks, the crew said, all left.",
            ("the crew", "the crew", None, "said", "Because it leaks, the crew said, all left."),
        ),
        (
            "Though Ana Ruiz said it leaks, all stayed.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks, all stayed."),
        ),
        (
            "The crew took and kept the boat and said it leaks.",
            ("The crew", "The crew", None, "said", "it leaks."),
        ),
        (
            "The crew was ill and Ana Ruiz said it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "The wife of Ana Ruiz and Carl Dee said it leaks.",
            (
                "The wife of Ana Ruiz and Carl Dee",
                "The wife of Ana Ruiz and Carl Dee",
                None,
                "said",
                "it leaks.",
            ),
        ),
        (
            "Ana Ruiz left and Carl Dee said it leaks.",
            ("Carl Dee", "Carl Dee", None, "said", "it leaks."),
        ),
        (
            "“It leaks,” said the retired pilot who sank it.",
            ("the retired pilot who sank it", "the retired pilot", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said Ana Ruiz who sank it.",
            ("Ana Ruiz who sank it", "Ana Ruiz", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said Lima aide Carl Dee.",
            ("Lima aide Carl Dee", "Carl Dee", "Lima aide", "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said Lima port aide Carl Dee on Monday.",
            ("Lima port aide Carl Dee", "Carl Dee", "Lima port aide", "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said the badly hurt pilot.",
            ("the badly hurt pilot", "the badly hurt pilot", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said Ana Ruiz’s aide.",
            ("Ana Ruiz’s aide", "Ana Ruiz’s aide", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said the head of the port, Carl Dee, who left.",
            (
                "the head of the port, Carl Dee, who left",
                "Carl Dee",
                "the head of the port",
                "said",
                "“It leaks,”",
            ),
        ),
        (
            "“It leaks,” said Carl Dee, Ana Ruiz, and others.",
            ("Carl Dee", "Carl Dee", None, "said", "“It leaks,”"),
        ),
        ("“It leaks”, he (the mayor) said.", ("he (the mayor)", "he", None, "said", "“It leaks”")),
        (
            "“It leaks”, Ana Ruiz (44) said.",
            ("Ana Ruiz (44)", "Ana Ruiz", None, "said", "“It leaks”"),
        ),
        (
            "“It leaks”, Ana Ruiz – a diver – said.",
            ("Ana Ruiz – a diver", "Ana Ruiz", "a diver", "said", "“It leaks”"),
        ),
    ],
)
def test_phrases_and_appositions(text: str, expected: Told | None) -> None:
    assert last_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruiz Warns of Floods", ("Ruiz", "Ruiz", None, "Warns", "of Floods")),
        ("Havfisk States Its Case", None),
        (
            "Ana Ruiz made clear that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "made clear", "it leaks."),
        ),
        (
            "Ana Ruiz put it bluntly: “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "put it", "“It leaks.”"),
        ),
        ("Ana Ruiz put the keys in a drawer.", None),
        (
            "Ana Ruiz pointed out that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "pointed out", "it leaks."),
        ),
        (
            "Ana Ruiz went on to say that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "went on", "it leaks."),
        ),
        ("Ana Ruiz went on: “It leaks.”", ("Ana Ruiz", "Ana Ruiz", None, "went on", "“It leaks.”")),
        (
            "It leaks, as reported by the Lima Post.",
            ("the Lima Post", "Lima Post", None, "reported by", "It leaks, as"),
        ),
        ("A plan praised by Ana Ruiz has failed.", None),
        ("Ana Ruiz was quick to say it leaks.", ("Ana Ruiz", "Ana Ruiz", None, "say", "it leaks.")),
        (
            "Ana Ruiz was moved to say that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "say", "it leaks."),
        ),
        (
            "The storm led Ana Ruiz to say that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "say", "it leaks."),
        ),
        ("Ana Ruiz wants to say nothing.", None),
        ("Ana Ruiz wants to praise the crew.", None),
        (
            "“It leaks,” said Ana Ruiz yesterday.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said Ana Ruiz in Lima.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "“It leaks,”"),
        ),
        (
            "“It leaks,” said critics of the mayor.",
            ("critics of the mayor", "critics of the mayor", None, "said", "“It leaks,”"),
        ),
        ("“It leaks,” he told Ana Ruiz.", ("he", "he", None, "told", "“It leaks,”")),
        ("“It leaks,” wrote he.", ("he", "he", None, "wrote", "“It leaks,”")),
        ("The ship sank, called the Kim by all, in May.", None),
        (
            "Ana Ruiz toured the bay, adding that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "adding", "it leaks."),
        ),
        (
            "Ana Ruiz toured the bay while saying it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "saying", "it leaks."),
        ),
        ("Ana Ruiz sent the mayor a letter saying it leaks.", None),
        ("Ana Ruiz, citing costs, closed the bay.", None),
        (
            "Ana Ruiz was saying that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "saying", "it leaks."),
        ),
        (
            "Ana Ruiz left, calling it “a wreck”.",
            ("Ana Ruiz", "Ana Ruiz", None, "calling", "it “a wreck”."),
        ),
        (
            "“It leaks,” Ana Ruiz told the Lima Post.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "“It leaks,”"),
        ),
        (
            "The bridge was safe, Ana Ruiz told the Lima Post.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "The bridge was safe"),
        ),
        (
            "The bridge was safe, Ana Ruiz told the Lima Post: “Go.”",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "“Go.”"),
        ),
        (
            "The bridge was safe, Ana Ruiz said in Lima.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "The bridge was safe"),
        ),
        (
            "The bay was calm, Ana Ruiz said that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "According to Ana Ruiz the bay has sunk.",
            ("Ana Ruiz", "Ana Ruiz", None, "According to", "the bay has sunk."),
        ),
        (
            "The bay has sunk, according to the mayor, who lives there.",
            (
                "the mayor, who lives there",
                "the mayor",
                None,
                "according to",
                "The bay has sunk, according to the mayor, who lives there.",
            ),
        ),
        ("In his words, it was “a wreck”.", ("his", "his", None, "words", "it was “a wreck”.")),
        (
            "In the old pilot’s words, it was “a wreck”.",
            ("the old pilot", "the old pilot", None, "words", "it was “a wreck”."),
        ),
        (
            "In their opinion the bay has sunk.",
            ("their", "their", None, "opinion", "the bay has sunk."),
        ),
        ("He chose other words.", None),
        (
            "Ana Ruiz this past Tuesday warned of floods.",
            ("Ana Ruiz", "Ana Ruiz", None, "warned", "of floods."),
        ),
        (
            "Ana Ruiz Tuesday warned of floods.",
            ("Ana Ruiz", "Ana Ruiz", None, "warned", "of floods."),
        ),
        (
            "Ana Ruiz in May warned of floods.",
            ("Ana Ruiz", "Ana Ruiz", None, "warned", "of floods."),
        ),
        ("Its own claims that it leaks are old.", None),
        ("The union’s warning that it leaks is old.", None),
        ("The Lima plan is old.", None),
        ("The Lima plan that it leaks is old.", None),
        ("Reports of floods came in.", None),
        ("A state official was there.", None),
        ("They say it leaks.", ("They", "They", None, "say", "it leaks.")),
        ("He say it leaks.", None),
        ("The police say it leaks.", ("The police", "The police", None, "say", "it leaks.")),
        ("No people say it leaks.", ("No people", "No people", None, "say", "it leaks.")),
        (
            "Lima officials say it leaks.",
            ("Lima officials", "Lima officials", None, "say", "it leaks."),
        ),
        ("He found a boat.", None),
        ("He found that it leaks.", ("He", "He", None, "found", "it leaks.")),
        ("He found it “a wreck”.", ("He", "He", None, "found", "it “a wreck”.")),
        ("He believes the bay leaks.", ("He", "He", None, "believes", "the bay leaks.")),
        ("He believes in the bay.", None),
        ("He fears Lima will flood.", ("He", "He", None, "fears", "Lima will flood.")),
        ("He hopes there is time.", ("He", "He", None, "hopes", "there is time.")),
        ("He knows how it leaks.", ("He", "He", None, "knows", "how it leaks.")),
        ("He called the mayor.", None),
        ("He called the mayor “a wreck”.", ("He", "He", None, "called", "the mayor “a wreck”.")),
        ("Ana Ruiz famously said it leaks.", ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks.")),
        ("Ana Ruiz did not say it leaks.", ("Ana Ruiz", "Ana Ruiz", None, "say", "it leaks.")),
        (
            "Ana Ruiz and the crew said it leaks.",
            ("Ana Ruiz and the crew", "Ana Ruiz and the crew", None, "said", "it leaks."),
        ),
        (
            "“It leaks,” Ana Ruiz said, and warned of floods.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "“It leaks,”"),
        ),
        (
            "Ana Ruiz left, and warned of floods.",
            ("Ana Ruiz", "Ana Ruiz", None, "warned", "of floods."),
        ),
        (
            "“It leaks,” he added, “and sinks.”",
            ("he", "he", None, "added", "“It leaks,” he added, “and sinks.”"),
        ),
    ],
)
def test_verbs_of_saying(text: str, expected: Told | None) -> None:
    assert last_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Her aide, Ana Ruiz, said the bay was dirty.",
            ("Her aide, Ana Ruiz", "Ana Ruiz", "Her aide", "said", "the bay was dirty."),
        ),
        (
            "Peru’s ambassador to Chile, Ana Ruiz, said the bay was dirty.",
            (
                "Peru’s ambassador to Chile, Ana Ruiz",
                "Ana Ruiz",
                "Peru’s ambassador to Chile",
                "said",
                "the bay was dirty.",
            ),
        ),
        (
            "In Lima, Ana Ruiz, a diver, said the bay was dirty.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "said", "the bay was dirty."),
        ),
        (
            "On Monday, the agency, which runs the port, said the bay was dirty.",
            ("the agency, which runs the port", "the agency", None, "said", "the bay was dirty."),
        ),
        (
            "Leaving the port, Ana Ruiz, a diver, said the bay was dirty.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "said", "the bay was dirty."),
        ),
        (
            "Of the divers, Ana Ruiz, who is 44, said the bay was dirty.",
            ("Ana Ruiz, who is 44", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "When Ana Ruiz, a diver, said the bay was dirty, all left.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "said", "the bay was dirty, all left."),
        ),
        (
            "Ana Ruiz, of Lima (Peru), said the bay was dirty.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "Ana Ruiz, R-Lima, who dives, said the bay was dirty.",
            ("Ana Ruiz, R-Lima", "Ana Ruiz", None, "said", "the bay was dirty."),
        ),
        (
            "The storm came, he, a diver, said so.",
            ("he, a diver", "he", "a diver", "said", "The storm came"),
        ),
        (
            "It was Ana Ruiz who disagreed. “It leaks.”",
            ("Ana Ruiz who disagreed", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "The most famous was Ana Ruiz. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "For Ana Ruiz, it was all new. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Meanwhile, Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        (
            "On Monday, Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        (
            "Late on Monday in Lima, Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        (
            "Last week in Lima, Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        (
            "Sadly, Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        (
            "Leaving the port, Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        (
            "Asked about it, Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        ("When he left. “It leaks.”", ("he", "he", None, None, "“It leaks.”")),
        ("Among the guests were Ana Ruiz, Carl Dee and the mayor. “It leaks.”", None),
        (
            "LIMA, May 3 (Andina) — Ana Ruiz disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        (
            "Ana Ruiz was there – and disagreed. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        ("The old bay was calm. “It leaks.”", None),
        ("She disagreed. “It leaks.”", ("She", "She", None, None, "“It leaks.”")),
        ("Ana Ruiz disagreed.\n\n“It leaks.”", None),
        (
            "Ana Ruiz disagreed:\n\n“It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "disagreed", "“It leaks.”"),
        ),
        ("Ana Ruiz disagreed.\n\nThe bay was calm.\n\n“It leaks.”", None),
        (
            "“It leaks.”\n\n“It sinks.”\n\nAna Ruiz told the mayor so.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "the mayor so."),
        ),
        (
            "“It leaks.” Ana Ruiz told the mayor so.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "the mayor so."),
        ),
        (
            "“It leaks.” The bay was calm. Ana Ruiz told the mayor so.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "the mayor so."),
        ),
        (
            "“It leaks,” she said.\n\n“It sinks,” Carl Dee said.",
            ("Carl Dee", "Carl Dee", None, "said", "“It sinks,”"),
        ),
        (
            "“Does it leak?” asked Ana Ruiz. “It sinks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "asked", "“It sinks.”"),
        ),
        ("“It leaks.” He left.", None),
        ("“It leaks …” he said.", ("he", "he", None, "said", "“It leaks …”")),
        ("“It leaks”\n\nAna Ruiz said.", ("Ana Ruiz", "Ana Ruiz", None, "said", "Ana Ruiz said.")),
        ("Ana Ruiz: “It leaks.”", ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”")),
        ("His verdict: “It leaks.”", ("His", "His", None, None, "“It leaks.”")),
        (
            "Ana Ruiz says Carl Dee says it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "says", "Carl Dee says it leaks."),
        ),
        (
            "If Ana Ruiz says it leaks, Carl Dee says it is safe.",
            ("Carl Dee", "Carl Dee", None, "says", "it is safe."),
        ),
        (
            "Ana Ruiz said it leaks and Carl Dee said it sinks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks and Carl Dee said it sinks."),
        ),
        (
            "Ana Ruiz said it leaks; Carl Dee said it sinks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks; Carl Dee said it sinks."),
        ),
        (
            "Ana Ruiz hopes it is safe, Carl Dee said.",
            ("Carl Dee", "Carl Dee", None, "said", "Ana Ruiz hopes it is safe"),
        ),
        (
            "Ana Ruiz praised the crew that said it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "praised", "said it leaks."),
        ),
        (
            "Ana Ruiz called it “a wreck” and said it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz said that Carl Dee called it “a wreck”.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "Carl Dee called it “a wreck”."),
        ),
        (
            "It leaks, according to the Post, Ana Ruiz said.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "It leaks, according to the Post"),
        ),
        (
            "Ana Ruiz warned Carl Dee had denied “a leak”.",
            ("Ana Ruiz", "Ana Ruiz", None, "warned", "Carl Dee had denied “a leak”."),
        ),
        (
            "Divers warned of floods. They said it leaks.",
            ("They", "Divers", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz and Carl Dee warned of floods. They said it leaks.",
            ("They", "Ana Ruiz and Carl Dee", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz warned of floods. They said it leaks.",
            ("They", "They", None, "said", "it leaks."),
        ),
        ("Ana Ruiz warned of floods. We said it leaks.", ("We", "We", None, "said", "it leaks.")),
        (
            "Prime Minister Lena Falk met the minister Ola Dahl. The prime minister said it leaks.",
            ("The prime minister", "Lena Falk", "Prime Minister", "said", "it leaks."),
        ),
        (
            "Ana Ruiz was elected mayor in May. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz became the town’s mayor. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "The mayor said it leaks. Ana Ruiz became mayor in May.",
            ("The mayor", "The mayor", None, "said", "it leaks."),
        ),
        (
            "A mayor said it leaks. Ana Ruiz, the mayor, left.",
            ("A mayor", "A mayor", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz, the town’s long-time mayor, left. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", "the town’s long-time mayor", "said", "it leaks."),
        ),
        (
            "Mayor Ana Ruiz left. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", "Mayor", "said", "it leaks."),
        ),
        (
            "The mayor of Lima, Ana Ruiz, left. The new mayor said it leaks.",
            ("The new mayor", "Ana Ruiz", "The mayor of Lima", "said", "it leaks."),
        ),
        (
            "The last mayor, Ana Ruiz, left. The mayor said it leaks.",
            ("The mayor", "The mayor", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz met the crew. She said it leaks.",
            ("She", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz met Carl Dee. Dee, he said, was ill.",
            ("he", "he", None, "said", "Dee, he said, was ill."),
        ),
        (
            "Carl Dee said it leaks. The mayor, Tom Brandt, left. He said it sinks.",
            ("He", "Tom Brandt", "The mayor", "said", "it sinks."),
        ),
        (
            "Ana Ruiz said it leaks, and she said it sinks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks, and she said it sinks."),
        ),
        ("After Ana Ruiz left, she said it leaks.", ("she", "Ana Ruiz", None, "said", "it leaks.")),
        (
            "“Ana Ruiz is here,” the mayor said. She said it leaks.",
            ("She", "the mayor", None, "said", "it leaks."),
        ),
        ("The pilot came. He said it leaks.", ("He", "He", None, "said", "it leaks.")),
        (
            "Ludwig van der Berg left. Mr van der Berg said it leaks. Berg said it sinks.",
            ("Berg", "Ludwig van der Berg", None, "said", "it sinks."),
        ),
        (
            "Ana Ruiz Jr left. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz Jr", None, "said", "it leaks."),
        ),
        (
            "Russian Defence Minister Ivan Petrov left. Petrov said it leaks.",
            ("Petrov", "Ivan Petrov", "Russian Defence Minister", "said", "it leaks."),
        ),
        (
            "UKIP MEP Carl Dee left. Dee said it leaks.",
            ("Dee", "Carl Dee", None, "said", "it leaks."),
        ),
        (
            "Republican Sen. Carl Dee left. Dee said it leaks.",
            ("Dee", "Carl Dee", None, "said", "it leaks."),
        ),
        ("North Lima grew. Lima said it leaks.", ("Lima", "Lima", None, "said", "it leaks.")),
        ("Hong Kong grew. Kong said it leaks.", ("Kong", "Kong", None, "said", "it leaks.")),
        ("Lima Bank grew. Bank said it leaks.", ("Bank", "Bank", None, "said", "it leaks.")),
        (
            "The Lima-based Havfisk Nord grew. Nord said it leaks.",
            ("Nord", "Nord", None, "said", "it leaks."),
        ),
        (
            "Carl Dee, 44, left. Mr Dee said it leaks.",
            ("Mr Dee", "Carl Dee", None, "said", "it leaks."),
        ),
        (
            "Carl Xander’s wife left. He said it leaks.",
            ("He", "Carl Xander", None, "said", "it leaks."),
        ),
        (
            "Xander Quill, the diver, met Ana Ruiz. He said it leaks.",
            ("He", "Xander Quill", "the diver", "said", "it leaks."),
        ),
        (
            "Ana-Lena O’Neil left. Ms O’Neil said it leaks.",
            ("Ms O’Neil", "Ana-Lena O’Neil", None, "said", "it leaks."),
        ),
        ("J.R.R. Dee left. Dee said it leaks.", ("Dee", "J.R.R. Dee", None, "said", "it leaks.")),
        (
            "Ana B. Ruiz left. Ana Ruiz said it leaks. Ruiz said it sinks.",
            ("Ruiz", "Ana B. Ruiz", None, "said", "it sinks."),
        ),
        (
            "Carl Dee and Carl Roe left. Carl said it leaks.",
            ("Carl", "Carl Roe", None, "said", "it leaks."),
        ),
    ],
)
def test_neighbours_names_and_pronouns(text: str, expected: Told | None) -> None:
    assert last_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The port’s aide, a friend of Carl Dee, said it leaks.",
            (
                "The port’s aide, a friend of Carl Dee",
                "The port’s aide",
                "a friend of Carl Dee",
                "said",
                "it leaks.",
            ),
        ),
        (
            "The port’s chief, Ana Ruiz, a diver, said it leaks.",
            (
                "The port’s chief, Ana Ruiz, a diver",
                "Ana Ruiz",
                "The port’s chief",
                "said",
                "it leaks.",
            ),
        ),
        (
            "Lima, Ana Ruiz, a diver, said it leaks.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "said", "it leaks."),
        ),
        (
            "While in Lima, Ana Ruiz, a diver, said it leaks.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "said", "it leaks."),
        ),
        (
            "While the crew slept, Ana Ruiz, a diver, said it leaks.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "said", "it leaks."),
        ),
        (
            "If Ana Ruiz, a diver, says it leaks, it leaks.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "says", "it leaks, it leaks."),
        ),
        (
            "Diving, he, the mayor, said it leaks.",
            ("he, the mayor", "he", "the mayor", "said", "it leaks."),
        ),
        (
            "On May 3, Ana Ruiz, a diver, said it leaks.",
            ("Ana Ruiz, a diver", "Ana Ruiz", "a diver", "said", "it leaks."),
        ),
        (
            "Ana Ruiz (R-Lima), who left, said it leaks.",
            ("Ana Ruiz (R-Lima)", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz, a mayor’s aide in Peru, said it leaks.",
            (
                "Ana Ruiz, a mayor’s aide in Peru",
                "Ana Ruiz",
                "a mayor’s aide in Peru",
                "said",
                "it leaks.",
            ),
        ),
        (
            "Ana Ruiz, in Lima, Peru, said it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz, Lima’s mayor, said it leaks.",
            ("Ana Ruiz, Lima’s mayor", "Ana Ruiz", "Lima’s mayor", "said", "it leaks."),
        ),
        (
            "Ana Ruiz, Lima mayor, said it leaks.",
            ("Ana Ruiz, Lima mayor", "Ana Ruiz", "Lima mayor", "said", "it leaks."),
        ),
        (
            "Ana Ruiz, mayor, he said, left.",
            ("he", "he", None, "said", "Ana Ruiz, mayor, he said, left."),
        ),
        (
            "Ana Ruiz, D-Peru, a diver, said it leaks.",
            ("Ana Ruiz, D-Peru, a diver", "Ana Ruiz", "a diver", "said", "it leaks."),
        ),
        (
            "The plan, by Ana Ruiz, said it leaks.",
            ("The plan", "The plan", None, "said", "it leaks."),
        ),
        ("The mayor, 44, said it leaks.", ("The mayor", "The mayor", None, "said", "it leaks.")),
        ("The bay, she said, leaks.", ("she", "she", None, "said", "The bay, she said, leaks.")),
        (
            "In the bay, she said, it leaks.",
            ("she", "she", None, "said", "In the bay, she said, it leaks."),
        ),
        (
            "Then, a day after, the mayor said it leaks.",
            ("the mayor", "the mayor", None, "said", "it leaks."),
        ),
        (
            "It was there that it was Ana Ruiz who left. “It leaks.”",
            ("Ana Ruiz who left", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "In May it was Ana Ruiz who left. “It leaks.”",
            ("Ana Ruiz who left", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "The worst hit is Ana Ruiz. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Ana Ruiz is Lima’s mayor. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        ("The mayor was Lima’s. “It leaks.”", None),
        (
            "But for Ana Ruiz it was new. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "For years, Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Yet then, Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        ("While she was upset. “It leaks.”", ("she", "she", None, None, "“It leaks.”")),
        (
            "In May of that year, Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "That May, Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Early last May in the port, Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Reportedly upset, Ana Ruiz was gone. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Only Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Tired, Ana Ruiz was gone. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "Who was upset? Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        (
            "LIMA — Ana Ruiz was upset. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”"),
        ),
        ("WHO – it seems – was upset. “It leaks.”", None),
        ("In the port were Ana Ruiz and the crew. “It leaks.”", None),
        ("On the quay was Ana Ruiz, who was upset. “It leaks.”", None),
        (
            "Ana Ruiz, the mayor, was upset. “It leaks.”",
            ("Ana Ruiz, the mayor", "Ana Ruiz", "the mayor", None, "“It leaks.”"),
        ),
        ("He was upset. “It leaks.”", ("He", "He", None, None, "“It leaks.”")),
        ("The mayor was upset. “It leaks.”", None),
        ("Ana Ruiz was upset: “It leaks.”", ("Ana Ruiz", "Ana Ruiz", None, None, "“It leaks.”")),
        ("The mayor was upset:\n\n“It leaks.”", None),
        (
            "Ana Ruiz was upset.\n\n“It leaks,” Carl Dee said.\n\n“It sinks.”",
            ("Carl Dee", "Carl Dee", None, "said", "“It sinks.”"),
        ),
        (
            "“It leaks.”\n\nThe bay is calm.\n\nAna Ruiz told the mayor so.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "the mayor so."),
        ),
        (
            "Ana Ruiz told the mayor so.\n\nThe bay is calm. “It leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "“It leaks.”"),
        ),
        (
            "The bay is calm. “It leaks.” Ana Ruiz told the mayor so.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "the mayor so."),
        ),
        (
            "It leaks, “and sinks,” Ana Ruiz said in Lima.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "“and sinks,”"),
        ),
        ("“It leaks,” it was said by the mayor, “and sinks.”", None),
        (
            "There, Ana Ruiz said, “it leaks.”",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "“it leaks.”"),
        ),
        ("Ana Ruiz told us that it leaks.", ("Ana Ruiz", "Ana Ruiz", None, "told", "it leaks.")),
        (
            "Ana Ruiz said on that Monday that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz said he had said that it leaks.",
            ("Ana Ruiz", "Ana Ruiz", None, "said", "he had said that it leaks."),
        ),
        (
            "That it leaks, Ana Ruiz told the crew.",
            ("Ana Ruiz", "Ana Ruiz", None, "told", "That it leaks"),
        ),
        (
            "“It leaks,” Ana Ruiz told the crew, “and sinks.”",
            (
                "Ana Ruiz",
                "Ana Ruiz",
                None,
                "told",
                "“It leaks,” Ana Ruiz told the crew, “and sinks.”",
            ),
        ),
        (
            "“It leaks,” he said; “it sinks.”",
            ("he", "he", None, "said", "“It leaks,” he said; “it sinks.”"),
        ),
    ],
)
def test_subjects_and_statements(text: str, expected: Told | None) -> None:
    assert last_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Carl Dee met Ana Dee. Mr Dee said it leaks.",
            ("Mr Dee", "Carl Dee", "Mayor", "said", "it leaks."),
        ),
        (
            "Ana Dee met Mayor Carl Dee. Dee said it leaks.",
            ("Dee", "Carl Dee", "Mayor", "said", "it leaks."),
        ),
        (
            "The Carl Dee Trust met Ana Roe. Dee said it leaks.",
            ("Dee", "Dee", None, "said", "it leaks."),
        ),
        (
            "Carl Dee met Carl Vincent Dee. Dee said it leaks.",
            ("Dee", "Carl Vincent Dee", None, "said", "it leaks."),
        ),
        (
            "Kim Jin Su met Ana Roe. Kim said it leaks.",
            ("Kim", "Kim Jin Su", None, "said", "it leaks."),
        ),
        (
            "Lena Falk met Falk Dahl. Falk said it leaks.",
            ("Falk", "Lena Falk", None, "said", "it leaks."),
        ),
        ("Falk Dahl left. Falk said it leaks.", ("Falk", "Falk Dahl", None, "said", "it leaks.")),
        (
            "Falk Dahl left. Mr Falk said it leaks.",
            ("Mr Falk", "Falk Dahl", None, "said", "it leaks."),
        ),
        (
            "Lena Falk and Lena Dahl left. Lena said it leaks.",
            ("Lena", "Lena Dahl", None, "said", "it leaks."),
        ),
        (
            "Sir Carl Dee left. The knight said it leaks.",
            ("The knight", "The knight", None, "said", "it leaks."),
        ),
        (
            "The former mayor Ana Ruiz left. The mayor said it leaks.",
            ("The mayor", "The mayor", None, "said", "it leaks."),
        ),
        (
            "The vice president, Ana Ruiz, left. The president said it leaks.",
            ("The president", "The president", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz, mayor of Lima, left. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", "mayor of Lima", "said", "it leaks."),
        ),
        (
            "Ana Ruiz, then mayor of Lima, left. The mayor said it leaks.",
            ("The mayor", "The mayor", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz, who was the mayor, left. The mayor said it leaks.",
            ("The mayor", "The mayor", None, "said", "it leaks."),
        ),
        (
            "Mayor to Lima, Ana Ruiz, left. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Lima’s mayor Ana Ruiz left. Some mayor said it leaks.",
            ("Some mayor", "Some mayor", None, "said", "it leaks."),
        ),
        (
            "An old mayor left. Ana Ruiz, the mayor, came. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", "the mayor", "said", "it leaks."),
        ),
        (
            "Ana Ruiz, the mayor, left. An old mayor came. The mayor said it leaks.",
            ("The mayor", "Ana Ruiz", "the mayor", "said", "it leaks."),
        ),
        (
            "Ana Ruiz was named as the new mayor. The old boat sank. The new mayor said it leaks.",
            ("The new mayor", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "The crew elected Ana Ruiz as mayor. The mayor said it leaks.",
            ("The mayor", "The mayor", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz took office as president. The president said it leaks.",
            ("The president", "Ana Ruiz", None, "said", "it leaks."),
        ),
        ("Xander Quill left. She said it leaks.", ("She", "She", None, "said", "it leaks.")),
        (
            "Mr Xander Quill left. He said it leaks.",
            ("He", "Xander Quill", None, "said", "it leaks."),
        ),
        ("Mr Xander Quill left. She said it leaks.", ("She", "She", None, "said", "it leaks.")),
        (
            "Ms Xander Quill left. Xander Quill came back. He said it leaks.",
            ("He", "Xander Quill", None, "said", "it leaks."),
        ),
        (
            "Xander Quill, 44, left. He said it leaks.",
            ("He", "Xander Quill", None, "said", "it leaks."),
        ),
        (
            "Xander Quill, who dives, left. He said it leaks.",
            ("He", "Xander Quill", None, "said", "it leaks."),
        ),
        (
            "Xander Quill’s wife left. He said it leaks.",
            ("He", "Xander Quill", None, "said", "it leaks."),
        ),
        (
            "The minister Xander Quill left. He said it leaks.",
            ("He", "Xander Quill", "The minister", "said", "it leaks."),
        ),
        ("Kim Jin Su left. He said it leaks.", ("He", "Kim Jin Su", None, "said", "it leaks.")),
        (
            "The crew met Carl Dee. Nobody met Ana Ruiz. He said it leaks.",
            ("He", "Carl Dee", None, "said", "it leaks."),
        ),
        (
            "“Carl Dee is here,” Ana Ruiz said. The crew left. He said it leaks.",
            ("He", "He", None, "said", "it leaks."),
        ),
        (
            "The crew met Carl Dee in Lima. The bay was calm. He said it leaks.",
            ("He", "Carl Dee", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz and Carl Dee left. He said it leaks.",
            ("He", "Carl Dee", None, "said", "it leaks."),
        ),
        ("The mayor left. She said it leaks.", ("She", "She", None, "said", "it leaks.")),
        (
            "The mayor left. Ana Ruiz came. She said it leaks.",
            ("She", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "The mayor said it leaks. She said it sinks.",
            ("She", "The mayor", None, "said", "it sinks."),
        ),
        (
            "Mr Quill said it leaks. The bay was calm. He said it sinks.",
            ("He", "Quill", None, "said", "it sinks."),
        ),
        (
            "Mrs Quill said it leaks. The bay was calm. He said it sinks.",
            ("He", "He", None, "said", "it sinks."),
        ),
        (
            "The crew said it leaks. The bay was calm. They said it sinks.",
            ("They", "They", None, "said", "it sinks."),
        ),
        (
            "His aide Ana Ruiz left. In her words, it leaks.",
            ("her", "Ana Ruiz", "His aide", "words", "it leaks."),
        ),
        ("Ana Ruiz left. In her words, it leaks.", ("her", "Ana Ruiz", None, "words", "it leaks.")),
        (
            "Ana Ruiz left. Her verdict was short: “A wreck.”",
            ("Her", "Ana Ruiz", None, None, "“A wreck.”"),
        ),
        (
            "Carl Dee left. In their words, it leaks.",
            ("their", "their", None, "words", "it leaks."),
        ),
        (
            "Ana Ruiz said it leaks. Carl Dee left, and he said it sinks.",
            ("he", "Carl Dee", None, "said", "it sinks."),
        ),
        (
            "Ana Ruiz told Carl Dee it leaks, he said.",
            ("he", "Ana Ruiz", None, "said", "Ana Ruiz told Carl Dee it leaks"),
        ),
        (
            "“It leaks,” Ana Ruiz said. “Ruiz is right,” she said.",
            ("she", "she", None, "said", "“Ruiz is right,”"),
        ),
        (
            "Lima Bank said it leaks. Lima Bank Peru left. The bank said it sinks.",
            ("The bank", "The bank", None, "said", "it sinks."),
        ),
        ("BILL DEE left. Dee said it leaks.", ("Dee", "BILL DEE", None, "said", "it leaks.")),
        ("The US left. US said it leaks.", ("US", "US", None, "said", "it leaks.")),
        (
            "Then Ana Ruiz left. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        ("But Ana Ruiz left. Ruiz said it leaks.", ("Ruiz", "Ana Ruiz", None, "said", "it leaks.")),
        (
            "Ana Ruiz III left. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz III", None, "said", "it leaks."),
        ),
        (
            "Omar al-Bashir left. Mr al-Bashir said it leaks.",
            ("Mr al-Bashir", "Omar al-Bashir", None, "said", "it leaks."),
        ),
        (
            "Ann D’Arcy left. D’Arcy said it leaks.",
            ("D’Arcy", "Ann D’Arcy", None, "said", "it leaks."),
        ),
        (
            "Carl Dee’s Ana Ruiz left. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz, 44, and a diver, left. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "The captain, Carl Dee, left. Dee said it leaks.",
            ("Dee", "Carl Dee", "The captain", "said", "it leaks."),
        ),
        (
            "Ana Ruiz left. Ruiz, a diver, came. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
        (
            "Ana Ruiz left. Ana Ruiz, a diver, came. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", "a diver", "said", "it leaks."),
        ),
        (
            "The diver met Ana Ruiz, an engineer who swims. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", "an engineer", "said", "it leaks."),
        ),
        (
            "Ana Ruiz, an engineer in Lima, Peru, left. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", "an engineer in Lima, Peru", "said", "it leaks."),
        ),
        (
            "Ana Ruiz, who left, an engineer, came. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", "an engineer", "said", "it leaks."),
        ),
        (
            "Ana Ruiz, Carl Dee, an engineer, and others left. Ruiz said it leaks.",
            ("Ruiz", "Ana Ruiz", None, "said", "it leaks."),
        ),
    ],
)
def test_who_is_meant(text: str, expected: Told | None) -> None:
    assert last_told(text) == expected
