"""Faults through real processes over loopback: `make test-faults`, minutes rather than seconds, not part of `make test`."""
