"""The table of fields itself. A fact is declared here once, and only here."""

from collections.abc import Callable

from modeldex.entry import Entry, Openness, Origin, blended_price
from modeldex.fields import readers
from modeldex.fields.kinds import Field, Group, Kind, Unit, Value

BOARDS = {
    "text": "all text conversations",
    "coding": "text, coding",
    "creative-writing": "text, creative writing",
    "expert": "text, expert questions",
    "hard-prompts": "text, hard prompts",
    "instruction-following": "text, following instructions",
    "longer-query": "text, longer questions",
    "math": "text, mathematics",
    "vision": "questions about pictures",
    "webdev": "building web pages",
    "search": "answers with web search",
}
"""Leaderboards that `score.<board>` knows, and what each one ranks."""

LICENSE_CLASSES = (
    "permissive",
    "copyleft",
    "community",
    "use-restricted",
    "non-commercial",
    "proprietary",
)
"""What a licence allows, from the most to the least; an unknown licence has no class."""

STATUSES = ("active", "beta", "deprecated", "retired")

ATTENTION = ("full", "grouped", "multi-query", "latent", "sliding", "state-space")
"""What `attention.KINDS` says, which no start waits for."""

_Read = Callable[[Entry], Value | None]


def _choice(  # noqa: PLR0913 - one row of the table below
    key: str,
    heading: str,
    group: Group,
    read: _Read,
    about: str,
    *,
    facet: bool = False,
    choices: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    closed: bool = False,
    worked_out_from: tuple[str, ...] = (),
) -> Field:
    return Field(
        key=key,
        heading=heading,
        kind=Kind.CHOICE,
        group=group,
        read=read,
        about=about,
        facet=facet,
        choices=choices,
        also=also,
        closed=closed,
        worked_out_from=worked_out_from,
    )


def _number(  # noqa: PLR0913 - one row of the table below
    key: str,
    heading: str,
    group: Group,
    read: _Read,
    about: str,
    *,
    unit: Unit = Unit.COUNT,
    better: int = 0,
    bounds: tuple[float, ...] = (),
    per_parameter: float | None = None,
    worked_out_from: tuple[str, ...] = (),
) -> Field:
    return Field(
        key=key,
        heading=heading,
        kind=Kind.NUMBER,
        group=group,
        read=read,
        about=about,
        unit=unit,
        better=better,
        bounds=bounds,
        facet=bool(bounds),
        per_parameter=per_parameter,
        worked_out_from=worked_out_from,
    )


def _date(key: str, heading: str, group: Group, read: _Read, about: str, *, ahead: bool = False) -> Field:
    return Field(
        key=key, heading=heading, kind=Kind.DATE, group=group, read=read, about=about, ahead=ahead
    )


def _flag(
    key: str, heading: str, group: Group, read: _Read, about: str, *, worked_out_from: tuple[str, ...] = ()
) -> Field:
    return Field(
        key=key, heading=heading, kind=Kind.FLAG, group=group, read=read, about=about, worked_out_from=worked_out_from
    )


def _text(key: str, heading: str, group: Group, read: Callable[[Entry], str | None], about: str) -> Field:
    return Field(key=key, heading=heading, kind=Kind.TEXT, group=group, read=read, about=about)


def _memory(quantization: str) -> Field:
    bits = readers.QUANTIZATION_BITS[quantization]
    return _number(
        f"mem.{quantization}",
        f"Weights at {quantization.upper()}",
        Group.MACHINE,
        readers.memory(bits),
        f"bytes of the weights at {bits:g} bits each, without the KV cache",
        unit=Unit.BYTES,
        better=-1,
        per_parameter=bits / 8,
        worked_out_from=("params",),
    )


def _score(board: str, about: str) -> Field:
    return _number(
        f"score.{board}",
        f"Arena {board}",
        Group.CAPABILITY,
        readers.score(board),
        f"Arena rating: {about}",
        unit=Unit.RATING,
        better=1,
    )


_G, _U = Group, Unit
_BILLION = 1_000_000_000
_PARAMETER_BOUNDS = tuple(n * _BILLION for n in (1.0, 4.0, 9.0, 15.0, 40.0, 100.0))
_CONTEXT_BOUNDS = (8_000.0, 32_000.0, 128_000.0, 200_000.0, 1_000_000.0)
_PRICE_BOUNDS = (0.1, 0.5, 1.0, 5.0, 15.0)

_ROWS = (
    _choice("org", "Organisation", _G.ACCESS, lambda e: readers.one(e.organization), "who publishes it", facet=True),
    _choice("source", "Source", _G.ACCESS, lambda e: (e.origin.value,), "hub, vendor or user",
            choices=tuple(Origin), closed=True),
    _choice("open", "Openness", _G.ACCESS, lambda e: (e.openness.value,), "openness class", facet=True,
            choices=tuple(Openness), closed=True, worked_out_from=("license", "gated", "data", "code")),
    _choice("license", "Licence", _G.ACCESS, readers.licenses, "licence id, class, or commercial-ok", facet=True,
            choices=LICENSE_CLASSES, also=(readers.COMMERCIAL_OK,)),
    _flag("gated", "Gated", _G.ACCESS, readers.gated, "the weights must be asked for"),
    _text("data", "Training data", _G.TRANSPARENCY, lambda e: e.training_data, "where it is disclosed"),
    _text("code", "Training code", _G.TRANSPARENCY, lambda e: e.training_code, "where it is disclosed"),
    _text("paper", "Paper", _G.TRANSPARENCY, lambda e: e.paper, "the paper that describes it"),
    _choice("arch", "Architecture", _G.TRANSPARENCY, lambda e: readers.one(e.architecture), "model_type of the configuration"),
    _number("layers", "Layers", _G.TRANSPARENCY, lambda e: e.layers, "transformer layers"),
    _number("heads", "Attention heads", _G.TRANSPARENCY, lambda e: e.attention_heads, "query heads of a layer"),
    _number("kv", "KV heads", _G.TRANSPARENCY, lambda e: e.key_value_heads, "key-value heads of a layer"),
    _choice("attention", "Attention", _G.TRANSPARENCY, readers.attention, "kinds of attention that are sure",
            choices=ATTENTION, closed=True, worked_out_from=("arch", "layers", "heads", "kv")),
    _choice("base", "Base model", _G.CUSTOMISATION, lambda e: readers.many(e.base_models), "what it was made from"),
    _number("derived", "Derivatives", _G.CUSTOMISATION, lambda e: e.derived, "models made from it", better=1),
    _number("quantized", "Quantised copies", _G.CUSTOMISATION, lambda e: len(e.quantized) or None, "known GGUF repositories"),
    _choice("lib", "Library", _G.CUSTOMISATION, lambda e: readers.one(e.library), "library that loads it", facet=True),
    _choice("format", "File formats", _G.CUSTOMISATION, lambda e: readers.many(e.formats), "formats of the weights"),
    _choice("task", "Task", _G.CAPABILITY, lambda e: readers.one(e.task), "the Hub's pipeline tag", facet=True),
    _choice("in", "Takes", _G.CAPABILITY, lambda e: readers.many(e.inputs), "modalities taken", facet=True),
    _choice("out", "Gives", _G.CAPABILITY, lambda e: readers.many(e.outputs), "modalities given", facet=True),
    _number("ctx", "Context", _G.CAPABILITY, lambda e: e.context_tokens, "longest input and output together",
            unit=_U.TOKENS, better=1, bounds=_CONTEXT_BOUNDS),
    _number("output", "Output limit", _G.CAPABILITY, lambda e: e.output_tokens, "longest answer", unit=_U.TOKENS, better=1),
    _number("params", "Parameters", _G.CAPABILITY, lambda e: e.parameters, "all parameters",
            unit=_U.PARAMETERS, bounds=_PARAMETER_BOUNDS),
    _number("active", "Active parameters", _G.CAPABILITY, lambda e: e.active_parameters, "parameters used for each token",
            unit=_U.PARAMETERS),
    _flag("tools", "Tool calls", _G.CAPABILITY, readers.tools, "can call tools, at some host where nobody says it of the model"),
    _flag("vision", "Vision", _G.CAPABILITY, readers.vision, "takes pictures", worked_out_from=("in",)),
    _flag("reasoning", "Reasoning", _G.CAPABILITY, lambda e: e.reasoning, "thinks before it answers"),
    _flag("structured", "Structured output", _G.CAPABILITY, readers.structured, "answers can be held to a schema, as for tools"),
    _flag("moe", "Mixture of experts", _G.CAPABILITY, readers.mixture, "uses some parameters for each token"),
    _choice("lang", "Languages", _G.CAPABILITY, lambda e: readers.many(e.languages), "ISO 639 codes", facet=True),
    _choice("domain", "Domains", _G.CAPABILITY, lambda e: readers.many(e.domains), "fields of work it was made for"),
    _date("cutoff", "Knowledge cut-off", _G.CAPABILITY, lambda e: e.cutoff, "last month it learned from"),
    *(_score(board, about) for board, about in BOARDS.items()),
    _choice("bench", "Benchmarks", _G.CAPABILITY, readers.benchmarks(verified=False), "datasets with a result, its maker's own too"),
    _choice("verified", "Verified on", _G.CAPABILITY, readers.benchmarks(verified=True), "datasets with a result that was verified"),
    _number("price", "Price, blended", _G.COST, readers.offered(blended_price),
            "USD per million tokens, three in for one out", unit=_U.USD, better=-1, bounds=_PRICE_BOUNDS,
            worked_out_from=("price.in", "price.out")),
    _number("price.in", "Price, input", _G.COST, readers.offered(lambda o: o.input_usd_per_million_tokens),
            "USD per million input tokens", unit=_U.USD, better=-1),
    _number("price.out", "Price, output", _G.COST, readers.offered(lambda o: o.output_usd_per_million_tokens),
            "USD per million output tokens", unit=_U.USD, better=-1),
    _number("price.cached", "Price, cached", _G.COST, readers.offered(lambda o: o.cached_input_usd_per_million_tokens),
            "USD per million input tokens read from cache", unit=_U.USD, better=-1),
    _flag("free", "Free", _G.COST, readers.free, "some offer costs nothing", worked_out_from=("price.in", "price.out")),
    _number("disk", "Size on disk", _G.MACHINE, lambda e: e.size_bytes, "bytes of the weight files of one precision",
            unit=_U.BYTES, better=-1),
    *(_memory(quantization) for quantization in readers.QUANTIZATION_BITS),
    _number("downloads", "Downloads", _G.COMMUNITY, lambda e: e.downloads, "from the Hub in 30 days", better=1),
    _number("likes", "Likes", _G.COMMUNITY, lambda e: e.likes, "on the Hub", better=1),
    _number("trending", "Trending", _G.COMMUNITY, lambda e: e.trending, "the Hub's trending score", better=1),
    _choice("tag", "Tags", _G.COMMUNITY, lambda e: readers.many(e.tags), "tags of the card"),
    _date("released", "Released", _G.RISK, lambda e: e.released, "first published"),
    _date("updated", "Updated", _G.RISK, lambda e: e.updated, "last change of the weights' repository"),
    _date("retires", "Retires", _G.RISK, lambda e: e.retires, "requests fail after this day", ahead=True),
    _choice("status", "Status", _G.RISK, lambda e: readers.one(e.status), "active, beta, deprecated or retired",
            choices=STATUSES, closed=True),
    _flag("deprecated", "Deprecated", _G.RISK, readers.deprecated, "its maker advises against it", worked_out_from=("status",)),
    _number("hosts", "Hosts", _G.RISK, readers.hosts, "providers that offer it by API", better=1),
)

FIELDS: dict[str, Field] = {field.key: field for field in _ROWS}
"""Every field by its key, in the order in which fields are shown."""
