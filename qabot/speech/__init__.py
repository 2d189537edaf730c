"""Who says what in an article, and which questions ask for that."""
