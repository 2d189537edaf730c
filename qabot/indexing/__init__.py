"""The index: one database, two views of it, and the sync that keeps them in step."""
