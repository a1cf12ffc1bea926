"""What the program costs, measured beside a Textual hello-world; `poe bench` prints it."""
