"""Which forms of an entry fit a machine, and where they are published."""

from modeldex.memory import STANDARD, Copy, Machine, assumptions, copies, fittings
from tests.memory.models import LLAMA, model

_GIB = 2**30
RIG = Machine(name="rig", accelerators_bytes=(8 * _GIB,))


def test_every_form_is_listed_and_only_the_small_ones_fit() -> None:
    """Llama 3.1 8B with 8,192 tokens on a card of 8 GiB: up to five bits."""
    found = fittings(LLAMA, RIG, context_tokens=8_192)
    assert [one.need.quantization for one in found] == list(STANDARD)
    assert [one.fits for one in found] == [True] * 5 + [False] * 3


def test_a_machine_that_is_not_known_fits_nobody_knows_what() -> None:
    """And neither does an entry whose cache is unknown, where its weights would."""
    assert {one.fits for one in fittings(LLAMA, None, context_tokens=1)} == {None}
    unknown = model("a/b", "kimi_k3", (1, 1, 1))
    assert {one.fits for one in fittings(unknown, RIG, context_tokens=1)} == {None}
    assert fittings(model("a/b", parameters=None), RIG, context_tokens=1) == ()


def test_copies_say_of_which_kind_they_are() -> None:
    """By their own names, and not by those of who made them."""
    entry = model(
        "a/b",
        quantized=("x/b-GGUF", "gguf-org/b", "x/b-AWQ", "x/b-FP8-dynamic", "x/b-mlx-4bit"),
        size_bytes=2_000_000_000,
    )
    assert copies(entry) == (
        Copy(id="x/b-GGUF", kind="gguf"),
        Copy(id="gguf-org/b", kind=None),
        Copy(id="x/b-AWQ", kind="awq"),
        Copy(id="x/b-FP8-dynamic", kind="fp8"),
        Copy(id="x/b-mlx-4bit", kind="mlx"),
    )
    forms = ("q4", "iq1_s", "fp8", "bf16", "f32")
    found = fittings(entry, RIG, context_tokens=1, quantizations=forms)
    where = {one.need.quantization: one.published for one in found}
    gguf, fp8 = "x/b-GGUF", "x/b-FP8-dynamic"
    assert where == {"q4": gguf, "iq1_s": gguf, "fp8": fp8, "bf16": "a/b", "f32": None}


def test_the_figures_name_what_they_rest_on() -> None:
    """One sentence more where memory is shared."""
    assert any("11%" in sentence for sentence in assumptions(RIG))
    assert len(assumptions(Machine(name="mac", unified=True))) == len(assumptions(RIG)) + 1
