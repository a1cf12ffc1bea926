"""Reports, and what a reader, a program and a browser make of them."""
