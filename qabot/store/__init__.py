"""The truth of an index: its database, and what readers and a sync see of it."""
