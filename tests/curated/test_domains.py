"""The table of domains: what makes a model belong to a field of work, and what does not."""

from datetime import date
from pathlib import Path

import pytest

from modeldex import paths
from modeldex.curated import domain_table
from modeldex.curated.domains import NO_DOMAINS, read_domains
from modeldex.curated.tables import CatalogError
from modeldex.entry import Source
from tests.curated.files import write

TABLE = """
as_of = 2026-11-01

[[domains]]
name = "finance"
words = ["fin", "finance*", "*trader"]
except = ["daytrader", "fin-tts-"]
phrases = ["stock-market"]
organizations = ["moneybags"]
tags = ["banking"]

[[domains]]
name = "health"
words = ["med", "medi*"]
"""

WANTED = "expected lower-case words, with 4 letters or more beside a *"


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("ai/FinGPT-v3", ("finance",)),
        ("ai/FINGpt", ("finance",)),
        ("ai/qwen-fin-7b", ("finance",)),
        ("ai/finetuned-7b", ()),
        ("fin/small", ()),
        ("ai/llama-financebot", ("finance",)),
        ("ai/aitrader", ("finance",)),
        ("ai/daytrader", ()),
        ("ai/fin-tts-1", ()),
        ("ai/fin-tts2-1", ("finance",)),
        ("ai/the-stock-market-1", ("finance",)),
        ("ai/model-stock-1", ()),
        ("MoneyBags/any", ("finance",)),
        ("ai/MedFinance", ("finance", "health")),
        ("ai/medium", ("health",)),
        ("no-slash-fin", ("finance",)),
    ],
)
def test_words_phrases_and_publishers_decide(
    tmp_path: Path, model: str, found: tuple[str, ...]
) -> None:
    """Words are whole, capitals part them, and an exception wins."""
    table = read_domains(write(tmp_path / "domains.toml", TABLE), "domains.toml")
    assert table.of(model) == found


def test_a_tag_says_it_itself(tmp_path: Path) -> None:
    """In any case; a tag that is not listed says nothing."""
    table = read_domains(write(tmp_path / "domains.toml", TABLE), "domains.toml")
    assert table.of("ai/plain", ("Banking", "fin")) == ("finance",)
    assert table.of("ai/plain", ("fin",)) == ()


def test_a_domain_names_the_table_as_its_source(tmp_path: Path) -> None:
    """Nobody stated it, so the source of the entry is not the source of the domain."""
    table = read_domains(write(tmp_path / "domains.toml", TABLE), "domains.toml")
    source = Source(name="modeldex, from the id", as_of=date(2026, 11, 1))
    assert table.cited(("finance",)) == (("domain", source),)
    assert table.cited(()) == ()
    assert (table.names, NO_DOMAINS.of("ai/fin")) == (("finance", "health"), ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('words = ["fi*"]', f'words: {WANTED}, got "fi*"'),
        ('words = ["Fin"]', f'words: {WANTED}, got "Fin"'),
        ('except = ["x2"]', f'except: {WANTED}, got "x2"'),
        ('name = "health"', 'name: "health" is in the file twice'),
        ('word = ["fin"]', "word: unknown key; did you mean words?"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    """A short beginning or a capital would never match, or match too much."""
    head = "" if text.startswith("name") else 'name = "law"\n'
    path = write(tmp_path / "domains.toml", f"{TABLE}\n[[domains]]\n{head}{text}\n")
    with pytest.raises(CatalogError) as caught:
        read_domains(path, "domains.toml")
    assert str(caught.value) == f"domains.toml: domains[2].{sentence}"


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("FinGPT/fingpt-mt_llama2-7b_lora", "finance"),
        ("ProsusAI/finbert", "finance"),
        ("google/medgemma-4b-it", "health"),
        ("emilyalsentzer/Bio_ClinicalBERT", "health"),
        ("BioMistral/BioMistral-7B", "health"),
        ("ibm-nasa-geospatial/Prithvi-EO-2.0-300M", "geospatial"),
        ("ibm-esa-geospatial/TerraMind-1.0-base", "geospatial"),
        ("facebook/esm2_t33_650M_UR50D", "biology"),
        ("DeepChem/ChemBERTa-77M-MLM", "chemistry"),
        ("nlpaueb/legal-bert-base-uncased", "law"),
        ("bigcode/starcoder2-15b", "code"),
        ("Qwen/Qwen2.5-Math-7B", "maths"),
        ("fdtn-ai/Foundation-Sec-8B", "security"),
        ("allenai/scibert_scivocab_uncased", "science"),
        ("microsoft/aurora", "climate"),
    ],
)
def test_well_known_models_are_found(model: str, found: str) -> None:
    """The shipped table knows what people look for first."""
    assert found in domain_table(paths.catalog()).of(model)


@pytest.mark.parametrize(
    "model",
    [
        "acme/fineweb-edu-100m",
        "acme/mistral-model_stock-12b",
        "facebook/mms-tts-med",
        "acme/qwen-medium-encoder",
        "acme/llama-finetuned-7b",
        "acme/after-earth-8b",
        "acme/text-decoder",
        "acme/final-general-mix",
    ],
)
def test_words_that_only_look_alike_are_not(model: str) -> None:
    """Near words that the starter really has."""
    assert domain_table(paths.catalog()).of(model) == ()
