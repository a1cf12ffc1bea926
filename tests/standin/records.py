"""A slot as the Hub's JSON: the values of its own, filled into the templates of its body."""

import json
from collections.abc import Iterator
from typing import Any

from tests.standin.bodies import Body, body
from tests.standin.churn import World
from tests.standin.dice import mixed
from tests.standin.models import iso

LISTED = tuple(
    "author baseModels cardData config createdAt disabled downloads downloadsAllTime evalResults "
    "gated gguf inference inferenceProviderMapping lastModified library_name likes mask_token "
    "model-index pipeline_tag private resourceGroup safetensors sha siblings spaces tags "
    "transformersInfo trendingScore widgetData xetEnabled".split()
)
"""What the listing lets one expand."""

DETAILED = tuple(sorted((*LISTED, "childrenModelCount", "usedStorage")))
"""What the detail route lets one expand."""

PLAIN = tuple(
    "likes trendingScore private downloads tags pipeline_tag library_name createdAt modelId".split()
)
"""What an item of the listing carries when nothing is expanded."""

PLAIN_DETAIL = tuple(
    "private pipeline_tag library_name tags downloads likes modelId author sha lastModified gated "
    "disabled mask_token widgetData model-index config cardData transformersInfo gguf spaces "
    "siblings createdAt safetensors usedStorage".split()
)


class Writer:
    """Writes records of a world with one choice of properties."""

    def __init__(self, world: World, properties: tuple[str, ...]) -> None:
        self._world = world
        self._properties = properties
        self._formats: dict[int, str] = {}

    def write(self, slot: int) -> str:
        """Return the record as JSON text; what is unknown is absent."""
        world, models = self._world, self._world.models
        touch = world.touched.get(slot)
        version = touch.version if touch else 0
        created, id_ = world.created(slot), world.id(slot)
        bits = mixed(models.seed + version, slot)
        base = bits % min(slot + 1, 5_000)
        total = models.parameters(slot)
        downloads = world.figure("downloads", slot)
        return self._format(models.body_number(slot, version)) % {
            "_id": models.object_id(slot, created),
            "id": id_,
            "author": id_.partition("/")[0],
            "created": iso(created),
            "modified": iso(world.modified(slot)),
            "downloads": downloads,
            "all_time": downloads * 9,
            "likes": world.figure("likes", slot),
            "trending": world.figure("trendingScore", slot),
            "gated": world.gated(slot),
            "sha": f"{bits:016x}{bits ^ 0x5DEECE66D5DEECE6:016x}{slot:08x}",
            "base": models.id(base),
            "base_id": models.object_id(base, models.created(base)),
            "total": total,
            "total_and_1024": total + 1_024,
            "storage": total * 2,
        }

    def _format(self, number: int) -> str:
        made = self._formats.get(number)
        if made is None:
            templates = body(self._world.models.seed, number).templates
            parts = ['"_id":"%(_id)s"', '"id":"%(id)s"']
            parts += [f'"{key}":{templates[key]}' for key in self._properties if key in templates]
            made = self._formats[number] = "{" + ",".join(parts) + "}"
        return made


def body_of(world: World, slot: int) -> Body:
    """Return the body that the slot has now."""
    touch = world.touched.get(slot)
    return body(world.models.seed, world.models.body_number(slot, touch.version if touch else 0))


def truth(world: World, properties: tuple[str, ...] = LISTED) -> Iterator[dict[str, Any]]:
    """Yield every record the Hub shows now, in the order of creation: what a walk must give."""
    writer = Writer(world, properties)
    for slot in world.slots():
        yield json.loads(writer.write(slot))
