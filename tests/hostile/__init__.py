"""Hostile input (TESTPLAN H8): how far bytes from outside get, and the ones that are kept."""
