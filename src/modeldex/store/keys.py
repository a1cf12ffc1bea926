"""What a row of the catalogue is looked up by, besides its number."""

from zlib import crc32


def id_key(id_: str) -> int:
    """Return 32 bits that are the same for an id in any case.

    In an index of the ids themselves a new entry changes a page of its own, and there are more
    pages. Among 3,000,000 ids some 1,000 pairs share a key, as chance has it with 32 bits:
    whoever looks one up compares the id too.
    """
    return crc32(id_.lower().encode()) - (1 << 31)


def hub_key(hub_id: str | None) -> bytes | None:
    """Return the Hub's `_id` as the table keeps it: 12 bytes, in the order of creation."""
    if hub_id is None:
        return None
    try:
        return bytes.fromhex(hub_id)
    except ValueError:
        return hub_id.encode()
