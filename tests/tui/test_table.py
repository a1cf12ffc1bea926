"""The table draws only what is on the screen, and its cursor goes where keys and clicks say."""

from collections.abc import Sequence

from textual.app import App, ComposeResult

from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.table import RowTable

COLUMNS = (
    Column(key="id", heading="Model", width=10, flexible=True),
    Column(key="n", heading="Number", width=8, right=True, priority=1),
)


class Shown(App[None]):
    """One table of numbered rows, and a note of which rows it asked for."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked: list[tuple[int, int]] = []
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        yield RowTable(COLUMNS)

    def on_mount(self) -> None:
        """Fill the table."""
        self.table.show_rows(self.window, self.count)
        self.table.focus()

    def window(self, start: int, stop: int) -> Sequence[Row]:
        """Return numbered rows."""
        self.asked.append((start, stop))
        return [[Cell(f"row {n}"), Cell(str(n))] for n in range(start, stop)]

    def on_row_table_chosen(self, event: RowTable.Chosen) -> None:
        """Note what was opened."""
        self.chosen.append(event.index)

    @property
    def table(self) -> RowTable:
        """Return the table."""
        return self.query_one(RowTable)

    def lines(self) -> list[str]:
        """Return what is on the screen."""
        return [self.table.render_line(y).text for y in range(self.table.size.height)]


async def test_three_million_rows_ask_for_no_more_than_three_screens() -> None:
    """What is not on the screen or beside it is never read."""
    app = Shown(3_000_000)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("G")
        assert app.lines()[-1].split() == ["row", "2999999", "2999999"]
        assert max(stop - start for start, stop in app.asked) <= 3 * 20


async def test_keys_move_the_cursor_and_stop_at_the_ends() -> None:
    """Each key of a pager and of vi does what people expect."""
    app = Shown(100)
    async with app.run_test(size=(60, 21)) as pilot:
        places = []
        for key in ("j", "down", "k", "pagedown", "ctrl+d", "ctrl+u", "end", "j", "home", "k"):
            await pilot.press(key)
            places.append(app.table.cursor)
        assert places == [1, 2, 1, 21, 31, 21, 99, 99, 0, 0]


async def test_the_cursor_is_always_on_the_screen() -> None:
    """Scrolling follows the cursor, and a smaller window does not lose it."""
    app = Shown(100)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.press("pagedown", "pagedown")
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        top = app.table.scroll_offset.y
        assert top <= app.table.cursor < top + app.table.page_rows


async def test_enter_and_a_click_on_the_cursor_open_a_row() -> None:
    """A first click moves, a double click opens."""
    app = Shown(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("j", "enter")
        await pilot.click(RowTable, offset=(3, 5))
        assert app.table.cursor == 4
        await pilot.click(RowTable, offset=(3, 5), times=2)
        await pilot.pause()
        assert app.chosen == [1, 4]


async def test_a_new_result_starts_at_the_top() -> None:
    """The cursor does not stay at row 90 of a list that is gone."""
    app = Shown(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("G")
        app.table.show_rows(app.window, 50)
        await pilot.pause()
        assert (app.table.cursor, app.table.scroll_offset.y) == (0, 0)


async def test_hostile_text_is_drawn_as_text() -> None:
    """Escape bytes, markup and overrides appear as what they are."""
    app = Shown(1)
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show_rows(lambda _a, _b: [[Cell("\x1b]52;c;x\x07[/]\u202e"), Cell("")]], 1)
        await pilot.pause()
        assert app.lines()[1].split()[0] == "<U+001B>]52;c;x<U+0007>[/]<U+202E>"


async def test_an_empty_table_takes_every_key() -> None:
    """No row is no reason to fail."""
    app = Shown(0)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("j", "k", "G", "g", "pagedown", "enter", "ctrl+u")
        assert (app.table.cursor, app.chosen) == (0, [])
