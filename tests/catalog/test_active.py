"""Active parameters of the mixtures of experts that people know, as published."""

import re
from itertools import chain

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.entry import Entry

NAMED = re.compile(r"-A(\d+(?:\.\d+)?)([BM])(?![a-z0-9])", re.IGNORECASE)
"""How makers write the figure into the name: `Qwen3-30B-A3B`, `granite-3.1-3b-a800m`."""


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry that has a figure."""
    every = chain.from_iterable(shipped(paths.catalog()))
    return {entry.id: entry for entry in every if entry.active_parameters is not None}


@pytest.mark.parametrize(
    ("model", "billions", "page"),
    [
        ("deepseek-ai/DeepSeek-V3", 37, "github.com/deepseek-ai/DeepSeek-V3"),
        ("deepseek-ai/DeepSeek-R1-0528", 37, "github.com/deepseek-ai/DeepSeek-R1"),
        ("deepseek-ai/DeepSeek-V2", 21, "github.com/deepseek-ai/DeepSeek-V2"),
        ("deepseek-ai/DeepSeek-V2-Lite", 2.4, "github.com/deepseek-ai/DeepSeek-V2"),
        ("deepseek-ai/DeepSeek-V4-Pro", 49, "deepseekai.guide, vllm-project/recipes"),
        ("deepseek-ai/DeepSeek-V4-Flash", 13, "docs.venice.ai, vllm-project/recipes"),
        ("moonshotai/Kimi-K2-Instruct", 32, "moonshotai.github.io/Kimi-K2"),
        ("moonshotai/Kimi-K3", 104, "arXiv 2607.24653, table 1 (104.2); cloud.baidu.com"),
        ("zai-org/GLM-4.5", 32, "huggingface.co/docs/transformers/en/model_doc/glm4_moe"),
        ("zai-org/GLM-4.5-Air", 12, "huggingface.co/docs/transformers/en/model_doc/glm4_moe"),
        ("zai-org/GLM-5", 40, "siliconflow.com, sgl-project/sgl-cookbook"),
        ("zai-org/GLM-5.3-Flash", 18, "huggingface.co/docs/transformers glm5_next"),
        ("MiniMaxAI/MiniMax-M2", 10, "vercel.com/ai-gateway/models/minimax-m2"),
        ("MiniMaxAI/MiniMax-M3", 23, "docs.nvidia.com, docs.sglang.io, inference.readthedocs.io"),
        ("MiniMaxAI/MiniMax-Text-01", 45.9, "huggingface.co/MiniMaxAI/MiniMax-Text-01"),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", 13, "docs.nvidia.com/nemo"),
        ("mistralai/Mixtral-8x22B-Instruct-v0.1", 39, "ollama.com/library/mixtral"),
        ("mistralai/Mistral-Large-3-675B-Instruct-2512", 41, "vercel.com/ai-gateway"),
        ("mistralai/Mistral-Small-4-119B-2603", 6.5, "sgl-project/sgl-cookbook"),
        ("meta-llama/Llama-4-Scout-17B-16E-Instruct", 17, "its name; sgl-cookbook"),
        ("meta-llama/Llama-4-Maverick-17B-128E-Instruct", 17, "its name; sgl-cookbook"),
        ("openai/gpt-oss-120b", 5.1, "huggingface.co/openai/gpt-oss-120b"),
        ("openai/gpt-oss-20b", 3.6, "huggingface.co/openai/gpt-oss-20b"),
        ("Qwen/Qwen3-30B-A3B", 3.3, "vllm-project/recipes"),
        ("Qwen/Qwen3-235B-A22B", 22, "its name"),
        ("Qwen/Qwen3-Next-80B-A3B-Instruct", 3, "its name"),
        ("Qwen/Qwen3.5-397B-A17B", 17, "its name; sgl-cookbook"),
        ("XiaomiMiMo/MiMo-V2-Flash", 15, "github.com/xiaomimimo/mimo-v2-flash"),
        ("stepfun-ai/Step-3.5-Flash", 11, "sgl-project/sgl-cookbook"),
        ("arcee-ai/Trinity-Mini", 3, "huggingface.co/arcee-ai/Trinity-Mini"),
        ("ai21labs/Jamba-v0.1", 12, "huggingface.co/ai21labs/Jamba-v0.1"),
        ("microsoft/Phi-3.5-MoE-instruct", 6.6, "transformers model_doc/phimoe"),
        ("nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16", 12, "its name"),
        ("google/gemma-4-26B-A4B-it", 4, "its name; sgl-cookbook"),
        ("ibm-granite/granite-3.1-3b-a800m-instruct", 0.8, "its name"),
    ],
)
def test_the_figure_is_the_published_one(
    entries: dict[str, Entry], model: str, billions: float, page: str
) -> None:
    """Looked up by hand on the page named."""
    assert entries[model].active_parameters == billions * 1e9, page


def test_a_part_is_smaller_than_the_whole(entries: dict[str, Entry]) -> None:
    """And no figure stands for a model that uses nearly all of itself for each token."""
    assert len(entries) >= 250
    for entry in entries.values():
        assert entry.active_parameters is not None
        if entry.parameters is not None:
            assert entry.active_parameters < 0.6 * entry.parameters, entry.id


def test_a_figure_that_the_name_states_is_the_one_in_the_name(entries: dict[str, Entry]) -> None:
    """Rounded as the name rounds: Qwen3-30B-A3B has 3.3 billion, which the name calls 3."""
    stated = [(entry, found) for entry in entries.values() if (found := NAMED.search(entry.id))]
    assert len(stated) >= 100
    for entry, found in stated:
        figure = float(found[1]) * (1e9 if found[2] in "bB" else 1e6)
        assert entry.active_parameters == pytest.approx(figure, rel=0.15), entry.id


def test_each_figure_says_where_it_was_published(entries: dict[str, Entry]) -> None:
    """No figure comes from the source that computes them."""
    for entry in entries.values():
        source = entry.source_of("active")
        assert source != entry.source, entry.id
        assert (source.url or "").startswith("https://"), entry.id


@pytest.mark.parametrize(
    ("model", "other"),
    [
        ("zai-org/GLM-5.2", "39B"),
        ("MiniMaxAI/MiniMax-M3", "26B"),
        ("mistralai/Mistral-Large-3-675B-Instruct-2512", "22B"),
    ],
)
def test_where_sources_differ_both_are_kept(
    entries: dict[str, Entry], model: str, other: str
) -> None:
    """The figure that two sources share is shown, the one that stands alone is contested."""
    assert [c.value for c in entries[model].contested if c.field == "active"] == [other]
