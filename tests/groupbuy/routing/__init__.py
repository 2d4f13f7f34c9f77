"""Tests of the way that goods take to their points."""
