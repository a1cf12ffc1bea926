"""Bytes of weights, held against the sizes of published files."""

import pytest

from modeldex.entry import Entry
from modeldex.fields import QUANTIZATION_BITS
from modeldex.memory import BITS, form, native, weights_bytes
from tests.memory.models import LLAMA, model

_GIB, _MIB, _GB = 2**30, 2**20, 10**9

_QUANTIZE = "https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md"
_RUNS = "https://github.com/geerlingguy/ai-benchmarks/issues/43"
_BARTOWSKI = "https://huggingface.co/bartowski"
_CATALOG = "https://github.com/ggml-org/Llama-macOS/pull/63"
_SIZES = "https://listhub.globalbr.ai/@jacobreal/frontier-llm-weights-sizes"

PUBLISHED = (
    # Model, its parameters, form, bytes of the files, where they were read on 2026-11-22.
    ("Llama-3.1-8B", 8_030_261_248, "f32", 32.1 * _GB, _QUANTIZE),
    ("Llama-3.1-8B", 8_030_261_248, "q2_k", 2.95 * _GIB, _QUANTIZE),
    ("Llama-3.1-8B", 8_030_261_248, "iq4_xs", 4.17 * _GIB, _QUANTIZE),
    ("Llama-3.1-8B", 8_030_261_248, "q6_k", 6.14 * _GIB, _QUANTIZE),
    ("Llama-3.1-8B", 8_030_261_248, "q8_0", 7.95 * _GIB, _QUANTIZE),
    ("Llama-3.1-8B", 8_030_261_248, "f16", 14.96 * _GIB, _QUANTIZE),
    ("Llama-3.1-70B", 70_553_706_496, "f32", 280.9 * _GB, _QUANTIZE),
    ("Llama-3.1-70B", 70_553_706_496, "q4_k_m", 43.1 * _GB, _QUANTIZE),
    ("Llama-3.1-405B", 405_853_388_800, "f32", 1625.1 * _GB, _QUANTIZE),
    ("Llama-3.1-405B", 405_853_388_800, "q4_k_m", 249.1 * _GB, _QUANTIZE),
    ("Llama-3.2-3B", 3_212_749_824, "q4_k_m", 1.87 * _GIB, _RUNS),
    ("TinyLlama-1.1B", 1_100_048_384, "q4_k_m", 636.18 * _MIB, _RUNS),
    ("Qwen2-0.5B", 494_032_768, "q8_0", 0.531 * _GB, f"{_BARTOWSKI}/Qwen2-0.5B-Instruct-GGUF"),
    ("Qwen2-0.5B", 494_032_768, "f32", 1.98 * _GB, f"{_BARTOWSKI}/Qwen2-0.5B-Instruct-GGUF"),
    ("Qwen2.5-1.5B", 1_543_714_304, "bf16", 3 * _GB, _SIZES),
    ("Qwen2.5-3B", 3_085_938_688, "q4_k_m", 1.93 * _GB, f"{_BARTOWSKI}/Qwen2.5-3B-Instruct-GGUF"),
    ("Qwen2.5-3B", 3_085_938_688, "q5_k_m", 2.22 * _GB, f"{_BARTOWSKI}/Qwen2.5-3B-Instruct-GGUF"),
    ("Qwen2.5-7B", 7_615_616_512, "bf16", 15 * _GB, _SIZES),
    ("Qwen2.5-14B", 14_770_033_664, "bf16", 29 * _GB, _SIZES),
    (
        "Qwen2.5-32B",
        32_763_876_352,
        "q3_k_m",
        15.9 * _GB,
        f"{_BARTOWSKI}/Qwen2.5-32B-Instruct-GGUF",
    ),
    (
        "Qwen2.5-32B",
        32_763_876_352,
        "iq4_xs",
        17.7 * _GB,
        f"{_BARTOWSKI}/Qwen2.5-32B-Instruct-GGUF",
    ),
    ("Qwen2.5-32B", 32_763_876_352, "bf16", 65 * _GB, _SIZES),
    ("Qwen2.5-72B", 72_706_203_648, "bf16", 145 * _GB, _SIZES),
    ("MiniMax-M2.5", 228_689_764_864, "bf16", 457 * _GB, _SIZES),
    ("Qwen3.5-0.8B", 758_000_000, "q8_0", 0.812 * _GB, _CATALOG),  # parameters of the language
    ("Qwen3.5-2B", 1_890_000_000, "q8_0", 2.0 * _GB, _CATALOG),  # model: pictures are in a file
    ("Qwen3.5-4B", 4_210_000_000, "q8_0", 4.5 * _GB, _CATALOG),  # of their own
    ("Qwen3.5-9B", 8_960_000_000, "q8_0", 9.5 * _GB, _CATALOG),
    ("Qwen3.5-27B", 26_900_000_000, "q8_0", 28.6 * _GB, _CATALOG),
    ("Qwen3.5-35B-A3B", 34_700_000_000, "q8_0", 36.9 * _GB, _CATALOG),
    ("Qwen3.5-122B-A10B", 122_000_000_000, "q8_0", 129.9 * _GB, _CATALOG),
    ("Qwen3.5-397B-A17B", 397_000_000_000, "q8_0", 421.5 * _GB, _CATALOG),
)


@pytest.mark.parametrize(("name", "parameters", "quantization", "size", "_source"), PUBLISHED)
def test_weights_are_within_five_percent_of_the_published_files(
    name: str, parameters: int, quantization: str, size: float, _source: str
) -> None:
    """Of well-known models, small and large, dense and mixtures."""
    known = form(quantization)
    assert known is not None
    assert weights_bytes(model(name, parameters=parameters), known) == pytest.approx(size, rel=0.05)


def test_at_least_twenty_models_are_held_against_their_files() -> None:
    """So many were promised."""
    assert len({name for name, *_ in PUBLISHED}) >= 20


@pytest.mark.parametrize(
    ("size", "quantization"),
    [
        (16_060_522_496, "bf16"),
        (8_100_000_000, "fp8"),
        (32_121_044_992, "f32"),
        (4_000_000_000, None),  # some form of four bits: which one is not known
    ],
)
def test_published_files_decide_for_their_own_form_only(
    size: int, quantization: str | None
) -> None:
    """Any other form is reckoned from the parameters; a size of no known form counts for none."""
    entry = model("a/b", parameters=8_030_261_248, size_bytes=size)
    assert native(entry) == quantization
    plain = model("a/b", parameters=8_030_261_248)
    for key in BITS:
        expected = size if key == quantization else weights_bytes(plain, key)
        assert weights_bytes(entry, key) == expected


@pytest.mark.parametrize("entry", [model("a/b", parameters=None)])
def test_unknown_parameters_are_unknown_weights(entry: Entry) -> None:
    """Never 0."""
    assert {weights_bytes(entry, key) for key in BITS} == {None}
    assert native(entry) is None


def test_forms_have_the_names_that_people_and_files_use() -> None:
    """And bits ascend, so that a table of forms does."""
    assert set(QUANTIZATION_BITS) <= set(BITS)
    assert list(BITS.values()) == sorted(BITS.values())
    assert [form(name) for name in ("Q4_K_M", "q8-0", "FP16", "iq3_xxs", "q9", "")] == [
        *("q4", "q8", "bf16", "iq3_xxs", None, None)
    ]
    assert weights_bytes(LLAMA, "bf16") == 8_030_261_248 * 2
