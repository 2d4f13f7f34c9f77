"""Tests of reading where people live."""
