"""What a licence id stands for and which class it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class License:
    """One licence that model cards name, as catalog/licenses.toml describes it."""

    id: str
    """The id that cards give, lower case."""

    name: str
    """What people call it."""

    spdx: str | None
    """The SPDX identifier; None where the list has none."""

    osi: bool
    """Whether the Open Source Initiative has approved it."""

    license_class: str | None
    """One of `fields.LICENSE_CLASSES`; None where the id does not say what is allowed."""


Licenses = Mapping[str, License]
"""Every known licence by its id."""


def find(licenses: Licenses, license_id: str | None) -> License | None:
    """Return the licence that a card means by `license_id`, whatever its case.

    None when the card names none, or one that the catalogue does not know.
    """
    return None if license_id is None else licenses.get(license_id.strip().lower())
