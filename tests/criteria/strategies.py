"""Random criteria and random entries whose values meet often enough to matter.

Every bound that a criterion uses is also a value that entries have, with its neighbours on both
sides; the tests of the store hold it against `matches` over the same two strategies.
"""

from datetime import date, timedelta
from functools import cache
from math import floor
from typing import TypeVar

from hypothesis import strategies as st

from modeldex.criteria import (
    FLAGS,
    KEYS,
    Condition,
    Criteria,
    Days,
    Interval,
    Special,
    Word,
    on_parameters,
    parse,
)
from modeldex.entry import Entry, Offer, Openness, Origin, PriceTier, Score, Source
from modeldex.fields import BOARDS, FIELDS, LICENSE_CLASSES, STATUSES, Field, Kind, Unit
from modeldex.text import clean

_T = TypeVar("_T")
_End = TypeVar("_End", float, date, Days)

TODAY = date(2026, 11, 15)
"""The day on which relative dates of these criteria are to be resolved."""

CACHED = frozenset({"qwen/qwen2.5-7b-instruct", "meta-llama/llama-3.1-8b"})
"""Ids said to be on this disk."""

_IDS = (
    "Qwen/Qwen2.5-7B-Instruct",
    "qwen/qwen2.5-7b-instruct",
    "Qwen/Qwen3-1.7B",
    "big/Monster-17B",
    "meta-llama/Llama-3.1-8B",
    "openai/gpt-4o",
    "openai/gpt-4.1",
    "amazon-bedrock/nova-lite-v1:0",
    "gpt2",
    "x/7b",
    "x/v.5",
    "x/3.14.15",
    "İstanbul/ß-Straße",
    "智谱/模型-9b",
    clean("evil/a\u202eb\x1b[31m\u200b"),
)
_NAMES = ("Qwen2.5 7B Instruct", "GPT-4.1", "gpt 4o", 'the "best" 70b', "7", "模型 9b", "-x", "a,b")
_FRAGMENTS = (
    *("7b", "17b", "1.7b", ".7b", ".5", "5", "4", "-4", "gpt-4", "gpt-4.1", "llama", "qwen2", "q"),
    *(
        "3.1",
        ".1",
        "1",
        "b",
        "/",
        ":",
        "v1:0",
        "two words",
        'the "best"',
        "模型",
        "ß",
        "i̇",
        "u+202e",
    ),
)
_SIZES = (10**9, 4 * 10**9, 6_500_000_000, 7_500_000_000, 9 * 10**9, 7_241_748_480, 70 * 10**9)
_MEMORIES = (24e9, 24.0 * 2**30, 512e6)
_TOKENS = (4_096, 8_000, 32_000, 128_000, 131_072, 200_000, 1_000_000, 1_048_576)
_PRICES = (0.0, 0.1, 0.15, 0.5, 1.0, 2.5, 5.0, 15.0)
_COUNTS = (0, 1, 2, 32, 500, 10_000, 2_000_000)
_RATINGS = (1299.5, 1300.0, 1300.5, 1450.0)
_DATES = (
    *(TODAY + timedelta(days=days) for days in (-366, -365, -91, -90, -89, -1, 0, 1, 89, 90, 91)),
    *(date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2025, 12, 31)),
)
_WORDS = {
    "org": ("qwen", "openai", "x"),
    "license": (*LICENSE_CLASSES, "apache-2.0", "mit", "x y"),
    "arch": ("qwen2", "llama", "gemma3", "mamba"),
    "base": ("qwen/qwen3-1.7b", "a/b"),
    "bench": ("cais/hle", "idavidrein/gpqa", "mmlu (5-shot)"),
    "verified": ("cais/hle", "idavidrein/gpqa", "mmlu (5-shot)"),
    "lib": ("transformers", "vllm", "a,b"),
    "format": ("safetensors", "gguf"),
    "task": ("text-generation", "image-text-to-text"),
    "in": ("text", "image", "audio"),
    "out": ("text", "image", "audio"),
    "lang": ("de", "en", "zh", "fr"),
    "domain": ("health", "law"),
    "tag": ("chat", 'a "b"', "two words", ">=9"),
}
_POOLS: dict[Unit | None, tuple[float, ...]] = {
    Unit.PARAMETERS: _SIZES,
    Unit.TOKENS: _TOKENS,
    Unit.BYTES: _MEMORIES,
    Unit.USD: _PRICES,
    Unit.COUNT: _COUNTS,
    Unit.RATING: _RATINGS,
}
_SINGLES = {
    Unit.PARAMETERS: ("7b", "1.7b", "0", "70b", "0b", "350m", "7241748480"),
    Unit.TOKENS: ("128k", "1m", "131072", "8k", "0k"),
    Unit.BYTES: ("24gb", "24gib", "4.2gb"),
    Unit.USD: ("0", "0.15", "$2.50"),
    Unit.COUNT: ("10k", "2m", "32"),
    Unit.RATING: ("1300", "1300.5"),
}


def _with_neighbours(values: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(n for value in values for n in (value - 1, value, value + 1) if n >= 0)


def _edges_of_memory() -> tuple[int, ...]:
    """Return numbers of parameters that just fit a memory, and just do not."""
    keys = (Special.FITS, *(key for key, field in FIELDS.items() if field.per_parameter))
    highs = (on_parameters(key, Interval(high=m)).high for key in keys for m in _MEMORIES)
    return tuple(floor(high) + more for high in highs if isinstance(high, float) for more in (0, 1))


_PARAMETERS = (0, *_with_neighbours(_SIZES), *_edges_of_memory())


def _maybe(values: tuple[_T, ...]) -> st.SearchStrategy[_T | None]:
    return st.none() | st.sampled_from(values)


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


def _several(one: st.SearchStrategy[_T], most: int) -> st.SearchStrategy[tuple[_T, ...]]:
    """Return none or up to `most`; a list of Hypothesis's own is empty too often to test much."""
    return st.just(()) | st.lists(one, min_size=1, max_size=most).map(tuple)


_BOOLS = st.none() | st.booleans()
_ODD = st.text(max_size=12).map(clean)
_SOURCES = st.builds(Source, name=st.just("somewhere"), as_of=st.sampled_from(_DATES))


def _offers() -> st.SearchStrategy[Offer]:
    tiers = st.builds(
        PriceTier,
        above_tokens=st.sampled_from(_TOKENS),
        input_usd_per_million_tokens=_maybe(_PRICES),
    )
    return st.builds(
        Offer,
        provider=st.sampled_from(("openai", "together", "amazon-bedrock")),
        provider_model_id=st.sampled_from(("a", "b")),
        first_party=st.booleans(),
        source=_SOURCES,
        input_usd_per_million_tokens=st.sampled_from((*_PRICES, None)),
        output_usd_per_million_tokens=st.sampled_from((*_PRICES, None)),
        cached_input_usd_per_million_tokens=_maybe(_PRICES),
        tiers=st.lists(tiers, max_size=1).map(tuple),
        region=_maybe(("eu", "us")),
        condition=_maybe(("peak hours",)),
    )


def _scores() -> st.SearchStrategy[Score]:
    listed = ("cais/hle/default", "cais/hle", "Idavidrein/gpqa/diamond", "MMLU (5-shot)")
    return st.builds(
        Score,
        board=st.sampled_from((*(f"arena.{board}" for board in BOARDS), *listed)),
        value=st.sampled_from(_RATINGS),
        unit=st.just("rating"),
        source=_SOURCES,
        independent=st.booleans(),
        unmerged=st.booleans(),
    )


@cache
def entries() -> st.SearchStrategy[Entry]:
    """Return entries of every kind: ids that differ by case, numbers in names, much unknown."""
    return st.builds(
        Entry,
        id=st.sampled_from(_IDS) | _ODD.filter(bool),
        name=st.sampled_from(_NAMES) | _ODD,
        origin=st.sampled_from(Origin),
        source=_SOURCES,
        aliases=_some((*_IDS, "gpt-latest")),
        openness=st.sampled_from(Openness),
        license=_maybe(("apache-2.0", "mit", "x y", "Odd-Case")),
        license_class=_maybe(LICENSE_CLASSES),
        gated=_maybe(("no", "auto", "manual")),
        status=_maybe(STATUSES),
        retires=_maybe(_DATES),
        parameters=_maybe(_PARAMETERS),
        active_parameters=_maybe(_PARAMETERS),
        experts=_maybe((1, 8)),
        layers=_maybe(_COUNTS),
        attention_heads=_maybe((0, 1, 2, 32)),
        key_value_heads=_maybe(_COUNTS),
        size_bytes=_maybe(tuple(map(int, _MEMORIES))),
        architecture=_maybe(_WORDS["arch"]),
        context_tokens=_maybe(_with_neighbours(_TOKENS)),
        output_tokens=_maybe(_with_neighbours(_TOKENS)),
        inputs=_some(_WORDS["in"]),
        outputs=_some(_WORDS["out"]),
        task=_maybe(_WORDS["task"]),
        tools=_BOOLS,
        reasoning=_BOOLS,
        structured_output=_BOOLS,
        library=_maybe(_WORDS["lib"]),
        formats=_some(_WORDS["format"]),
        languages=_some(_WORDS["lang"]),
        domains=_some(_WORDS["domain"]),
        tags=_some(("Chat", *_WORDS["tag"])),
        released=_maybe(_DATES),
        updated=_maybe(_DATES),
        cutoff=_maybe((date(2026, 1, 1), date(2025, 12, 1))),
        downloads=_maybe(_with_neighbours(_COUNTS)),
        likes=_maybe(_COUNTS),
        trending=_maybe((0.0, 0.5, 2.0, 32.0)),
        derived=_maybe(_COUNTS),
        base_models=_some(("Qwen/Qwen3-1.7B", "a/b")),
        quantized=_some(("a/b-GGUF", "c/d-GGUF")),
        training_data=_maybe(("named",)),
        training_code=_maybe(("https://example.org/code",)),
        paper=_maybe(("arxiv:2407.21783",)),
        offers=_several(_offers(), 3),
        scores=_several(_scores(), 6),
    )


def words() -> st.SearchStrategy[Word]:
    """Return free words, many of them part of some entry's id or name."""
    texts = st.sampled_from(_FRAGMENTS) | st.text(max_size=8).map(_as_read).filter(bool)
    return st.builds(Word, text=texts, negated=st.booleans())


def _as_read(text: str) -> str:
    return " ".join(text.lower().split())


@cache
def conditions() -> st.SearchStrategy[Condition]:
    """Return conditions on every key, as the parser makes them."""
    return st.sampled_from(KEYS).flatmap(_conditions_on)


@cache
def _conditions_on(key: str) -> st.SearchStrategy[Condition]:
    most = 1 if key == Special.FITS else 3
    lists = st.lists(_values_of(key), min_size=1, max_size=most, unique=True)
    return st.builds(
        Condition, key=st.just(str(key)), values=lists.map(tuple), negated=st.booleans()
    )


def _values_of(key: str) -> st.SearchStrategy[str | Interval]:
    if key == Special.FITS:
        return st.builds(Interval, high=st.sampled_from(_MEMORIES) | _NUMBERS)
    if key in FIELDS and FIELDS[key].kind is not Kind.CHOICE:
        return _intervals_of(FIELDS[key])
    if key == Special.IS:
        return st.sampled_from(FLAGS)
    if key == Special.HAS or FIELDS[key].closed:
        return st.sampled_from(tuple(FIELDS) if key == Special.HAS else FIELDS[key].choices)
    return st.sampled_from(_WORDS[key]) | st.text(max_size=6).map(_as_read).filter(bool)


def _intervals_of(field: Field) -> st.SearchStrategy[Interval]:
    if field.kind is Kind.DATE:
        distances = st.builds(Days, count=st.sampled_from((0, 1, 7, 89, 90, 91, 365, 10**6 - 1)))
        dates = st.sampled_from(_DATES) | st.dates()
        singles = _singles(field.key, ("2026", "2026-01"))
        return _intervals(dates) | _intervals(distances) | singles
    pool = st.sampled_from(tuple(map(float, _POOLS[field.unit])))
    return _intervals(pool | _NUMBERS) | _singles(field.key, _SINGLES[field.unit or Unit.COUNT])


_NUMBERS = st.builds(
    lambda digits, places: digits / 10**places, st.integers(0, 10**16), st.integers(0, 9)
)


def _singles(key: str, texts: tuple[str, ...]) -> st.SearchStrategy[Interval]:
    """Return what single numbers and dates are read as."""
    values = (parse(f"{key}:{text}").conditions[0].values[0] for text in texts)
    return st.sampled_from(tuple(value for value in values if isinstance(value, Interval)))


@st.composite
def _intervals(draw: st.DrawFn, ends: st.SearchStrategy[_End]) -> Interval:
    low, high = sorted((draw(ends), draw(ends)), key=_position)
    includes = draw(st.booleans())
    match draw(st.sampled_from(("low", "high", "both"))):
        case "low":
            return Interval(low=low, includes_low=includes)
        case "high":
            return Interval(high=high, includes_high=includes)
        case _:
            return Interval(low=low, high=high, includes_high=includes or low == high)


def _position(end: float | date | Days) -> float:
    if isinstance(end, Days):
        return end.count
    return end.toordinal() if isinstance(end, date) else end


@cache
def criteria() -> st.SearchStrategy[Criteria]:
    """Return whole filters, as the parser makes them."""
    some_words = st.lists(words(), min_size=1, max_size=2, unique=True).map(tuple)
    some_conditions = st.lists(conditions(), min_size=1, max_size=3, unique=True).map(tuple)
    return (
        st.builds(Criteria, words=some_words)
        | st.builds(Criteria, conditions=some_conditions)
        | st.builds(Criteria, words=some_words, conditions=some_conditions)
        | st.just(Criteria())
    )


def texts() -> st.SearchStrategy[str]:
    """Return what people and programs might type, most of it wrong."""
    bits = ("params", "license", ":", ">=", "..", "<", '"', ",", "-", " ", "7b", "90d", "2026-01")
    keys = st.sampled_from((*KEYS, *FLAGS))
    pieces = st.sampled_from(bits) | keys | st.text(max_size=3)
    return st.text(max_size=20) | st.lists(pieces, max_size=8).map("".join)
