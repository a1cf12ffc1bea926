"""The well-known models that the starter lacks."""

from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from modeldex import paths
from modeldex.curated import licenses, shipped
from modeldex.curated.essentials import read_essentials
from modeldex.curated.tables import CatalogError
from modeldex.entry import Entry, Openness, Origin, Source
from tests.curated.files import ESSENTIALS, write, write_catalog


def test_a_row_becomes_an_entry_of_the_hub_with_nothing_guessed(tmp_path: Path) -> None:
    """What the row does not say is unknown; what the task takes follows from the task."""
    catalog = write_catalog(tmp_path)
    (entry,) = read_essentials(catalog / "essentials.toml", "essentials", licenses(catalog))
    assert entry == Entry(
        id="maker/FinBERT",
        name="FinBERT",
        origin=Origin.HUB,
        source=Source(name="docs.test", as_of=date(2026, 11, 3), url="https://docs.test/finbert"),
        openness=Openness.OPEN_WEIGHTS,
        license="apache-2.0",
        license_class="permissive",
        commercial_use=True,
        task="text-classification",
        inputs=("text",),
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ('id = "a/b"', "url: missing"),
        ('url = "https://x.test"', "id: missing"),
        ('id = "Maker/finbert"\nurl = "x"', 'id: "Maker/finbert" is in the file twice'),
        ('id = "a/b"\nurl = "x"\ncontext = 5', "context: unknown key"),
    ],
)
def test_a_row_without_its_page_is_refused(tmp_path: Path, row: str, sentence: str) -> None:
    """An id that no page names has no place in the file."""
    path = write(tmp_path / "e.toml", f"{ESSENTIALS}\n[[models]]\n{row}\n")
    with pytest.raises(CatalogError) as caught:
        list(read_essentials(path, "e.toml", {}))
    assert str(caught.value) == f"e.toml: models[1].{sentence}"


def test_the_kinds_that_the_starter_lacks_are_there() -> None:
    """A hundred and fifty models or more, each with the page that names it."""
    catalog = paths.catalog()
    found = list(read_essentials(catalog / "essentials.toml", "e", licenses(catalog)))
    assert len(found) >= 150
    assert all((entry.source.url or "").startswith("https://") for entry in found)
    tasks = {entry.task for entry in found}
    assert tasks >= {
        *("translation", "summarization", "text-classification", "token-classification"),
        *("automatic-speech-recognition", "image-classification", "text-to-image", "fill-mask"),
        *("object-detection", "mask-generation", "text-ranking", "text-to-video"),
    }


def test_none_of_them_is_in_another_file() -> None:
    """The starter and the vendors' files know more of what they have."""
    catalog = paths.catalog()
    essentials = read_essentials(catalog / "essentials.toml", "e", {})
    mine = {entry.id.lower(): entry.source for entry in essentials}
    every = [e for e in chain.from_iterable(shipped(catalog)) if e.id.lower() in mine]
    assert [entry.id for entry in every if entry.source != mine[entry.id.lower()]] == []
    assert len(every) == len(mine)


@pytest.mark.parametrize(
    ("model", "fact", "value"),
    [
        ("allenai/longformer-base-4096", "task", "fill-mask"),
        ("amazon/chronos-2", "parameters", 120_000_000),
        ("amazon/chronos-bolt-base", "parameters", 205_000_000),
        ("FinGPT/fingpt-sentiment_llama2-13b_lora", "task", "text-generation"),
        ("google/timesfm-2.5-200m-pytorch", "parameters", 200_000_000),
        ("ibm-nasa-geospatial/Prithvi-EO-2.0-300M", "parameters", 300_000_000),
        ("ibm-nasa-geospatial/Prithvi-EO-2.0-600M-TL", "parameters", 600_000_000),
        ("MahmoodLab/UNI", "license", "cc-by-nc-nd-4.0"),
        ("Rostlab/prot_bert", "license", "afl-3.0"),
        ("superb/hubert-large-superb-er", "task", "audio-classification"),
    ],
)
def test_a_fact_is_as_its_page_says(model: str, fact: str, value: object) -> None:
    """Each was read on the page that the entry names."""
    catalog = paths.catalog()
    found = read_essentials(catalog / "essentials.toml", "e", licenses(catalog))
    (entry,) = (entry for entry in found if entry.id == model)
    assert getattr(entry, fact) == value
