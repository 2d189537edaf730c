"""Terms: the same for a text that is compared and for one that is indexed."""

from __future__ import annotations

import tantivy

from qabot.text.normalise import lexical_text
from qabot.text.terms import term_analyser, terms


def test_terms_meet_whatever_their_form() -> None:
    assert terms("Cats’ naïve U.S. 1,000 ﬁlms") == ("cat", "naiv", "us", "1000", "film")


def test_a_word_longer_than_any_is_no_term() -> None:
    assert terms("x" * 61 + " moon " + "y" * 59) == ("moon", "y" * 59)


def test_signs_are_no_syntax() -> None:
    assert terms('a:b "c AND (d*)') == ("a", "b", "c", "and", "d")


TEXTS = [
    "Ärzte said “naïve” plans — O'Neill’s ran, running to 1,000,000 km/h.",
    "日本の新聞 and Ελλάδα, Straße, Œuvre, ﬁn, x" + "y" * 70,
    "U.S. U.N. e-mail a_b c’s 3.14 \u200bzero\u00adwidth \n\t İstanbul generously universities",
]


def test_an_index_makes_the_same_terms() -> None:
    """What tantivy makes of texts when it indexes them, read back from the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="qabot", index_option="freq")
    index = tantivy.Index(builder.build())
    index.register_tokenizer("qabot", term_analyser())
    writer = index.writer(15_000_000, 1)
    for text in TEXTS:
        document = tantivy.Document()
        document.add_text("text", lexical_text(text))
        writer.add_document(document)
    writer.commit()
    index.reload()
    indexed = {term for term, _ in index.searcher().terms_with_prefix("text", "", limit=1000)}
    assert indexed == {term for text in TEXTS for term in terms(text)}
