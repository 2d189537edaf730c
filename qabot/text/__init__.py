"""Text: normal forms, sentences, passages, quotations."""
