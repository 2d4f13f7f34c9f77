"""Tests of the assignment of households to pickup points."""
