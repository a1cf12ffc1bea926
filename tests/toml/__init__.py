"""TOML edited in place."""
