"""English or not: real sentences, short questions, and English that looks like something else."""

from __future__ import annotations

import pytest

from qabot.text.language import is_english, is_english_question

OTHERS = {
    "German": "Die Mauer wurde in der Nacht geöffnet, und viele Menschen kamen nach Berlin. "
    "Niemand hat damit gerechnet, sagte der Bürgermeister.",
    "French": "Le mur a été ouvert dans la nuit et des milliers de personnes sont venues à Berlin. "
    "Le maire n'avait pas été prévenu.",
    "Spanish": "El muro se abrió por la noche y miles de personas llegaron a Berlín. "
    "El alcalde dijo que no lo esperaba.",
    "Italian": "Il muro è stato aperto nella notte e migliaia di persone sono arrivate a Berlino. "
    "Il sindaco ha detto che non lo sapeva.",
    "Dutch": "De muur werd in de nacht geopend en duizenden mensen kwamen naar Berlijn. "
    "De burgemeester zei dat hij het niet had verwacht.",
    "Portuguese": "O muro foi aberto durante a noite e milhares de pessoas vieram a Berlim. "
    "O prefeito disse que não esperava por isso.",
    "Polish": "Mur został otwarty w nocy i tysiące ludzi przybyło do Berlina. "
    "Burmistrz powiedział, że nie spodziewał się tego.",
    "Swedish": "Muren öppnades under natten och tusentals människor kom till Berlin. "
    "Borgmästaren sade att han inte hade väntat sig det.",
    "Indonesian": "Tembok itu dibuka pada malam hari dan ribuan orang datang ke Berlin. "
    "Wali kota mengatakan bahwa ia tidak menduganya.",
    "Turkish": "Duvar gece açıldı ve binlerce insan Berlin'e geldi. "
    "Belediye başkanı bunu beklemediğini söyledi.",
    "Finnish": "Muuri avattiin yöllä ja tuhannet ihmiset tulivat Berliiniin katsomaan sitä. "
    "Pormestari sanoi, ettei ollut odottanut sitä lainkaan.",
    "Russian": "Стену открыли ночью, и тысячи людей приехали в Берлин.",
    "Chinese": "柏林墙在夜间开放，成千上万的人来到柏林。",
    "Arabic": "فتح الجدار ليلا وجاء آلاف الناس إلى برلين.",
    "Greek": "Το τείχος άνοιξε τη νύχτα και χιλιάδες άνθρωποι ήρθαν στο Βερολίνο.",
    "Hindi": "दीवार रात में खोली गई और हजारों लोग बर्लिन आए।",
    "Korean": "장벽이 밤에 열렸고 수천 명이 베를린에 왔다.",
}

OTHER_QUESTIONS = {
    "German": "Wer hat das Penicillin entdeckt?",
    "French": "Où est née Marie Curie ?",
    "Spanish": "¿Quién descubrió la penicilina?",
    "Italian": "Chi ha scoperto la penicillina?",
    "Dutch": "Wie heeft penicilline ontdekt?",
    "Portuguese": "Quem descobriu a penicilina?",
    "Polish": "Kto odkrył penicylinę?",
    "Indonesian": "Siapa yang menemukan penisilin?",
    "Russian": "Кто открыл пенициллин?",
    "Chinese": "谁发现了青霉素？",
    "Arabic": "من اكتشف البنسلين؟",
}


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_of_other_languages(language: str) -> None:
    assert not is_english(OTHERS[language])


@pytest.mark.parametrize("language", OTHER_QUESTIONS)
def test_questions_in_other_languages(language: str) -> None:
    assert not is_english_question(OTHER_QUESTIONS[language])


@pytest.mark.parametrize(
    "text",
    [
        "The wall was opened on Thursday night. Crowds came to Berlin.",
        "Oil prices fall sharply",
        "Tokyo stocks up 3% as yen weakens; Nikkei gains 412 points, Topix 31",
        "Kim Jong Un, Sergei Lavrov, Luiz Inácio Lula da Silva, Ursula von der Leyen",
        "1,024 / 3.14159 = 325.949",
        "",
        "!!! ???",
        "El País and Die Welt said so; Le Monde did not.",
        "“Je ne regrette rien,” she sang, and the crowd sang with her that night.",
        "GOVERNMENT WINS VOTE ON BUDGET",
        "The Greek word ἀλήθεια means truth.",
        "Real Madrid 3-1 Barcelona",
    ],
)
def test_awkward_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "question",
    [
        "penicillin",
        "who sang “Non, je ne regrette rien”",
        "Who is Ursula von der Leyen?",
        "Ursula von der Leyen age",
        "What did El País say about the Juan de la Cruz case?",
        "Is Berlin in Germany?",
        "what does Москва mean",
        "1989?",
        "capital of Côte d'Ivoire",
        "",
    ],
)
def test_questions_that_may_be_english(question: str) -> None:
    assert is_english_question(question)


def test_long_text_is_judged_by_its_beginning() -> None:
    assert is_english("The wall was opened by the mayor and the crowd. " * 20 + "и " * 9_000)
    assert not is_english("и " * 10_000)
