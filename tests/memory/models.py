"""Entries as small as memory needs them."""

from datetime import date

from modeldex.entry import Entry, Origin, Source

SOURCE = Source(name="config.json", as_of=date(2026, 11, 22))


def model(
    name: str,
    architecture: str | None = None,
    shape: tuple[int, int, int] | None = None,
    *,
    head_size: int | None = 128,
    parameters: int | None = 1_000_000_000,
    context_tokens: int | None = None,
    size_bytes: int | None = None,
    quantized: tuple[str, ...] = (),
) -> Entry:
    """Return an entry with a shape of (layers, attention heads, KV heads)."""
    layers, heads, kv_heads = shape or (None, None, None)
    return Entry(
        id=name,
        name=name,
        origin=Origin.HUB,
        source=SOURCE,
        architecture=architecture,
        parameters=parameters,
        size_bytes=size_bytes,
        layers=layers,
        attention_heads=heads,
        key_value_heads=kv_heads,
        head_size=head_size,
        context_tokens=context_tokens,
        quantized=quantized,
    )


LLAMA = model(
    "meta-llama/Llama-3.1-8B", "llama", (32, 32, 8), parameters=8_030_261_248, context_tokens=131072
)
