"""A program that saves and indexes as fast as it can, to be killed: FOLDER NAME PAGES.

It prints the number of each page once that page is saved.
"""

import sys
from pathlib import Path

from modeldex.entry import Entry
from modeldex.store import Layer, Store
from tests.store.catalogues import hub

PAGE = 25
"""Entries a page."""

CYCLE = 8
"""Pages after which the same entries come again, changed."""


def page(name: str, number: int) -> list[Entry]:
    """Return the entries of one page."""
    first = number % CYCLE * PAGE
    return [hub(f"{name}/{n}", likes=number, downloads=n) for n in range(first, first + PAGE)]


def write(folder: Path, name: str, pages: int) -> None:
    """Go on from where the last run got to, for `pages` pages."""
    with Store(folder) as store:
        done = int(store.state(name) or 0)
        for number in range(done, done + pages):
            store.save(page(name, number), layer=Layer.SYNCED, state={name: str(number + 1)})
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            store.catch_up()


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
