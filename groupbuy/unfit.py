"""What a store that answers and cannot be used is called."""


class Unfit(RuntimeError):
    """The database answers and cannot be used as it is. The text says what to do and holds nothing secret."""
