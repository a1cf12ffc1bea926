"""Tests of the room that knows machines."""
