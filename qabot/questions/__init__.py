"""Understanding a question by its words."""
