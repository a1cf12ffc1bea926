"""Licence ids and the classes they belong to."""

import pytest

from modeldex.licences import License, find

MIT = License(id="mit", name="MIT License", spdx="MIT", osi=True, license_class="permissive")


@pytest.mark.parametrize("license_id", ["mit", "MIT", " Mit "])
def test_a_licence_is_found_in_any_case(license_id: str) -> None:
    """Cards write ids in any case."""
    assert find({"mit": MIT}, license_id) is MIT


@pytest.mark.parametrize("license_id", [None, "", "mit-0"])
def test_an_unknown_licence_is_none(license_id: str | None) -> None:
    """What the catalogue does not know is never taken for something near."""
    assert find({"mit": MIT}, license_id) is None
