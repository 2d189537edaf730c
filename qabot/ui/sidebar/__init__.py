"""The left pane: sessions and articles, and what is done with them."""
