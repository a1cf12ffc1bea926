"""Architectures by the kind of their attention, from the documentation of whoever runs them.

One is in a table only where every published size of it is so, by its documentation in Hugging Face
Transformers or vLLM, its paper or its configurations (see catalog/SOURCES.md). One that comes in
several forms is known by its reviewed sizes, in `forms`.
"""

FULL, GROUPED, MULTI_QUERY = "full", "grouped", "multi-query"
LATENT, SLIDING, STATE_SPACE = "latent", "sliding", "state-space"

KINDS = (FULL, GROUPED, MULTI_QUERY, LATENT, SLIDING, STATE_SPACE)
"""A key and a value for each head, for a group of heads, for all heads; one compressed vector for
all; in some layers only of the last tokens; in some layers a state of fixed size instead."""

PLAIN = frozenset(
    {
        *("apertus", "cohere", "ernie4_5", "ernie4_5_moe", "gemma", "glm", "glm4", "glm4_moe"),
        *("gpt2", "gpt_neox", "granite", "granitemoe", "hunyuan_v1_dense", "internlm2", "llama"),
        *("minimax_m2", "mixtral", "nemotron", "olmo", "olmo2", "olmoe", "opt", "phi"),
        *("qwen2", "qwen2_5_vl", "qwen2_moe", "qwen2_vl", "qwen3", "qwen3_moe", "qwen3_vl"),
        *("qwen3_vl_moe", "seed_oss", "smollm3", "stablelm"),
    }
)
"""Architectures in which every layer keeps the keys and values of every token, at any size."""

ENCODERS = frozenset(
    {
        *("albert", "bert", "camembert", "deberta-v2", "distilbert", "electra", "modernbert"),
        *("mpnet", "nomic_bert", "roberta", "xlm-roberta"),
    }
)
"""Architectures that read a text at once and keep nothing of it for a next token."""

MULTI_HEAD = ENCODERS | {
    *("bart", "biogpt", "bloom", "clip", "codegen", "gpt2", "gpt_neo", "gpt_neox", "gptj"),
    *("gptneox", "hubert", "m2m_100", "marian", "mbart", "mt5", "opt", "pegasus", "t5"),
    *("wav2vec2", "whisper", "xglm"),
}
"""Their configurations know one number of heads, so that each has its own key and value."""

LATENT_NAMES = frozenset(
    {
        *("deepseek2", "deepseek_v2", "deepseek_v3", "deepseek_v32", "glm4_moe_lite"),
        *("glm_moe_dsa", "kimi_k2", "kimi_k25", "kimi_linear", "kimi_vl", "minicpm3"),
    }
)
"""All heads share one compressed vector; numbers of KV heads mean nothing there."""

SLIDING_NAMES = frozenset(
    {
        *("afmoe", "cohere2", "deepseek_v4", "exaone_moe", "gemma2", "gemma3", "gemma3_text"),
        *("gemma3n", "gemma3n_text", "gemma4", "gemma4_text", "gemma4_unified", "gpt-oss"),
        *("gpt_neo", "gpt_oss", "laguna", "llama4", "llama4_text", "mimo_v2", "mimo_v2_flash"),
        *("modernbert", "olmo3", "recurrent_gemma"),
    }
)
"""Some layers at least see the last tokens only, or those of their own chunk."""

STATE_SPACE_NAMES = frozenset(
    {
        *("bailing_moe_linear", "bamba", "falcon-h1", "falcon_h1", "falcon_mamba", "jamba"),
        *("kimi_linear", "lfm2", "lfm2_moe", "lfm2_vl", "lfm2-vl", "mamba", "mamba2", "minimax"),
        *("nemotron_h", "qwen35", "qwen35moe", "qwen3_5", "qwen3_5_moe", "qwen3_5_moe_text"),
        *("qwen3_5_text", "qwen3_next", "qwen3next", "qwen4_exp", "qwen4_exp_text"),
        *("recurrent_gemma", "rwkv", "rwkv5", "rwkv6", "rwkv7", "zamba", "zamba2"),
    }
)
"""Mamba, RWKV, linear attention, the gated delta rule and short convolutions."""

HEADED = (PLAIN - MULTI_HEAD) | {
    *("afmoe", "cohere2", "deepseek_v4", "exaone", "exaone_moe", "falcon_h1", "gemma2", "gemma3"),
    *("gemma3_text", "gemma3n", "gemma3n_text", "gemma4", "gemma4_text", "gemma4_unified"),
    *("glm4v", "gpt_oss", "jamba", "laguna", "lfm2", "lfm2_moe", "lfm2_vl", "lfm2-vl", "llama4"),
    *("llama4_text", "mimo", "mimo_v2", "mimo_v2_flash", "minimax", "ministral3", "mistral"),
    *("mllama", "nemotron_h", "olmo3", "phi3", "qwen3_5", "qwen3_5_moe", "qwen3_5_moe_text"),
    *("qwen3_5_text", "qwen3_next"),
}
"""Architectures whose KV heads are those that the configuration states."""

BY_SIZE = frozenset({"exaone4", "falcon", "granitemoehybrid", "mistral3", "starcoder2"})
"""Architectures that come in several forms, each known by its layers and heads."""


def by_heads(heads: int, key_value_heads: int) -> str:
    """Return the kind of attention in which so many heads share so many keys and values."""
    if key_value_heads == 1 < heads:
        return MULTI_QUERY
    return FULL if key_value_heads >= heads else GROUPED
