"""A page as a browser would take it apart, without one."""

from html.parser import HTMLParser

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Elements in their order, with what is open around them; refuses what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        """(element, text directly in it)."""

        self.rows: list[list[tuple[str, int]]] = []
        """The cells of each row: their element, and the columns they span."""

        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        own = {key: value or "" for key, value in attrs}
        self.elements.append((tag, own))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append((tag, int(own.get("colspan", 1))))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the text of the innermost element."""
        if self._open and data.strip():
            self.texts.append((self._open[-1], data))

    def tags(self, *names: str) -> list[tuple[str, dict[str, str]]]:
        """Return the elements of these names."""
        return [one for one in self.elements if one[0] in names]
