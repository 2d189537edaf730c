"""The article of a citation: beside the conversation, on a screen of its own, or outside."""
