"""Measurements, not tests: `make bench` prints tables and writes JSON. Ratios within one run are what counts."""
