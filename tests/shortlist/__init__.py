"""Tests of the shortlist room."""
