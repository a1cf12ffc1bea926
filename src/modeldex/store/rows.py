"""An entry as the bytes that the database keeps, and back, without loss.

A row is JSON with unknown facts and defaults left out, deflated with a preset dictionary.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from modeldex.entry import Claim, Entry, Offer, Openness, Origin, PriceTier, Score, Source

FORMAT = b"\x01"
"""First byte of every row: which dictionary and which names it was written with."""

_WINDOW = -12
"""Raw deflate with a window of 4 kB: enough for the dictionary and nearly every row."""

_DICTIONARY = (
    b'"tags":["license:","region:us","transformers","safetensors","pytorch","conversational"],'
    b'"domains":["code","finance","health","law","science"],"training_data":"named",'
    b'"training_code":"https://github.com/","paper":"https://arxiv.org/abs/2","quantized":["'
    b'bartowski/","unsloth/","ggml-org/","mradermacher/","lmstudio-community/","-Instruct-GGUF"],'
    b'"base_models":["meta-llama/Llama-3.1-8B-Instruct","mistralai/Mistral-7B-Instruct-v0.3",'
    b'"google/gemma-4-","Qwen/Qwen2.5-7B-Instruct","deepseek-ai/DeepSeek-R1-Distill-"],'
    b'"tiers":[{"above_tokens":200000,"input_usd_per_million_tokens":1.5,'
    b'"output_usd_per_million_tokens":0.5,"cached_input_usd_per_million_tokens":0.25,'
    b'"cache_write_usd_per_million_tokens":'
    b'"audio_input_usd_per_million_tokens":"audio_output_usd_per_million_tokens":'
    b'"offers":[{"provider":"openrouter","provider_model_id":"together","first_party":true},'
    b'"first_party":false,"region":"condition":"amazon-bedrock","azure","google-vertex",'
    b'"scores":[{"board":"arena.text","arena.coding","unit":"rating","value":1400.0,'
    b'"independent":true,"low":"high":"votes":"source":["models.dev","2026-09-30","https://",'
    b'"contested":[{"field":"price.in","value":"fact_sources":[["downloads",["huggingface.co",'
    b'"aliases":["-latest","status":"deprecated","retired","beta","active","retires":"2027-'
    b'"notes":["gone":true,"hub_id":"trending":"derived":"embedding_size":1024,'
    b'"license_class":"non-commercial","proprietary","copyleft","use-restricted","community",'
    b'"license":"llama3.1","cc-by-nc-4.0","gemma","other","mit","license":"apache-2.0",'
    b'"license_class":"permissive","gated":"no","manual","auto","openness":"proprietary",'
    b'"openness":"restricted","openness":"open-source","openness":"open-weights",'
    b'"family":"architecture":"mistral","gemma3","gpt2","bert","llama","qwen3","qwen2",'
    b'"experts":128,"active_experts":8,"active_parameters":"output_tokens":64000,'
    b'"layers":32,"attention_heads":32,"key_value_heads":8,"head_size":128,'
    b'"size_bytes":"context_tokens":131072,32768,4096,262144,"context_tokens":40960,'
    b'"inputs":["text","image","audio","video","pdf"],"outputs":["text"],'
    b'"task":"image-text-to-text","feature-extraction","sentence-similarity",'
    b'"task":"text-generation","tools":true,"tools":false,"reasoning":true,"reasoning":false,'
    b'"structured_output":true,"library":"sentence-transformers","transformers",'
    b'"formats":["safetensors","gguf","pytorch"],"languages":["en","zh","de","fr","es","it","pt",'
    b'"ja","ko","ru","hi","th","ar","multilingual"],"released":"2024-0","released":"2025-1'
    b'"updated":"2026-0","cutoff":"2025-01-01","downloads":1"likes":1,"parameters":70000000'
    b'"source":["llmfit 1.1.17 (MIT)","2026-10-05"],"quantized":["mradermacher/'
    b'{"id":"name":"-Instruct","origin":"vendor","user","origin":"hub","source":["'
)
"""Names and common values, the most frequent last, where deflate reaches them most cheaply."""


def pack(entry: Entry) -> bytes:
    """Return `entry` as a row; `unpack` gives back an equal entry."""
    return packed(filled(entry))


def packed(values: dict[str, object]) -> bytes:
    """Return the row of an entry of which `values` are the `filled` fields."""
    from isal import isal_zlib

    # 9 us where zlib takes 17 at any of its levels, for 4 % more bytes.
    press = isal_zlib.compressobj(1, zlib.DEFLATED, _WINDOW, zdict=_DICTIONARY)
    return b"".join((FORMAT, press.compress(_encoded(values)), press.flush()))


def _encoded(values: dict[str, object]) -> bytes:
    import orjson

    try:
        text = orjson.dumps(values, _plain, orjson.OPT_PASSTHROUGH_DATACLASS)
    except TypeError:  # A lone surrogate, or a number of more than 64 bits.
        text = b"null"
    # A row leaves out what is unknown: null stands for a number that is none, or is just text.
    if b"null" in text:
        return _ENCODER.encode(values).encode("utf-8", "surrogatepass")
    return text


def filled(record: object) -> dict[str, object]:
    """Return the fields of a record that differ from their defaults."""
    read, plan = _PLANS[type(record)]
    return {
        name: value
        for (name, default), value in zip(plan, read(record), strict=True)
        if value is not default  # Each default is one object: None, (), False or an enum's member.
    }


def hub_key(hub_id: str | None) -> bytes | None:
    """Return the Hub's `_id` as the table keeps it: 12 bytes, in the order of creation."""
    if hub_id is None:
        return None
    try:
        return bytes.fromhex(hub_id)
    except ValueError:
        return hub_id.encode()


def unpack(row: bytes) -> Entry:
    """Return the entry of a row that `pack` made."""
    text = zlib.decompressobj(_WINDOW, _DICTIONARY).decompress(memoryview(row)[1:])
    return _record(Entry, _ENTRY, json.loads(text.decode("utf-8", "surrogatepass")))


def offer_text(offer: Offer) -> str:
    """Return `offer` as text; `read_offer` gives back an equal one."""
    return _ENCODER.encode(filled(offer))


def read_offer(text: str) -> Offer:
    """Return the offer of a text that `offer_text` made."""
    return _record(Offer, _OFFER, json.loads(text))


def _plain(value: object) -> object:
    """Return what JSON has no word for as something it has."""
    if isinstance(value, Source):
        known = (value.name, value.as_of, value.url)
        return known if value.url is not None else known[:2]
    if isinstance(value, date):
        return value.isoformat()
    return filled(value)


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain
)


_RECORDS = (Entry, Offer, PriceTier, Score, Claim)
_PLANS: dict[type, tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, object], ...]]] = {
    kind: (
        attrgetter(*(field.name for field in fields(kind))),
        tuple((field.name, field.default) for field in fields(kind)),
    )
    for kind in _RECORDS
}
"""For each record: how all its fields are read at once, and (name, default) of each."""

_R = TypeVar("_R")
_Converters = dict[str, Callable[[Any], object]]


def _record(kind: Callable[..., _R], converters: _Converters, values: dict[str, Any]) -> _R:
    for name in converters.keys() & values.keys():
        values[name] = converters[name](values[name])
    return kind(**values)


@lru_cache(maxsize=4096)
def _shared_source(name: str, as_of: str, url: str | None = None) -> Source:
    """Return one Source for all the rows that name it; most rows of a catalogue do."""
    return Source(name=name, as_of=date.fromisoformat(as_of), url=url)


def _source(values: list[str]) -> Source:
    return _shared_source(*values)


def _each(convert: Callable[[Any], object]) -> Callable[[list[Any]], tuple[object, ...]]:
    return lambda values: tuple(map(convert, values))


_TIERS = _each(lambda values: PriceTier(**values))
_OFFER: _Converters = {"source": _source, "able_source": _source, "tiers": _TIERS}
_CITED: _Converters = {"source": _source}
_ENTRY: _Converters = {
    "origin": Origin,
    "openness": Openness,
    "source": _source,
    **dict.fromkeys(("retires", "released", "updated", "cutoff"), date.fromisoformat),
    **dict.fromkeys(
        (
            "aliases",
            "inputs",
            "outputs",
            "formats",
            "languages",
            "domains",
            "tags",
            "base_models",
            "quantized",
            "notes",
        ),
        tuple,
    ),
    "offers": _each(lambda values: _record(Offer, _OFFER, values)),
    "scores": _each(lambda values: _record(Score, _CITED, values)),
    "fact_sources": _each(lambda pair: (pair[0], _source(pair[1]))),
    "contested": _each(lambda values: _record(Claim, _CITED, values)),
}
