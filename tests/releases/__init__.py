"""Data folders as earlier releases wrote them, and that this one opens them."""
