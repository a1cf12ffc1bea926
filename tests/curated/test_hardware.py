"""Devices: what the file says, and what it may not."""

from datetime import date
from pathlib import Path

import pytest

from modeldex import paths
from modeldex.curated.hardware import hardware
from modeldex.curated.tables import CatalogError
from modeldex.entry import Source
from modeldex.memory import Device
from tests.curated.files import write

HEAD = 'source = "table"\nas_of = 2026-09-29\n[sources.shop]\nas_of = 2026-11-01\n'
ROW = """
[[devices]]
key = "acme-9-24gb"
name = "Acme 9"
maker = "amd"
memory_gib = 24
"""
MORE = """unified = true
tflops = 9.5
watts = 300
list_price = 1000
bandwidth = { gb_per_second = 900, source = "shop" }
matrix = { tflops = 90, source = "shop" }
rent = { usd_per_hour = 1.5, source = "shop", as_of = 2026-11-02, url = "https://shop.test" }
"""


def test_every_key_reaches_the_record(tmp_path: Path) -> None:
    """With a source of its own for what was read elsewhere."""
    write(tmp_path / "hardware.toml", HEAD + ROW + MORE)
    assert hardware(tmp_path) == {
        "acme-9-24gb": Device(
            key="acme-9-24gb",
            name="Acme 9",
            maker="amd",
            memory_bytes=24 * 2**30,
            unified=True,
            source=Source(name="table", as_of=date(2026, 9, 29)),
            tflops=9.5,
            watts=300,
            list_price_usd=1000,
            bandwidth_gb_per_second=900,
            bandwidth_source=Source(name="shop", as_of=date(2026, 11, 1)),
            matrix_tflops=90,
            matrix_source=Source(name="shop", as_of=date(2026, 11, 1)),
            rent_usd_per_hour=1.5,
            rent_source=Source(name="shop", as_of=date(2026, 11, 2), url="https://shop.test"),
        )
    }


def test_what_is_left_out_is_unknown(tmp_path: Path) -> None:
    """Never 0."""
    write(tmp_path / "hardware.toml", HEAD + ROW)
    (device,) = hardware(tmp_path).values()
    assert (device.tflops, device.watts, device.list_price_usd) == (None, None, None)
    assert (device.bandwidth_gb_per_second, device.bandwidth_source) == (None, None)
    assert (device.matrix_tflops, device.matrix_source) == (None, None)
    assert (device.rent_usd_per_hour, device.rent_source) == (None, None)
    assert not device.unified


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('key = "acme-9-24gb"', "", "key: missing"),
        ("acme-9-24gb", "Acme 9", 'key: expected lower-case letters, digits and -, got "Acme 9"'),
        ('name = "Acme 9"', "", "name: missing"),
        ('maker = "amd"', "", "maker: missing"),
        ('"amd"', '"x"', 'maker: expected one of nvidia, amd, apple, intel, got "x"'),
        ("memory_gib = 24", "", "memory_gib: missing"),
        ("memory_gib = 24", "memory_gib = 0", "memory_gib: expected a whole number > 0, got 0"),
        ("watts = 300", "watts = 0", "watts: expected a number > 0; leave it out if unknown"),
        ("watts = 300", "watt = 300", "watt: unknown key; did you mean watts?"),
        ("gb_per_second = 900, ", "", "bandwidth.gb_per_second: missing"),
        ("{ tflops = 90, ", "{ ", "matrix.tflops: missing"),
        ("usd_per_hour = 1.5, ", "usd_per_hour = 0, ", "rent.usd_per_hour: expected a number > 0"),
        ('source = "shop", as_of', "as_of", "rent.source: missing"),
    ],
)
def test_a_fault_names_file_table_and_key(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    """So that it is found at once."""
    assert old in ROW + MORE
    write(tmp_path / "hardware.toml", HEAD + (ROW + MORE).replace(old, new, 1))
    with pytest.raises(CatalogError) as caught:
        hardware(tmp_path)
    assert str(caught.value).startswith(f"catalog/hardware.toml: devices[0].{sentence}")


def test_a_key_stands_for_one_device(tmp_path: Path) -> None:
    """The second one is the fault."""
    write(tmp_path / "hardware.toml", HEAD + ROW + ROW)
    with pytest.raises(CatalogError) as caught:
        hardware(tmp_path)
    spot = 'devices[1].key: "acme-9-24gb" is in the file twice'
    assert str(caught.value) == f"catalog/hardware.toml: {spot}"


def test_the_shipped_devices_are_what_people_have() -> None:
    """Cards of three makers and Macs; keys end in the memory; every rent has a page and a day."""
    devices = hardware(paths.catalog())
    assert 40 <= len(devices) <= 70
    assert {device.maker for device in devices.values()} == {"nvidia", "amd", "apple", "intel"}
    for key, device in devices.items():
        assert key.endswith(f"-{device.memory_bytes // 2**30}gb")
        assert device.unified or device.maker != "apple"
        assert (device.rent_usd_per_hour is None) == (device.rent_source is None)
        if device.rent_source is not None:
            assert device.rent_source.url
        assert (device.matrix_tflops is None) == (device.matrix_source is None)
        if device.matrix_tflops and device.tflops:
            assert 1 <= device.matrix_tflops / device.tflops < 5
    h100 = devices["h100-80gb"]
    assert (h100.tflops, h100.matrix_tflops) == (267.6, 989)
    assert (h100.watts, h100.list_price_usd, h100.rent_usd_per_hour) == (700, 30_000, 3.99)
