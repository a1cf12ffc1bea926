"""The rules by which facts become points, each with the sentence that tells a person about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from modeldex.scorecard import makers, readers
from modeldex.scorecard.readers import Read


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """How one fact counts for one criterion."""

    key: str
    """The fact: a key of FIELDS where it is one, and no key occurs twice in a criterion."""

    heading: str
    parts: int
    """How much it counts beside the other rules of its criterion."""

    about: str
    """How the fact becomes points, in one sentence."""

    read: Read


_LICENSE = {
    "permissive": 1.0,
    "copyleft": 0.75,
    "community": 0.5,
    "use-restricted": 0.5,
    "non-commercial": 0.25,
    "proprietary": 0.0,
}
_STATUS = {"active": 1.0, "beta": 0.5, "deprecated": 0.25, "retired": 0.0}
_SAFE = frozenset({"safetensors", "gguf", "ggml", "mlx", "onnx", "exl2", "exl3"})
_UNSAFE = frozenset({"pytorch", "tf", "executorch"})
"""PyTorch's files are pickles, which run code when they are read; so may saved TensorFlow graphs
and compiled programs. Names of quantisation methods say nothing about the file."""

_YEAR = 365
_LICENSE_ABOUT = (
    "Permissive 100, copyleft 75, community and use-restricted 50, non-commercial 25, none for "
    "the terms of an API."
)


def _rule(key: str, heading: str, parts: int, read: Read, about: str) -> Rule:
    return Rule(key=key, heading=heading, parts=parts, read=read, about=about)


# Whether weights are published counts where it is the question itself: for having them, for
# changing them, for running them oneself. It is no measure of what is disclosed or of how many
# people use a model, so it does not count there again. With it in every criterion, that one fact
# moved 3.1 of 8 criteria under equal weights; with the rules below it moves 2.1.

# What a licence lets a business do follows from the licence: to count both is to count it twice.
# A model that is called today needs no hardware, as one that can be downloaded needs no vendor.
_ACCESS = (
    _rule("open", "Weights", 2, readers.weights, "All points if they can be downloaded."),
    _rule("hosts", "Offered by API", 2, readers.offered,
          "All points if some provider is known to offer it, so that no hardware is needed."),
    _rule("commercial-ok", "Use in a business", 2, readers.commercial,
          "All points if everybody may, none if some must ask, pay or stay out."),
    _rule("gated", "Handed out", 1, readers.of_weights(readers.gate, readers.ACCOUNT),
          "All points if nobody needs to ask for weights, half if every request is granted, none "
          "if a person decides; an API asks for an account, which gives half at most."),
)

_TRANSPARENCY = (
    _rule("data", "Training data", 2, readers.stated("data"), "All points if it is disclosed."),
    _rule("code", "Training code", 1, readers.stated("code"), "All points if it is disclosed."),
    _rule("paper", "Paper", 1, readers.stated("paper"), "All points if one describes the model."),
    _rule("arch", "Architecture", 1, readers.stated("arch"), "All points if it is disclosed."),
    _rule("cutoff", "Knowledge cut-off", 1, readers.stated("cutoff"), "All points if stated."),
    _rule("measured", "Measured", 1, readers.measured,
          "All points if somebody else than the maker has published results."),
    _rule("index", "Its maker's transparency", 1, makers.of_maker(makers.index),
          "As many points as the Foundation Model Transparency Index gives the maker."),
)

_CUSTOMISATION = (
    _rule("open", "Training it further", 3, readers.tuning,
          "All points if one has the weights; half at most where only a vendor could do it."),
    _rule("license", "Licence", 1, readers.license_class(_LICENSE), _LICENSE_ABOUT),
    _rule("derived", "Derivatives", 2, readers.of_weights(readers.number("derived", 1, 1000)),
          "One model on the Hub made from it gives no points, 1,000 all, each doubling the same."),
    _rule("quantized", "Quantised copies", 1,
          readers.of_weights(readers.number("quantized", 0.5, 8)),
          "One gives a quarter of the points, eight all, each doubling the same."),
)

_CAPABILITY = (
    _rule("score", "Arena rating", 4, readers.rating,
          "All points for the best of those compared on the same board, none for 400 rating "
          "points less, evenly between; where the board gives an interval, its ends count."),
    _rule("ctx", "Context", 2, readers.number("ctx", 4_000, 1_000_000),
          "4,000 tokens give no points, a million all, each doubling the same."),
    _rule("tools", "Tool calls", 1, readers.flag("tools"), "All points if it can call tools."),
    _rule("structured", "Structured output", 1, readers.flag("structured"),
          "All points if answers can be held to a schema."),
    _rule("reasoning", "Reasoning", 1, readers.flag("reasoning"),
          "All points if it thinks before it answers."),
    _rule("vision", "Vision", 1, readers.flag("vision"), "All points if it takes pictures."),
    _rule("lang", "Languages", 1, readers.languages(30),
          "One gives no points, 30 all, each doubling the same."),
    _rule("cutoff", "Knowledge cut-off", 1, readers.back("cutoff", 3 * _YEAR),
          "Today would give all points, three years ago none, evenly between."),
)

_COST = (
    _rule("price", "Cost", 1, readers.cost,
          "All points for the cheapest of those compared, half for ten times as much, none for a "
          "hundred times; a dollar a month, or a cent per million tokens, is as good as free."),
)

# Nobody publishes how many use an API, which is not the same as nobody using it. Derivatives are
# counted for customisation.
_COMMUNITY = (
    _rule("downloads", "Downloads", 2,
          readers.of_weights(readers.number("downloads", 10, 10_000_000), readers.UNCOUNTED),
          "Ten in 30 days give no points, ten million all, each doubling the same; how many use "
          "a model by API alone is not known."),
    _rule("likes", "Likes", 1,
          readers.of_weights(readers.number("likes", 1, 10_000), readers.UNCOUNTED),
          "One on the Hub gives no points, 10,000 all, each doubling the same; a model by API "
          "alone has no page to like."),
    _rule("docs", "Documentation", 1, makers.page("docs"),
          "All points if its maker is known to publish some for customers."),
    _rule("status-page", "Status page", 1, makers.page("status"),
          "All points if its maker is known to announce outages."),
    _rule("support", "Support", 1, makers.page("support"),
          "All points if its maker is known to help customers."),
)

_LOCK_IN = (
    _rule("open", "Weights", 2, readers.weights, "All points if one can host it oneself."),
    _rule("hosts", "Hosts", 2, readers.number("hosts", 1, 8),
          "One provider gives no points, eight all, each doubling the same."),
    _rule("retires", "Retirement", 1,
          readers.of_service(readers.ahead("retires", _YEAR), "weights at hand do not retire"),
          "A year or more ahead gives all points, today none, evenly between; weights that one "
          "can download do not retire."),
)

_AT_HOME = "can stay on own machines"
_RISK = (
    _rule("format", "File formats", 1,
          readers.of_weights(readers.formats(_SAFE, _UNSAFE), readers.NO_FILE),
          "All points if one format holds nothing but numbers, or there is no file to load; none "
          "if every known one may run code when it is read."),
    _rule("status", "Status", 2, readers.status(_STATUS),
          "Active 100, beta 50, deprecated 25; none if retired or no longer listed."),
    _rule("trains", "Data sent to it", 2,
          readers.of_service(makers.of_maker(makers.kept_apart), _AT_HOME),
          "All points if its vendor does not train on it, or one can host the model oneself."),
    _rule("days", "Requests", 1, readers.of_service(makers.of_maker(makers.kept(30)), _AT_HOME),
          "All points if they are not kept, none for 30 days or more, evenly between."),
)

_FITNESS = (
    _rule("fits", "On the machine", 1, readers.of_weights(readers.machine),
          "All points if it fits, none if it does not or cannot be had."),
)

_DOMAIN = (
    _rule("domain", "Made for", 1, readers.field_of_work,
          "All points if the named field is among those it was made for."),
)

RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "access": _ACCESS,
        "transparency": _TRANSPARENCY,
        "customisation": _CUSTOMISATION,
        "capability": _CAPABILITY,
        "cost": _COST,
        "community": _COMMUNITY,
        "lock-in": _LOCK_IN,
        "risk": _RISK,
        "fitness": _FITNESS,
        "domain": _DOMAIN,
    }
)
"""The rules of each criterion, in the order in which they are shown."""
