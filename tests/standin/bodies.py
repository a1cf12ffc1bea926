"""What a record says beside its name, dates and figures: one of some thousand bodies.

A body is a set of templates, one a property, already in JSON. Filling one in costs a
few µs; making a record of 1.2 kB afresh would cost 50 µs, and the client needs the machine too.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tests.standin.dice import dice
from tests.standin.facts import Facts, likely_facts
from tests.standin.oddities import make_odd

BODIES = 2048
"""Plain bodies; more would cost memory (some 2 kB each and set of properties) and add nothing."""

_NUMBER = re.compile(r'"«#(\w+)»"')


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """The templates of one body, and what a filter asks of it."""

    templates: Mapping[str, str]
    """Property of the Hub to JSON with «name» where the record's own values go."""

    tags: frozenset[str]
    """Those without a value of the record's own in them."""

    task: str | None
    providers: frozenset[str]

    sized: bool
    """Whether the body has `safetensors`, hence a number of parameters."""


@lru_cache(maxsize=20_000)
def body(seed: int, number: int) -> Body:
    """Return one body; from `BODIES` on, the numbers are those of `oddities`."""
    facts = likely_facts(dice(seed, "body", number))
    if number >= BODIES:
        make_odd(facts, number - BODIES)
    tags = facts.get("tags") or ()
    return Body(
        templates={key: _template(value) for key, value in facts.items()},
        tags=frozenset(tag for tag in tags if "«" not in tag),
        task=facts.get("pipeline_tag"),
        providers=_providers(facts),
        sized="safetensors" in facts,
    )


def _template(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _NUMBER.sub(r"«\1»", text)


def _providers(facts: Facts) -> frozenset[str]:
    mapping = facts.get("inferenceProviderMapping", ())
    return frozenset(each["provider"] if isinstance(each, dict) else each for each in mapping)
