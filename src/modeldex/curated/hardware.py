"""Accelerators, and computers whose processors share their memory."""

from pathlib import Path

from modeldex.curated.sources import SOURCE_KEYS, Sources, read_sources
from modeldex.curated.tables import Table, read_toml
from modeldex.memory import GIB, Device

FILE = "hardware.toml"
_MAKERS = ("nvidia", "amd", "apple", "intel")
_KEYS = ("key", "name", "maker", "memory_gib", "unified", "tflops", "watts", "list_price")


def hardware(catalog: Path) -> dict[str, Device]:
    """Return every device by its key, in the order of the file.

    Raises CatalogError when hardware.toml has a fault.
    """
    file = read_toml(catalog / FILE, f"catalog/{FILE}")
    file.only((*SOURCE_KEYS, "sources", "devices"))
    sources = read_sources(file)
    found: dict[str, Device] = {}
    for row in file.tables("devices"):
        device = _device(row, sources)
        if device.key in found:
            raise row.fault("key", f'"{device.key}" is in the file twice')
        found[device.key] = device
    return found


def _device(row: Table, sources: Sources) -> Device:
    row.only((*_KEYS, *SOURCE_KEYS, "bandwidth", "matrix", "rent"))
    sources = sources.below(row)
    maker, memory = row.choice("maker", _MAKERS), row.count("memory_gib")
    if maker is None:
        raise row.fault("maker", "missing")
    if memory is None:
        raise row.fault("memory_gib", "missing")
    bandwidth, rent = row.table("bandwidth"), row.table("rent")
    matrix = row.table("matrix")
    return Device(
        key=_key(row),
        name=row.required_text("name"),
        maker=maker,
        memory_bytes=memory * GIB,
        unified=row.flag("unified") or False,
        source=sources.default,
        tflops=_positive(row, "tflops"),
        matrix_tflops=None if matrix is None else _sole(matrix, "tflops"),
        matrix_source=None if matrix is None else sources.of(matrix),
        watts=_positive(row, "watts"),
        list_price_usd=_positive(row, "list_price"),
        bandwidth_gb_per_second=None if bandwidth is None else _sole(bandwidth, "gb_per_second"),
        bandwidth_source=None if bandwidth is None else sources.of(bandwidth),
        rent_usd_per_hour=None if rent is None else _sole(rent, "usd_per_hour"),
        rent_source=None if rent is None else sources.of(rent),
    )


def _key(row: Table) -> str:
    key = row.required_text("key")
    if not key.replace("-", "").isalnum() or key != key.lower() or not key.isascii():
        raise row.fault("key", f'expected lower-case letters, digits and -, got "{key}"')
    return key


def _positive(row: Table, key: str) -> float | None:
    """Return a number above 0; None when the key is absent. 0 is how tables write unknown."""
    amount = row.amount(key)
    if amount == 0:
        raise row.fault(key, "expected a number > 0; leave it out if unknown")
    return amount


def _sole(row: Table, key: str) -> float:
    """Return the one figure of a table that names its own source."""
    row.only((key, *SOURCE_KEYS))
    row.required_text("source")
    amount = _positive(row, key)
    if amount is None:
        raise row.fault(key, "missing")
    return amount
