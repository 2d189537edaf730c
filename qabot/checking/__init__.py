"""Whether an index is what was written, from its file to its vectors, and how it is mended."""
