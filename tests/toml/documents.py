# ruff: noqa: RUF001 - Persian, as it is written
"""Random shortlist files in every layout that TOML has, each line with what it is about."""

from dataclasses import dataclass

from hypothesis import strategies as st

Tagged = tuple[str, str]
"""A line without its end, and what it says: empty for what no edit names."""

_BLANKS = st.sampled_from(["", "  ", "\t"])
_WORDS = st.sampled_from(["x", "two  blanks", "می\u200cخواهم", "👩\u200d💻", "a\tb", "[x]", "# no"])


@dataclass(frozen=True)
class Document:
    """A file and its lines."""

    data: bytes
    lines: tuple[Tagged, ...]
    newline: str

    def without(self, named: set[str]) -> list[str]:
        """Return the lines, with their ends, that an edit of what is `named` has to leave."""
        last = len(self.lines) - 1
        ended = self.data.endswith(b"\n")
        return [
            line + (self.newline if at < last or ended else "")
            for at, (line, tag) in enumerate(self.lines)
            if line.strip() and not named.intersection(_prefixes(tag))
        ]


def _prefixes(tag: str) -> set[str]:
    parts = tag.split(".")
    return {".".join(parts[: n + 1]) for n in range(len(parts))} if tag else set()


def _quoted(word: str, draw: st.DrawFn) -> str:
    basic = '"' + word.replace("\t", "\\t") + '"'
    return draw(st.sampled_from([basic, f"'{word}'", f'"""{word}"""', f"'''{word}'''"]))


def _trivia(draw: st.DrawFn) -> list[Tagged]:
    kinds = st.sampled_from(["", "", "# note to self", "  # [not] a = table", "#", "\t"])
    return [(line, "") for line in draw(st.lists(kinds, max_size=3))]


def _key(draw: st.DrawFn, key: str, value: str, tag: str) -> Tagged:
    gap = draw(st.sampled_from([" = ", "=", "  =\t"]))
    comment = draw(st.sampled_from(["", "", "  # why", " #é"]))
    return f"{draw(_BLANKS)}{key}{gap}{value}{comment}", tag


def _root(draw: st.DrawFn) -> list[Tagged]:
    name = _quoted("trip", draw)
    keys = [
        _key(draw, "format", "1", "format"),
        _key(draw, draw(st.sampled_from(["name", '"name"'])), name, "name"),
        _key(draw, "created", draw(st.sampled_from(["2026-01-21", "2026-01-21T09:30:00"])), "made"),
        _key(draw, "updated", "2026-01-22", "updated"),
    ]
    if draw(st.booleans()):
        keys.append(_key(draw, "criteria", _quoted(draw(_WORDS), draw), "criteria"))
    if draw(st.booleans()):
        keys.append(_key(draw, "owner.first", _quoted("ada", draw), ""))
        keys.append(_key(draw, "owner.last", "[ 1, 2 ,]", ""))
    lines = []
    for key in draw(st.permutations(keys)):
        lines += [*_trivia(draw), key]
    return lines


def _verdict(draw: st.DrawFn, count: int) -> list[Tagged]:
    if not draw(st.booleans()):
        return []
    chosen = '["o/m0"]' if count else "[]"
    return [
        *_trivia(draw),
        ("[verdict]", "verdict"),
        _key(draw, "chosen", chosen, "verdict.chosen"),
        ("# weighed for a week", "verdict.comment"),
        _key(draw, "date", "2026-01-21", "verdict.date"),
        _key(draw, "mood", "'good'", "verdict.mood"),
    ]


def _pinned(draw: st.DrawFn, tag: str) -> list[Tagged]:
    layout = draw(st.sampled_from(["none", "table", "inline", "dotted", "deep"]))
    facts = [("license", "'mit'"), ("context_tokens", "1_000"), ("mine", "{ a = 1 }")]
    pinned = f"{tag}.pinned"
    match layout:
        case "inline":
            inner = ", ".join(f"{key} = {value}" for key, value in facts)
            return [_key(draw, "pinned", f"{{ {inner} }}", pinned)]
        case "dotted":
            return [_key(draw, f"pinned.{k}", value, f"{pinned}.{k}") for k, value in facts]
        case "table":
            keys = [_key(draw, key, value, f"{pinned}.{key}") for key, value in facts]
            head = draw(st.sampled_from(["[members.pinned]", "[ members . 'pinned' ] # facts"]))
            between = [(line, f"{tag}.comment") for line, _ in _trivia(draw)]
            return [*between, (head, pinned), *keys]
        case "deep":
            return [("[members.pinned.accepted]", pinned), ("license = 2026-01-21", pinned)]
        case _:
            return []


def _member(draw: st.DrawFn, number: int) -> list[Tagged]:
    tag = f"m{number}"
    lines = [(draw(st.sampled_from(["[[members]]", "  [[ members ]]  # one"])), tag)]
    keys = [_key(draw, "id", _quoted(f"o/m{number}", draw), f"{tag}.id")]
    if draw(st.booleans()):
        keys.append(_key(draw, "source", '"hub"', f"{tag}.source"))
        keys.append(_key(draw, "added", "2026-01-21", f"{tag}.added"))
    if draw(st.booleans()):
        keys.append(_key(draw, "note", _quoted(draw(_WORDS), draw), f"{tag}.note"))
    if draw(st.booleans()):
        keys.append(_key(draw, '"my rank"', "3", f"{tag}.rank"))
    lines += draw(st.permutations(keys))
    if draw(st.booleans()):
        lines.insert(draw(st.integers(1, len(lines))), ("# of this one", f"{tag}.comment"))
    return [*_trivia(draw), *lines, *_pinned(draw, tag)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a shortlist file with up to three members, in any layout."""
    count = draw(st.integers(0, 3))
    lines = [*_root(draw), *_verdict(draw, count)]
    for number in range(count):
        lines += _member(draw, number)
        if draw(st.booleans()):  # between the elements of the array
            lines += [*_trivia(draw), (f"[other{number}]", ""), _key(draw, "x", "'''y'''", "")]
    lines += _trivia(draw)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    end = newline if draw(st.booleans()) or not lines[-1][0] else ""
    mark = draw(st.sampled_from(["", "\ufeff"]))
    text = mark + newline.join(line for line, _ in lines) + end
    return Document(text.encode(), tuple(lines), newline)
