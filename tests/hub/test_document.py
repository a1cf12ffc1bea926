"""A single document, read with the same care."""

import pytest

from modeldex.hub import Document, Endpoint, HubError, connect, document
from tests.hub.conftest import HURRIED, Open
from tests.hub.plain import answering
from tests.standin.hub import Hub


def _value(url: str, endpoint: Endpoint) -> object:
    [found] = (event for event in document(url, endpoint) if isinstance(event, Document))
    return found.value


@pytest.mark.parametrize("path", ["/v1/models", "/api.json"])
def test_a_document_arrives_whole(reach: Open, path: str) -> None:
    """Decoded, whatever it is."""
    endpoint = reach(Hub(30))
    value = _value(endpoint.url + path, endpoint)
    assert isinstance(value, dict)
    assert value


@pytest.mark.parametrize("kind", ["reset", "cut", "corrupt gzip", "bad json", "portal", "status"])
def test_a_passing_fault_is_outlived(reach: Open, kind: str) -> None:
    """The document is asked for again."""
    hub = Hub(30)
    hub.faults.add(kind, path="/v1/models", times=1)
    endpoint = reach(hub)
    assert _value(endpoint.url + "/v1/models", endpoint)


def test_a_missing_document_is_told() -> None:
    """With the status and the server's own words."""
    with answering(lambda _: (404, {}, b'{"error":"Gone fishing"}')) as (url, _):
        endpoint = connect(url, token=False, patience=HURRIED)
        with pytest.raises(HubError) as caught:
            _value(url, endpoint)
    assert str(caught.value) == "127.0.0.1 answered 404: Gone fishing."


def test_a_document_from_elsewhere_is_read_without_the_token() -> None:
    """The endpoint lends its patience, not its secret."""
    with answering(lambda _: (200, {}, b"{}")) as (url, asked):
        endpoint = connect("https://huggingface.co", token="hf_x", patience=HURRIED)  # noqa: S106
        assert _value(url, endpoint) == {}
    assert asked[0].token is None
