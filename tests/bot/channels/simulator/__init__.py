"""Tests of bot/channels/simulator/."""
