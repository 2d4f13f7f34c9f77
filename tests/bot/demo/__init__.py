"""The demo's parts, each by itself, and one whole day."""
