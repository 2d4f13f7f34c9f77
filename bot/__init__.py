"""The chat side: one message in, one unit of work, one short reply; notices out."""
