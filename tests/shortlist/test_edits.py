# ruff: noqa: RUF001 - Persian, as it is written
"""A shortlist file is edited in place: what an edit does not name stays byte for byte."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modeldex.cost import PRESETS
from modeldex.shortlist import (
    Shortlist,
    ShortlistError,
    add,
    change,
    create,
    decide,
    from_toml,
    load,
    remove,
    rename,
    set_note,
    set_workload,
    to_toml,
)
from tests.examples import OPEN, TODAY
from tests.toml.documents import Document, documents

Edit = Callable[[Shortlist], Shortlist]

NOTE = "  indented\n\tتب می\u200cخواهم  two blanks 👩\u200d💻"

BY_HAND = """\
# Kept for Monday.
format   = 1
name     = 'trip'      # the name
created  = 2026-01-21
updated  = 2026-01-21  # by hand

# who asked
[owner]
name = "ada"

# ---- the big one ----
[[members]]
id   = "o/big"  # said Ada
note = '''
keep
  this'''
# note = "older"

# ---- the small one ----
[[members]]
id = "o/small"
[members.pinned]
license = 'mit'  # checked
[other]
x = [ 1,
  2, # two
]
# the end
"""


def _of(call: Callable[..., Shortlist], *rest: object) -> Edit:
    return lambda old: call(old, *rest)


def _edits(count: int) -> st.SearchStrategy[tuple[set[str], Edit]]:
    """Return edits with what each names."""
    always: list[tuple[set[str], Edit]] = [
        (set(), lambda old: add(old, [OPEN], TODAY)),
        ({"name"}, lambda old: replace(old, name="new", updated=TODAY)),
        ({"verdict"}, lambda old: decide(old, [], NOTE, TODAY)),
        ({"verdict"}, lambda old: decide(old, [], "", TODAY)),
        ({"workload"}, lambda old: set_workload(old, PRESETS["rag"], None, TODAY)),
    ]
    for number in range(count):
        tag, id_ = f"m{number}", f"o/m{number}"
        always += [
            ({f"{tag}.note"}, _of(set_note, id_, NOTE, TODAY)),
            ({f"{tag}.note"}, _of(set_note, id_, "", TODAY)),
            ({tag}, _of(remove, [id_], TODAY)),
            ({f"{tag}.pinned"}, _of(partial(_pinned, license="apache-2.0"), number)),
            ({f"{tag}.pinned"}, _of(partial(_pinned, accepted={"ctx": TODAY}), number)),
            ({f"{tag}.pinned"}, _of(partial(_pinned, license=None, gone=True), number)),
            ({"verdict"}, _of(decide, [id_], "why", TODAY)),
        ]
    return st.sampled_from(always)


def _pinned(old: Shortlist, number: int, **facts: object) -> Shortlist:
    member = old.members[number]
    pinned = replace(member.pinned, **facts)  # type: ignore[arg-type]
    members = [replace(member, pinned=pinned) if one is member else one for one in old.members]
    return replace(old, members=tuple(members), updated=TODAY)


@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_an_edit_does_not_name_stays_byte_for_byte(data: st.DataObject) -> None:
    """In 2,000 random documents; and what it names says what it should."""
    document = data.draw(documents())
    old = from_toml(document.data, "x.toml")
    named, edit = data.draw(_edits(len(old.members)))
    new = edit(old)
    written = to_toml(new)
    read = from_toml(written, "x.toml")
    assert replace(read, comment="") == replace(new, comment="")
    _check_lines(document, written, named | {"updated"})


def _check_lines(document: Document, written: bytes, named: set[str]) -> None:
    text = written.decode("utf-8-sig")
    assert written.startswith(b"\xef\xbb\xbf") == document.data.startswith(b"\xef\xbb\xbf")
    lines = text.splitlines(keepends=True) if "\u2028" not in text else []
    left = iter(lines)
    for line in document.without(named):
        assert any(line.rstrip("\r\n") == one.rstrip("\r\n") for one in left), line
    assert text.count("\r\n") == (text.count("\n") if document.newline == "\r\n" else 0)


def _changed(text: str, edit: Edit) -> str:
    return to_toml(edit(from_toml(text.encode(), "x.toml"))).decode()


def test_a_note_changes_two_values() -> None:
    """Its own and the day; a comment, a quote, an alignment is nobody's to change."""
    written = _changed(BY_HAND, lambda old: set_note(old, "o/big", "new", TODAY))
    expected = BY_HAND.replace("'''\nkeep\n  this'''", '"new"')
    assert written == expected.replace("updated  = 2026-01-21", f"updated  = {TODAY}")


def test_a_removed_member_takes_its_own_lines_alone() -> None:
    """Comments around it are kept, and the table behind it."""
    written = _changed(BY_HAND, lambda old: remove(old, ["o/small"], TODAY))
    gone = "\n[[members]]\nid = \"o/small\"\n[members.pinned]\nlicense = 'mit'  # checked"
    assert written == BY_HAND.replace(gone, "").replace(
        "updated  = 2026-01-21", f"updated  = {TODAY}"
    )


def test_what_is_added_goes_behind_the_last_member() -> None:
    """And taking it out again gives the same file, but for the day."""
    entered = _changed(BY_HAND, lambda old: add(old, [OPEN], TODAY))
    assert entered.startswith(BY_HAND[: BY_HAND.index("updated")])
    assert entered.endswith(BY_HAND[BY_HAND.index("[other]") :])
    back = _changed(entered, lambda old: remove(old, [OPEN.id], TODAY))
    assert back == BY_HAND.replace("updated  = 2026-01-21", f"updated  = {TODAY}")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_ends_of_lines_and_the_byte_order_mark_stay(ends: str, mark: str) -> None:
    """New lines end as the others do."""
    text = mark + BY_HAND.replace("\n", ends)
    written = _changed(text, lambda old: decide(old, ["o/big"], "why", TODAY))
    assert written.startswith(mark + "# Kept")
    assert written.count("\n") == written.count(ends)
    assert "[verdict]" in written


def test_members_in_one_array_are_edited_inside_it() -> None:
    """An array of inline tables, with comments, is a layout too."""
    head = BY_HAND[: BY_HAND.index("# who")]
    array = 'members = [\n  { id = "o/a", x = 1 }, # first\n  { id = "o/b" }, # second\n]\n'
    written = _changed(head + array, lambda old: set_note(old, "o/b", "n", TODAY))
    assert '{ id = "o/a", x = 1 }, # first\n' in written
    assert "# second" in written
    assert from_toml(written.encode(), "x").members[1].note == "n"


def test_a_change_that_would_lose_a_comment_is_refused(tmp_path: Path) -> None:
    """The file stays as it was, and the sentence names the key."""
    path = tmp_path / "trip.toml"
    verdict = '[verdict]\ndate = 2026-01-21\nchosen = [\n "o/small", # cheap\n "o/big",\n]\n'
    path.write_text(BY_HAND + verdict)
    with pytest.raises(ShortlistError, match=r"verdict\.chosen is written in a layout"):
        change(path, lambda old: decide(old, ["o/big", "o/small"], "", TODAY))
    assert path.read_text() == BY_HAND + verdict


def test_a_rename_keeps_what_was_written(tmp_path: Path) -> None:
    """The file's name and one value are all that change."""
    path = tmp_path / "trip.toml"
    path.write_text(BY_HAND)
    target = rename(tmp_path, "trip", "می\u200cخواهم  2", TODAY)
    assert load(target)[0].name == "می\u200cخواهم  2"
    expected = BY_HAND.replace("'trip'", '"می\u200cخواهم  2"')
    assert target.read_text() == expected.replace("updated  = 2026-01-21", f"updated  = {TODAY}")


def test_a_new_shortlist_keeps_its_name_and_filter(tmp_path: Path) -> None:
    """Joiners and double blanks are text."""
    made, path = create(tmp_path, "می\u200cخواهم  2", TODAY, criteria="x\u200dy  z")
    assert load(path)[0] == made
    assert (made.name, made.criteria) == ("می\u200cخواهم  2", "x\u200dy  z")


def test_text_that_is_no_unicode_is_refused() -> None:
    """Bytes of a command line that are no UTF-8 come as lone surrogates."""
    with pytest.raises(ShortlistError, match="a text is not UTF-8"):
        _changed(BY_HAND, lambda old: set_note(old, "o/big", "\udcff", TODAY))


def test_a_member_needs_an_id_only() -> None:
    """Everything else is unknown, and stays unsaid."""
    head = BY_HAND[: BY_HAND.index("# who")]
    text = f'{head}[[members]]\nid = "a/b"\nmine = 1\n'
    (member,) = from_toml(text.encode(), "x").members
    assert (member.source, member.added, member.extra) == (None, None, {"mine": 1})
    written = _changed(text, lambda old: set_note(old, "a/b", "n", TODAY))
    assert written.endswith('[[members]]\nid = "a/b"\nmine = 1\nnote = "n"\n')
