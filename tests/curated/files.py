"""Catalogue files as small as they can be, for tests that break one thing in them."""

import json
import lzma
from pathlib import Path

HEAD = 'vendor = "acme"\nsource = "acme.test"\nas_of = 2026-11-01\n'

LICENSES = """
[[licenses]]
id = "apache-2.0"
name = "Apache License 2.0"
spdx = "Apache-2.0"
osi = true
class = "permissive"

[[licenses]]
id = "other"
name = "Other"
osi = false
"""

DOMAINS = """
as_of = 2026-11-01

[[domains]]
name = "finance"
words = ["fin", "finance*"]
"""

ESSENTIALS = """
source = "docs.test"
as_of = 2026-11-03

[[models]]
id = "maker/FinBERT"
task = "text-classification"
license = "apache-2.0"
url = "https://docs.test/finbert"
"""

ACTIVE = """
source = "card.test"
as_of = 2026-11-04

[sources."the maker's name of the model"]
as_of = 2026-11-05

[[figures]]
active = 1_500_000_000
models = ["org/big-7b"]
url = "https://card.test/big-7b"
other = { value = "2B", source = "rumour.test" }
"""

ROWS: tuple[dict[str, object], ...] = (
    {
        "format": 1,
        "sources": [
            {"name": "listing", "as_of": "2026-10-05", "url": "https://listing.test"},
            {"name": "benchmark", "as_of": "2026-10-26", "url": "https://benchmark.test"},
        ],
    },
    {"id": "org/big-7b", "params": 7_000_000_000, "license": "apache-2.0", "likes": 9},
    {"id": "org/small", "from": 1},
)


PUBLISHED = """
source = "a paper"
as_of = 2026-11-06
url = "https://paper.test"

[[facts]]
layers = 99
heads = 16
kv_heads = 4
paper = "https://paper.test"
models = ["org/small"]
"""


def write(path: Path, text: str) -> Path:
    """Return `path`, which now holds `text`, in folders made for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def write_starter(path: Path, rows: tuple[object, ...] = ROWS) -> Path:
    """Return `path`, which now holds the rows as a starter snapshot."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(lzma.compress(text.encode()))
    return path


def write_catalog(folder: Path) -> Path:
    """Return `folder` with one file of each kind in it."""
    write(folder / "licenses.toml", LICENSES)
    write(folder / "proprietary" / "acme.toml", HEAD + '[[models]]\nid = "swift"\n')
    offer = '[[offers]]\nmodel = "acme/swift"\nid = "swift@host"\ninput = 1\noutput = 2\n'
    head = 'provider = "host"\nsource = "host.test"\nas_of = 2026-11-02\n'
    write(folder / "offers" / "host.toml", head + offer)
    write(folder / "domains.toml", DOMAINS)
    write(folder / "essentials.toml", ESSENTIALS)
    write(folder / "active.toml", ACTIVE)
    write(folder / "published.toml", PUBLISHED)
    write_starter(folder / "hub-starter.jsonl.xz")
    return folder
