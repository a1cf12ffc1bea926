"""Tests mirror src/modeldex; `terminal` drives a real program and `bench` measures it."""
