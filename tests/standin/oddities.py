"""Values that really occur on the Hub and that a careful reader trips over."""

from collections.abc import Callable

from tests.standin.facts import Facts

CARD_BYTES = 312_000
"""The largest card seen."""


def _set(*keys: str | object) -> Callable[[Facts], None]:
    *path, last, value = keys

    def change(facts: Facts) -> None:
        place = facts
        for key in path:
            place = place.setdefault(str(key), {})
        place[str(last)] = value

    return change


def _weigh(parameters: int, total: int | None = None) -> Callable[[Facts], None]:
    weights = {"parameters": {"F32": parameters}, "total": total or parameters}
    return _set("safetensors", weights)


def _tag(*tags: str) -> Callable[[Facts], None]:
    def change(facts: Facts) -> None:
        facts["tags"] = [*facts["tags"], *tags]

    return change


ODDITIES: tuple[Callable[[Facts], None], ...] = (
    _set("cardData", "license", ["apache-2.0", "mit"]),
    _set("cardData", "license", []),
    _set("cardData", "licence", "mit"),
    _set("cardData", "Base_model", "«base»"),
    _set("cardData", "base_model", ["«base»", "not a model id", ""]),
    _set("cardData", "language", "en"),
    _set("cardData", "license_name", "[/] [bold red]mine[/bold red] [Q4_K_M]"),
    _set("cardData", "license_link", "\u202egnp.exe\u202c\u200b\u2066hidden\u2069"),
    _set("cardData", "model_name", "name\u200bwith\u200dzero\ufeffwidth \ue000\uf8ff"),
    _set("cardData", "thumbnail", '\x1b[2J\x1b]52;c;aGk=\x07 100% \\ "quoted" \r\n\t\x00'),
    _set("disabled", True),  # noqa: FBT003  (a value, not a flag)
    _set("tags", []),
    _weigh(1),
    _weigh(2),
    _weigh(19_980_000_000_000_000),
    _weigh(7_000_000_000, total=3_500_000_000),
    _weigh(0),
    _tag("trailing space ", " leading", "", "UPPER", "[Q4_K_M]", "[/]"),
    _tag("日本語", "中文模型", "한국어", "العربية", "тест", "🤗"),
    _tag("dataset:/mnt/data/train.jsonl", "C:\\models\\mine", "base_model:./out"),
    _tag("t" * 147),
    _tag("license:apache-2.0", "license:mit"),
    _tag(*(f"voice-{number}" for number in range(2_074))),
    _set("cardData", "extra_gated_prompt", "Read this. " * (CARD_BYTES // 11)),
)
"""One change a record; the two heavy ones stand last."""

HEAVY = 2
"""How many at the end of `ODDITIES` are too large for a small Hub that a test walks quickly."""


def make_odd(facts: Facts, number: int) -> None:
    """Change the facts in place by the oddity of that number."""
    ODDITIES[number](facts)
