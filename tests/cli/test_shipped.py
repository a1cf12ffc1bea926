"""The command line on the whole shipped catalogue."""

import json
from pathlib import Path

import pytest

from modeldex import cli, paths, sync
from modeldex.cli.catalog import today
from modeldex.criteria import matches, parse
from modeldex.store import Store


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the whole shipped catalogue."""
    home = paths.home(tmp_path_factory.mktemp("shipped"))
    with Store(home.data) as store:
        for _progress in sync.build(store, home, paths.catalog()):
            pass
    return home.data


def _listed(folder: Path, capfd: pytest.CaptureFixture[str], *argv: str) -> list[str]:
    assert cli.run(["list", *argv, "--json", "--data-dir", str(folder)]) == 0
    return [json.loads(line)["id"] for line in capfd.readouterr().out.splitlines()]


def test_every_proprietary_model_is_a_line(
    shipped: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """At least the 200 that the sources tell apart, each once."""
    ids = _listed(shipped, capfd, "open:proprietary")
    assert len(ids) >= 200
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "criteria",
    [
        "license:permissive params<=9b ctx>=128k lang:de",
        "open:proprietary has:price -is:deprecated ctx>=200k",
        "qwen 7b",
        "domain:finance",
        "domain:geospatial",
        "license:commercial-ok domain:health params<=9b",
    ],
)
def test_the_list_is_what_the_filter_says(
    shipped: Path, capfd: pytest.CaptureFixture[str], criteria: str
) -> None:
    """The ids are those for which the plain predicate holds."""
    wanted, day = parse(criteria), today()
    with Store(shipped) as store:
        expected = {e.id for e in store.reader().all() if matches(e, wanted, today=day)}
    assert expected
    assert set(_listed(shipped, capfd, criteria)) == expected


@pytest.mark.parametrize(
    ("word", "organization"),
    [
        ("gpt-4", "openai"),
        ("claude", "anthropic"),
        ("gemini", "google"),
        ("llama", "meta-llama"),
        ("mistral", "mistralai"),
        ("gemma", "google"),
    ],
)
def test_a_family_is_found_by_its_word(
    shipped: Path, capfd: pytest.CaptureFixture[str], word: str, organization: str
) -> None:
    """Among the first twenty are those of whoever makes it."""
    first = _listed(shipped, capfd, word, "--limit", "20")
    assert any(entry_id.startswith(f"{organization}/") for entry_id in first)


@pytest.mark.parametrize(
    ("criteria", "model"),
    [
        ("domain:finance", "FinGPT/fingpt-mt_llama2-7b_lora"),
        ("domain:geospatial", "ibm-nasa-geospatial/Prithvi-EO-2.0-300M"),
        ("domain:health", "google/medgemma-4b-it"),
        ("domain:law license:commercial-ok", "nlpaueb/legal-bert-base-uncased"),
        ("task:translation", "facebook/nllb-200-distilled-600M"),
    ],
)
def test_models_of_a_field_of_work_are_found(
    shipped: Path, capfd: pytest.CaptureFixture[str], criteria: str, model: str
) -> None:
    """Also those of kinds of which the listing has none."""
    assert model in _listed(shipped, capfd, criteria)


def test_commercial_use_errs_on_the_safe_side(
    shipped: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A licence with a limit, a list of uses or no known terms is never among them."""
    for kind in ("non-commercial", "use-restricted", "llama3.1", "gemma", "qwen", "other"):
        assert _listed(shipped, capfd, f"license:commercial-ok license:{kind}") == []
    assert _listed(shipped, capfd, "license:commercial-ok -license:permissive,copyleft") == _listed(
        shipped, capfd, "license:nvidia-open-model-license,nvidia-nemotron-open-model-license"
    )


def test_both_worlds_stand_side_by_side(shipped: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An open model and a proprietary one, by ids as people type them."""
    argv = ["compare", "openai/GPT-4.1", "qwen/qwen3-8b", "--data-dir", str(shipped)]
    assert cli.run(argv) == 0
    out = capfd.readouterr().out
    assert out.splitlines()[0].split() == ["openai/gpt-4.1", "Qwen/Qwen3-8B"]
