"""Tests of the scorecard room."""
