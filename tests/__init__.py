"""Tests, each on one thread: small matrices gain nothing by two, which wait for each other."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when numpy, torch and faiss are imported
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"  # trio's takes .1 s of each process, for no test here
