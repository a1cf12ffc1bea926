"""What has drifted, as data."""

from dataclasses import asdict
from datetime import date

from modeldex.shortlist.drift import Drift
from modeldex.shortlist.records import Rating


def drift_json(drift: Drift) -> dict[str, object]:
    """Return what `json.dumps` takes: numbers as numbers, dates as text, unknown as null."""
    source = drift.source
    return {
        "id": drift.member_id,
        "fact": drift.field,
        "was": _plain(drift.was),
        "now": _plain(drift.now),
        "since": str(drift.since) if drift.since else None,
        "as_of": str(source.as_of) if source else None,
        "source": source.name if source else None,
        "url": source.url if source else None,
    }


def _plain(value: object) -> object:
    if isinstance(value, Rating):
        return asdict(value)
    return value.isoformat() if isinstance(value, date) else value
