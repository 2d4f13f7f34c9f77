"""The store by its promises, on real SQLite files."""
