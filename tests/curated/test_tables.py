"""TOML tables: what the getters return, and the exact sentence for each fault."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.curated.tables import CatalogError, Table, read_toml
from tests.curated.files import write


def table(**values: object) -> Table:
    """Return the third model of a file, with these values."""
    return Table(values, "catalog/proprietary/acme.toml", "models[2]")


def test_getters_return_what_the_file_says() -> None:
    """Each getter returns the value of its own kind, and None where the key is absent."""
    row = table(
        word=" a \x1b word", number=7, price=2.5, on=True, day=date(2026, 1, 2), month="2026-03"
    )
    assert row.text("word") == "a <U+001B> word"
    assert (row.count("number"), row.amount("price"), row.flag("on")) == (7, 2.5, True)
    assert (row.day("day"), row.day("month")) == (date(2026, 1, 2), date(2026, 3, 1))
    assert (row.text("x"), row.count("x"), row.flag("x"), row.day("x")) == (None,) * 4
    assert (row.texts("x"), row.table("x"), list(row.tables("x"))) == ((), None, [])


FAULTS = [
    ("text", 3, "expected text, got 3"),
    ("text", " ", 'expected text, got ""'),
    ("required_text", None, "missing"),
    ("required_day", None, "missing"),
    ("texts", "en", 'expected a list of texts, got "en"'),
    ("texts", ["en", 1], "expected a list of texts, got a list"),
    ("count", 0, "expected a whole number > 0, got 0"),
    ("count", 1.5, "expected a whole number > 0, got 1.5"),
    ("count", True, "expected a whole number > 0, got true"),
    ("count", 2**53, "expected a number < 2**53, got 9007199254740992"),
    ("amount", 10**30, f"expected a number < 2**53, got {10**30}"),
    ("amount", "2.5$", 'expected a number >= 0, got "2.5$"'),
    ("amount", -1, "expected a number >= 0, got -1"),
    ("amount", float("nan"), "expected a number >= 0, got nan"),
    ("amount", float("inf"), "expected a number >= 0, got inf"),
    ("flag", "yes", 'expected true or false, got "yes"'),
    ("day", "2026", 'expected a date such as 2025-08-31 or "2025-08", got "2026"'),
    ("day", "2026-13", 'expected a date such as 2025-08-31 or "2025-08", got "2026-13"'),
    ("table", 1, "expected a table, got 1"),
    ("table", [], "expected a table, got a list"),
]


@pytest.mark.parametrize(("getter", "value", "sentence"), FAULTS)
def test_a_wrong_value_is_named_with_its_place(getter: str, value: object, sentence: str) -> None:
    """The message is file, path of the key, what was expected and what stands there."""
    row = table() if value is None else table(key=value)
    with pytest.raises(CatalogError) as caught:
        getattr(row, getter)("key")
    assert str(caught.value) == f"catalog/proprietary/acme.toml: models[2].key: {sentence}"


def test_a_wrong_choice_is_told_the_choices() -> None:
    """What could stand there is listed."""
    with pytest.raises(CatalogError, match="expected one of a, b, got a table"):
        table(key={}).choice("key", ("a", "b"))


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    """A misspelt key never passes for an absent one."""
    with pytest.raises(CatalogError) as caught:
        table(contxt=1).only(("context", "id"))
    spot = "catalog/proprietary/acme.toml: models[2].contxt"
    assert str(caught.value) == f"{spot}: unknown key; did you mean context?"
    with pytest.raises(CatalogError, match=r"models\[2\]\.zzz: unknown key$"):
        table(zzz=1).only(("context", "id"))


def test_paths_grow_with_the_tables() -> None:
    """A table below a table says how to get there."""
    (tier,) = Table({"price": {"tiers": [{"above": 0}]}}, "f").table("price").tables("tiers")  # type: ignore[union-attr]
    with pytest.raises(CatalogError, match=r"^f: price\.tiers\[0\]\.above: expected"):
        tier.count("above")


def test_what_is_not_toml_is_named_with_line_and_column(tmp_path: Path) -> None:
    """A file that cannot be parsed says where the parser stopped."""
    path = write(tmp_path / "acme.toml", 'vendor = "acme"\nname = = 1\n')
    with pytest.raises(CatalogError) as caught:
        read_toml(path, "acme.toml")
    assert str(caught.value) == "acme.toml: line 2, column 8: not valid TOML: invalid value"


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """Absent files and other encodings say what is wrong with the file."""
    with pytest.raises(CatalogError, match=r"^x\.toml: cannot be read: No such file or directory$"):
        read_toml(tmp_path / "x.toml", "x.toml")
    (tmp_path / "x.toml").write_bytes(b'name = "\xe9"')
    with pytest.raises(CatalogError, match=r"^x\.toml: byte 8: not UTF-8 text; save the file"):
        read_toml(tmp_path / "x.toml", "x.toml")


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(value=_values, getter=st.sampled_from(sorted({getter for getter, _, _ in FAULTS})))
def test_no_value_breaks_a_getter(value: object, getter: str) -> None:
    """Whatever stands in a file is read or refused, and text comes out in one printable line."""
    try:
        read = getattr(table(key=value), getter)("key")
    except CatalogError as error:
        read = str(error)
    assert not isinstance(read, str) or read.isprintable()
