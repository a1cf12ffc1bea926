"""What a terminal shows after the bytes that a program wrote, and what it answers to them."""

import re

import pyte

_SEQUENCE = re.compile(
    rb"\x1b\[(?P<private>[<=>?]?)(?P<numbers>[0-9:;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    rb"|\x1b[\]PX^_](?P<string>.*?)(?:\x07|\x1b\\)",
    re.DOTALL,
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?)?\Z")

_MODES = {
    1000: "mouse clicks",
    1002: "mouse drags",
    1003: "mouse moves",
    1004: "focus events",
    1006: "mouse SGR",
    1015: "mouse urxvt",
    1016: "mouse pixels",
    1049: "alternate screen",
    2004: "bracketed paste",
    2026: "synchronized output",
    2048: "in-band resize",
}
_HIDDEN_CURSOR = "hidden cursor"  # mode 25, the one mode whose absence is the change
_KITTY_KEYBOARD = "kitty keyboard"


class Screen:
    """A terminal of 24-bit colour that knows synchronized output and no other extension.

    pyte keeps the cells. It would print `CSI < u` and take `CSI > 25 u` for a cursor restore,
    so only plain sequences reach it; private ones and strings are handled here.
    """

    def __init__(self, columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        self.modes: set[str] = set()
        """Modes that are on now and off in a terminal nobody has touched, by name."""
        self.copied: list[bytes] = []
        """What the program put on the clipboard (OSC 52), base64 as sent."""
        self._main = pyte.Screen(columns, lines)
        self._alternate = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._main)
        self._pending = b""
        self._kitty_depth = 0

    @property
    def painting(self) -> bool:
        """Whether a synchronized frame has begun and not ended: a person still sees the old one."""
        return _MODES[2026] in self.modes

    @property
    def rows(self) -> list[str]:
        """The text of every line, padded to the full width."""
        cells = self._cells.buffer
        return ["".join(cells[y][x].data for x in range(self.columns)) for y in range(self.lines)]

    @property
    def text(self) -> str:
        """The whole screen, lines joined by newlines, trailing blanks removed."""
        return "\n".join(row.rstrip() for row in self.rows)

    @property
    def styled(self) -> list[list[object]]:
        """Every cell with its colours and attributes: equal exactly when two screens look alike."""
        cells = self._cells.buffer
        return [[cells[y][x] for x in range(self.columns)] for y in range(self.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the cursor, counted from 0."""
        return self._cells.cursor.x, self._cells.cursor.y

    def resize(self, columns: int, lines: int) -> None:
        """Give the screen another size; the program paints it anew."""
        self.columns, self.lines = columns, lines
        for cells in (self._main, self._alternate):
            cells.resize(lines, columns)

    def feed(self, data: bytes) -> bytes:
        """Show `data` and return what a terminal would answer to the questions in it.

        Bytes may be split anywhere: an unfinished sequence waits for the next call.
        """
        data = self._pending + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._pending = data[end:]
        answers, start = b"", 0
        for match in _SEQUENCE.finditer(data, 0, end):
            self._stream.feed(data[start : match.start()])
            answers += self._sequence(match)
            start = match.end()
        self._stream.feed(data[start:end])
        return answers

    @property
    def _cells(self) -> pyte.Screen:
        on_alternate = _MODES[1049] in self.modes
        return self._alternate if on_alternate else self._main

    def _sequence(self, match: re.Match[bytes]) -> bytes:
        if (string := match["string"]) is not None:
            if string.startswith(b"52;"):
                self.copied.append(string.split(b";")[-1])
            return b""
        private, final = match["private"], match["final"]
        number = int(match["numbers"]) if match["numbers"].isdigit() else 0
        if match["between"] == b"$" and final == b"p":
            known = number == 2026
            return b"\x1b[?%d;%d$y" % (number, (1 if self.painting else 2) if known else 0)
        if private == b"?" and final in b"hl":
            for mode in match["numbers"].split(b";"):
                self._switch(int(mode), on=final == b"h")
        elif private and final == b"u":
            self._kitty(private, number)
        elif not private and final in b"cn":
            return self._report(final, number)
        elif not private and not match["between"] and final not in b"tq":
            self._stream.feed(match[0].replace(b":", b";"))
        return b""

    def _switch(self, mode: int, *, on: bool) -> None:
        if mode == 25:
            name, on = _HIDDEN_CURSOR, not on
        elif mode in _MODES:
            name = _MODES[mode]
        else:
            return
        (self.modes.add if on else self.modes.discard)(name)
        if mode == 1049:
            self._alternate.reset()
            self._stream = pyte.ByteStream(self._cells)

    def _kitty(self, private: bytes, number: int) -> None:
        if private == b">":
            self._kitty_depth += 1
        elif private == b"<":
            self._kitty_depth = max(0, self._kitty_depth - max(1, number))
        (self.modes.add if self._kitty_depth else self.modes.discard)(_KITTY_KEYBOARD)

    def _report(self, final: bytes, number: int) -> bytes:
        column, line = self.cursor
        if final == b"c":
            return b"\x1b[?62;22c"  # a VT220 with colour
        if number == 6:
            return b"\x1b[%d;%dR" % (line + 1, column + 1)
        return b"\x1b[0n" if number == 5 else b""
