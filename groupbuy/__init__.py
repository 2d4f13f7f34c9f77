"""The rules of community group buying: nouns are state, -ing files are use cases; no I/O, no clock."""
