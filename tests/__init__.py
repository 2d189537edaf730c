"""Tests, each on one thread: small matrices gain nothing by two, which wait for each other."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when numpy, torch and faiss are imported
