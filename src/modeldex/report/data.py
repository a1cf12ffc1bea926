"""A report as data: JSON and TOML of one structure, in units that the keys name."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from modeldex import cost
from modeldex.comparison import to_json as comparison_json
from modeldex.report.attribution import Read, reads
from modeldex.report.evidence import Evidence, Mixed
from modeldex.scorecard import ranking_json
from modeldex.shortlist import drift_json
from modeldex.shortlist import to_toml as shortlist_toml
from modeldex.text import UNCUT, clean

FORMAT = 1
"""Version of the structure; a key that means something else gets another number here."""


def to_json(evidence: Evidence) -> str:
    """Return the report as one JSON object; what is unknown is null."""
    found = _plain(_told(evidence), str)
    return json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def to_toml(evidence: Evidence) -> str:
    """Return the report as TOML, which has no null: what is unknown is left out."""
    import tomli_w

    return tomli_w.dumps(_without_unknown(_plain(_told(evidence), lambda day: day)))


def _told(evidence: Evidence) -> dict[str, Any]:
    import tomllib

    mixed, ranking = evidence.mixed, evidence.ranking
    return {
        "format": FORMAT,
        "modeldex": evidence.version,
        "written": evidence.today,
        "command": evidence.command,
        "shortlist": tomllib.loads(shortlist_toml(evidence.shortlist).decode()),
        "members": [
            {
                "id": member.id,
                "entry": entry and entry.id,
                "listed": entry is not None and not entry.gone,
            }
            for member, entry in evidence.members
        ],
        "drift": [drift_json(one) for one in evidence.drifts],
        "comparisons": [comparison_json(one) for one in evidence.comparisons],
        "costs": [cost.overview_json(one) for one in evidence.overviews],
        "break_even": [cost.comparison_json(one) for one in evidence.pairs],
        "mix": mixed and _mix(mixed),
        "scorecard": ranking and ranking_json(ranking, evidence.told_by),
        "sources": [_source(one) for one in reads(evidence)],
    }


def _mix(mixed: Mixed) -> dict[str, Any]:
    if mixed.weakest is not None:
        return cost.mix_json(mixed.mix, mixed.bill, mixed.weakest)
    shares = {part.id: part.share for part in mixed.mix.parts}
    return {"shares": shares, **cost.bill_json(mixed.bill), "weakest": None}


def _source(one: Read) -> dict[str, Any]:
    return {
        "name": one.name,
        "facts": one.facts,
        "oldest": one.oldest,
        "newest": one.newest,
        "url": one.url,
        "license": one.terms.license,
        "attribution": one.terms.attribution or None,
    }


def _plain(value: Any, day: Callable[[date], object]) -> Any:  # noqa: ANN401 - a tree of anything
    """Return a tree of plain values, every text of it safe to show, line by line."""
    match value:
        case str():
            return "\n".join(clean(line, UNCUT) for line in value.split("\n"))
        case Mapping():
            return {clean(str(key), UNCUT): _plain(one, day) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one, day) for one in value]
        case date():
            return day(value)
        case _:
            return value


def _without_unknown(value: Any) -> Any:  # noqa: ANN401 - a tree of anything
    match value:
        case dict():
            known = {key: one for key, one in value.items() if one is not None}
            return {key: _without_unknown(one) for key, one in known.items()}
        case list():
            return [_without_unknown(one) for one in value if one is not None]
        case _:
            return value
