"""The stand-in is walked by clients that others wrote: they must find on it what it holds."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest

from tests.standin import Hub, Manners, Server, truth
from tests.standin.fixtures import serve
from tests.standin.records import LISTED

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import ModelInfo

__all__ = ["serve"]

Serve = Callable[[Hub], Server]


@pytest.fixture
def served(serve: Serve) -> Server:
    """Serve 1,500 models in the fourth epoch, 40 a page at most."""
    hub = Hub(1_500, manners=Manners(plain_page=40, largest_page=40))
    hub.advance(3)
    return serve(hub)


@pytest.fixture
def api(served: Server, monkeypatch: pytest.MonkeyPatch) -> "Iterator[HfApi]":
    """Give the official client, aimed at the stand-in and without a token."""
    # Without this the import asks huggingface.co for something, whatever the endpoint.
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import HfApi, close_session

    close_session()  # one made before this test has kept the proxies of that time
    yield HfApi(endpoint=served.url, token=False)
    close_session()


def ids(found: "Iterable[ModelInfo]") -> list[str]:
    """Return the ids of what a client found."""
    return [each.id for each in found]


def expected(server: Server) -> list[dict[str, Any]]:
    """Return what the server holds, in the order of creation."""
    return list(truth(server.hub.world))


def test_the_official_client_walks_all_models_newest_first(api: "HfApi", served: Server) -> None:
    """Nothing is lost and nothing comes twice over forty pages with many equal dates."""
    found = ids(api.list_models(sort="created_at"))
    assert found == [record["id"] for record in reversed(expected(served))]


@pytest.mark.parametrize(
    ("sort", "key"),
    [("downloads", "downloads"), ("likes", "likes"), ("last_modified", "lastModified")],
)
def test_the_official_client_walks_every_order(
    api: "HfApi",
    served: Server,
    sort: Literal["downloads", "likes", "last_modified"],
    key: str,
) -> None:
    """Descending, and complete although most figures are 0."""
    found = ids(api.list_models(sort=sort))
    value = {record["id"]: record[key] for record in expected(served)}
    assert sorted(found) == sorted(value)
    assert [value[id_] for id_ in found] == sorted(value.values(), reverse=True)


def test_the_default_order_loses_models_as_on_the_hub(api: "HfApi", served: Server) -> None:
    """Whoever walks by trending score misses some, and sees none twice."""
    found = ids(api.list_models())
    assert len(set(found)) == len(found)
    assert len(expected(served)) * 0.9 < len(found) < len(expected(served))


def test_the_official_client_reads_every_property(api: "HfApi", served: Server) -> None:
    """Each record builds a ModelInfo whose facts are those that the server holds."""
    records = {record["id"]: record for record in expected(served)}
    for info in api.list_models(sort="created_at", expand=cast("Any", LISTED)):
        record = records.pop(info.id)
        assert info.downloads == record["downloads"]
        assert info.gated == record["gated"]
        assert info.tags == record["tags"]
        assert info.pipeline_tag == record.get("pipeline_tag")
        assert (info.safetensors is None) is ("safetensors" not in record)
        assert (info.inference_provider_mapping is None) is (
            "inferenceProviderMapping" not in record
        )
    assert not records


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"filter": "license:mit"}, lambda record: "license:mit" in record["tags"]),
        (
            {"filter": ["transformers", "region:us"]},
            lambda record: {"transformers", "region:us"} <= set(record["tags"]),
        ),
        ({"search": "OSPREY"}, lambda record: "osprey" in record["id"].lower()),
        ({"pipeline_tag": "fill-mask"}, lambda record: record.get("pipeline_tag") == "fill-mask"),
        ({"gated": True}, lambda record: record["gated"] is not False),
        (
            {"inference_provider": "novita"},
            lambda record: "novita" in json.dumps(record.get("inferenceProviderMapping", [])),
        ),
    ],
    ids=["tag", "tags", "search", "task", "gated", "provider"],
)
def test_the_official_client_filters(
    api: "HfApi", served: Server, asked: dict[str, Any], fits: Callable[[dict[str, Any]], bool]
) -> None:
    """A filter gives exactly the records that fit it."""
    found = ids(api.list_models(sort="created_at", **asked))
    wanted = [record["id"] for record in reversed(expected(served)) if fits(record)]
    assert found == wanted
    assert 0 < len(found) < 1_500


def test_the_official_client_finds_models_by_size_and_author(api: "HfApi", served: Server) -> None:
    """The number of parameters is that of the safetensors; the author is the part before `/`."""
    found = list(
        api.list_models(sort="likes", num_parameters="min:6B,max:128B", expand=["safetensors"])
    )
    assert found
    totals = [int(each.safetensors.total or 0) for each in found if each.safetensors]
    assert len(totals) == len(found)
    assert all(6e9 <= total <= 128e9 for total in totals)
    author = expected(served)[77]["author"]
    assert {id_.partition("/")[0] for id_ in ids(api.list_models(author=author))} == {author}


def test_the_official_client_stops_at_a_limit(api: "HfApi", served: Server) -> None:
    """A limit of 100 costs three pages of 40."""
    assert len(ids(api.list_models(sort="downloads", limit=100))) == 100
    assert len(served.hub.requests) == 3


def test_an_unknown_property_is_refused_with_the_valid_ones(api: "HfApi") -> None:
    """The listing does not know `usedStorage`; the message names what it does know."""
    from huggingface_hub.errors import BadRequestError

    with pytest.raises(BadRequestError, match="widgetData"):
        ids(api.list_models(expand=["usedStorage"]))


def test_the_official_client_follows_a_rename(api: "HfApi", served: Server) -> None:
    """The old id and one in the wrong case lead to the present one; the `_id` stays."""
    world = served.hub.world
    old = world.id(700)
    world.rename(700, "elsewhere/new-name")
    assert api.model_info(old).id == "elsewhere/new-name"
    assert api.model_info("Elsewhere/NEW-name").id == "elsewhere/new-name"
    used = api.model_info("elsewhere/new-name", expand=["usedStorage"])
    assert used.used_storage == served.hub.world.models.parameters(700) * 2


def test_the_official_client_sees_what_is_missing(api: "HfApi", served: Server) -> None:
    """A removed model is not found, whether or not a token says who asks."""
    from huggingface_hub.errors import HfHubHTTPError, RepositoryNotFoundError

    id_ = served.hub.world.id(800)
    served.hub.world.remove(800)
    served.hub.tokens["hf_valid"] = "free"
    # The client takes the 401 for a missing model only where the endpoint begins with https.
    with pytest.raises(HfHubHTTPError, match="Invalid username or password"):
        api.model_info(id_)
    with pytest.raises(RepositoryNotFoundError):
        api.model_info(id_, token="hf_" + "valid")
    with pytest.raises(HfHubHTTPError, match="Invalid credentials in Authorization header"):
        api.model_info(id_, token="hf_" + "wrong")
    assert [each.token for each in served.hub.requests] == [None, "hf_valid", "hf_wrong"]


def package_folder() -> Path:
    """Return the folder whose node_modules hold @huggingface/hub; skips where there is none.

    MODELDEX_NODE names it; `npm install --prefix FOLDER @huggingface/hub` makes it.
    """
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    folder = Path(os.environ.get("MODELDEX_NODE", Path(__file__).parents[1]))
    if not (folder / "node_modules/@huggingface/hub/package.json").is_file():
        pytest.skip(f"@huggingface/hub is not installed in {folder}; MODELDEX_NODE names another")
    return folder


def walked(folder: Path, server: Server, **options: object) -> list[dict[str, Any]]:
    """Return what the JavaScript client lists."""
    script = Path(__file__).parent / "standin/walk.mjs"
    command = ["node", str(script), str(folder), server.url, json.dumps(options)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_javascript_client_walks_all_models(served: Server) -> None:
    """The client of another vendor's making, in another language, finds the same records."""
    folder = package_folder()
    fields = ["author", "createdAt", "tags", "safetensors", "inferenceProviderMapping"]
    found = walked(folder, served, sort="createdAt", additionalFields=fields)
    wanted = {record["_id"]: record for record in expected(served)}
    assert [each["id"] for each in found] == list(reversed(wanted))
    for each in found:
        record = wanted[each["id"]]
        assert each["name"] == record["id"]
        assert each["updatedAt"] == record["lastModified"]
        assert each["gated"] == record["gated"]
        assert each["tags"] == record["tags"]
        assert each.get("safetensors") == record.get("safetensors")


def test_the_javascript_client_filters_and_stops(served: Server) -> None:
    """Search, owner and limit mean the same to it."""
    folder = package_folder()
    found = walked(folder, served, search={"query": "osprey"}, sort="createdAt")
    wanted = [record["id"] for record in expected(served) if "osprey" in record["id"].lower()]
    assert [each["name"] for each in found] == wanted[::-1]
    assert len(walked(folder, served, sort="downloads", limit=50)) == 50
