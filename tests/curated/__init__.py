"""Tests of the room that reads the catalogue's files."""
