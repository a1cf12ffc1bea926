"""Start-up: what can be answered without the app is answered before it is imported."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]) and sys.stdout is not None:
        from modeldex import __version__

        print(f"modeldex {__version__}")  # noqa: T201 - this is what was asked for
        return
    from modeldex import cli

    sys.exit(cli.run(arguments))


if __name__ == "__main__":
    main()
