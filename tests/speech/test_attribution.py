from __future__ import annotations

import pytest

from qabot.questions.speaker_questions import speaker_question
from qabot.speech.attribution import Attribution, attribute, attributions
from qabot.speech.names import Names
from qabot.text.sentences import sentences
from qabot.types import Span
from tests.growth import grows_too_fast

Said = tuple[str, str, str | None]


def attributed(text: str, part: str) -> Attribution | None:
    """The attribution of the first sentence that holds ``part``."""
    spans = sentences(text)
    target = next(i for i, span in enumerate(spans) if part in span.of(text))
    return attribute(text, spans, target)


def said(text: str, part: str) -> Said | None:
    """Mention, name and verb as printed."""
    found = attributed(text, part)
    return (found.mention.of(text), found.name.of(text), found.verb) if found else None


def statement(text: str, part: str) -> str | None:
    found = attributed(text, part)
    return found.statement.of(text) if found else None


HARBOUR = """Harbour plan divides the town

The mayor of Port Ellis, Maria Delgado, has defended a plan to close the old harbour. Tom Brandt, \
a fisherman for forty years, called it “a betrayal”.

“The quay is sinking. We have no choice,” Ms Delgado told the council. “Nobody likes it.”

“It will cost us everything,” said Mr Brandt, who speaks for the boat owners.

He added that the owners had not been asked. They would fight on, he insisted, “to the last boat”.

According to the Coastal Agency, the quay has dropped nine centimetres since 1990.

The mayor promised compensation. Work begins in May.

“We measured it three times,” the agency said in a statement, according to the Ellis Courier. \
“There was no mistake.”

Experts believe the whole bay is affected. Fishing would have to move north, they noted."""


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("a betrayal", ("Tom Brandt, a fisherman for forty years", "Tom Brandt", "called")),
        ("The quay is sinking", ("Ms Delgado", "Maria Delgado", "told")),
        ("We have no choice", ("Ms Delgado", "Maria Delgado", "told")),
        ("Nobody likes it", ("Ms Delgado", "Maria Delgado", "told")),
        ("cost us everything", ("Mr Brandt, who speaks for the boat owners", "Tom Brandt", "said")),
        ("had not been asked", ("He", "Tom Brandt", "added")),
        ("to the last boat", ("he", "Tom Brandt", "insisted")),
        ("nine centimetres", ("the Coastal Agency", "Coastal Agency", "According to")),
        ("promised compensation", ("The mayor", "Maria Delgado", "promised")),
        ("three times", ("the agency", "the agency", "said")),
        ("no mistake", ("the agency", "the agency", "said")),
        ("whole bay", ("Experts", "Experts", "believe")),
        ("move north", ("they", "Experts", "noted")),
    ],
)
def test_an_article(part: str, expected: Said) -> None:
    assert said(HARBOUR, part) == expected


def test_what_the_article_itself_asserts_has_no_speaker() -> None:
    assert said(HARBOUR, "Work begins") is None
    assert said(HARBOUR, "has defended a plan") is None
    assert said("Harbour plan divides the town", "Harbour") is None
    assert said("It read “No entry”. The gate of the “old” yard is shut.", "The gate") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before, behind, inside; adverbs and times between
        ("Ana Ruiz said the bridge was safe.", ("Ana Ruiz", "Ana Ruiz", "said")),
        ("The bridge was safe, Ana Ruiz said.", ("Ana Ruiz", "Ana Ruiz", "said")),
        ("The bridge, Ana Ruiz said, was safe.", ("Ana Ruiz", "Ana Ruiz", "said")),
        (
            "The bridge was safe, said Ana Ruiz, the engineer.",
            ("Ana Ruiz, the engineer", "Ana Ruiz", "said"),
        ),
        ("“It is safe,” Ana Ruiz purportedly stated.", ("Ana Ruiz", "Ana Ruiz", "stated")),
        (
            "“It is safe,” wrote Ana Ruiz of the Bridge Trust.",
            ("Ana Ruiz of the Bridge Trust", "Ana Ruiz", "wrote"),
        ),
        ("Ana Ruiz has also repeatedly denied that it sank.", ("Ana Ruiz", "Ana Ruiz", "denied")),
        ("Ana Ruiz on Tuesday warned of floods.", ("Ana Ruiz", "Ana Ruiz", "warned")),
        (
            "On 3 May the ministry announced that it was safe.",
            ("the ministry", "the ministry", "announced"),
        ),
        ("In March 2011 Ana Ruiz argued that it sank.", ("Ana Ruiz", "Ana Ruiz", "argued")),
        # appositions, roles, relative clauses
        (
            "Ana Ruiz, an engineer in Lima, said it sank.",
            ("Ana Ruiz, an engineer in Lima", "Ana Ruiz", "said"),
        ),
        ("Its chief engineer, Ana Ruiz, said it sank.", ("Ana Ruiz", "Ana Ruiz", "said")),
        (
            "The head of the Bridge Trust, Ana Ruiz, said it sank.",
            ("The head of the Bridge Trust, Ana Ruiz", "Ana Ruiz", "said"),
        ),
        ("Ana Ruiz, who says little, claimed it sank.", ("Ana Ruiz", "Ana Ruiz", "claimed")),
        (
            "Senator Ana Ruiz (I-Lima) said it sank.",
            ("Senator Ana Ruiz (I-Lima)", "Ana Ruiz", "said"),
        ),
        ("Bridge Trust engineer Ana Ruiz said it sank.", ("Ana Ruiz", "Ana Ruiz", "said")),
        (
            "Transport Minister Ana Ruiz said so.",
            ("Transport Minister Ana Ruiz", "Ana Ruiz", "said"),
        ),
        (
            "A person close to the Trust said it sank.",
            ("A person close to the Trust", "A person close to the Trust", "said"),
        ),
        ("Two former divers say it sank.", ("Two former divers", "Two former divers", "say")),
        # sources
        (
            "It sank, according to Ana Ruiz, who dived there.",
            ("Ana Ruiz, who dived there", "Ana Ruiz", "according to"),
        ),
        ("In Ana Ruiz’s words, it was “a wreck”.", ("Ana Ruiz", "Ana Ruiz", "words")),
        ("In the words of Ana Ruiz, it was “a wreck”.", ("Ana Ruiz", "Ana Ruiz", "words of")),
        ("“It sank,” Ana Ruiz said, according to Andina.", ("Ana Ruiz", "Ana Ruiz", "said")),
        ("“It sank,” as reported by Andina, Ana Ruiz said.", ("Ana Ruiz", "Ana Ruiz", "said")),
        (
            "Ana Ruiz called it “a wreck,” as reported by Andina.",
            ("Ana Ruiz", "Ana Ruiz", "called"),
        ),
        ("Andina said on Monday it sank.", ("Andina", "Andina", "said")),
        ("The WHO says it is safe.", ("The WHO", "WHO", "says")),
        # one inside another: the outer one
        ("Ana Ruiz said Carlos Vega had denied it.", ("Ana Ruiz", "Ana Ruiz", "said")),
        ("Carlos Vega had denied it, Ana Ruiz said.", ("Ana Ruiz", "Ana Ruiz", "said")),
        ("Ana Ruiz toured the bridge, saying it was safe.", ("Ana Ruiz", "Ana Ruiz", "saying")),
        ("Ana Ruiz was quoted as saying it was safe.", ("Ana Ruiz", "Ana Ruiz", "quoted")),
        ("Her verdict was short: “A wreck.”", ("Her", "Her", None)),
    ],
)
def test_one_sentence(text: str, expected: Said) -> None:
    assert said(text, text[:4]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The United States has two bridges.",
        "The claims were settled in May.",
        "The bridge is said to be safe.",
        "The company found oil and called a meeting.",
        "Carlos Vega’s report runs to nine pages.",
        "Several reports of floods came in.",
    ],
)
def test_words_that_only_look_like_speech(text: str) -> None:
    assert said(text, text[:4]) is None


def test_names_are_resolved_to_their_fullest_print() -> None:
    text = (
        "Jonas Berg met Prime Minister Lena Maria Falk on Friday. Lena Falk thanked him. "
        "Ms. Falk said that the talks went well. “We agree,” said Berg."
    )
    assert said(text, "went well") == ("Ms. Falk", "Lena Maria Falk", "said")
    assert said(text, "We agree") == ("Berg", "Jonas Berg", "said")


def test_a_korean_surname_comes_first() -> None:
    text = "Leader Kim Jong Un met Hong Min in May. Mr. Kim said yes. Mr Hong said no."
    assert said(text, "yes") == ("Mr. Kim", "Kim Jong Un", "said")
    assert said(text, "no.") == ("Mr Hong", "Hong Min", "said")


def test_namesakes_are_told_apart_by_title_and_by_who_was_printed_last() -> None:
    text = (
        "Robert Cole and Susan Cole spoke. Mr Cole said yes. Mrs Cole said never. Cole said maybe."
    )
    assert said(text, "yes") == ("Mr Cole", "Robert Cole", "said")
    assert said(text, "never") == ("Mrs Cole", "Susan Cole", "said")
    assert said(text, "maybe") == ("Cole", "Susan Cole", "said")


def test_a_name_printed_in_full_only_later_is_found() -> None:
    text = "Brandt says no. The fisherman, whose name is Tom Brandt, has two boats."
    assert said(text, "says no") == ("Brandt", "Tom Brandt", "says")


def test_a_nickname_belongs_to_the_name() -> None:
    text = "Edna “Buzz” Kowalski flew the plane. “I slept,” Ms Kowalski said."
    assert said(text, "I slept") == ("Ms Kowalski", "Edna “Buzz” Kowalski", "said")


def test_a_role_is_whoever_is_printed_with_it() -> None:
    text = (
        "Norway’s fisheries minister, Ola Dahl, met the chairman of Havfisk, Finn Lie. "
        "The minister said quotas would fall. “We object,” the chairman said. "
        "A spokesman for Havfisk was blunter. “Madness,” the spokesman said."
    )
    assert said(text, "quotas") == ("The minister", "Ola Dahl", "said")
    assert said(text, "We object") == ("the chairman", "Finn Lie", "said")
    assert said(text, "Madness") == ("the spokesman", "the spokesman", "said")


def test_a_former_holder_is_not_the_one_in_office() -> None:
    text = "Erik Holm, the former president, sat beside Nils Aas. “Enough,” the president said."
    assert said(text, "Enough") == ("the president", "the president", "said")


def test_who_took_office_holds_it() -> None:
    text = (
        "Erik Holm took the oath as President of Sunnland today. “Enough,” the new President said."
    )
    assert said(text, "Enough") == ("the new President", "Erik Holm", "said")


def test_a_pronoun_goes_to_the_speaker_before_whom_it_fits() -> None:
    text = (
        "Susan Cole praised Robert Hart. “He works hard,” she said. "
        "Mr Hart blushed. “I try,” he said."
    )
    assert said(text, "works hard") == ("she", "Susan Cole", "said")
    assert said(text, "I try") == ("he", "Robert Hart", "said")


def test_a_pronoun_is_not_someone_whom_the_statement_names() -> None:
    text = "“I came home,” Robert Hart said. Mr Vega was ill. David Vega, he said, needed rest."
    assert said(text, "needed rest") == ("he", "Robert Hart", "said")


def test_a_quotation_of_several_paragraphs_goes_back_to_its_speaker() -> None:
    text = (
        "Ana Ruiz told reporters:\n\n“The first pier is cracked.\n\n“The second leans. It may fall."
        "\n\n“The third is gone.”\n\nTraffic was light."
    )
    expected = ("Ana Ruiz", "Ana Ruiz", "told")
    for part in ("first pier", "second leans", "may fall", "third is gone"):
        assert said(text, part) == expected
    assert said(text, "Traffic") is None


def test_the_speaker_can_follow_in_the_next_sentence_or_paragraph() -> None:
    assert said("“Is it safe?” Ana Ruiz asked.", "Is it") == ("Ana Ruiz", "Ana Ruiz", "asked")
    text = "“It is a wreck.”\n\nAna Ruiz told reporters in Lima."
    assert said(text, "a wreck") == ("Ana Ruiz", "Ana Ruiz", "told")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Carl Dee praised it. “Does it leak?” Ana Ruiz asked.", "Ana Ruiz"),
        ("Carl Dee praised it. “Does it leak?”\n\nAna Ruiz asked.", "Carl Dee"),
        ("Carl Dee praised it. “Does it leak.” Ana Ruiz told the mayor so.", "Carl Dee"),
        ("“Does it leak.” The bay was calm. Ana Ruiz told the mayor so.", "Ana Ruiz"),
        ("“Does it leak.”\n\nThe bay was calm.\n\nAna Ruiz told the mayor so.", None),
    ],
)
def test_whose_a_quotation_is_that_stands_alone(text: str, name: str | None) -> None:
    found = attributed(text, "Does it leak")
    assert (found and found.name.of(text)) == name


def test_someone_can_be_called_will() -> None:
    text = "Will Dee said it leaks."
    found = attributed(text, "it leaks")
    assert found and found.mention.of(text) == "Will Dee"


def test_a_quotation_behind_a_sentence_about_someone_is_theirs() -> None:
    text = "Ana Ruiz disagreed with all of that. “It is a wreck.”"
    assert said(text, "a wreck") == ("Ana Ruiz", "Ana Ruiz", None)


def test_sentences_cut_after_a_title_are_put_together() -> None:
    text = "“It is a wreck,” Ms. Ruiz said. Ana Ruiz dived there."
    spans = [span for span in sentences(text)]
    assert attribute(text, spans, 0) == attributed(text, "a wreck")
    assert said(text, "a wreck") == ("Ms. Ruiz", "Ana Ruiz", "said")


@pytest.mark.parametrize(
    ("text", "mention"), [("It leaks, said Ms. Ruiz.", "Ms. Ruiz"), ("It leaks, said Ms.", "Ms.")]
)
def test_sentences_that_a_splitter_cuts_after_a_title(text: str, mention: str) -> None:
    cut = text.index("Ms.") + 3
    spans = [Span(0, cut), Span(cut, len(text))] if cut < len(text) else [Span(0, cut)]
    assert [found.mention.of(text) for found in attributions(text, spans)] == [mention]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz said that the bridge was safe.", "the bridge was safe."),
        ("Ana Ruiz told the town on Monday that it was safe.", "it was safe."),
        ("“It is safe,” Ana Ruiz said on Monday.", "“It is safe,”"),
        ("“It is safe,” Ana Ruiz said, “for now.”", "“It is safe,” Ana Ruiz said, “for now.”"),
        ("It was, Ana Ruiz said, “a wreck”.", "“a wreck”."),
        ("The bridge was safe, Ana Ruiz said.", "The bridge was safe"),
        ("Ana Ruiz wrote: “It is safe.”", "“It is safe.”"),
    ],
)
def test_the_statement_is_what_is_said(text: str, expected: str) -> None:
    assert statement(text, text[:4]) == expected


def test_hard_wrapped_text_is_read_like_any_other() -> None:
    text = (
        "The mayor of the town,\nMaria Delgado, opened\nthe new harbour on\nMonday. “It is\n"
        "finished,” Ms\nDelgado said."
    )
    assert said(text, "finished") == ("Ms\nDelgado", "Maria Delgado", "said")


@pytest.mark.parametrize(
    "question",
    [
        "Who said that the quay is sinking?",
        "who has warned of floods",
        "Who was quoted as saying the quay is safe?",
        "According to whom is the quay safe?",
        "Whose words were “a betrayal”?",
        "Which minister denied the report?",
        "“A betrayal” – who said that?",
        "Who called the plan a betrayal?",
        "Who wrote that the quay is safe?",
        "Who made the claim that the quay is safe?",
        "Who’s said that it sank?",
    ],
)
def test_questions_that_want_a_speaker(question: str) -> None:
    assert speaker_question(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who did the mayor say was guilty?",
        "What did the mayor say?",
        "Who is said to be ill?",
        "Who was told about the plan?",
        "Who is the mayor?",
        "Who wrote Hamlet?",
        "Who called the police?",
        "When did she say it?",
        "",
    ],
)
def test_questions_that_do_not(question: str) -> None:
    assert speaker_question(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who said that Russia has a right?", "Russia has a right"),
        ("Who said it was over?", "it was over"),
        ("Who told the council that nobody likes it?", "nobody likes it"),
        ("Who denied the report?", "the report"),
        ("Who described the plan as “a betrayal”?", "the plan as “a betrayal”"),
        ("Who said “a betrayal”?", "a betrayal"),
        ("Whose words were “a betrayal”?", "a betrayal"),
        ("According to whom is the quay safe?", "is the quay safe"),
        ("“A betrayal” – who said that?", "A betrayal"),
        ("Who was it that said the quay is safe?", "the quay is safe"),
    ],
)
def test_the_statement_that_a_question_asks_for(question: str, expected: str) -> None:
    asked = speaker_question(question)
    assert asked is not None
    assert asked.statement == expected


@pytest.mark.parametrize(
    "unit",
    ["“a b c. ", "Ana Ruiz said, ", "and said that ", "Kim ", "he said. ", "a, the man, who said "],
)
def test_long_and_odd_texts_come_back_in_time(unit: str) -> None:
    def in_the_middle(characters: int) -> None:
        text = unit * (characters // len(unit))
        spans = sentences(text)
        attribute(text, spans, len(spans) // 2)

    assert not grows_too_fast(in_the_middle, 12_500)


@pytest.mark.parametrize("text", [", said it will swap shares.", ", called the act, would vote."])
def test_a_text_that_begins_with_a_comma(text: str) -> None:
    assert attributions(text, sentences(text)) == []


def test_a_family_of_thousands_takes_time_by_its_number() -> None:
    def name_each(count: int) -> None:
        text = "".join(f"Zed{number} Lee met Bob. " for number in range(count))
        names, start = Names(text), 0
        for number in range(count):
            start = text.index(f"Zed{number} ", start)
            mention = Span(start, text.index(" met", start))
            assert names.full_name(mention) == mention

    assert not grows_too_fast(name_each, 250)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "After Dee argued that the port, which leaks, must shut, Ruiz said only that he knew.",
            [("Dee", "the port, which leaks, must shut"), ("Ruiz", "he knew.")],
        ),
        (
            "Although the mayor said that the bay was dirty, the crew said it was not.",
            [("the mayor", "the bay was dirty"), ("the crew", "it was not.")],
        ),
        ("When Dee said that it leaks, Dee added that it sinks.", [("Dee", "it sinks.")]),
    ],
)
def test_two_speakers_of_one_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    found = attributions(text, sentences(text))
    assert [(one.name.of(text), one.statement.of(text)) for one in found] == expected
