"""Licence ids and the classes they belong to."""

from dataclasses import replace

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


@pytest.mark.parametrize(
    ("license_class", "stated", "commercial"),
    [
        ("permissive", None, True),
        ("copyleft", None, True),
        ("non-commercial", None, False),
        ("community", None, None),
        ("community", True, True),
        ("community", False, False),
        ("use-restricted", None, None),
        (None, None, None),
    ],
)
def test_commercial_use_is_sure_or_unknown(
    license_class: str | None,
    stated: bool | None,  # noqa: FBT001 - given by the table above
    commercial: bool | None,  # noqa: FBT001
) -> None:
    """A class decides where it can, the text of the licence elsewhere, and nothing is guessed."""
    known = replace(MIT, license_class=license_class, stated_commercial=stated)
    assert known.commercial is commercial


def test_a_condition_that_nobody_has_read_is_said_to_be_that() -> None:
    """A permissive licence has no condition that matters; a community licence always has one."""
    assert MIT.terms is None
    unread = replace(MIT, license_class="community")
    assert unread.terms == "Its conditions have not been read for this catalogue."
    assert replace(unread, condition="Show the name.").terms == "Show the name."


def test_the_text_is_where_its_publisher_has_it_or_on_the_list() -> None:
    """A licence with neither has no address."""
    assert MIT.url == "https://spdx.org/licenses/MIT.html"
    own = replace(MIT, spdx=None, stated_url="https://acme.test/licence")
    assert own.url == "https://acme.test/licence"
    assert replace(own, stated_url=None).url is None
