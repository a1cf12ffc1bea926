"""Kinds of attention: what a model keeps of a text, and how its layers look back at it.

An architecture is in one of these tables only where every published size of it is so, by its
documentation in Hugging Face Transformers or vLLM, its paper or its configurations (see
catalog/SOURCES.md). One that comes in several forms is known by its reviewed sizes.
"""

from functools import lru_cache

from modeldex.attention.forms import ENCODERS, FORMS, PLAIN, Form
from modeldex.attention.geometry import completed
from modeldex.entry import Entry

FULL, GROUPED, MULTI_QUERY = "full", "grouped", "multi-query"
LATENT, SLIDING, STATE_SPACE = "latent", "sliding", "state-space"

KINDS = (FULL, GROUPED, MULTI_QUERY, LATENT, SLIDING, STATE_SPACE)
"""A key and a value for each head, for a group of heads, for all heads; one compressed vector for
all; in some layers only of the last tokens; in some layers a state of fixed size instead."""

_MULTI_HEAD = ENCODERS | {
    *("bart", "biogpt", "bloom", "clip", "codegen", "gpt2", "gpt_neo", "gpt_neox", "gptj"),
    *("gptneox", "hubert", "m2m_100", "marian", "mbart", "mt5", "opt", "pegasus", "t5"),
    *("wav2vec2", "whisper", "xglm"),
}
"""Their configurations know one number of heads, so that each has its own key and value."""

_LATENT = frozenset(
    {
        *("deepseek2", "deepseek_v2", "deepseek_v3", "deepseek_v32", "glm4_moe_lite"),
        *("glm_moe_dsa", "kimi_k2", "kimi_k25", "kimi_linear", "kimi_vl", "minicpm3"),
    }
)

_SLIDING = frozenset(
    {
        *("afmoe", "cohere2", "deepseek_v4", "exaone_moe", "gemma2", "gemma3", "gemma3_text"),
        *("gemma3n", "gemma3n_text", "gemma4", "gemma4_text", "gemma4_unified", "gpt-oss"),
        *("gpt_neo", "gpt_oss", "laguna", "llama4", "llama4_text", "mimo_v2", "mimo_v2_flash"),
        *("modernbert", "olmo3", "recurrent_gemma"),
    }
)

_STATE_SPACE = frozenset(
    {
        *("bailing_moe_linear", "bamba", "falcon-h1", "falcon_h1", "falcon_mamba", "jamba"),
        *("kimi_linear", "lfm2", "lfm2_moe", "lfm2_vl", "lfm2-vl", "mamba", "mamba2", "minimax"),
        *("nemotron_h", "qwen35", "qwen35moe", "qwen3_5", "qwen3_5_moe", "qwen3_5_moe_text"),
        *("qwen3_5_text", "qwen3_next", "qwen3next", "qwen4_exp", "qwen4_exp_text"),
        *("recurrent_gemma", "rwkv", "rwkv5", "rwkv6", "rwkv7", "zamba", "zamba2"),
    }
)
"""Mamba, RWKV, linear attention, the gated delta rule and short convolutions."""

_HEADED = (PLAIN - _MULTI_HEAD) | {
    *("afmoe", "cohere2", "deepseek_v4", "exaone", "exaone_moe", "falcon_h1", "gemma2", "gemma3"),
    *("gemma3_text", "gemma3n", "gemma3n_text", "gemma4", "gemma4_text", "gemma4_unified"),
    *("glm4v", "gpt_oss", "jamba", "laguna", "lfm2", "lfm2_moe", "lfm2_vl", "lfm2-vl", "llama4"),
    *("llama4_text", "mimo", "mimo_v2", "mimo_v2_flash", "minimax", "ministral3", "mistral"),
    *("mllama", "nemotron_h", "olmo3", "phi3", "qwen3_5", "qwen3_5_moe", "qwen3_5_moe_text"),
    *("qwen3_5_text", "qwen3_next"),
}
"""Architectures whose KV heads are those that the configuration states."""


def kinds(entry: Entry) -> tuple[str, ...] | None:
    """Return the kinds of attention of `entry` that are sure, in the order of KINDS.

    Worked out from its architecture, layers and heads. None where nothing is sure; a kind that is
    not named may be there all the same: Mistral 7B has a window in its first version only.
    """
    if entry.architecture is None:
        return None
    whole = completed(entry)
    heads = whole.attention_heads, whole.key_value_heads
    return _kinds(entry.architecture, whole.layers, *heads, whole.head_size)


def kinds_of_form(form: Form, heads: int, key_value_heads: int) -> frozenset[str]:
    """Return the kinds of attention of one reviewed size, which has this many heads."""
    kept = form.key_value_heads or key_value_heads
    found = {LATENT if form.latent else _by_heads(heads, kept)}
    if any(layers.window is not None for layers in form.layers):
        found.add(SLIDING)
    if form.state_bytes:
        found.add(STATE_SPACE)
    return frozenset(found)


@lru_cache(maxsize=1 << 12)
def _kinds(
    architecture: str,
    layers: int | None,
    heads: int | None,
    key_value_heads: int | None,
    head_size: int | None,
) -> tuple[str, ...] | None:
    """Return what `kinds` does, worked out once for each of some thousand shapes."""
    name = architecture.lower()
    tables = ((FULL, _MULTI_HEAD), (LATENT, _LATENT), (SLIDING, _SLIDING))
    found = {kind for kind, names in (*tables, (STATE_SPACE, _STATE_SPACE)) if name in names}
    if heads and key_value_heads:
        if name in _HEADED:
            found.add(_by_heads(heads, key_value_heads))
        elif layers and not found:
            form = FORMS.get((name, layers, heads, key_value_heads))
            if form is not None and form.head_size in {None, head_size}:
                found |= kinds_of_form(form, heads, key_value_heads)
    return tuple(kind for kind in KINDS if kind in found) or None


def _by_heads(heads: int, key_value_heads: int) -> str:
    if key_value_heads == 1 < heads:
        return MULTI_QUERY
    return FULL if key_value_heads >= heads else GROUPED
