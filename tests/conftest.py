"""What every test shares: how hypothesis searches, and what the garbage collector may leave alone."""

import gc

from hypothesis import settings

# A busy two-core machine is no reason to call an example slow; a failure prints how to repeat it.
settings.register_profile("linli", deadline=None, print_blob=True)
settings.load_profile("linli")


def pytest_collection_finish() -> None:
    """Thousands of tests and all that was imported stay until the end: to look through them for garbage again
    and again took 7 % of the time. What the tests make is looked through as before."""
    gc.collect()
    gc.freeze()
