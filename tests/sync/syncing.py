"""A program that syncs as fast as it can, to be killed: FOLDER URL [all]."""

import sys
from contextlib import closing
from pathlib import Path

from modeldex import paths
from modeldex.store import Store
from modeldex.sync.plan import HUB, Plan
from modeldex.sync.session import run
from tests.sync.scene import PATIENCE, START


def main(folder: str, url: str, *words: str) -> None:
    """Sync once."""
    home = paths.home(Path(folder))
    plan = Plan(
        endpoint=url, sources=frozenset({HUB}), patience=PATIENCE, all="all" in words, here=200
    )
    with Store(home.data) as store, closing(run(store, home, plan, now=lambda: START)) as steps:
        for _ in steps:
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
