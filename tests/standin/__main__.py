"""Run the stand-in in a process of its own: `python -m tests.standin --models 3000000`.

Prints its endpoint on the first line and serves until its standard input ends, so that it never
outlives whoever started it. Steer it with requests below `/_standin/`, see `control`.
"""

import argparse
import sys

from tests.standin import UNLIMITED, Hub, Quota, Server


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin")
    parser.add_argument("--models", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--quota", type=int, default=UNLIMITED, help="requests in a window")
    parser.add_argument("--window", type=float, default=300.0, help="seconds")
    asked = parser.parse_args()
    quota = Quota(anonymous=asked.quota, window=asked.window)
    with Server(Hub(asked.models, seed=asked.seed, quota=quota), asked.port) as server:
        print(server.url, flush=True)  # noqa: T201  (the address is what this command is for)
        sys.stdin.read()


if __name__ == "__main__":
    main()
