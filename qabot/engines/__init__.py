"""Search engines over the passages of the database: vectors and terms."""
