"""Labelled messages, the rules they are labelled by, and the scorer."""
