"""Every fact of one entry on a screen of its own, each with where and when it was read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from modeldex.comparison import basis, source_of
from modeldex.curated import CatalogError
from modeldex.entry import Entry
from modeldex.fields import FIELDS, Field
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.citations import results_section, sources_section
from modeldex.tui.detail import Line, Section, age, brief_note, draw, sections, with_terms
from modeldex.tui.host import Host
from modeldex.tui.page import Page
from modeldex.tui.vendor import vendor_section


class DetailsScreen(Screen[None]):
    """What is known of one entry."""

    app: Host
    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="details.mark"),
        Binding("f", "fits", "What fits", id="details.fits"),
        Binding("o", "open_page", "Open in browser", id="details.open"),
        Binding("y", "copy", "Copy id", id="details.copy"),
        Binding("escape,enter,q", "dismiss(None)", "Back", id="details.back"),
    ]

    def __init__(self, entry: Entry, today: date) -> None:
        super().__init__()
        self._entry, self._today = entry, today

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield Page(self._text, id="facts")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Say which entry this is."""
        self._show_status()

    def _text(self, width: int) -> Content:
        return Content("\n").join([draw(section, width) for section in self._sections()])

    def _sections(self) -> Iterator[Section]:
        entry, catalog = self._entry, self.app.catalog
        for section in sections(entry, self._today, whole=True):
            yield with_terms(sourced(section, entry, self._today), catalog, entry)
        results = results_section(entry, self._today)
        yield from () if results is None else (results,)
        try:
            vendor = vendor_section(catalog, entry, self._today)
        except CatalogError as error:
            yield "", [Line(heading="", text=str(error), look="$text-error")]
        else:
            yield from () if vendor is None else (vendor,)
        yield sources_section(entry)

    def _show_status(self) -> None:
        marked = "● marked" if self._entry.id in self.app.marks else ""
        self.query_one(StatusLine).show(f"modeldex · {self._entry.id}", marked)

    def action_mark(self) -> None:
        """Mark the entry, or take its mark off."""
        self.app.toggle_mark(self._entry.id)
        self._show_status()

    def action_fits(self) -> None:
        """Show which forms of the entry there are, and which fit a machine."""
        from modeldex.tui.fits import FitsScreen  # late: most facts are read without it

        self.app.push_screen(FitsScreen(self._entry))

    def action_open_page(self) -> None:
        """Open the page of the entry."""
        self.app.open_page(self._entry)

    def action_copy(self) -> None:
        """Copy the id of the entry."""
        self.app.copy_text(self._entry.id)


def sourced(section: Section, entry: Entry, today: date) -> Section:
    """Return the section with a source beside every fact that is known.

    What was worked out says from which facts.
    """
    title, lines = section
    known = [field for field in FIELDS.values() if title and field.read(entry) is not None]
    notes = {(f.heading, brief_note(entry, f, today)): _note(entry, f, today) for f in known}
    named = ((line, notes.get((line.heading, line.note), line.note)) for line in lines)
    return title, [replace(line, note=note) for line, note in named]


def _note(entry: Entry, field: Field, today: date) -> str:
    source, used = source_of(entry, field), basis(entry, field)
    told = [age(source, today)] if source else []
    if used:
        told.append(f"worked out from {', '.join(fact.heading for fact in used)}")
    return "; ".join(told)
