"""What a row of the catalogue is looked up by, besides its number."""

from zlib import crc32


def id_key(id_: str) -> int:
    """Return 32 bits that are the same for an id in any case.

    Half of the bytes that a walk wrote were pages of indexes of the ids themselves, in each of
    which every new entry changed a page of its own. Among 3,000,000 ids some 1,000 pairs share a
    key: whoever looks one up compares the id too.
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
