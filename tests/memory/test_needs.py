"""What an entry needs, and what holds it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.entry import Source
from modeldex.errors import UsageError
from modeldex.memory import (
    BITS,
    OVERHEAD,
    Device,
    Machine,
    Need,
    devices_needed,
    fits,
    holding,
    need,
    room,
)
from tests.memory.models import LLAMA, model

_GIB = 2**30
_SOURCE = Source(name="test", as_of=date(2026, 11, 22))
H100 = Device(
    key="h100-80gb",
    name="H100",
    maker="nvidia",
    memory_bytes=80 * _GIB,
    unified=False,
    source=_SOURCE,
)
MAC = Device(
    key="m4-max-128gb",
    name="M4 Max",
    maker="apple",
    memory_bytes=128 * _GIB,
    unified=True,
    source=_SOURCE,
)
sizes = st.integers(1, 2**50)


def needing(total: int, *, known: bool = True) -> Need:
    """Return a need of `total` bytes, all weights; its cache is 0 or unknown."""
    return Need(
        quantization="q4",
        context_tokens=1,
        batch=1,
        weights_bytes=total,
        cache_bytes=0 if known else None,
        overhead_bytes=0,
    )


def test_a_need_is_the_sum_of_its_parts() -> None:
    """Llama 3.1 8B in 16 bits, 8,192 tokens: 16.06 GB, 1.07 GB, and a ninth of both."""
    found = need(LLAMA, quantization="BF16", context_tokens=8_192)
    assert found is not None
    assert (found.quantization, found.context_tokens, found.batch) == ("bf16", 8_192, 1)
    assert (found.weights_bytes, found.cache_bytes) == (16_060_522_496, 1_073_741_824)
    assert found.overhead_bytes == 1_903_807_147
    assert found.total_bytes == found.least_bytes == 19_038_071_467


def test_an_unknown_size_needs_nothing_that_could_be_said() -> None:
    """A proprietary model says nothing of its parameters."""
    assert need(model("a/b", parameters=None), quantization="q4", context_tokens=1) is None


@pytest.mark.parametrize(
    ("quantization", "context", "batch", "sentence"),
    [
        ("q9", 1, 1, f"q9 is no precision; there are {', '.join(BITS)}."),
        ("q4", 0, 1, "Context and batch are at least 1."),
        ("q4", 1, 0, "Context and batch are at least 1."),
    ],
)
def test_a_load_that_cannot_be_is_refused(
    quantization: str, context: int, batch: int, sentence: str
) -> None:
    """With what there is instead."""
    with pytest.raises(UsageError) as caught:
        need(LLAMA, quantization=quantization, context_tokens=context, batch=batch)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("total", "count"),
    [(1, 1), (80, 1), (81, 2), (160, 2), (161, 4), (321, 8), (641, 16)],
)
def test_cards_work_together_in_powers_of_two(total: int, count: int) -> None:
    """161 GiB need three cards of 80 by their size alone, and take four."""
    assert devices_needed(needing(total * _GIB), H100) == count


def test_computers_are_counted_as_they_are() -> None:
    """Of 128 GiB a model may have 96."""
    assert devices_needed(needing(96 * _GIB), MAC) == 1
    assert devices_needed(needing(289 * _GIB), MAC) == 4
    assert devices_needed(needing(1, known=False), MAC) is None


@pytest.mark.parametrize(
    ("machine", "held"),
    [
        (Machine(name="bare"), None),
        (Machine(name="ram", ram_bytes=64 * _GIB), 64 * _GIB),
        (Machine(name="two", accelerators_bytes=(24 * _GIB, 16 * _GIB), ram_bytes=1), 40 * _GIB),
        (Machine(name="mac", ram_bytes=128 * _GIB, unified=True), 96 * _GIB),
        (
            Machine(name="set", accelerators_bytes=(120,), ram_bytes=128, unified=True),
            120,  # what the person has told macOS to allow
        ),
        (Machine(name="unknown", unified=True), None),
        (holding(H100, 4), 320 * _GIB),
        (holding(MAC), 96 * _GIB),
    ],
)
def test_a_machine_has_so_much_room(machine: Machine, held: int | None) -> None:
    """The GPUs' memory, else main memory, else unknown."""
    assert room(machine) == held


@given(sizes, st.integers(1, 2**50))
def test_what_fits_is_what_has_room(total: int, memory: int) -> None:
    """And an unknown cache can only be ruled out, never in."""
    machine = Machine(name="x", ram_bytes=memory)
    assert fits(needing(total), machine) == (total <= memory)
    assert fits(needing(total, known=False), machine) is (None if total <= memory else False)
    assert fits(needing(total), Machine(name="x")) is None


@given(sizes, sizes)
def test_needing_more_never_takes_fewer_devices(one: int, more: int) -> None:
    """And so many hold it."""
    few, many = (devices_needed(needing(size), H100) for size in (one, one + more))
    assert few is not None
    assert many is not None
    assert few <= many
    assert fits(needing(one), holding(H100, few))


@given(st.sampled_from(sorted(BITS)), st.sampled_from(sorted(BITS)), st.integers(1, 10**13))
def test_more_bits_never_take_less(one: str, other: str, parameters: int) -> None:
    """Of weights, and so of everything."""
    entry = model("a/b", "llama", (32, 32, 8), parameters=parameters)
    first, second = (need(entry, quantization=key, context_tokens=1) for key in (one, other))
    assert first is not None
    assert second is not None
    if BITS[one] <= BITS[other]:
        assert (first.total_bytes or 0) <= (second.total_bytes or 0)
    assert first.overhead_bytes >= (first.weights_bytes + (first.cache_bytes or 0)) * OVERHEAD - 1


def test_the_example_of_the_readme_is_right() -> None:
    """Llama 3.3 70B with 32,000 tokens on two cards of 24 GiB: three bits fit, four do not."""
    entry = model("Llama-3.3-70B", "llama", (80, 64, 8), parameters=70_553_706_496)
    four, three = (need(entry, quantization=key, context_tokens=32_000) for key in ("q4", "q3"))
    assert four is not None
    assert three is not None
    gigabytes = [four.weights_bytes, four.cache_bytes or 0, four.overhead_bytes]
    assert [round(size / 1e9, 1) for size in gigabytes] == [43.2, 10.5, 6.0]
    assert [round((one.total_bytes or 0) / 1e9, 1) for one in (four, three)] == [59.6, 50.8]
    cards = Machine(name="rig", accelerators_bytes=(24 * _GIB,) * 2)
    assert [fits(four, cards), fits(three, cards)] == [False, True]
