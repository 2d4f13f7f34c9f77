"""The small readers behind the commands, each held by a table."""
