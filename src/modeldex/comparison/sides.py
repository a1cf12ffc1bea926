"""Entries side by side: one row a fact, with what differs and which is best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from modeldex.comparison.results import by_board, said
from modeldex.entry import Entry, Score, Source
from modeldex.errors import UsageError
from modeldex.fields import FIELDS, Field, Group, Value, show

MOST_ENTRIES = 8
"""Eight columns of ten characters are what 80 characters hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One fact of one entry."""

    value: Value | None
    """As the field reads it; None is unknown."""

    text: str
    """As a person reads it; `?` is unknown."""

    best: bool
    """Whether no other known value in the row is better; ties are all best."""

    source: Source | None
    """Where the fact was read; None for an unknown fact."""

    contested: bool
    """Whether another source says something else."""

    limits: tuple[float, float] | None = None
    """For an amount that may be a range: its least and its greatest, in the unit of the field; the
    value is then the amount, or the text of the range. None for every other fact."""

    difference: str = ""
    """How far the value is from the baseline's, such as `+53 %`; empty where that is not said."""

    @property
    def unknown(self) -> bool:
        """Whether the fact is not known."""
        return self.value is None

    @property
    def said(self) -> str:
        """The text and, beside a baseline, the difference."""
        return f"{self.text} ({self.difference})" if self.difference else self.text


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One fact of every entry."""

    field: Field
    cells: tuple[Cell, ...]
    """In the order of the entries."""

    differs: bool
    """Whether a person can see two of the cells apart; known and unknown are apart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The facts of one group that at least one of the entries has."""

    group: Group
    differing: tuple[Row, ...]
    equal: tuple[Row, ...]
    """Rows with one and the same text in every cell, which a screen may fold."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, those that differ first."""
        return self.differing + self.equal


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What is known of some entries, fact by fact."""

    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    """In the order of Group, without the empty ones."""

    unknown_everywhere: int
    """Number of fields left out because no entry has the fact."""

    baseline: int | None = None
    """Index of the entry that the others are measured against; None where there is none."""

    workload: str = ""
    """What the bills among the rows are for, as it is typed; empty where there are no bills."""


def compare(entries: Sequence[Entry], *, today: date) -> Comparison:
    """Return the comparison of one to eight entries; `today` tells how far off a date is.

    Raises UsageError for none and for more than eight.
    """
    if not 1 <= len(entries) <= MOST_ENTRIES:
        message = (
            f"A comparison takes 1 to {MOST_ENTRIES} entries, and these are {len(entries)}; "
            f"{'drop some' if entries else 'name at least one'}."
        )
        raise UsageError(message)
    rows = [_row(field, entries, today) for field in FIELDS.values()]
    known = [row for row in rows if not all(cell.unknown for cell in row.cells)]
    known += [_result_row(field, scores) for field, scores in by_board(entries)]
    return Comparison(
        entries=tuple(entries),
        sections=tuple(_sections(known)),
        unknown_everywhere=sum(all(cell.unknown for cell in row.cells) for row in rows),
    )


def source_of(entry: Entry, field: Field) -> Source | None:
    """Return where a fact was read; None when the entry does not have it.

    A price comes from its offer, a score from its leaderboard, the number of hosts from the
    newest of their offers, and what is worked out from where the fact was read that decides first.
    """
    value = field.read(entry)
    if value is None:
        return None
    if field.group is Group.COST and entry.headline_offer is not None:
        return entry.headline_offer.source
    if field.key == "hosts":
        plain = [offer for offer in entry.offers if offer.condition is None] or entry.offers
        return max((offer.source for offer in plain), key=lambda source: source.as_of)
    boards = (s for s in entry.scores if field.key == f"score.{s.board.partition('.')[2]}")
    scored = next((score for score in boards if score.value == value), None)
    if scored is not None:
        return scored.source
    stated = not field.worked_out_from or field.key in dict(entry.fact_sources)
    return entry.source_of(field.key if stated else field.worked_out_from[0])


def basis(entry: Entry, field: Field) -> tuple[Field, ...]:
    """Return the known facts of `entry` that a fact was worked out from; none where it was read."""
    facts = (FIELDS[key] for key in field.worked_out_from)
    return tuple(fact for fact in facts if fact.read(entry) is not None)


def _sections(rows: Sequence[Row]) -> Iterator[Section]:
    for group in Group:
        own = [row for row in rows if row.field.group is group]
        if own:
            yield Section(
                group=group,
                differing=tuple(row for row in own if row.differs),
                equal=tuple(row for row in own if not row.differs),
            )


def _row(field: Field, entries: Sequence[Entry], today: date) -> Row:
    values = [field.read(entry) for entry in entries]
    texts = [_text(field, value, today) for value in values]
    best = _best(field, values, texts)
    cells = tuple(
        Cell(
            value=value,
            text=text,
            best=text in best,
            source=source_of(entry, field),
            contested=any(claim.field == field.key for claim in entry.contested),
        )
        for entry, value, text in zip(entries, values, texts, strict=True)
    )
    seen = {_sight(value, text) for value, text in zip(values, texts, strict=True)}
    return Row(field=field, cells=cells, differs=len(seen) > 1)


def _result_row(field: Field, scores: Sequence[Sequence[Score]]) -> Row:
    """Return the results of each entry on one board; none of them is called best."""
    texts = ["; ".join(map(said, found)) or None for found in scores]
    cells = tuple(
        Cell(
            value=text,
            text=show(field, text),
            best=False,
            source=found[0].source if found else None,
            contested=False,
        )
        for text, found in zip(texts, scores, strict=True)
    )
    return Row(field=field, cells=cells, differs=len(set(texts)) > 1)


def _text(field: Field, value: Value | None, today: date) -> str:
    text = show(field, value)
    if not field.ahead or not isinstance(value, date):
        return text
    days = (value - today).days
    if days > 0:
        return f"{text} (in {days} {'day' if days == 1 else 'days'})"
    return f"{text} (past)" if days else f"{text} (today)"


def _sight(value: Value | None, text: str) -> str | frozenset[str]:
    """Return what makes two cells look the same: several words do in any order."""
    return frozenset(value) if isinstance(value, tuple) else text


def _best(field: Field, values: Sequence[Value | None], texts: Sequence[str]) -> frozenset[str]:
    """Return the text of the best cells: 131,072 and 128,000 tokens, both `128k`, are a tie."""
    known = [
        (field.better * value, text)
        for value, text in zip(values, texts, strict=True)
        if isinstance(value, int | float)
    ]
    worth_saying = field.better != 0 and len({text for _, text in known}) > 1
    return frozenset({max(known)[1]} if worth_saying else ())
