"""Tests of what a workload costs."""
