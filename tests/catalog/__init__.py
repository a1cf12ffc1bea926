"""Tests of the files that are shipped."""
