"""Tests of the lists and of the files they become."""
