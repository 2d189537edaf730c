"""What is looked at: an article, and a sentence in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qabot.types import Answer, ArticleRef, Citation

if TYPE_CHECKING:
    from qabot.loaders.previewing import NamedFile


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """An article with the sentence to bring into view; without one it is read from its beginning.

    ``answer`` is the one that cites the sentence, None for what is out of a list. ``count`` is how
    many citations or rows there are beside it, 0 where nobody counted. ``previewed`` is a file to
    be shown as it is read now, in the index or not.
    """

    article: ArticleRef
    citation: Citation | None = None
    answer: Answer | None = None
    count: int = 0
    previewed: NamedFile | None = None

    @classmethod
    def of(cls, answer: Answer, citation: Citation) -> ArticlePlace:
        """A citation of an answer."""
        return cls(citation.article, citation, answer, len(answer.citations))

    @classmethod
    def in_file(cls, named: NamedFile) -> ArticlePlace:
        """What a file gives."""
        about = ArticleRef(named.path.name, "", None, None, None)
        return cls(about, previewed=named)
