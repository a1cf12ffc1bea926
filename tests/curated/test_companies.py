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


DATA = {
    "alibaba": ("www.alibabacloud.com", False, None),
    "amazon": ("aws.amazon.com", False, None),
    "anthropic": ("privacy.claude.com", False, None),
    "arcee-ai": ("www.arcee.ai", False, None),
    "bytedance": ("docs.byteplus.com", False, None),
    "CohereLabs": ("cohere.com", True, 30),
    "deepseek-ai": ("cdn.deepseek.com", None, None),
    "google": ("ai.google.dev", False, None),
    "meta": ("dev.meta.ai", False, None),
    "MiniMaxAI": ("platform.minimax.io", None, None),
    "mistral": ("help.mistral.ai", False, None),
    "moonshotai": ("platform.kimi.ai", True, None),
    "morph": ("www.thefastapplycompany.com", False, None),
    "nvidia": ("assets.ngc.nvidia.com", True, None),
    "openai": ("developers.openai.com", False, 30),
    "perplexity": ("docs.perplexity.ai", False, 0),
    "sakana": ("console.sakana.ai", True, None),
    "stepfun": ("platform.stepfun.ai", None, None),
    "tencent": ("www.tencentcloud.com", False, 30),
    "thinkingmachines": ("thinkingmachines.ai", False, None),
    "upstage": ("www.upstage.ai", False, 0),
    "vercel": ("v0.app", None, None),
    "xai": ("docs.x.ai", False, 30),
    "xiaomi": ("privacy.mi.com", False, None),
    "zai": ("docs.z.ai", False, 0),
}
"""Whose page says whether what is sent trains, and for how many days it is kept."""

REGIONS = {
    "alibaba": "www.alibabacloud.com",
    "amazon": "docs.aws.amazon.com",
    "anthropic": "platform.claude.com",
    "google": "docs.cloud.google.com",
    "mistral": "docs.mistral.ai",
    "openai": "developers.openai.com",
    "tencent": "www.tencentcloud.com",
    "xai": "docs.x.ai",
}
"""Whose page offers a choice of where requests are worked on."""


def known_vendors() -> dict[str, Vendor]:
    """Return each shipped vendor once, by its id."""
    return {vendor.id: vendor for vendor in vendors(paths.catalog()).values()}


def test_what_is_said_of_data_comes_from_a_page_of_the_vendors() -> None:
    """The address lies in a domain of the vendor it speaks of; Morph's second one among them."""
    said = {v.id: v.data for v in known_vendors().values() if v.data is not None}
    facts = {
        name: ((data.source.url or "").split("/")[2], data.trains, data.days)
        for name, data in said.items()
    }
    assert facts == DATA


def test_what_is_said_of_data_is_dated_and_says_for_whom_it_holds() -> None:
    """Who has no figure has a sentence, and nothing was read after the day of the file."""
    for data in (v.data for v in known_vendors().values() if v.data is not None):
        assert data.source.name in {"stored page", "quoted page"}
        assert data.source.as_of <= date(2026, 11, 21)
        assert data.note or data.trains is not None
        assert data.note or data.days is not None


def test_where_requests_can_be_worked_on_comes_from_a_page_of_the_vendors() -> None:
    """Thirty vendors and more, of whom eight were seen to offer a choice."""
    known = known_vendors()
    assert len(known) >= 30
    said = {name: v.regions for name, v in known.items() if v.regions is not None}
    assert said.keys() == REGIONS.keys()
    for name, regions in said.items():
        assert (regions.source.url or "").startswith(f"https://{REGIONS[name]}/")
        assert regions.places


def test_points_are_those_of_the_index() -> None:
    """The sum of the hundred indicators of December 2025."""
    known = vendors(paths.catalog())
    points = {v.id: v.transparency.points for v in known.values() if v.transparency is not None}
    assert points == {
        "alibaba": 26, "amazon": 39, "anthropic": 46, "deepseek-ai": 32, "google": 41,
        "meta": 31, "mistral": 18, "openai": 35, "xai": 14,
    }  # fmt: skip
