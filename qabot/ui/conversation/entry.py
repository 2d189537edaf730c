"""One question and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from qabot.questions.list_requests import ListRequest
from qabot.types import Answer, ArticleRef, Filters
from qabot.ui.conversation.findable_text import FindableText
from qabot.ui.conversation.headline import Headline
from qabot.ui.conversation.list_rows import ListRows
from qabot.ui.conversation.listings import Listing
from qabot.ui.conversation.place_card import CitationCard, PlaceCard
from qabot.ui.conversation.question_keys import QUESTION_BINDINGS
from qabot.wording.common_words import visible
from qabot.wording.found_lists import FoundList

_QUESTION_SHOWN = 500
"""Characters of a question; what else was pasted is counted."""


class Entry(Vertical):
    """A question, then its answer once there is one.

    ``answer`` is None until then; ``over`` tells that nothing more is coming, be it that the
    question was answered, could not be, or was cancelled. ``searched`` is the number of articles
    that the question was put to, None where nobody counted. ``request`` is the list that is asked
    for in place of an answer, and ``listing`` that list once it is there.
    """

    BINDINGS: ClassVar[list[BindingType]] = QUESTION_BINDINGS

    def __init__(
        self,
        question: str,
        answer: Answer | None = None,
        *,
        filters: Filters | None = None,
        request: ListRequest | None = None,
    ) -> None:
        self.question = question
        self.request = request
        self.listing: Listing | None = None
        self.answer = answer
        self.filters = filters or Filters()
        self.searched: int | None = None
        self.over = answer is not None
        self._outcome = Static("waiting for the index …", markup=False, classes="outcome")
        asked = QuestionLine(Content(_short(question)), classes="question")
        super().__init__(asked, *(self._parts(answer) if answer else (self._outcome,)))

    @property
    def exported(self) -> Answer | Callable[[], FoundList] | None:
        """What of it can be taken elsewhere: its answer, or its list, if there is one by now."""
        if self.listing is not None:
            return partial(self.listing.whole, self.question)
        return self.answer

    @property
    def cards(self) -> list[PlaceCard]:
        """The cited sentences in the order of their numbers, or the rows of the list."""
        return list(self.query(PlaceCard))

    def show_searching(self) -> None:
        """Say that the question is being worked on."""
        self._outcome.update("searching …  Esc cancels")

    async def show_answer(self, answer: Answer, searched: int | None = None) -> None:
        """Put the answer under the question."""
        self.answer, self.searched, self.over = answer, searched, True
        await self._outcome.remove()
        await self.mount_all(self._parts(answer))

    async def show_listing(self, listing: Listing) -> None:
        """Put the list under the question."""
        self.listing, self.over = listing, True
        await self._outcome.remove()
        await self.mount(ListRows(listing))

    async def show_again(self, answer: Answer) -> None:
        """Put the answer in place of the one that is there, of the same question."""
        self.answer = answer
        await self.query("Headline, CitationCard").remove()
        await self.mount_all(self._parts(answer))

    def show_failure(self, reason: str) -> None:
        """Put under the question why there is no answer."""
        self.over = True
        self._outcome.update(f"✗ {visible(reason)}")
        self._outcome.add_class("failed")

    def show_cancelled(self) -> None:
        """Say that nobody waits for the answer any more."""
        self.over = True
        self._outcome.update("cancelled")

    def toggle_number(self) -> None:
        """Show or hide the figure behind the confidence."""
        for headline in self.query(Headline):
            headline.toggle_number()

    def _parts(self, answer: Answer) -> Iterable[Static]:
        yield Headline(answer, self.searched)
        before: ArticleRef | None = None
        for citation in answer.citations:
            same = citation.article == before
            yield CitationCard(answer, citation, date.today(), same=same)
            before = citation.article


class QuestionLine(FindableText, can_focus=True):
    """What was asked."""


def _short(question: str) -> str:
    if len(question) <= _QUESTION_SHOWN:
        return visible(question)
    return f"{visible(question[:_QUESTION_SHOWN])} … ({len(question):,} characters)"
