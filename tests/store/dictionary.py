"""`python -m tests.store.dictionary`: make the dictionary with which rows are packed.

Never again for rows that are packed with the one there is: see `modeldex.store.packing`.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import zstandard

from modeldex import curated, paths
from modeldex.entry import Entry
from modeldex.hub import BACKFILL, Page, connect, pages
from modeldex.hub.parse import Parser
from modeldex.store import packing, rows
from tests.standin import Hub, Server

SIZE_BYTES = 8_192
"""16,384 makes rows 3 % shorter."""

SYNCED = 9_000
"""Models of the stand-in: half as many as are shipped, since more than tags is made up."""


def texts() -> Iterator[bytes]:
    """Yield what rows hold before they are packed."""
    for batch in curated.shipped(paths.catalog()):
        for entry in batch:
            yield packing.unpack(rows.pack(entry))
    parser = Parser(licenses=curated.licenses(paths.catalog()), today=date(2026, 11, 22))
    with Server(Hub(SYNCED)) as server:
        for page in pages(BACKFILL, connect(server.url)):
            for record in page.records if isinstance(page, Page) else ():
                parsed = parser.entry(record)
                if isinstance(parsed, Entry):
                    yield packing.unpack(rows.pack(parsed))


def main() -> None:
    """Write it."""
    samples: list[bytes | bytearray | memoryview] = list(texts())
    Random(1).shuffle(samples)  # noqa: S311 - the same each time
    made = zstandard.train_dictionary(SIZE_BYTES, samples)
    Path(packing.__file__).with_name("rows.zdict").write_bytes(made.as_bytes())


if __name__ == "__main__":
    main()
