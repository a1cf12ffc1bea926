"""The properties of a likely record, at the rates of the real Hub of October 2026.

Text of the form «name» and «#name» (a number, or other bare JSON) is filled in for each record.
"""

import math
from random import Random
from typing import Any

from tests.standin import words
from tests.standin.dice import leaning

Facts = dict[str, Any]
"""Property of the Hub to value; what is unknown is absent."""

_ALWAYS: Facts = {
    "author": "«author»",
    "createdAt": "«created»",
    "disabled": False,
    "downloads": "«#downloads»",
    "downloadsAllTime": "«#all_time»",
    "gated": "«#gated»",
    "lastModified": "«modified»",
    "likes": "«#likes»",
    "modelId": "«id»",
    "private": False,
    "sha": "«sha»",
    "trendingScore": "«#trending»",
    "usedStorage": "«#storage»",
    "xetEnabled": True,
}


def likely_facts(chance: Random) -> Facts:
    """Return one set of properties."""
    facts = dict(_ALWAYS)
    if chance.random() > 0.43:
        facts["pipeline_tag"] = leaning(chance, words.TASKS)
    if chance.random() > 0.34:
        facts["library_name"] = leaning(chance, words.LIBRARIES)
    if chance.random() < 0.23:
        facts["safetensors"] = _weights(chance)
    if chance.random() < 0.14:
        facts["gguf"] = _quantized(chance)
    if chance.random() < 0.4:
        facts["baseModels"] = {
            "relation": leaning(chance, ("finetune", "quantized", "adapter", "merge")),
            "models": [{"_id": "«base_id»", "id": "«base»"}],
        }
    card = _card(chance, facts)
    facts["tags"] = _tags(chance, facts, card)
    facts["siblings"] = [{"rfilename": name} for name in words.FILES[: chance.randint(2, 9)]]
    if card:
        facts["cardData"] = card
    _add_rare(facts, chance)
    return facts


def _weights(chance: Random) -> Facts:
    kind = leaning(chance, ("BF16", "F32", "F16", "F8_E4M3"))
    if chance.random() < 0.15:
        return {"parameters": {kind: "«#total»", "I32": 1_024}, "total": "«#total_and_1024»"}
    return {"parameters": {kind: "«#total»"}, "total": "«#total»"}


def _quantized(chance: Random) -> Facts:
    return {
        "total": "«#total»",
        "architecture": leaning(chance, ("llama", "qwen2", "qwen3moe", "gemma3", "phi3", "bert")),
        "context_length": leaning(chance, (32_768, 131_072, 4_096, 8_192, 1_048_576, 512)),
        "chat_template": leaning(chance, words.CHAT_TEMPLATES),
        "quantize_imatrix_file": "imatrix.dat",
        "totalFileSize": "«#storage»",
    }


def _card(chance: Random, facts: Facts) -> Facts:
    card: Facts = {}
    if chance.random() < 0.72:
        card |= words.CARD_OF_LICENCE.get(name := leaning(chance, words.LICENCES), {})
        card["license"] = name
    if chance.random() < 0.45:
        card["language"] = sorted({leaning(chance, words.LANGUAGES) for _ in range(4)})
    if chance.random() < 0.3:
        card["datasets"] = [leaning(chance, words.DATASETS) for _ in range(chance.randint(1, 3))]
    if "baseModels" in facts:
        card["base_model"] = "«base»" if chance.random() < 0.3 else ["«base»"]
    for key in ("library_name", "pipeline_tag"):
        if key in facts and chance.random() < 0.6:
            card[key] = facts[key]
    if chance.random() < 0.6:
        card["tags"] = [leaning(chance, words.TAGS) for _ in range(chance.randint(1, 6))]
    if chance.random() < 0.3:
        card["widget"] = [{"text": f"Example {number} of «id»"} for number in range(3)]
    if chance.random() < 0.2:
        card["model-index"] = [_model_index(chance)]
    return card


def _model_index(chance: Random) -> Facts:
    results = [
        {
            "task": {"type": leaning(chance, words.TASKS), "name": "Task"},
            "dataset": {"name": name, "type": name, "split": "test"},
            "metrics": [{"type": "acc", "value": round(chance.random() * 100, 2), "name": "acc"}],
        }
        for name in chance.sample(words.DATASETS, 4)
    ]
    return {"name": "«id»", "results": results}


def _tags(chance: Random, facts: Facts, card: Facts) -> list[str]:
    """Return about ten tags: 90 % of the records have at most 18, 99 % at most 36."""
    tags = [facts[key] for key in ("library_name", "pipeline_tag") if key in facts]
    tags += [key for key in ("safetensors", "gguf") if key in facts]
    tags += card.get("language", [])
    tags += [f"dataset:{name}" for name in card.get("datasets", ())]
    if "baseModels" in facts:
        tags += ["base_model:«base»", f"base_model:{facts['baseModels']['relation']}:«base»"]
    if isinstance(card.get("license"), str):
        tags.append(f"license:{card['license']}")
    wanted = round(10 * math.exp(0.5 * chance.gauss()))
    tags += [leaning(chance, words.TAGS) for _ in range(wanted - len(tags) - 1)]
    return [*dict.fromkeys(tags), "region:us"]


def _add_rare(facts: Facts, chance: Random) -> None:
    task = facts.get("pipeline_tag", "text-generation")
    if facts.get("library_name") == "transformers":
        facts["config"] = {"architectures": ["LanternForCausalLM"], "model_type": "lantern"}
        facts["transformersInfo"] = {"auto_model": "AutoModel", "pipeline_tag": task}
    if task == "fill-mask":
        facts["mask_token"] = "<mask>"  # noqa: S105  (the Hub calls a placeholder a token)
    if chance.random() < 0.1:
        facts["spaces"] = ["acme/demo", "acme/leaderboard"]
        facts["widgetData"] = [{"text": "Once upon a time"}]
        facts["childrenModelCount"] = "«#likes»"
    if "model-index" in (facts.get("cardData") or {}):
        facts["model-index"] = facts["cardData"]["model-index"]
    if chance.random() < 0.05:
        facts["inference"] = "warm"
        facts["inferenceProviderMapping"] = _mapping(chance, task)
    if chance.random() < 0.05:
        facts["evalResults"] = _results(chance)


def _mapping(chance: Random, task: str) -> object:
    """Return both shapes that the Hub uses: a list with the names inside, or keyed by name."""
    named = {
        name: {"status": "live", "providerId": "«id»", "task": task, "isModelAuthor": False}
        for name in chance.sample(words.PROVIDERS, chance.randint(1, 4))
    }
    if chance.random() < 0.5:
        return named
    return [{"provider": name, **facts} for name, facts in named.items()]


def _results(chance: Random) -> list[Facts]:
    """Return results, merged or claimed by anyone, and files that the Hub could not read."""
    found: list[Facts] = []
    for number, (benchmark, task) in enumerate(chance.sample(words.BENCHMARKS, 2)):
        filename = f".eval_results/{number}.yaml"
        data = {
            "dataset": {"id": benchmark, "task_id": task},
            "value": round(chance.random() * chance.choice((1, 100)), 3),
            "date": "2026-05-01T00:00:00.000Z",
            "source": {"url": "https://huggingface.co/«id»", "name": "Model card"},
        }
        found.append({"filename": filename, "verified": chance.random() < 0.2, "data": data})
        if chance.random() < 0.3:
            found[-1]["pullRequest"] = number + 1
    if chance.random() < 0.2:
        found.append({"filename": ".eval_results/bad.yaml", "error": "value: expected a number"})
    return found
