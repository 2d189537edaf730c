"""Questions that lean on earlier ones, and those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabot.questions.dependence import Dependence, dependence
from qabot.questions.followups import Interpretation, Turn, interpret
from qabot.questions.understanding import understand
from tests.any_text import any_text

FILLER = ("What happened in Rome on Sunday?",)


def read(question: str, *history: str) -> str:
    return interpret(question, [Turn(turn) for turn in history]).standalone


@pytest.mark.parametrize(
    ("question", "history", "meant"),
    [
        ("and in 2022?", "who won the election in 2020?", "who won the election in 2022?"),
        ("And in France?", "Who is the president in Germany?", "Who is the president in France?"),
        (
            "and on Monday?",
            "What happened in Paris on Sunday?",
            "What happened in Paris on Monday?",
        ),
        (
            "what about Merkel?",
            "What did Macron say about the budget?",
            "What did Merkel say about the budget?",
        ),
        ("When was he born?", "Who is Kim Jong Un?", "When was Kim Jong Un born?"),
        (
            "Where did she go?",
            "Who met Hillary Clinton and Donald Trump?",
            "Where did Hillary Clinton go?",
        ),
        (
            "Was her voyage long?",
            "Who was Clara Lund?",
            "Was Clara Lund's voyage long?",
        ),
        ("Is it safe?", "How does Bluetooth work?", "Is it safe? (Bluetooth)"),
        ("Did they tour?", "Who joined the Nightjars?", "Did the Nightjars tour?"),
        (
            "Why?",
            "Did Kim Jong Un sign the defence pact?",
            "Why did Kim Jong Un sign the defence pact?",
        ),
        ("any others?", "Which banks failed in 2008?", "any others? (banks failed, 2008)"),
        (
            "What about Germany?",
            "When did France and Italy sign?",
            "What about Germany? (France, Italy)",
        ),
    ],
)
def test_what_a_follow_up_means(question: str, history: str, meant: str) -> None:
    assert read(question, history) == meant


def test_names_are_carried_through_a_chain() -> None:
    assert read("And where?", "Who is Kim Jong Un?", "When was he born?") == (
        "where was Kim Jong Un born?"
    )
    assert read("Any others?", "Who is Kim Jong Un?", "When was he born?") == (
        "Any others? (Kim Jong Un, born)"
    )


def test_names_that_an_answer_gave_are_carried() -> None:
    history = [Turn("Who attacked the budget?", ("Theresa May",))]
    found = interpret("What did she say next?", history)
    assert found.standalone == "What did Theresa May say next?"
    assert found.carried == ("Theresa May",)


def test_the_person_who_was_asked_for_is_meant_before_other_names() -> None:
    history = [Turn("who is the chief executive of Yukos", ("Steven Theede",))]
    found = interpret("what did he say about bankruptcy", history)
    assert found.standalone == "what did Steven Theede say about bankruptcy"
    history = [Turn("who said Russia has a right to self-defence", ("Kim Jong Un",))]
    assert interpret("when did he say it", history).standalone == "when did Kim Jong Un say it"
    history = [Turn("Did Donald Trump meet Kim Jong Un?", ("Singapore",))]
    assert "Donald Trump, Kim Jong Un" in interpret("When was he born?", history).standalone


def test_a_person_named_first_is_meant_before_what_may_be_one() -> None:
    assert read("Where is she ranked?", "Why might Anna Berg miss the Lima Open?") == (
        "Where is Anna Berg ranked?"
    )
    assert read("How old is she?", "Why was Lima Open closed to Anna Berg?") == (
        "How old is she? (Lima Open, closed, Anna Berg)"
    )


def test_that_stands_for_all_that_was_asked() -> None:
    asked = "How many embassies is Peru closing?"
    assert read("How much will that save?", asked) == (
        "How much will that save? (embassies, Peru, closing)"
    )
    assert read("Which minister said that?", asked) == "Which minister said that? (Peru)"


def test_a_weekday_is_no_topic() -> None:
    assert read("how much of a rise was it", "harbour share price on Friday") == (
        "how much of a rise was it (harbour share price, Friday)"
    )


def test_two_people_that_fit_are_not_chosen_between() -> None:
    meant = read("When was he born?", "Did Donald Trump meet Kim Jong Un?")
    assert meant == "When was he born? (Donald Trump, Kim Jong Un)"


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president of France?",
        "Who discovered penicillin?",
        "what is penicillin?",
        "Where did Fleming keep the notes of his later years?",
        "How tall was Anna Berg when she won in Oslo?",
        "Who carried Rosa's brother home after they were robbed?",
        "Which abbey has its roots in a hermit's cave?",
        "When has Volvo said it will sell its Ghent factory?",
        "How long does it take for young oaks to bear acorns?",
        "How many Norwegian lighthouses are there?",
        "What is another word for the Milky Way?",
        "Who repaired the pumps that the miners abandoned?",
    ],
)
@pytest.mark.parametrize("earlier", ["Who is the king of Norway?", "hi", *FILLER])
def test_a_question_that_stands_alone_is_untouched(question: str, earlier: str) -> None:
    found = interpret(question, [Turn(earlier)])
    assert (found.standalone, found.carried) == (question, ())
    assert interpret(question, []) == Interpretation(question)


def test_what_names_nothing_may_go_on_and_what_names_something_does_not() -> None:
    asked, before = "who repaired the pumps that the miners abandoned", "Why was Lima flooded?"
    assert interpret(asked, [Turn(before)]) == Interpretation(asked, True, (before,))
    asked = "who repaired the pumps of Oslo that the miners abandoned"
    assert interpret(asked, [Turn(before)]) == Interpretation(asked)


def test_a_word_in_common_does_not_touch_a_question_with_a_name() -> None:
    asked = "Who is the president of France?"
    assert read(asked, "Who is the president of Germany?") == asked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("why?", Dependence.FULL),
        ("what else?", Dependence.FULL),
        ("Which is better?", Dependence.FULL),
        ("Is this bridge safe?", Dependence.FULL),
        ("Who wrote that?", Dependence.FULL),
        ("What happened after that?", Dependence.FULL),
        ("Did they live there?", Dependence.FULL),
        ("I meant the other one", Dependence.FULL),
        ("How can I apply?", Dependence.LOOSE),
        ("How many lighthouses are there?", Dependence.LOOSE),  # one word says little: a limit
        ("coastal erosion", Dependence.LOOSE),
        ("Is the street in the old town closed?", Dependence.POSSIBLE),
        ("Is the street in the old town of Lima closed?", Dependence.NONE),
        ("How much will it cost in Lima?", Dependence.FULL),
        ("How much will it cost to fly to Lima?", Dependence.NONE),
    ],
)
def test_how_much_a_question_leans(question: str, expected: Dependence) -> None:
    assert dependence(question, FILLER) is expected
    assert dependence(question, ()) is Dependence.NONE


def test_going_on_about_the_same_thing() -> None:
    asked = "Which banks were saved in the end by the state?"
    assert dependence(asked, ["Why did a bank fail in Cyprus?"]) is Dependence.LOOSE
    assert dependence(asked, FILLER) is Dependence.POSSIBLE


def test_what_is_searched_beside_a_follow_up() -> None:
    found = interpret(
        "Why?", [Turn("Who fell?"), Turn("thanks"), Turn("Did the wall fall?")], turns=1
    )
    assert found.earlier == ("Did the wall fall?",)
    assert found.leans


@given(any_text(min_size=1), st.lists(any_text(), max_size=4))
def test_any_text_can_be_interpreted(question: str, history: list[str]) -> None:
    found = interpret(question, [Turn(turn, (turn,)) for turn in history])
    assert found.standalone
    assert found.leans or found.standalone == question


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (
            "What did Kim Jong Un say about Russia in November 2024?",
            "and last week?",
            "What did Kim Jong Un say about Russia last week?",
        ),
        ("What happened in June 2024?", "what about yesterday?", "What happened yesterday?"),
        ("who won the match", "and yesterday", "who won the match yesterday?"),
        ("What did Kim say in 2022?", "and since March?", "What did Kim say since March?"),
    ],
)
def test_a_date_alone_takes_the_place_of_the_one_before(
    before: str, question: str, meant: str
) -> None:
    assert interpret(question, [Turn(before)]).standalone == meant


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("who resigned", True),
        ("which rocket", True),
        ("and why?", False),
        ("where did he go", False),
        ("who was it", False),
        ("what reached the moon", True),
        ("what reached the Moon of Saturn", False),  # no follow-up at all
        ("how did the crew trace the owners of the rocket they found", True),
        ("how did they trace the owners", False),
        ("what did the crew tell the owners of the rocket about it?", False),
    ],
)
def test_what_may_be_asked_alone_as_well(question: str, may: bool) -> None:
    found = understand(question, [Turn("who discovered penicillin in London")])
    assert (found.alone is not None) is may
    assert found.alone is None or found.alone.standalone == question


@pytest.mark.parametrize(
    "question",
    [
        "who said “I think we have it”",
        'who said "I think they saw it there"',
        "who wrote 'this is his house'",
        "who said “and what about 2022?”",
        "who said “we never found it",
    ],
)
def test_what_a_question_quotes_leans_on_nothing(question: str) -> None:
    assert interpret(question, [Turn("Who found the Vasa?")]) == Interpretation(question)


def test_nothing_that_is_quoted_is_rewritten() -> None:
    asked = "When did he say “it is his”?"
    assert read(asked, "Who is Carl Dee?") == "When did Carl Dee say “it is his”?"
    quoting = "Who told the crew “we met in Rome in 2004”?"
    assert read("and in 2005?", quoting) == "Who told the crew “we met in Rome in 2004” in 2005?"
    assert read("and in Lima?", quoting) == "and in Lima? (Rome)"


@pytest.mark.parametrize(
    ("question", "answered", "meant"),
    [
        ("Who is Carl Dee?", "ID", "Who was before Carl Dee?"),
        ("Who was Carl Dee?", "Dock Minister", "Who was before Carl Dee?"),
        ("Who is Carl Dee?", "Labour", "Who was before Carl Dee?"),
        ("Who replaced Carl Dee?", "Sol", "Who was before Sol?"),
        ("Who owns the quay in Lima?", "HMV", "Who was before him? (owns, quay, Lima, HMV)"),
        ("Where is Lima?", "", "Who was before him? (Lima)"),
    ],
)
def test_a_person_is_meant_and_no_place_office_or_acronym(
    question: str, answered: str, meant: str
) -> None:
    turn = Turn(question, (answered,) if answered else ())
    assert interpret("Who was before him?", [turn]).standalone == meant


def test_a_person_named_earlier_is_meant_before_what_owns_something() -> None:
    assert read("How old is he?", "Who is Carl Dee?", "What is the port of Lima?") == (
        "How old is Carl Dee?"
    )
    assert read("How old was he?", "What led to the death of Dee?") == "How old was Dee?"


def test_what_someone_did_is_no_topic() -> None:
    asked = "who painted the harbour walls"
    assert dependence(asked, ["who painted the bridge?"]) is Dependence.POSSIBLE
    assert dependence(asked, ["who built the harbour?"]) is Dependence.LOOSE


@pytest.mark.parametrize(
    ("question", "before", "meant"),
    [
        (
            "When?",
            "Which prize will Anna Berg get in Oslo?",
            "When will Anna Berg get in Oslo? (prize)",
        ),
        ("how?", "How much do the Greens say it can save?", "how do the Greens say it can save?"),
        ("since when?", "What is the Harbour Medal?", "since when is the Harbour Medal?"),
        ("Why?", "Who has won the cup?", "Why? (cup)"),
        ("Why?", "Who will lead the crew?", "Why? (lead, crew)"),
        ("why?", "Why did the wall fall?", "why? (wall fall)"),
    ],
)
def test_a_question_word_alone_asks_the_question_before_otherwise(
    question: str, before: str, meant: str
) -> None:
    assert read(question, before) == meant


@pytest.mark.parametrize(
    ("question", "before", "meant"),
    [
        (
            "and in Peru?",
            "What share of farms will have a well?",
            "What share of farms will have a well in Peru?",
        ),
        (
            "and in Peru?",
            "How many farms did Danone buy?",
            "How many farms did Danone buy in Peru?",
        ),
        ("and to Oxfam?", "Who gave a ship to the Red Cross?", "Who gave a ship to Oxfam?"),
        (
            "And Peru?",
            "When do the Cook Islands play Chile?",
            "When do the Cook Islands play Peru?",
        ),
        ("And Peru?", "When did Chile and Bolivia sign?", "And Peru? (Chile, Bolivia)"),
    ],
)
def test_a_place_or_name_is_put_where_its_preposition_stands(
    question: str, before: str, meant: str
) -> None:
    assert read(question, before) == meant


@pytest.mark.parametrize(
    "office", ["Who is the head of Danone?", "Who runs Danone?", "Who is the Danone chairman?"]
)
def test_what_someone_heads_is_nobody(office: str) -> None:
    assert read("What did he say?", office) == read("What did he say?", "Who is Ed?", office)
    assert "did Danone say" not in read("What did he say?", office)
    found = interpret("What did he say?", [Turn(office, ("Carl Dee",))])
    assert found.standalone == "What did Carl Dee say?"


@pytest.mark.parametrize(
    "before", ["Who beat Chile?", "Who wrote the life of Dee?", "Why was the Danone late?"]
)
def test_he_is_nobody_whom_a_question_may_not_mean(before: str) -> None:
    assert read("Where did he live?", before).startswith("Where did he live? (")


def test_no_name_of_the_other_sex_is_carried() -> None:
    carried = interpret("Why was she in Lima?", [Turn("Who runs Danone?", ("Steven Dee",))]).carried
    assert carried == ("Danone",)


def test_a_person_asked_for_and_called_he_is_not_she() -> None:
    history = ("Is Clara Lund ill?", "who closed the mill", "what did he pay?")
    assert read("Has she complained?", *history) == "Has Clara Lund complained?"
    assert "Lund" not in read("Has he complained?", *history)
    wordless = (*history[:2], "what did he say about it?")
    assert read("Has she complained?", *wordless) == "Has Clara Lund complained?"


def test_a_topic_that_is_taken_up_again_brings_its_name_back() -> None:
    history = [Turn("How big is the loan to Peru?"), Turn("How many shops has Danone?")]
    meant = interpret("why did the loan get so big", history)
    assert meant.standalone == "why did the loan get so big (Peru)"
    assert meant.earlier == ("How big is the loan to Peru?",)
    assert read("and the loan, what is it for?", *(turn.question for turn in history)) == (
        "and the loan, what is it for? (Peru)"
    )


def test_a_topic_of_the_latest_question_is_not_looked_for_further_back() -> None:
    history = ("How big is the loan to Peru?", "How big is the loan to Chile?")
    assert read("is the loan secured", *history) == "is the loan secured (Chile)"


def test_he_is_no_country_and_no_name_that_was_only_carried() -> None:
    assert read("who elected him", "Who is the coach for England?") == ("who elected him (England)")
    banned = [Turn("who banned Clara Lund", ("Rowing Kenya",))]
    assert interpret("was he right?", banned).carried == ("Rowing Kenya",)
    history = ("Did Steven Dee sign for Rovers?", "is the fee known?", "was he glad?")
    assert read("did he score", *history) == "did Steven Dee score"


def test_where_the_names_are_of_the_other_sex_an_earlier_one_is_carried() -> None:
    history = [
        Turn("Did Clara Lund and Ann Lee sing for Danone?"),
        Turn("Did Steven Dee resign?"),
    ]
    assert interpret("so why did she travel then", history).carried == (
        "Clara Lund",
        "Ann Lee",
        "Danone",
    )
    assert interpret("so why did she travel then", history[1:]).carried == ("resign",)


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("what did the union say about pay?", "why did the union say that about pay?"),
        ("what did the union say?", "why did the union say that?"),
        ("how did the union say so?", "why did the union say so?"),
    ],
)
def test_why_after_what_was_said_asks_why_that_was_said(before: str, meant: str) -> None:
    assert read("why?", before) == meant
