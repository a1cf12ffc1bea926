"""Tests of modeldex.attention."""
