"""The file of own entries to begin with."""

import re
from pathlib import Path

from modeldex import paths
from modeldex.curated import domain_table, licenses
from modeldex.curated.faults import own_faults
from modeldex.curated.shelf import own_file
from modeldex.curated.template import TEMPLATE
from modeldex.entry import Entry
from tests.curated.files import write


def entries(path: Path) -> list[Entry]:
    """Return what the file holds, which must have no fault."""
    assert list(own_faults(path)) == []
    catalog = paths.catalog()
    return list(own_file(path, licenses(catalog), domain_table(catalog)))


def test_the_template_is_a_file_of_one_entry(tmp_path: Path) -> None:
    """It can be saved and checked before a word of it is changed."""
    (entry,) = entries(write(tmp_path / "new.toml", TEMPLATE))
    assert (entry.id, entry.name) == ("my-company/my-model", "My model")


def test_every_line_of_the_template_can_be_used(tmp_path: Path) -> None:
    """No key in a comment is misspelt, and no example is of the wrong kind."""
    used = re.sub(r"^# (?=[a-z_]+ = |\[)", "", TEMPLATE, flags=re.MULTILINE)
    (entry,) = entries(write(tmp_path / "new.toml", used))
    assert used.count("\n# ") < TEMPLATE.count("\n# ") / 2
    assert (entry.license_class, entry.commercial_use) == ("permissive", True)
    assert entry.domains == ("finance",)
    assert [offer.region for offer in entry.offers] == [None, "eu"]
    assert entry.source.url == "https://example.org/prices"
