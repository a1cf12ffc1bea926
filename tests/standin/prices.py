"""Hosted prices: the router's /v1/models and the /api.json of models.dev, in their real shapes."""

import json
from typing import Any

from tests.standin.churn import World
from tests.standin.dice import dice
from tests.standin.models import iso
from tests.standin.words import PROVIDERS

HOSTED = 137
"""How many models the router offered on 2026-10-08."""


def router(world: World) -> str:
    """Return the router's document: the models with the most downloads, prices by the epoch."""
    models, listed = world.models, []
    for rank in range(min(HOSTED, models.count)):
        slot = models.rankings["downloads"].slot(rank)
        if world.visible(slot):
            chance = dice(models.seed, "router", slot, world.epoch // 4)
            names = chance.sample(PROVIDERS, chance.randint(1, 5))
            listed.append(
                {
                    "id": world.id(slot),
                    "object": "model",
                    "created": world.created(slot),
                    "owned_by": world.id(slot).partition("/")[0],
                    "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]},
                    "providers": [_offer(name, chance.random()) for name in names],
                }
            )
    return json.dumps({"object": "list", "data": listed})


def _offer(provider: str, share: float) -> dict[str, Any]:
    """Return an offer; all but the name may be missing, and a third of it is."""
    offer: dict[str, Any] = {"provider": provider, "status": "live" if share < 0.9 else "staging"}
    if share < 0.7:
        offer["context_length"] = 131_072
        offer["pricing"] = {"input": round(share * 3, 3), "output": round(share * 9, 3)}
    if share < 0.5:
        offer |= {"supports_tools": True, "supports_structured_output": share < 0.2}
        offer |= {"first_token_latency_ms": int(share * 3_000), "throughput": share * 100}
        offer["is_model_author"] = False
    return offer


def models_dev(world: World) -> str:
    """Return the document of models.dev: vendors' own models, and hosts of the Hub's."""
    models = world.models
    ids = [
        world.id(models.rankings["downloads"].slot(rank)) for rank in range(min(20, models.count))
    ]
    vendors = {"anthemic": ["verse-5", "verse-5-mini", "verse-4"], "halcyon": ["h-2", "h-2-pro"]}
    offers = {name: ids[number::3] for number, name in enumerate(PROVIDERS[:3])}
    document = {
        name: {
            "id": name,
            "name": name.title(),
            "env": [f"{name.upper()}_API_KEY"],
            "npm": f"@ai-sdk/{name}",
            "doc": f"https://{name}.example/models",
            "models": {each: _model(world, name, each, open_=name in offers) for each in listed},
        }
        for name, listed in (vendors | offers).items()
    }
    return json.dumps(document)


def _model(world: World, provider: str, id_: str, *, open_: bool) -> dict[str, Any]:
    """Return one model with the known faults: missing or zero cost, wrong `open_weights`."""
    chance = dice(world.models.seed, "models.dev", provider, id_, world.epoch // 4)
    price = round(chance.random() * 3, 2)
    model: dict[str, Any] = {
        "id": id_,
        "name": id_.rpartition("/")[2].replace("-", " ").title(),
        "attachment": chance.random() < 0.3,
        "reasoning": chance.random() < 0.4,
        "tool_call": chance.random() < 0.7,
        "release_date": "2026-03-01",
        "last_updated": iso(world.now)[:10],
        "modalities": {"input": ["text"], "output": ["text"]},
        "open_weights": open_ if chance.random() < 0.9 else not open_,
        "limit": {"context": 200_000, "output": 64_000},
    }
    if chance.random() < 0.52:
        model["knowledge"] = "2025-08"
    if chance.random() < 0.9:
        zero = chance.random() < 0.05
        model["cost"] = {"input": 0 if zero else price, "output": 0 if zero else price * 4}
        if chance.random() < 0.4:
            model["cost"] |= {"cache_read": round(price / 10, 3)}
        if chance.random() < 0.2:
            over = {
                "input": price * 2,
                "output": price * 6,
                "tier": {"type": "context", "size": 200_000},
            }
            model["cost"]["tiers"] = [over]
    if chance.random() < 0.1:
        model["status"] = "deprecated"
    return model
