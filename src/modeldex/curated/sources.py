"""Where the facts of a catalogue file come from."""

from collections.abc import Mapping
from dataclasses import dataclass

from modeldex.curated.tables import Table
from modeldex.entry import Source

SOURCE_KEYS = ("source", "as_of", "url")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """What a table means by the source it names, or by naming none."""

    default: Source
    """The source of a table that names none."""

    named: Mapping[str, Source]
    """The sources that the head of the file describes, by name."""

    def of(self, table: Table) -> Source:
        """Return the source of the facts in `table`.

        `as_of` and `url` say more about the source named there, or about the default one. A
        source that the file does not describe was read on the default day and has no page.
        """
        name, as_of, url = table.text("source"), table.day("as_of"), table.text("url")
        found = self.default
        if name is not None and name != found.name:
            found = self.named.get(name) or Source(name=name, as_of=found.as_of)
        if as_of is None and url is None:
            return found
        return Source(name=found.name, as_of=as_of or found.as_of, url=url or found.url)

    def below(self, table: Table) -> "Sources":
        """Return the sources for what stands below `table`."""
        return Sources(default=self.of(table), named=self.named)


def read_sources(file: Table, default: Source | None = None) -> Sources:
    """Return the sources of a file from its head.

    Raises CatalogError where the head lacks a part that `default` does not give.
    """
    described = file.table("sources")
    named = {}
    for name in () if described is None else described.values:
        if described is not None and (row := described.table(name)) is not None:
            row.only(("as_of", "url"))
            named[name] = Source(name=name, as_of=row.required_day("as_of"), url=row.text("url"))
    if default is None:
        day = file.required_day("as_of")
        default = Source(name=file.required_text("source"), as_of=day, url=file.text("url"))
    default = Sources(default=default, named=named).of(file)
    return Sources(default=default, named={default.name: default, **named})
