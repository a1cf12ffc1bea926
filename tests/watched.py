"""`python -m tests.watched RECORD ARGUMENTS...`: modeldex, which tells what it has touched so far.

On SIGUSR1 it writes the modules that are loaded, the files that were opened and the addresses that
were sought to RECORD, as one JSON object.
"""

import json
import os
import runpy
import signal
import sys

touched: dict[str, list[str]] = {"open": [], "socket.connect": [], "socket.getaddrinfo": []}


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Write down the events asked about; an audit hook sees every one of them."""
    if event in touched:
        touched[event].append(str(arguments[1 if event == "socket.connect" else 0]))


def tell(*_: object) -> None:
    """Write the record whole."""
    told = {"modules": sorted(sys.modules)} | touched
    with open(f"{record}.part", "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is watched
        json.dump(told, file)
    os.replace(f"{record}.part", record)  # noqa: PTH105


if __name__ == "__main__":
    _, record, *arguments = sys.argv
    signal.signal(signal.SIGUSR1, tell)
    sys.addaudithook(watch)
    sys.argv = ["modeldex", *arguments]
    runpy.run_module("modeldex", run_name="__main__", alter_sys=True)
