"""The tests: they mirror the folders of the code; fakes/ and corpus/ are what they share."""
