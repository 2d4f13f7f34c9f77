"""`make bench`: how many messages a second, beside floors and peers, in one interleaved run."""
