"""Conditions of licences that were read in their text, and which nobody has read yet."""

import pytest

from modeldex import paths
from modeldex.curated import licenses
from modeldex.licences import Licenses

DINO = "https://ai.meta.com/resources/models-and-libraries/dinov3-license/"
"""Model cards name this licence by its address."""


@pytest.fixture(scope="module", name="known")
def _known() -> Licenses:
    """Load every licence of the catalogue."""
    return licenses(paths.catalog())


@pytest.mark.parametrize(
    ("license_id", "commercial", "words"),
    [
        ("llama3.1", False, "700 million"),
        ("llama4", False, "European Union"),
        ("qwen", False, "100 million"),
        ("qwen", False, "Improved using Qwen"),
        ("tongyi-qianwen", False, "improve other language models"),
        ("hyperclovax-seed", False, "10 million"),
        ("stabilityai-ai-community", False, "registers commercial use"),
        ("tencent-hunyuan-community", False, "European Union"),
        ("plamo-community-license", False, "1 billion yen"),
        ("lfm1.0", False, "10 million USD"),
        ("jamba-open-model-license", False, "50 million USD"),
        ("baichuan2-community-license", False, "1 million daily users"),
        ("yi-license", False, "written permission"),
        ("cogvlm2", False, "registered"),
        ("k-exaone", False, "agreement with LG"),
        ("exaone", False, "begin with EXAONE"),
        ("lsal-1.2", False, "another licence"),
        ("tongyi-qianwen-research", False, "must ask Alibaba Cloud"),
        ("bigscience-bloom-rail-1.0", None, "medical advice"),
        ("bigcode-openrail-m", None, "Commercial use is allowed"),
        ("deepseek", None, "military"),
        ("falcon-llm-license", None, "must name Falcon"),
        ("apple-ascl", None, "none of its patents"),
        ("sam3-license", None, "weapons"),
        (DINO, None, "weapons"),
        ("gemma", None, "prohibited uses"),
        ("nvidia-open-model-license", True, "safety guards"),
    ],
)
def test_a_licence_asks_what_its_text_asks(
    known: Licenses, *, license_id: str, commercial: bool | None, words: str
) -> None:
    """Each read in the text under its `url`; SOURCES.md says where a copy was."""
    found = known[license_id]
    assert found.commercial is commercial
    assert words in (found.terms or "")
    assert found.url


def test_only_what_everybody_may_use_in_business_is_said_to_be_that(known: Licenses) -> None:
    """A limit, a registration or a list of forbidden uses keeps a licence out."""
    freely = {found.id for found in known.values() if found.commercial and found.condition}
    assert freely == {"nvidia-open-model-license", "nvidia-nemotron-open-model-license"}


def test_licences_that_nobody_has_read_say_so(known: Licenses) -> None:
    """Their texts were not to be had; whoever reads one takes it off this list."""
    unread = {found.id for found in known.values() if (found.terms or "").startswith("Its cond")}
    assert unread == {
        "eva-llama3.3",
        "helpingai",
        "hyperclovax",
        "iquestcoder",
        "kanana",
        "nvidia-open-model-agreement",
        "seallms",
        "stepfun-community-license",
    }
