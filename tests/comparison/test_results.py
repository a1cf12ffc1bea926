"""Results that the Hub lists: side by side, each with who vouches for it, and never ranked."""

import json

from hypothesis import given
from hypothesis import strategies as st

from modeldex.comparison import compare, result_json, results, said, standing, to_json, to_markdown
from modeldex.entry import Entry, Score, Source, changed
from modeldex.fields import FIELDS
from tests.examples import HUB, OPEN, TODAY, VENDOR

CARD = Source(name="model card", as_of=HUB.as_of)
SITE = Source(name="a leaderboard", as_of=HUB.as_of, url="https://board.test")
GPQA = "Idavidrein/gpqa/diamond"


def score(
    value: float, board: str = GPQA, source: Source = CARD, *, verified: bool = False
) -> Score:
    """Return a result without a unit, as the Hub gives them."""
    return Score(board=board, value=value, unit="as stated", source=source, independent=verified)


def proposed(value: float, board: str = GPQA) -> Score:
    """Return a result that nobody has merged."""
    return changed(score(value, board), unmerged=True)


def with_scores(name: str, *scores: Score) -> Entry:
    """Return an open model with these results."""
    return changed(OPEN, id=f"acme/{name}", scores=scores)


def rows(*entries: Entry) -> dict[str, list[str]]:
    """Return the texts of the rows of boards, by board."""
    found = [row for section in compare(entries, today=TODAY).sections for row in section.rows]
    kept = [row for row in found if row.field.key.startswith("result.")]
    assert not any(cell.best for row in kept for cell in row.cells)
    return {row.field.heading: [cell.text for cell in row.cells] for row in kept}


def test_verified_own_cited_and_proposed_are_told_apart() -> None:
    """In words for a person, and in one word for a program."""
    told = {
        "verified": (score(90, verified=True), "90, verified"),
        "own": (score(91), "91, its maker's own figure"),
        "cited": (score(92, source=SITE), "92, claimed by a leaderboard, not verified"),
        "unmerged": (proposed(93), "93, claimed in a pull request that nobody has merged"),
    }
    for word, (one, text) in told.items():
        assert (standing(one), said(one)) == (word, text)
        assert result_json(one)["standing"] == word
    assert standing(changed(proposed(9), independent=True)) == "unmerged"
    assert said(changed(score(80.96), unit="acc")) == "80.96 acc, its maker's own figure"


def test_a_board_is_a_row_and_no_board_is_mixed_with_another() -> None:
    """Two tasks of one dataset are two boards, and so are two spellings."""
    other = "Idavidrein/gpqa/extended"
    one = with_scores("one", score(80), score(70, other), score(1, "GPQA"))
    two = with_scores("two", score(85, verified=True), score(75, other), score(2, "gpqa"))
    assert rows(one, two) == {
        GPQA: ["80, its maker's own figure", "85, verified"],
        other: ["70, its maker's own figure", "75, its maker's own figure"],
    }


def test_one_model_shows_all_and_several_what_can_be_compared() -> None:
    """A result that was verified stands there even alone."""
    one = with_scores("one", score(80), score(3, "own-test"), score(4, "b/c", verified=True))
    two = with_scores("two", proposed(99), score(85))
    assert list(rows(one)) == [GPQA, "b/c", "own-test"]
    assert rows(one, two) == {
        GPQA: [
            "80, its maker's own figure",
            ("85, its maker's own figure; 99, claimed in a pull request that nobody has merged"),
        ],
        "b/c": ["4, verified", "?"],
    }


def test_a_row_is_no_field_that_nobody_has() -> None:
    """The count of unknown facts is of fields alone."""
    entry = with_scores("one", score(80))
    bare = compare([changed(entry, scores=())], today=TODAY).unknown_everywhere
    assert compare([entry], today=TODAY).unknown_everywhere == bare - 1
    assert FIELDS["bench"].read(entry) == ("idavidrein/gpqa",)


def test_a_row_names_its_source_in_every_form() -> None:
    """The source of the result, not of the entry."""
    comparison = compare([with_scores("one", score(80, source=SITE)), VENDOR], today=TODAY)
    assert GPQA not in to_markdown(comparison)
    comparison = compare([with_scores("one", score(80, source=SITE))], today=TODAY)
    found = json.loads(json.dumps(to_json(comparison)))["rows"]
    [row] = [row for row in found if row["key"] == f"result.{GPQA}"]
    assert row["cells"][0]["source"]["name"] == "a leaderboard"
    assert "a leaderboard 2026-09-30" in to_markdown(comparison)
    [section] = [s for s in comparison.sections for r in s.rows if r.field.heading == GPQA]
    [field] = [r.field for r in section.rows if r.field.heading == GPQA]
    assert field.read(comparison.entries[0]) == said(score(80, source=SITE))


def test_ratings_of_leaderboards_have_rows_of_their_own() -> None:
    """They are fields, with an interval and a best."""
    arena = score(1400, "arena.text")
    assert results(with_scores("one", arena)) == []
    assert rows(with_scores("one", arena)) == {}


def test_what_nobody_has_merged_decides_no_filter() -> None:
    """Anyone can propose a result of any model."""
    benchmarks, verified = FIELDS["bench"], FIELDS["verified"]
    entry = with_scores("x", proposed(99), score(1, "arena.text"), score(2, "MMLU (5-shot)"))
    assert benchmarks.read(entry) == ("mmlu (5-shot)",)
    assert verified.read(entry) is None
    entry = with_scores(
        "x", score(1), score(2, "Idavidrein/gpqa/x", verified=True), score(3, "a/b")
    )
    assert benchmarks.read(entry) == ("idavidrein/gpqa", "a/b")
    assert verified.read(entry) == ("idavidrein/gpqa",)


@given(st.lists(st.tuples(st.sampled_from(("a", "b", "a/b/c", "arena.text")), st.booleans(),
                          st.booleans()), max_size=12))  # fmt: skip
def test_every_listed_result_of_one_model_is_shown_once(
    found: list[tuple[str, bool, bool]],
) -> None:
    """Whatever boards there are; those of leaderboards are elsewhere."""
    scores = [
        changed(score(n, board, verified=verified), unmerged=unmerged)
        for n, (board, verified, unmerged) in enumerate(found)
    ]
    shown = rows(with_scores("x", *scores))
    texts = [text for [cell] in shown.values() for text in cell.split("; ")]
    listed = [one for one in scores if not one.board.startswith("arena.")]
    assert sorted(texts) == sorted(map(said, listed))
