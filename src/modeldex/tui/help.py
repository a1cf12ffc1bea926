"""The keys of a screen, and where it has a filter the filter language: as the program has them."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from modeldex.criteria import ALIASES, FLAGS
from modeldex.fields import FIELDS, Field, Group, Kind, Unit
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.filterbox import FilterBox
from modeldex.tui.keys import Command, commands, reach
from modeldex.tui.page import Page

SYNTAX = (
    ("llama 7b", "both words are part of the id, the name or an alias; 7b is not in 17b"),
    ('"gpt-4 turbo"', "words with blanks between them"),
    ("-instruct", "without this word; - turns any part round"),
    ("license:permissive", "the fact is this word"),
    ("org:openai,google", "any one of several"),
    ("params<=9b", "also <, >, >=; units k, m, b, t"),
    ("ctx:32k..200k", "from one number to another; leave one out for no limit"),
    ("mem.q4<=24gb", "bytes: kb, mb, gb, tb, and gib and so on"),
    ("price.in<0.5", "USD per million tokens"),
    ("released>=2025-06", "a year, a month or a day"),
    ("updated<90d", "within the last 90 days; also w, mo, y. retires<90d looks ahead"),
    ("fits:24gb", "the weights at four bits and their working memory fit"),
    ("fits:this", "this computer; or a device, or a machine you have described"),
    ("is:tools", "yes or no facts; -is:gated also keeps what is unknown"),
    ("has:price", "the fact is known at all; -has:price where it is not"),
)
"""What can be typed, each with what it asks for."""

GROUP_HEADINGS = {"app": "Everywhere"}
"""Headings of groups of keys where the first part of their ids does not say it."""

EXAMPLE_WIDTH = 22
KEY_WIDTH = 29
"""Cells; the longest key of a field, `score.instruction-following`, and two blanks."""

UNIT_WIDTH = 25

Styled = str | tuple[str, str]


ELSEWHERE = "The filter language is in the help of the first screen and of the scorecard."


class HelpScreen(Screen[None]):
    """The keys of the screen below, and what can be typed into its filter if it has one."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss(None)", "Back", id="help.back"),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._commands = [one for one in commands(reach(below), below.app) if one.keys]
        self._filters = bool(below.query(FilterBox))

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield Page(self._text, id="help")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Say what this is."""
        language = " and the filter language" if self._filters else ""
        self.query_one(StatusLine).show(f"modeldex · keys{language}")

    def _text(self, width: int) -> Content:
        keys = key_lines(self._commands, width)
        if not self._filters:
            return Content.assemble(*keys, textwrap.fill(ELSEWHERE, width))
        return Content.assemble(*keys, *syntax_lines(width), *field_lines(width))


def key_lines(found: Iterable[Command], width: int) -> Iterator[Styled]:
    """Yield the keys under the name of the place in which they work."""
    for place, group in groupby(found, key=lambda command: command.place):
        yield _heading(GROUP_HEADINGS.get(place, place.capitalize()))
        for command in group:
            keys = "  ".join(command.keys)
            yield from _entry(keys, EXAMPLE_WIDTH, command.binding.description, width)
        yield "\n"


def syntax_lines(width: int) -> Iterator[Styled]:
    """Yield an example of each form of the filter language and what it asks for."""
    yield _heading("The filter: everything that is asked for must hold")
    for example, meaning in SYNTAX:
        yield from _entry(example, EXAMPLE_WIDTH, meaning, width)
    aliases = ", ".join(f"{alias} for {key}" for alias, key in ALIASES.items())
    yield from _entry("is:cached", EXAMPLE_WIDTH, "the weights are on this disk", width)
    yield from _entry("size<9b", EXAMPLE_WIDTH, f"other spellings: {aliases}", width)
    yield "\n"


def field_lines(width: int) -> Iterator[Styled]:
    """Yield every key of the filter language, what its values are and what it means."""
    for group in Group:
        yield _heading(f"Filter keys: {group.value.lower()}")
        for field in FIELDS.values():
            if field.group is group:
                term = f"{field.key:<{KEY_WIDTH}}{_values(field):<{UNIT_WIDTH}}"
                yield from _entry(term, KEY_WIDTH + UNIT_WIDTH, field.about, width)
        yield "\n"


def _values(field: Field) -> str:
    if field.unit is not None and field.unit is not Unit.COUNT:
        return str(field.unit.value)
    if field.key in FLAGS:
        return f"is:{field.key}"
    return f"has:{field.key}" if field.kind is Kind.TEXT else str(field.kind.value)


def _heading(text: str) -> Styled:
    return f"{text}\n", "bold $text-accent"


def _entry(term: str, term_width: int, meaning: str, width: int) -> Iterator[Styled]:
    """Yield a term and its meaning beside it, or below it where there is no room."""
    beside = width >= term_width + 20  # a meaning needs some 20 cells to read well
    indent = term_width if beside else 4
    wrapped = textwrap.wrap(meaning, max(10, width - indent)) or [""]
    yield f"{term:<{term_width}}" if beside else f"{term.strip()}\n    ", "bold"
    yield f"\n{' ' * indent}".join(wrapped) + "\n"
