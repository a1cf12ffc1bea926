"""What a licence id stands for and which class it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass

DECIDED_BY_CLASS = {"permissive": True, "copyleft": True, "non-commercial": False}
"""Whether everybody may use a model commercially, for the classes that leave no doubt."""

SPDX = "https://spdx.org/licenses"
"""The list of licences that has the text of every one with an SPDX identifier."""

CONDITION_NOT_READ = "Its conditions have not been read for this catalogue."


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

    stated_commercial: bool | None = None
    """What the text of a licence with conditions says of use in a business, see `commercial`."""

    condition: str | None = None
    """What has to be met, in one sentence; None where there is nothing, or nobody has read it."""

    stated_url: str | None = None
    """Where its publisher shows it; None where that is not known, see `url`."""

    @property
    def url(self) -> str | None:
        """Where its text can be read; None where no such place is known."""
        on_the_list = None if self.spdx is None else f"{SPDX}/{self.spdx}.html"
        return self.stated_url or on_the_list

    @property
    def commercial(self) -> bool | None:
        """Whether everybody may use the model in a business, at any size and without asking.

        False where some must ask, pay or stay out, None where nobody has made sure.
        """
        return DECIDED_BY_CLASS.get(self.license_class or "", self.stated_commercial)

    @property
    def terms(self) -> str | None:
        """One sentence on what has to be met; None where the class already says it all."""
        if self.license_class in {"community", "use-restricted"}:
            return self.condition or CONDITION_NOT_READ
        return self.condition


Licenses = Mapping[str, License]
"""Every known licence by its id."""


def find(licenses: Licenses, license_id: str | None) -> License | None:
    """Return the licence that a card means by `license_id`, whatever its case.

    None when the card names none, or one that the catalogue does not know.
    """
    return None if license_id is None else licenses.get(license_id.strip().lower())
