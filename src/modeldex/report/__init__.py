"""A shortlist as a document for a review: what was decided, why, and on which facts."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from modeldex.errors import UsageError
from modeldex.report.data import to_json, to_toml
from modeldex.report.document import document
from modeldex.report.evidence import Evidence, Mixed, asked_for, evidence_of, gather
from modeldex.report.file import refuse_existing, write_whole
from modeldex.report.flat import to_csv
from modeldex.report.html import to_html
from modeldex.report.markdown import to_markdown
from modeldex.text import UNCUT, clean

__all__ = [
    "FORMATS",
    "Evidence",
    "Mixed",
    "asked_for",
    "document",
    "evidence_of",
    "format_of",
    "gather",
    "refuse_existing",
    "write",
    "write_whole",
]

FORMATS: Mapping[str, Callable[[Evidence], str]] = MappingProxyType(
    {
        "md": lambda evidence: to_markdown(document(evidence)),
        "html": lambda evidence: to_html(document(evidence)),
        "csv": to_csv,
        "json": to_json,
        "toml": to_toml,
    }
)
"""Every format, by the ending of its files."""

_ENDINGS = {"markdown": "md", "htm": "html"}


def write(evidence: Evidence, form: str) -> str:
    """Return the report in a format, a key of FORMATS."""
    return FORMATS[form](evidence)


def format_of(path: PurePath) -> str:
    """Return the format that the ending of `path` asks for; raises UsageError for any other."""
    ending = path.suffix.lower().removeprefix(".")
    form = _ENDINGS.get(ending, ending)
    if form not in FORMATS:
        message = (
            f"{clean(path.name, UNCUT)} has none of the endings of a report; "
            f"there are {', '.join(FORMATS)}."
        )
        raise UsageError(message)
    return form
