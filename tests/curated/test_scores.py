"""Leaderboards: what a line becomes, which variant stands for the model, and damaged files."""

from datetime import date
from pathlib import Path

import pytest

from modeldex.curated.joins import Joined, with_joined
from modeldex.curated.scores import read_scores
from modeldex.curated.tables import CatalogError
from modeldex.entry import Score, Source
from modeldex.fields import BOARDS, FIELDS
from modeldex.fields.readers import shown_score
from tests.curated.files import write
from tests.examples import OPEN

COLUMNS = "\t".join(["name", "model", "variant", "reason", *BOARDS])
EMPTY = "\t" * (len(BOARDS) - 2)
SWIFT = (
    f"swift-2-high\tacme/swift-2\thigh\t\t1400.0 1390.5 1409.5 77\t1300.0 1290.0 1310.0 7{EMPTY}"
)
NOBODY = f"claude-0\t\t\tno entry\t1000.0 990.0 1010.0 5\t{EMPTY}"


def board(tmp_path: Path, *lines: str, head: str = "# as_of 2026-10-05") -> Path:
    """Return a file with the day, a remark, the columns and `lines`."""
    return write(tmp_path / "arena.tsv", "\n".join((head, "# remark", COLUMNS, *lines)) + "\n")


def result(value: float, variant: str | None) -> Score:
    """Return a score on the board of texts."""
    source = Source(name=f"board: {variant}", as_of=date(2026, 10, 5))
    return Score(
        board="arena.text",
        value=value,
        unit="rating",
        source=source,
        independent=True,
        variant=variant,
    )


def test_a_line_becomes_one_score_for_each_board_it_is_on(tmp_path: Path) -> None:
    """With interval, votes, variant, and a source that names the line; no entry, no score."""
    found = list(read_scores(board(tmp_path, NOBODY, SWIFT), "arena.tsv"))
    assert [(model, score.board) for model, score in found] == [
        ("acme/swift-2", "arena.text"),
        ("acme/swift-2", "arena.coding"),
    ]
    assert found[0][1] == Score(
        board="arena.text",
        value=1400,
        unit="rating",
        source=Source(
            name="Arena (CC-BY-4.0): swift-2-high",
            as_of=date(2026, 10, 5),
            url="https://arena.ai/leaderboard",
        ),
        independent=True,
        low=1390.5,
        high=1409.5,
        votes=77,
        variant="high",
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("swift", "line 4: not a line of the board: not enough values to unpack"),
        (SWIFT + "\t", "line 4: not a line of the board: zip() argument 2 is longer"),
        (SWIFT.replace("77", "many"), "line 4: not a line of the board: invalid literal"),
        (NOBODY.replace("no entry", ""), "line 4: not a line of the board: neither an entry nor"),
        (COLUMNS + "\tvideo", "line 4: not a line of the board: expected the columns name, model"),
    ],
)
def test_each_fault_has_its_sentence(tmp_path: Path, line: str, sentence: str) -> None:
    """The message names the file and the line."""
    with pytest.raises(CatalogError) as caught:
        list(read_scores(board(tmp_path, line), "arena.tsv"))
    assert str(caught.value).startswith(f"arena.tsv: {sentence}")


def test_a_board_without_a_day_or_without_a_file_is_refused(tmp_path: Path) -> None:
    """Every score says when it held."""
    with pytest.raises(CatalogError, match=r"^arena\.tsv: line 1: not a line of the board"):
        list(read_scores(board(tmp_path, head="# yesterday"), "arena.tsv"))
    with pytest.raises(CatalogError, match=r"^gone\.tsv: cannot be read; install"):
        list(read_scores(tmp_path / "gone.tsv", "gone.tsv"))
    with pytest.raises(CatalogError, match=r"^empty\.tsv: cannot be read; install"):
        list(read_scores(write(tmp_path / "empty.tsv", ""), "empty.tsv"))


@pytest.mark.parametrize(
    ("results", "value"),
    [
        ([result(1400, "high"), result(1350, None), result(1300, "low")], 1350),
        ([result(1300, "low"), result(1400, "high")], 1400),
        ([], None),
    ],
)
def test_the_plain_model_stands_for_the_entry_and_else_its_best_variant(
    results: list[Score], value: float | None
) -> None:
    """Also where a variant did better, and the source of the fact says which one is shown."""
    entry = with_joined(OPEN, {OPEN.id: Joined(scores=results)})
    shown = shown_score(entry, "arena.text")
    assert (shown and shown.value) == FIELDS["score.text"].read(entry) == value
    assert shown_score(entry, "arena.coding") is None
    assert FIELDS["score.coding"].read(entry) is None
    assert entry.source_of("score.text") == (OPEN.source if shown is None else shown.source)
    assert entry.scores == tuple(results)
