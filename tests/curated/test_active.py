"""Active parameters: published, cited, and never more than a model has."""

from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from modeldex.curated import CatalogError, shipped
from modeldex.curated.active import read_active
from modeldex.entry import Claim, Source
from tests.curated.files import ACTIVE, write, write_catalog

CARD = Source(name="card.test", as_of=date(2026, 11, 4), url="https://card.test/big-7b")


def test_a_figure_reaches_the_entry_with_its_source(tmp_path: Path) -> None:
    """And what another source says is contested; an entry without a row has no figure."""
    entries = chain.from_iterable(shipped(write_catalog(tmp_path)))
    found = {entry.id: entry for entry in entries}
    big, small = found["org/big-7b"], found["org/small"]
    assert (big.active_parameters, big.source_of("active")) == (1_500_000_000, CARD)
    rumour = Source(name="rumour.test", as_of=date(2026, 11, 4))
    assert big.contested == (Claim(field="active", value="2B", source=rumour),)
    assert (small.active_parameters, small.contested) == (None, ())


def test_the_name_of_a_model_is_a_source_of_its_own(tmp_path: Path) -> None:
    """Where the maker calls a model A3B, no page is needed."""
    row = '[[figures]]\nactive = 3_000_000_000\nnamed = true\nmodels = ["org/x-30b-a3b"]\n'
    path = write(tmp_path / "active.toml", ACTIVE + row)
    figure = dict(read_active(path, "active.toml"))["org/x-30b-a3b"]
    name = Source(name="the maker's name of the model", as_of=date(2026, 11, 5))
    assert (figure.parameters, figure.source, figure.claim) == (3_000_000_000, name, None)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ('url = "https://x.test"', "active: missing"),
        ("active = 5", "url: missing"),
        ('active = "5B"\nurl = "x"', 'active: expected a whole number > 0, got "5B"'),
        ('active = 5\nurl = "x"\nmodels = ["org/big-7b"]', 'models: "org/big-7b" is in the'),
        ("active = 5\nnamed = true\nother = {}", "other.value: missing"),
        ("active = 5\nnamed = true\ntotal = 9", "total: unknown key"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    """A figure that nobody published has no place in the file."""
    path = write(tmp_path / "active.toml", f"{ACTIVE}\n[[figures]]\n{row}\n")
    with pytest.raises(CatalogError) as caught:
        list(read_active(path, "active.toml"))
    assert str(caught.value).startswith(f"active.toml: figures[1].{sentence}")
