"""Vendors: addresses, what becomes of data, and how much they disclose."""

from datetime import date
from pathlib import Path

import pytest

from modeldex import paths
from modeldex.curated.companies import (
    DataHandling,
    Regions,
    Transparency,
    Vendor,
    vendor_of,
    vendors,
)
from modeldex.curated.tables import CatalogError, read_toml
from modeldex.entry import Source, changed
from tests.curated.files import write
from tests.examples import OPEN, VENDOR

HEAD = 'source = "stored page"\nas_of = 2026-11-21\n[sources.index]\nas_of = 2025-12-09\n'
ACME = """
[[vendors]]
id = "acme"
name = "Acme"
organizations = ["qwen"]
home = "https://acme.test"
status = "https://status.acme.test"

[vendors.data]
trains = false
days = 0
note = "For paid use."
url = "https://acme.test/data"

[vendors.regions]
places = ["Europe", "Mars"]
note = "For a fee."
url = "https://acme.test/regions"

[vendors.transparency]
points = 40
source = "index"
"""


def test_every_key_reaches_the_record(tmp_path: Path) -> None:
    """And what is left out is unknown."""
    write(tmp_path / "vendors.toml", HEAD + ACME)
    page = Source(name="stored page", as_of=date(2026, 11, 21), url="https://acme.test/data")
    acme = Vendor(
        id="acme",
        name="Acme",
        organizations=("qwen",),
        home="https://acme.test",
        status="https://status.acme.test",
        data=DataHandling(source=page, trains=False, days=0, note="For paid use."),
        regions=Regions(
            places=("Europe", "Mars"),
            source=changed(page, url="https://acme.test/regions"),
            note="For a fee.",
        ),
        transparency=Transparency(points=40, source=Source(name="index", as_of=date(2025, 12, 9))),
    )
    assert vendors(tmp_path) == {"acme": acme, "qwen": acme}
    assert vendor_of(tmp_path, VENDOR) == acme
    assert vendor_of(tmp_path, OPEN) == acme


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ('home = "x"', 'home: expected an address that begins with https://, got "x"'),
        ("data = {trains = true}", "data.url: missing: the page of the vendor that says so"),
        ('data = {days = -1, url = "https://x.test"}', "data.days: expected a number >= 0, got -1"),
        ('regions = {places = ["x"]}', "regions.url: missing: the page of the vendor that says so"),
        ("transparency = {points = 101}", "transparency.points: expected 1 to 100, got 101"),
        ("hq = 1", "hq: unknown key"),
        ('organizations = ["acme"]', 'id: "acme" is in the file twice'),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    """What a vendor does with data is not taken on anybody else's word."""
    write(tmp_path / "vendors.toml", f'{HEAD}{ACME}[[vendors]]\nid = "b"\nname = "B"\n{row}\n')
    with pytest.raises(CatalogError) as caught:
        vendors(tmp_path)
    assert str(caught.value) == f"catalog/vendors.toml: vendors[1].{sentence}"


def test_every_vendor_of_a_model_that_is_sold_is_known() -> None:
    """Each file in proprietary/ has its row, with a home page and documentation."""
    catalog = paths.catalog()
    known = vendors(catalog)
    for path in (catalog / "proprietary").glob("*.toml"):
        vendor = known[read_toml(path, path.name).required_text("vendor").lower()]
        assert vendor.home
        assert vendor.docs


def test_what_is_said_of_data_comes_from_a_page_of_the_vendors() -> None:
    """The address in the file lies in a domain of the vendor that it speaks of."""
    own = {
        "amazon": "docs.aws.amazon.com",
        "anthropic": "privacy.claude.com",
        "google": "ai.google.dev",
        "mistral": "help.mistral.ai",
        "openai": "developers.openai.com",
        "perplexity": "docs.perplexity.ai",
        "xai": "docs.x.ai",
    }
    said = {v.id: v.data for v in vendors(paths.catalog()).values() if v.data is not None}
    assert said.keys() == own.keys()
    for vendor, data in said.items():
        assert (data.source.url or "").startswith(f"https://{own[vendor]}/")


def test_where_requests_can_be_worked_on_comes_from_a_page_of_the_vendors() -> None:
    """Thirty vendors and more, of whom five were seen to offer a choice."""
    own = {
        "alibaba": "www.alibabacloud.com",
        "anthropic": "platform.claude.com",
        "mistral": "docs.mistral.ai",
        "openai": "developers.openai.com",
        "xai": "docs.x.ai",
    }
    known = {vendor.id: vendor for vendor in vendors(paths.catalog()).values()}
    assert len(known) >= 30
    said = {name: v.regions for name, v in known.items() if v.regions is not None}
    assert said.keys() == own.keys()
    for name, regions in said.items():
        assert (regions.source.url or "").startswith(f"https://{own[name]}/")
        assert regions.places


def test_points_are_those_of_the_index() -> None:
    """The sum of the hundred indicators of December 2025."""
    known = vendors(paths.catalog())
    points = {v.id: v.transparency.points for v in known.values() if v.transparency is not None}
    assert points == {
        "alibaba": 26, "amazon": 39, "anthropic": 46, "deepseek-ai": 32, "google": 41,
        "meta": 31, "mistral": 18, "openai": 35, "xai": 14,
    }  # fmt: skip
