"""The database, the index behind it, and the questions both answer."""
