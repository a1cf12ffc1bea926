"""One record of the listing into an entry: what likely ones give, and what odd ones cost."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.entry import Entry, Openness, Origin, Rejected
from modeldex.hub.parse import Parser
from modeldex.licences import License
from tests.standin.churn import World
from tests.standin.malformed import MALFORMED
from tests.standin.models import Models
from tests.standin.records import LISTED, Writer

_TODAY = date(2026, 11, 21)


def _license(name: str, license_class: str | None, *, osi: bool = False) -> License:
    return License(id=name, name=name, spdx=None, osi=osi, license_class=license_class)


_LICENSES = {
    found.id: found
    for found in (
        _license("apache-2.0", "permissive", osi=True),
        _license("mit", "permissive", osi=True),
        _license("llama3.1", "community"),
        _license("cc-by-nc-4.0", "non-commercial"),
        _license("other", None),
    )
}
_PARSER = Parser(licenses=_LICENSES, today=_TODAY)

_RECORD: dict[str, Any] = {
    "_id": "66e81cbcd683a3f4e5291bbf",
    "id": "acme/Verse-8B",
    "author": "acme",
    "likes": 12,
    "trendingScore": 3.5,
    "private": False,
    "gated": False,
    "disabled": False,
    "downloads": 4_321,
    "pipeline_tag": "text-generation",
    "library_name": "transformers",
    "createdAt": "2025-05-18T19:10:01.000Z",
    "lastModified": "2025-06-02T08:00:00.000Z",
    "config": {"architectures": ["VerseForCausalLM"], "model_type": "verse"},
    "safetensors": {"parameters": {"BF16": 8_000_000_000}, "total": 8_000_000_000},
    "baseModels": {"relation": "finetune", "models": [{"_id": "1", "id": "acme/Verse-8B-Base"}]},
    "cardData": {"license": "apache-2.0", "language": ["en", "de"], "datasets": ["acme/corpus"]},
    "tags": [
        *("transformers", "safetensors", "verse", "text-generation", "conversational", "poetry"),
        *("en", "de", "dataset:acme/corpus", "arxiv:2501.01234", "base_model:acme/Verse-8B-Base"),
        *("base_model:finetune:acme/Verse-8B-Base", "license:apache-2.0", "region:us"),
        *("endpoints_compatible", "deploy:azure"),
    ],
    "inferenceProviderMapping": [
        {"provider": "novita", "providerId": "acme/verse", "status": "live", "task": "chat"},
        {"provider": "together", "providerId": "acme/verse", "status": "staging"},
    ],
}


def _entry(**changes: object) -> Entry:
    """Return the entry of the likely record with these properties changed; None takes one out."""
    record = {key: value for key, value in (_RECORD | changes).items() if value is not None}
    found = _PARSER.entry(record)
    assert isinstance(found, Entry)
    return found


def test_a_likely_record_gives_every_fact_that_it_holds() -> None:
    """One entry, with the licence class and the openness decided."""
    entry = _entry()
    assert (entry.id, entry.name, entry.origin) == ("acme/Verse-8B", "Verse-8B", Origin.HUB)
    assert entry.hub_id == "66e81cbcd683a3f4e5291bbf"
    assert (entry.license, entry.license_class) == ("apache-2.0", "permissive")
    assert (entry.openness, entry.gated) == (Openness.OPEN_WEIGHTS, "no")
    assert (entry.parameters, entry.size_bytes) == (8_000_000_000, 16_000_000_000)
    assert (entry.architecture, entry.library) == ("verse", "transformers")
    assert (entry.task, entry.inputs, entry.outputs) == ("text-generation", ("text",), ("text",))
    assert (entry.formats, entry.languages) == (("safetensors",), ("en", "de"))
    assert (entry.released, entry.updated) == (date(2025, 5, 18), date(2025, 6, 2))
    assert (entry.downloads, entry.likes, entry.trending) == (4_321, 12, 3.5)
    assert entry.base_models == ("acme/Verse-8B-Base",)
    assert entry.tags == ("finetune", "conversational", "poetry")
    assert (entry.training_data, entry.paper) == ("named", "https://arxiv.org/abs/2501.01234")
    assert (entry.source.name, entry.source.as_of) == ("huggingface.co", _TODAY)
    assert (entry.contested, entry.scores, entry.notes, entry.context_tokens) == ((), (), (), None)


def test_a_bare_record_is_an_entry_of_unknowns() -> None:
    """Nothing is guessed from what is absent."""
    entry = _PARSER.entry({"id": "gpt2"})
    assert isinstance(entry, Entry)
    assert (entry.id, entry.name, entry.openness) == ("gpt2", "gpt2", Openness.UNKNOWN)
    unknown = (entry.hub_id, entry.gated, entry.downloads, entry.parameters, entry.released)
    assert unknown == (None,) * 5


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "it has no id"),
        ({"id": None}, "it has no id"),
        ({"id": 12_345}, "it has no id"),
        ({"id": ""}, "it has no id"),
        ({"id": " \n"}, "it has no id"),
        ({"id": "a" * 201}, "its id is too long"),
        ({"id": "acme/secret", "private": True}, "it is private to you"),
    ],
)
def test_what_cannot_be_named_or_shown_to_others_is_set_aside(
    record: dict[str, object], reason: str
) -> None:
    """With the reason, and enough of it to be recognised."""
    found = _PARSER.entry(record)
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_the_older_name_of_the_id_will_do() -> None:
    """Some servers number `id` and have the name in `modelId`."""
    found = _PARSER.entry({"id": 5, "modelId": "acme/verse", "_id": 17})
    assert isinstance(found, Entry)
    assert (found.id, found.hub_id) == ("acme/verse", None)


@pytest.mark.parametrize(
    ("card", "tags", "license_id", "openness"),
    [
        ({"license": "MIT "}, [], "mit", Openness.OPEN_WEIGHTS),
        ({"license": ["mit", "cc-by-nc-4.0"]}, [], "cc-by-nc-4.0", Openness.RESTRICTED),
        ({"license": ["mit", "surely-mine"]}, [], "surely-mine", Openness.UNKNOWN),
        ({"licence": "mit"}, [], "mit", Openness.OPEN_WEIGHTS),
        ({"License": "mit"}, [], "mit", Openness.OPEN_WEIGHTS),
        ({"licence": "license"}, [], None, Openness.UNKNOWN),
        ({"license": []}, ["license:mit"], "mit", Openness.OPEN_WEIGHTS),
        ({"license": 5}, ["license:mit"], "mit", Openness.OPEN_WEIGHTS),
        ({}, ["license:llama3.1"], "llama3.1", Openness.RESTRICTED),
        ({"license": "other"}, [], "other", Openness.UNKNOWN),
        ({"license": "other", "license_name": "llama3.1"}, [], "llama3.1", Openness.RESTRICTED),
        ({"license": "other", "license_name": "acme-1"}, [], "other", Openness.UNKNOWN),
        (["license"], [], None, Openness.UNKNOWN),
        (None, [], None, Openness.UNKNOWN),
    ],
)
def test_a_licence_is_found_wherever_cards_write_it(
    card: object, tags: list[str], license_id: str | None, openness: Openness
) -> None:
    """Of several the strictest counts, and an unknown one is never taken for a free one."""
    entry = _entry(cardData=card, tags=tags)
    assert (entry.license, entry.openness) == (license_id, openness)


@pytest.mark.parametrize(
    ("license_id", "allowed"),
    [("mit", True), ("cc-by-nc-4.0", False), ("llama3.1", None), ("unheard-of", None)],
)
def test_a_licence_says_whether_a_business_may_use_the_model(
    license_id: str, *, allowed: bool | None
) -> None:
    """A sync finds with `license:commercial-ok` what the shipped catalogue finds."""
    assert _entry(cardData={"license": license_id}, tags=[]).commercial_use is allowed


def test_other_licences_of_a_card_are_kept_beside_the_one_in_use() -> None:
    """The person sees that there are several."""
    [claim] = _entry(cardData={"license": ["mit", "cc-by-nc-4.0"]}).contested
    assert (claim.field, claim.value) == ("license", "mit")


@pytest.mark.parametrize(
    ("gated", "known", "openness"),
    [
        (False, "no", Openness.OPEN_WEIGHTS),
        ("auto", "auto", Openness.RESTRICTED),
        ("manual", "manual", Openness.RESTRICTED),
        (True, "manual", Openness.RESTRICTED),
        ("perhaps", None, Openness.OPEN_WEIGHTS),
        (None, None, Openness.OPEN_WEIGHTS),
    ],
)
def test_gates_restrict(gated: object, known: str | None, openness: Openness) -> None:
    """And what is not known is neither open nor closed."""
    entry = _entry(gated=gated)
    assert (entry.gated, entry.openness) == (known, openness)


def test_a_disabled_repository_is_told() -> None:
    """Its weights cannot be had now, whatever its licence says."""
    entry = _entry(disabled=True)
    assert entry.openness is Openness.UNKNOWN
    assert entry.notes == ("The Hub has disabled this repository.",)


_B = 1_000_000_000


@pytest.mark.parametrize(
    ("parameters", "total", "tags", "known"),
    [
        ({"F32": 125_000_000}, 125_000_000, [], 125_000_000),
        ({"BF16": 7 * _B, "F32": _B}, 8 * _B, [], 8 * _B),
        ({"F16": 162_323_040, "U8": 50_331_648}, 212_654_688, [], 162_323_040),
        ({"BF16": 8 * _B, "I64": 512}, 8 * _B + 512, [], 8 * _B),
        ({"BF16": _B, "U8": 7 * _B}, 8 * _B, ["4-bit", "bitsandbytes"], None),
        ({"BF16": 525_404_160, "I32": 973_078_528}, 1_498_482_688, ["gptq"], None),
        ({"BF16": 6 * _B, "I32": _B}, 7 * _B, ["compressed-tensors"], None),
        ({"I32": 60 * _B, "F16": _B}, 61 * _B, [], None),
        ({"F8_E4M3": 8 * _B}, 8 * _B, ["fp8", "8-bit"], 8 * _B),
        ({"F32": 1}, 1, [], None),
        ({"F32": 2}, 2, [], None),
        ({"F32": 0}, 0, [], None),
        ({"F32": -5}, -5, [], None),
        ({"F32": 19_980_000_000_000_000}, 19_980_000_000_000_000, [], None),
        ({"F32": "many"}, "many", [], None),
        ({}, 8 * _B, [], 8 * _B),
        ({}, 8 * _B, ["4-bit"], None),
    ],
)
def test_parameters_are_weights_and_not_bytes(
    parameters: dict[str, object], total: object, tags: list[str], known: int | None
) -> None:
    """Masks are no weights, packed weights cannot be counted, absurd figures are refused."""
    weights = {"parameters": parameters, "total": total}
    assert _entry(safetensors=weights, tags=tags).parameters == known


def test_a_total_that_is_not_the_sum_is_contested() -> None:
    """The parts are used, and what the Hub states is kept beside them."""
    entry = _entry(safetensors={"parameters": {"F32": 7 * _B}, "total": 3_500_000_000})
    assert entry.parameters == 7 * _B
    assert [(claim.field, claim.value) for claim in entry.contested] == [
        ("params", "3,500,000,000")
    ]


def test_a_gguf_repository_tells_size_architecture_and_context() -> None:
    """Also where packed safetensors stand beside it."""
    gguf = {"total": 8 * _B, "architecture": "llama", "context_length": 131_072}
    entry = _entry(gguf=gguf, safetensors=None, config=None, tags=["gguf", "4-bit"])
    facts = (entry.parameters, entry.architecture, entry.context_tokens, entry.formats)
    assert facts == (8 * _B, "llama", 131_072, ("gguf",))


@pytest.mark.parametrize(
    ("config", "known"),
    [
        ({"max_position_embeddings": 32_768}, 32_768),
        ({"text_config": {"max_position_embeddings": 8_192}}, 8_192),
        ({"max_position_embeddings": 10**30}, None),
        ({"max_position_embeddings": 0}, None),
        ({"tokenizer_config": {"model_max_length": 512}}, None),
    ],
)
def test_the_context_comes_from_fields_that_mean_it(
    config: dict[str, object], known: int | None
) -> None:
    """What a configuration writes for `no limit` is no context."""
    assert _entry(config=config).context_tokens == known


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("en", ("en",)),
        (["EN", "pt-BR", "yue"], ("en", "pt-br", "yue")),
        (False, ("no",)),
        (["sv", False], ("sv", "no")),
        (["English", "multilingual", 5, None], ()),
    ],
)
def test_languages_are_codes(language: object, codes: tuple[str, ...]) -> None:
    """YAML's `no` is Norwegian."""
    assert _entry(cardData={"language": language}, tags=[]).languages == codes


def test_languages_among_the_tags_count_too() -> None:
    """The Hub copies them there."""
    entry = _entry(cardData=None, tags=["ceb", "fr", "rl", "code", "poetry"])
    assert entry.languages == ("ceb", "fr")
    assert "rl" in entry.tags


@pytest.mark.parametrize(
    ("models", "card", "tags", "bases"),
    [
        ({"models": [{"id": "a/b"}, {"id": 5}, "c/d"]}, {}, [], ("a/b",)),
        ([], {"base_model": "a/b"}, [], ("a/b",)),
        (None, {"Base_model": ["a/b", "not a model id", ""]}, [], ("a/b",)),
        (None, {}, ["base_model:a/b", "base_model:merge:a/b", "base_model:./out"], ("a/b",)),
        (7, {"base_model": 5}, [], ()),
    ],
)
def test_base_models_are_ids(
    models: object, card: dict[str, object], tags: list[str], bases: tuple[str, ...]
) -> None:
    """From the Hub's own list, else from tags, else from the card."""
    assert _entry(baseModels=models, cardData=card, tags=tags).base_models == bases


def test_tags_are_few_and_safe() -> None:
    """Neither 2,074 of them nor one of 147 characters are kept, and nothing raw is."""
    tags = ["trailing ", "", "t" * 147, "[Q4_K_M]", "half \ud83d", "\u202eevil", 5, None]
    entry = _entry(tags=[*tags, *(f"voice-{n}" for n in range(2_074)), "license:mit"])
    assert entry.tags[:5] == ("finetune", "trailing", "[Q4_K_M]", "half <U+D83D>", "<U+202E>evil")
    assert len(entry.tags) == 24


@pytest.mark.parametrize(
    "mapping",
    [
        [{"provider": "Novita", "providerId": "x/y", "status": "live", "isModelAuthor": True}],
        {"Novita": {"providerId": "x/y", "status": "live", "isModelAuthor": True}},
    ],
)
def test_who_serves_a_model_is_told_without_a_price(mapping: object) -> None:
    """Both shapes that the Hub sends mean the same."""
    [offer] = _entry(inferenceProviderMapping=mapping).offers
    assert (offer.provider, offer.provider_model_id, offer.first_party) == ("novita", "x/y", True)
    assert offer.input_usd_per_million_tokens is None


@pytest.mark.parametrize("mapping", [3, "novita", {"novita": 5}, [None], {"n": {"status": "x"}}])
def test_what_is_no_live_provider_is_no_offer(mapping: object) -> None:
    """A wrong shape costs only the offers."""
    assert _entry(inferenceProviderMapping=mapping).offers == ()


def test_results_say_who_vouches_for_them() -> None:
    """Only a verified one is independent; a proposal that nobody merged is marked, and last."""
    dataset = {"id": "acme/bench", "task_id": "diamond"}
    source = {"url": "https://acme.example", "name": "Acme"}
    results = [
        {"verified": True, "data": {"dataset": dataset, "value": 0.5, "date": "2026-01-02T"}},
        {"data": {"dataset": {"id": "acme/other"}, "value": 51, "source": source}},
        {"data": {"dataset": dataset, "value": 0.99}, "pullRequest": 3, "verified": True},
        {"filename": "bad.yaml", "error": "value: expected a number"},
    ]
    first, second, proposed = _entry(evalResults=results).scores
    assert (first.board, first.value, first.independent) == ("acme/bench/diamond", 0.5, True)
    assert (first.source.as_of, second.source.as_of) == (date(2026, 1, 2), date(2025, 6, 2))
    assert (second.board, second.value, second.independent) == ("acme/other", 51, False)
    assert (second.source.name, second.source.url) == ("Acme", "https://acme.example")
    assert (proposed.value, proposed.independent, proposed.unmerged) == (0.99, False, True)
    assert not first.unmerged
    assert not second.unmerged


def test_proposals_take_no_room_from_what_the_maker_states() -> None:
    """A hundred pull requests cannot push a result out."""
    proposed = {"data": {"dataset": {"id": "a/b"}, "value": 1}, "pullRequest": 1}
    own = {"data": {"dataset": {"id": "acme/own"}, "value": 2}}
    card = {"dataset": {"name": "IFEval"}, "metrics": [{"type": "acc", "value": 3}]}
    found = _entry(evalResults=[proposed] * 100 + [own], **{"model-index": [{"results": [card]}]})
    assert [score.board for score in found.scores[:3]] == ["acme/own", "IFEval", "a/b"]
    assert len(found.scores) == 24


@pytest.mark.parametrize("name", ["arena.text", "Arena.Coding"])
def test_no_card_writes_itself_a_rating_of_a_leaderboard(name: str) -> None:
    """Those come from the leaderboards themselves."""
    metrics = [{"type": "rating", "value": 9_999, "verified": True}]
    index = [{"results": [{"dataset": {"name": name, "type": name}, "metrics": metrics}]}]
    results = [{"data": {"dataset": {"id": name}, "value": 9_999}, "verified": True}]
    assert _entry(evalResults=results, **{"model-index": index}).scores == ()


def test_a_model_index_is_the_makers_own_word() -> None:
    """Numbers written as text count; lists, words and what is not finite do not.

    That a card calls a result verified proves nothing.
    """
    values = ("80.96", 41, "12 %", [1], "n/a", float("nan"), True, None)
    metrics = [{"type": "acc", "value": value, "verified": True} for value in values]
    index = [{"results": [{"dataset": {"name": "IFEval"}, "metrics": metrics}]}, None]
    scores = _entry(cardData={"model-index": index}).scores
    assert [score.value for score in scores] == [80.96, 41, 12]
    assert {(score.board, score.unit, score.independent) for score in scores} == {
        ("IFEval", "acc", False)
    }


@pytest.mark.parametrize(
    ("tags", "paper"),
    [
        (["arxiv:2501.01234"], "https://arxiv.org/abs/2501.01234"),
        (["arxiv:2501.01234", "arxiv:2501.01235"], None),
        (["arxiv:2501.01234", "mergekit"], None),
        (["arxiv:mine"], None),
    ],
)
def test_a_paper_is_one_that_describes_the_model(tags: list[str], paper: str | None) -> None:
    """Where several are cited, or that of a method, none is."""
    assert _entry(tags=tags).paper == paper


@pytest.mark.parametrize("name", sorted(MALFORMED.keys() - {"nested", "broken"}))
def test_a_malformed_record_costs_at_most_itself(name: str) -> None:
    """An entry with less in it, or a reason; never an error, and nothing raw."""
    record = json.loads(MALFORMED[name](_RECORD))
    found = _PARSER.entry(record) if isinstance(record, dict) else None
    if isinstance(found, Entry):
        assert found.id.isprintable()
        json.dumps(repr(found)).encode()
    elif found is not None:
        assert name in {"no id", "null id", "number id", "empty id", "empty object"}


def test_the_records_of_a_whole_stand_in_are_entries() -> None:
    """With every odd value at its rate."""
    write = Writer(World(Models(3, 3_000), None), LISTED).write
    found = [_PARSER.entry(json.loads(write(slot))) for slot in range(3_000)]
    assert all(isinstance(entry, Entry) for entry in found)
    assert sum(bool(entry.parameters) for entry in found if isinstance(entry, Entry)) > 500


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*_RECORD, "gguf", "evalResults", "model-index"]), _VALUES))
def test_no_value_whatever_raises(changes: dict[str, Any]) -> None:
    """Any JSON in any property gives an entry or a reason."""
    found = _PARSER.entry(_RECORD | changes)
    assert isinstance(found, Entry | Rejected)


_PATHS = [
    ("cardData", "license"), ("cardData", "language"), ("cardData", "datasets"),
    ("cardData", "base_model"), ("cardData", "license_name"), ("cardData", "model-index"),
    ("safetensors", "parameters"), ("safetensors", "total"), ("gguf", "total"),
    ("gguf", "context_length"), ("config", "model_type"), ("config", "text_config"),
    ("baseModels", "models"), ("baseModels", "relation"),
]  # fmt: skip


@given(st.sampled_from(_PATHS), _VALUES)
def test_no_value_one_step_down_raises(path: tuple[str, str], value: object) -> None:
    """Nor does any in a nested property."""
    found = _PARSER.entry(_RECORD | {path[0]: {path[1]: value}})
    assert isinstance(found, Entry)
    json.dumps(found.tags)
