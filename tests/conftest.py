"""What every test shares: how hypothesis searches."""

from hypothesis import settings

# A busy two-core machine is no reason to call an example slow; a failure prints how to repeat it.
settings.register_profile("linli", deadline=None, print_blob=True)
settings.load_profile("linli")
