"""Bytes of an entry's weights in each form in which they are run."""

from modeldex.entry import Entry
from modeldex.fields import QUANTIZATION_BITS

GGUF_BITS = {
    "iq1_s": 2.0042,
    "iq1_m": 2.1460,
    "iq2_xxs": 2.3824,
    "iq2_xs": 2.5882,
    "iq2_s": 2.7403,
    "iq2_m": 2.9294,
    "q2_k_s": 2.9697,
    "iq3_xxs": 3.2548,
    "iq3_xs": 3.4977,
    "q3_k_s": 3.6429,
    "iq3_s": 3.6606,
    "iq3_m": 3.7628,
    "q3_k_l": 4.2979,
    "iq4_xs": 4.4597,
    "q4_k_s": 4.6672,
    "iq4_nl": 4.6818,
    "q5_k_s": 5.5704,
}
"""Bits per weight of the forms that no field shows, as llama.cpp's quantize tool reports them for
Llama 3.1 8B. A large model has fewer of the tensors that are kept finer: some 2 % less for 70 B."""

ALIASES = {
    "q2_k": "q2",
    "q3_k_m": "q3",
    "q4_k_m": "q4",
    "q5_k_m": "q5",
    "q6_k": "q6",
    "q8_0": "q8",
    "f16": "bf16",
    "fp16": "bf16",
    "fp32": "f32",
}
"""Other names of forms: those of GGUF files, and 16 bits by any name."""

BITS = dict(
    sorted({**GGUF_BITS, **QUANTIZATION_BITS, "f32": 32.0}.items(), key=lambda item: item[1])
)
"""Bits per weight of every form, ascending."""

_NATIVE = 0.1
"""A published size that is within a tenth of a form of whole bits is the size in that form: FP8
files of DeepSeek-V3 keep some tensors finer and have 8.05 bits per weight."""


def form(name: str) -> str | None:
    """Return the key in BITS that `name` means, in any case; None when it means none."""
    lower = name.lower().replace("-", "_")
    lower = ALIASES.get(lower, lower)
    return lower if lower in BITS else None


def weights_bytes(entry: Entry, quantization: str) -> int | None:
    """Return the bytes of the weights of `entry`, `quantization` being a key of BITS.

    The size the files are published with, where they are in that form; else parameters times
    bits. None where the number of parameters is unknown.
    """
    if entry.parameters is None:
        return None
    if quantization == native(entry) and entry.size_bytes is not None:
        return entry.size_bytes
    return round(entry.parameters * BITS[quantization] / 8)


def native(entry: Entry) -> str | None:
    """Return the form in which the published files are: `fp8`, `bf16`, `f32`; None: unknown."""
    if not entry.parameters or not entry.size_bytes:
        return None
    bits = entry.size_bytes * 8 / entry.parameters
    near = (key for key in ("fp8", "bf16", "f32") if abs(bits / BITS[key] - 1) <= _NATIVE)
    return next(near, None)
