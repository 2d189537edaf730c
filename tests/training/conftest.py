from __future__ import annotations

from qabot.training.squad import TrainingArticle, TrainingQuestion
from qabot.types import Span

FILLER = " ".join(
    f"On day {number} the crew saw clouds over the sea and wrote it down in a book."
    for number in range(2, 22)
)
TEXTS = {
    "moon.txt": f"Moon\n\nThe rocket of Apollo 11 reached the moon in 1969. {FILLER}",
    "wall.txt": f"Wall\n\nThe wall in Berlin fell in 1989. {FILLER} Crowds climbed the wall.",
}
ASKED = (
    ("When did Apollo 11 reach the moon ?", "moon.txt", ("1969", "in 1969")),
    ("What did Apollo 11 reach ?", "moon.txt", ("the moon",)),
    ("When did the wall in Berlin fall ?", "wall.txt", ("1989",)),
    ("Who climbed the wall in Berlin ?", "wall.txt", ("Crowds",)),
    ("When did Houston write sheet 12 ?", "moon.txt", ("day 7",)),
)


def articles() -> dict[str, TrainingArticle]:
    return {path: TrainingArticle(path, text.split("\n")[0], text) for path, text in TEXTS.items()}


def questions() -> list[TrainingQuestion]:
    return [
        TrainingQuestion(
            str(number),
            text,
            path,
            tuple(
                Span(TEXTS[path].index(answer), TEXTS[path].index(answer) + len(answer))
                for answer in answers
            ),
        )
        for number, (text, path, answers) in enumerate(ASKED)
    ]
