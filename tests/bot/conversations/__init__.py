"""Whole days as people talk them, over the real app, clock and SQLite; no part is looked at by itself."""
