"""A slot as the Hub's JSON: the values of its own, filled into the templates of its body."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.standin.bodies import Body, body
from tests.standin.churn import World
from tests.standin.dice import mixed
from tests.standin.models import iso
from tests.standin.words import listed

LISTED = listed(
    "author baseModels cardData config createdAt disabled downloads downloadsAllTime evalResults "
    "gated gguf inference inferenceProviderMapping lastModified library_name likes mask_token "
    "model-index pipeline_tag private resourceGroup safetensors sha siblings spaces tags "
    "transformersInfo trendingScore widgetData xetEnabled"
)
"""What the listing lets one expand."""

DETAILED = tuple(sorted((*LISTED, "childrenModelCount", "usedStorage")))
"""What the detail route lets one expand."""

PLAIN = listed(
    "likes trendingScore private downloads tags pipeline_tag library_name createdAt modelId"
)
"""What an item of the listing carries when nothing is expanded."""

PLAIN_DETAIL = listed(
    "private pipeline_tag library_name tags downloads likes modelId author sha lastModified gated "
    "disabled mask_token widgetData model-index config cardData transformersInfo gguf spaces "
    "siblings createdAt safetensors usedStorage"
)

_GAP = re.compile(r"«(\w+)»")


class Writer:
    """Writes records of a world with one choice of properties."""

    def __init__(self, world: World, properties: tuple[str, ...]) -> None:
        self._world = world
        self._properties = properties
        self._forms: dict[int, tuple[list[str], list[str]]] = {}
        self._bases: dict[int, tuple[str, str]] = {}

    def write(self, slot: int) -> str:
        """Return the record as JSON text; what is unknown is absent."""
        world, models = self._world, self._world.models
        touch = world.touched.get(slot)
        version = touch.version if touch else 0
        source = world if touch else models  # whatever never was touched is asked directly
        created, id_ = source.created(slot), source.id(slot)
        bits = mixed(models.seed + version, slot)
        base, base_id = self._base(bits % min(slot + 1, 5_000))
        total = models.parameters(slot)
        downloads = source.figure("downloads", slot)
        values = {
            "_id": models.object_id(slot, created),
            "id": id_,
            "author": id_.partition("/")[0],
            "created": iso(created),
            "modified": iso(source.modified(slot)),
            "downloads": str(downloads),
            "all_time": str(downloads * 9),
            "likes": str(source.figure("likes", slot)),
            "trending": str(source.figure("trendingScore", slot)),
            "gated": source.gated(slot),
            "sha": f"{bits:016x}{bits ^ 0x5DEECE66D5DEECE6:016x}{slot:08x}",
            "base": base,
            "base_id": base_id,
            "total": str(total),
            "total_and_1024": str(total + 1_024),
            "storage": str(total * 2),
        }
        form, names = self._form(models.body_number(slot, version))
        filled = form.copy()
        filled[1::2] = [values[name] for name in names]
        return "".join(filled)

    def _base(self, slot: int) -> tuple[str, str]:
        """Return id and `_id` of a model that others are made from."""
        made = self._bases.get(slot)
        if made is None:
            models = self._world.models
            made = models.id(slot), models.object_id(slot, models.created(slot))
            self._bases[slot] = made
        return made

    def _form(self, number: int) -> tuple[list[str], list[str]]:
        """Return a body's text with gaps at the odd places, and what fills each gap."""
        made = self._forms.get(number)
        if made is None:
            templates = body(self._world.models.seed, number).templates
            texts = ['"_id":"«_id»"', '"id":"«id»"']
            texts += [f'"{key}":{templates[key]}' for key in self._properties if key in templates]
            form = _GAP.split("{" + ",".join(texts) + "}")
            made = self._forms[number] = form, form[1::2]
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


def census(world: World) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield `_id`, id, lastModified, downloads and likes of every record, 4 µs each.

    In the order of creation, as `truth` is; for millions, where whole records take minutes.
    """
    for slot in world.slots():
        yield (
            world.object_id(slot),
            world.id(slot),
            iso(world.modified(slot)),
            world.figure("downloads", slot),
            world.figure("likes", slot),
        )
