"""The leaderboards that are shipped: every name has one fate, and no model another's rating."""

import csv
from collections import Counter
from itertools import chain

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.entry import Entry
from modeldex.fields import BOARDS
from modeldex.fields.readers import shown_score

CATALOG = paths.catalog()
NAMES = {
    "text": 413,
    "coding": 408,
    "creative-writing": 411,
    "expert": 363,
    "hard-prompts": 413,
    "instruction-following": 413,
    "longer-query": 391,
    "math": 396,
    "vision": 159,
    "webdev": 137,
    "search": 34,
}
"""How many names each board of the source has; one name is twice on `webdev`, and not joined."""


def plain(name: str) -> str:
    """Return the last part of a name, its letters and digits alone."""
    return "".join(filter(str.isalnum, name.rpartition("/")[2].lower()))


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry by its id."""
    return {entry.id: entry for entry in chain.from_iterable(shipped(CATALOG))}


@pytest.fixture(scope="module", name="rows")
def _rows() -> list[dict[str, str]]:
    """Read the table as its columns name it."""
    with (CATALOG / "scores" / "arena.tsv").open(encoding="utf-8", newline="") as lines:
        table = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(table, delimiter="\t"))


def test_every_name_of_the_boards_is_joined_or_has_a_reason(
    entries: dict[str, Entry], rows: list[dict[str, str]]
) -> None:
    """All 496, each once; what is joined is an entry, what is not says why."""
    assert len({row["name"] for row in rows}) == len(rows) == 496
    assert all(bool(row["model"]) != bool(row["reason"]) for row in rows)
    assert [row["model"] for row in rows if row["model"] and row["model"] not in entries] == []
    assert sum(bool(row["model"]) for row in rows) >= 345
    assert {board: sum(bool(row[board]) for row in rows) for board in BOARDS} == NAMES


def test_a_name_said_to_have_no_entry_has_none(
    entries: dict[str, Entry], rows: list[dict[str, str]]
) -> None:
    """No entry is called so, however the name is punctuated."""
    names = {plain(name) for entry in entries.values() for name in (entry.id, *entry.aliases)}
    unjoined = [row for row in rows if row["reason"] == "no entry"]
    assert len(unjoined) > 100
    assert [row["name"] for row in unjoined if plain(row["name"]) in names] == []


def test_two_names_of_one_model_differ_in_their_variant(rows: list[dict[str, str]]) -> None:
    """On no board does an entry have two results of the same kind."""
    kinds = Counter(
        (row["model"], row["variant"], board)
        for row in rows
        if row["model"]
        for board in BOARDS
        if row[board]
    )
    assert [kind for kind, times in kinds.items() if times > 1] == []


def test_a_suffix_of_effort_or_mode_is_never_taken_for_the_plain_model(
    rows: list[dict[str, str]],
) -> None:
    """Unless the suffix is part of the name of the model itself."""
    marks = (
        "high",
        "max",
        "medium",
        "low",
        "thinking",
        "search",
        "grounding",
        "instant",
        "preview",
    )
    faults = [
        row["name"]
        for row in rows
        if row["model"]
        and not row["variant"]
        and any(mark in row["name"].lower().replace("(", "-").split("-") for mark in marks)
        and not any(mark in row["model"].lower().split("-") for mark in marks)
    ]
    assert sorted(faults) == ["kimi-k2-0711-preview", "kimi-k2-0905-preview"]


@pytest.mark.parametrize(
    ("model", "board", "value", "votes", "line"),
    [
        ("anthropic/claude-opus-4-6", "text", 1497.0, None, "claude-opus-4-6"),
        ("openai/gpt-5.6-sol", "search", 1257.3, 29663, "gpt-5.6-sol-xhigh"),
        ("anthropic/claude-opus-4-7", "search", 1233.3, 91394, "claude-opus-4-7"),
        ("google/gemini-3.1-pro-preview", "search", 1210.5, 113282, "gemini-3.1-pro-grounding"),
    ],
)
def test_the_rating_shown_is_the_one_of_the_board(
    entries: dict[str, Entry], model: str, board: str, value: float, votes: int | None, line: str
) -> None:
    """The plain model's where the board has it, else the best variant's, and its line is named."""
    score = shown_score(entries[model], f"arena.{board}")
    assert score is not None
    assert score.value == pytest.approx(value, abs=1)
    assert votes in {None, score.votes}
    assert score.low is not None
    assert score.high is not None
    assert score.low < score.value < score.high
    assert score.source.name == f"Arena (CC-BY-4.0): {line}"
    assert entries[model].source_of(f"score.{board}") == score.source


def test_models_that_are_on_every_list_have_a_rating(entries: dict[str, Entry]) -> None:
    """A person who compares the best-known models finds each of them ranked."""
    known = (
        *("openai/gpt-5", "openai/gpt-5.5", "openai/gpt-6.1-sol", "openai/gpt-oss-120b"),
        *("anthropic/claude-opus-5-5", "anthropic/claude-haiku-4-5", "google/gemini-4-argon"),
        *("google/gemini-2.5-pro", "xai/grok-4.7", "meta/muse-spark-1.3", "moonshotai/Kimi-K3"),
        *("deepseek-ai/DeepSeek-V4.1-Flash", "zai-org/GLM-5.3", "Qwen/Qwen3.8-27B"),
        *("mistralai/Mistral-Medium-3.5-128B", "meta-llama/Llama-3.3-70B-Instruct"),
        *("MiniMaxAI/MiniMax-M3", "xiaomi/mimo-v2.6-pro", "google/gemma-4-31B-it"),
    )
    assert [model for model in known if shown_score(entries[model], "arena.text") is None] == []


def test_the_first_batch_has_its_offers_and_scores() -> None:
    """What is shown first needs nothing that is read later."""
    first = next(shipped(CATALOG))
    assert sum(bool(entry.scores) for entry in first) >= 60
    assert sum(bool(entry.offers) for entry in first) >= 80
