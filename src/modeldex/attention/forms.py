"""How each reviewed architecture keeps its context, from the published configurations.

A row holds for one architecture with one number of layers, attention heads and KV heads: a model
that was pruned, stacked or shrunk has other ones, and is not taken for what it came from. The
numbers are those of the `config.json` of the models that the rows name, as the documentation and
the issues of the run times that serve them quote it (see catalog/SOURCES.md), 2026-11-22.
"""

from dataclasses import dataclass, replace

from modeldex.attention.architectures import LATENT, SLIDING, STATE_SPACE, by_heads

_STATE_BYTES = 4
"""A recurrent state is kept in 32 bits: `mamba_ssm_dtype` of Qwen3.5 says so."""

_INPUT_BYTES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Layers:
    """Layers that keep their context in the same way."""

    count: int
    numbers: int | None = None
    """What one layer keeps of one token; None: a key and a value for each KV head of the entry."""

    window: int | None = None
    """Most tokens that are kept; None: all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """How a model keeps its context."""

    layers: tuple[Layers, ...]
    note: str | None = None
    """What is unlike plain attention, in a few words."""

    state_bytes: int = 0
    """Bytes for each sequence, however long it is."""

    least_context: int = 0
    """The row holds only for models whose own longest context is at least this."""

    head_size: int | None = None
    """The row holds only for heads of this size; None: for any."""

    key_value_heads: int | None = None
    """The KV heads there are; None: as many as the configuration says."""

    latent: bool = False
    """Whether the layers that attend keep one compressed vector for all heads."""


Shape = tuple[str, int, int, int]
"""Architecture, layers, attention heads, KV heads."""


def _latent(layers: int, numbers: int = 576) -> Form:
    """Latent attention: one compressed vector of 512 and a rotated key of 64 for all heads."""
    note = f"latent attention: {numbers} numbers a token in each of {layers} layers"
    return Form(layers=(Layers(count=layers, numbers=numbers),), note=note, latent=True)


def _windowed(whole: int, near: int, window: int) -> Form:
    note = f"{near} of {whole + near} layers keep the last {window:,} tokens only"
    return Form(layers=(Layers(count=whole), Layers(count=near, window=window)), note=note)


def _gemma4(near: int, heads: int, whole: int, whole_heads: int, window: int = 1024) -> Form:
    """Heads of 256 in layers with a window, of 512 in the others, whose number differs too."""
    near_layers = Layers(count=near, numbers=2 * heads * 256, window=window)
    whole_numbers = 2 * whole_heads * 512
    note = f"{near} of {whole + near} layers keep the last {window:,} tokens only"
    return Form(layers=(Layers(count=whole, numbers=whole_numbers), near_layers), note=note)


def _shared_keys(layers: int, heads: int, size: int) -> Form:
    note = f"multi-query attention: {heads} KV heads for all"
    kept = Layers(count=layers, numbers=2 * heads * size)
    return Form(layers=(kept,), note=note, key_value_heads=heads)


def _hybrid(whole: int, other: int, state: int, inputs: int, *, numbers: int | None = None) -> Form:
    """`whole` layers attend to every token; each of `other` keeps a state and its last inputs."""
    note = f"{whole} of {whole + other} layers keep tokens; the others a state of fixed size"
    state_bytes = other * (state * _STATE_BYTES + inputs * _INPUT_BYTES)
    kept = Layers(count=whole, numbers=numbers)
    return Form(layers=(kept,), note=note, state_bytes=state_bytes, latent=numbers is not None)


def _delta(whole: int, value_heads: int) -> Form:
    """Gated DeltaNet of Qwen: three layers with a state of 128 x 128 a head to one that attends."""
    inputs = 4 * 128 * (2 * 16 + value_heads)
    return _hybrid(whole, 3 * whole, value_heads * 128 * 128, inputs)


def _mamba2(whole: int, other: int, heads: int, size: int, head_size: int | None = None) -> Form:
    """Mamba 2: a state of 128 for each channel, a convolution over 4 inputs, 8 groups at most."""
    form = _hybrid(whole, other, heads * size * 128, 4 * (heads * size + 2 * 8 * 128))
    return replace(form, head_size=head_size)


def _plain(layers: int, least_context: int = 0) -> Form:
    return Form(layers=(Layers(count=layers),), least_context=least_context)


_QWEN_SIZES = {
    (24, 8, 2): _delta(6, 16),  # 0.8B, 2B
    (32, 16, 4): _delta(8, 32),  # 4B, 9B
    (64, 24, 4): _delta(16, 48),  # 27B
    (40, 16, 2): _delta(10, 32),  # 35B-A3B
    (48, 32, 2): _delta(12, 64),  # 122B-A10B
    (60, 32, 2): _delta(15, 64),  # 397B-A17B
}

FORMS: dict[Shape, Form] = {
    # Latent attention: kv_lora_rank + qk_rope_head_dim.
    ("deepseek_v2", 27, 16, 16): _latent(27),  # V2-Lite, Coder-V2-Lite
    ("deepseek_v2", 60, 128, 128): _latent(60),  # V2, V2.5, Coder-V2
    ("deepseek_v3", 61, 128, 128): _latent(61),  # V3, R1, V3.1
    ("deepseek_v3", 61, 64, 64): _latent(61),  # Kimi-K2 under the name of its base
    ("deepseek_v3", 27, 16, 16): _latent(27),  # Moonlight-16B-A3B
    ("kimi_vl", 27, 16, 16): _latent(27),
    ("kimi_k2", 61, 64, 64): _latent(61),
    ("kimi_k25", 61, 64, 64): _latent(61),
    ("mistral3", 61, 128, 128): _latent(61),  # Mistral-Large-3
    ("glm4_moe_lite", 47, 20, 20): _latent(47),  # GLM-4.7-Flash
    ("minicpm3", 62, 40, 40): _latent(62, 288),  # 256 + 32
    ("deepseek_v32", 61, 128, 128): _latent(61, 642),  # and an index: 128 bytes and a scale of 4
    # Sliding windows: which layers attend to everything, and how far back the others do.
    ("gemma2", 26, 8, 4): _windowed(13, 13, 4096),
    ("gemma2", 42, 16, 8): _windowed(21, 21, 4096),
    ("gemma2", 46, 32, 16): _windowed(23, 23, 4096),
    ("gemma3_text", 18, 4, 1): _windowed(3, 15, 512),
    ("gemma3_text", 26, 4, 1): _windowed(4, 22, 512),
    **{
        (name, *shape): form
        for name in ("gemma3", "gemma3_text")
        for shape, form in (
            ((34, 8, 4), _windowed(5, 29, 1024)),
            ((48, 16, 8), _windowed(8, 40, 1024)),
            ((62, 32, 16), _windowed(10, 52, 1024)),
        )
    },
    **{
        (name, *shape): form
        for name in ("gemma4", "gemma4_text", "gemma4_unified")
        for shape, form in (
            ((35, 8, 1), _gemma4(12, 1, 3, 1, window=512)),  # E2B: 20 layers borrow theirs
            ((42, 8, 2), _gemma4(20, 2, 4, 2, window=512)),  # E4B: 18 layers do
            ((30, 16, 8), _gemma4(25, 8, 5, 2)),
            ((48, 16, 8), _gemma4(40, 8, 8, 1)),
            ((60, 32, 16), _gemma4(50, 16, 10, 4)),
        )
    },
    ("gpt_oss", 24, 64, 8): _windowed(12, 12, 128),
    ("gpt_oss", 36, 64, 8): _windowed(18, 18, 128),
    ("llama4", 48, 40, 8): _windowed(12, 36, 8192),
    ("olmo3", 32, 32, 32): _windowed(8, 24, 4096),
    ("olmo3", 64, 40, 8): _windowed(16, 48, 4096),
    ("exaone4", 64, 40, 8): _windowed(16, 48, 4096),
    ("exaone4", 30, 32, 8): _plain(30),
    ("cohere2", 36, 16, 4): _windowed(9, 27, 4096),
    ("starcoder2", 30, 24, 2): _windowed(0, 30, 4096),
    ("starcoder2", 32, 36, 4): _windowed(0, 32, 4096),
    ("starcoder2", 40, 48, 4): _windowed(0, 40, 4096),
    # Multi-query attention, where the configuration has another key for the KV heads.
    ("falcon", 32, 71, 71): _shared_keys(32, 1, 64),  # falcon-7b, by its wrong number and
    ("falcon", 32, 71, 1): _shared_keys(32, 1, 64),  # by its right one
    ("falcon", 60, 128, 128): _shared_keys(60, 8, 64),  # falcon-40b, likewise
    ("falcon", 60, 128, 8): _shared_keys(60, 8, 64),
    # Layers with a state of fixed size beside layers that attend.
    ("qwen3_next", 48, 16, 2): _delta(12, 32),
    **{
        (name, *shape): form
        for name in ("qwen3_5", "qwen3_5_text", "qwen3_5_moe", "qwen3_5_moe_text")
        for shape, form in _QWEN_SIZES.items()
    },
    ("kimi_linear", 27, 32, 32): _hybrid(
        7, 20, 32 * 128 * 128, 4 * 3 * 32 * 128, numbers=576
    ),  # latent attention in the layers that attend
    ("nemotron_h", 52, 32, 2): _mamba2(6, 23, 64, 64),  # Nano-30B-A3B; 23 layers keep nothing
    ("nemotron_h", 88, 32, 2): _mamba2(8, 40, 128, 64),  # Super-120B-A12B
    ("nemotron_h", 56, 40, 8): _mamba2(4, 27, 128, 80),  # Nano-9B-v2
    ("jamba", 32, 32, 8): _hybrid(4, 28, 8192 * 16, 4 * 8192),  # v0.1, Mini
    ("granitemoehybrid", 40, 12, 4): _mamba2(4, 36, 48, 64),  # 4.0-h-tiny, h-1b
    ("granitemoehybrid", 40, 32, 8): _mamba2(4, 36, 128, 64, head_size=128),  # 4.0-h-small
    ("granitemoehybrid", 40, 40, 8): _plain(40),  # 4.0-micro
    ("lfm2", 16, 16, 8): _hybrid(6, 10, 0, 3 * 1024),
    ("lfm2", 16, 24, 8): _hybrid(6, 10, 0, 3 * 1536),
    ("lfm2", 16, 32, 8): _hybrid(6, 10, 0, 3 * 2048),
    ("lfm2", 30, 32, 8): _hybrid(8, 22, 0, 3 * 2048),
    ("lfm2_moe", 24, 32, 8): _hybrid(6, 18, 0, 3 * 2048),
    ("lfm2_moe", 40, 32, 8): _hybrid(10, 30, 0, 3 * 2048),
    # Architectures that are plain at these sizes and something else at others.
    ("mistral3", 26, 32, 8): _plain(26),
    ("mistral3", 34, 32, 8): _plain(34),
    ("mistral3", 40, 32, 8): _plain(40),
    ("mistral3", 88, 96, 8): _plain(88),
    ("mistral", 40, 32, 8): _plain(40),  # Nemo, Small
    ("mistral", 56, 48, 8): _plain(56),  # Codestral-22B, Small-2409
    ("mistral", 88, 96, 8): _plain(88),  # Large-2407
    ("mistral", 32, 32, 8): _plain(32, least_context=32_769),
    ("phi3", 40, 40, 10): _plain(40),  # phi-4
    ("phi3", 32, 24, 8): _plain(32),  # Phi-4-mini: a window of 262,144, twice its context
    ("phi3", 32, 32, 32): _plain(32, least_context=131_072),  # likewise, of the 128k models
}
"""Every reviewed model that is not plain whatever its size."""

MISTRAL_7B = ("mistral", 32, 32, 8)
MISTRAL_WINDOW = 4096
"""Mistral 7B v0.1 keeps this many tokens, v0.2 and v0.3 keep all; the rest of the configuration
is the same, and what was made from one of them seldom says from which."""

PHI3_MINI = ("phi3", 32, 32, 32)
PHI3_WINDOW = 2047
"""Phi-3-mini-4k keeps this many tokens, by its configuration."""


def kinds_of(shape: Shape, head_size: int | None) -> frozenset[str]:
    """Return the kinds of attention of a reviewed size; none of one that nobody has reviewed."""
    form = FORMS.get(shape)
    if form is None or form.head_size not in {None, head_size}:
        return frozenset()
    *_, heads, kept = shape
    found = {LATENT if form.latent else by_heads(heads, form.key_value_heads or kept)}
    if any(layers.window is not None for layers in form.layers):
        found.add(SLIDING)
    if form.state_bytes:
        found.add(STATE_SPACE)
    return frozenset(found)
