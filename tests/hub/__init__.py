"""The room for HTTP, against a stand-in Hub on loopback."""
