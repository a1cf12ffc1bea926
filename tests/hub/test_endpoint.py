"""Who is asked, who may know the token, and what the library behind does unasked."""

import json
import os
import subprocess
import sys

import pytest

from modeldex.hub import Endpoint, HubError, connect
from tests.hub.conftest import HURRIED, Open
from tests.hub.plain import Reply, answering
from tests.hub.walking import walked
from tests.standin.hub import Hub
from tests.standin.manners import Manners
from tests.standin.server import Server

_SECRET = "hf_not_for_everybody"  # noqa: S105 - nobody's


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://huggingface.co/api/models", True),
        ("https://HuggingFace.co:443/api/models", True),
        ("http://huggingface.co/api/models", False),
        ("https://huggingface.co:8443/api/models", False),
        ("https://huggingface.co.evil.example/api/models", False),
        ("https://huggingface.co@evil.example/api/models", False),
        ("https://evil.example/huggingface.co", False),
        ("https://hub.acme.example/api/models", True),
        ("https://other.acme.example/api/models", False),
        ("http://127.0.0.1:8080/api/models", True),
        ("http://127.0.0.1:8081/api/models", False),
    ],
)
def test_the_token_goes_to_the_hub_and_to_named_hosts_only(url: str, *, may: bool) -> None:
    """The host decides, with its port where one was named, and the Hub only over TLS."""
    trusted = frozenset({"hub.acme.example", "127.0.0.1:8080"})
    endpoint = Endpoint(url="https://huggingface.co", token=_SECRET, trusted_hosts=trusted)
    assert endpoint.may_know_token(url) is may
    assert (_SECRET in endpoint.headers(url).get("authorization", "")) is may
    assert _SECRET not in repr(endpoint)


def test_a_stored_token_stays_at_home(reach: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets HF_ENDPOINT has not asked for the token to be sent there."""
    monkeypatch.setenv("HF_TOKEN", _SECRET)
    hub = Hub(30)
    assert len(walked(reach(hub, token=None)).ids) == 30
    assert {request.token for request in hub.requests} == {None}


def test_a_named_host_is_told_the_token(reach: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """It then gives the quota that the token has."""
    monkeypatch.setenv("HF_TOKEN", _SECRET)
    hub = Hub(10, tokens={_SECRET: "pro"})
    found = walked(reach(hub, token=None, trusted_hosts=["127.0.0.1"]))
    assert {request.token for request in hub.requests} == {_SECRET}
    assert found.pages[0].quota is not None
    assert found.pages[0].quota.limit == 2_500


def test_a_redirect_is_followed_without_the_token() -> None:
    """Another host, or another port, is another party."""
    records = json.dumps([{"id": "acme/verse"}]).encode()
    with answering(lambda _: (200, {}, records)) as (elsewhere, there):

        def moved(target: str) -> Reply:
            return 307, {"Location": elsewhere + target}, b""

        with answering(moved) as (url, here):
            trusted = [url.removeprefix("http://")]
            endpoint = connect(url, token=_SECRET, trusted_hosts=trusted, patience=HURRIED)
            assert walked(endpoint).ids == ["acme/verse"]
    assert {asked.token for asked in here} == {f"Bearer {_SECRET}"}
    assert {asked.token for asked in there} == {None}


def test_a_relative_redirect_is_followed() -> None:
    """The Hub sends them."""
    records = json.dumps([{"id": "acme/verse"}]).encode()

    def moved(target: str) -> Reply:
        if target.startswith("/api"):
            return 301, {"Location": "/new" + target}, b""
        return 200, {}, records

    with answering(moved) as (url, _):
        assert walked(connect(url, token=False, patience=HURRIED)).ids == ["acme/verse"]


def test_a_circle_of_redirects_ends() -> None:
    """After five hops."""
    with answering(lambda target: (302, {"Location": target}, b"")) as (url, asked):
        found = walked(connect(url, token=False, patience=HURRIED))
    assert str(found.error).startswith("127.0.0.1 redirects in a circle; 6 tries.")
    assert len(asked) == 30


@pytest.mark.parametrize("url", ["ftp://a.example", "huggingface.co", "https://", "http://[::1"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """Before anything is sent."""
    with pytest.raises(HubError, match="is not a web address; write it like https://"):
        connect(url)


def test_a_password_in_the_address_is_never_shown() -> None:
    """Errors name the host alone."""
    with answering(lambda _: (404, {}, b"")) as (url, _):
        spelled = url.replace("http://", "http://user:swordfish@")
        found = walked(connect(spelled, token=False, patience=HURRIED))
    assert found.error is not None
    assert "swordfish" not in found.error


@pytest.mark.parametrize("token", ["hf_a\nb", "hf_ä"])
def test_a_token_that_no_header_can_carry_is_not_quoted(reach: Open, token: str) -> None:
    """The library's message would quote it."""
    found = walked(reach(Hub(10), token=token, trusted_hosts=["127.0.0.1"]))
    assert found.error is not None
    assert "hf_" not in found.error


def test_a_refusal_is_told_in_the_servers_own_words() -> None:
    """Cleaned, because they may be anything."""
    body = json.dumps({"error": "Pay \x1b[31mfirst\u202e"}).encode()
    with answering(lambda _: (402, {}, body)) as (url, _):
        found = walked(connect(url, token=False, patience=HURRIED))
    assert found.error == ("127.0.0.1 refuses the listing (402: Pay <U+001B>[31mfirst<U+202E>).")


def _run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"HF_HUB_DISABLE_TELEMETRY": ""} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


_WALK = """
from modeldex.hub import HubError, Page, Patience, Walk, connect, pages
try:
    hurried = Patience(backoff_seconds=0.01, first_attempts=1)
    for event in pages(Walk(page_size=100), connect(patience=hurried)):
        print(len(event.records))
except HubError as error:
    print(error)
"""


def test_nothing_but_the_listing_is_asked_for_and_nothing_is_written_to_the_screen() -> None:
    """The library neither calls home nor logs: HF_ENDPOINT is honoured, HF_TOKEN not sent there."""
    hub = Hub(30)
    hub.faults.add("status", 503)
    with Server(hub) as server:
        done = _run(_WALK, HF_ENDPOINT=server.url, HF_TOKEN=_SECRET, HF_DEBUG="1")
    assert (done.stdout, done.stderr) == ("30\n", "")
    assert {request.path for request in hub.requests} == {"/api/models"}
    assert {request.token for request in hub.requests} == {None}


def test_offline_means_that_nothing_is_asked() -> None:
    """HF_HUB_OFFLINE is honoured before the first request."""
    hub = Hub(30)
    with Server(hub) as server:
        done = _run(_WALK, HF_ENDPOINT=server.url, HF_HUB_OFFLINE="1")
    assert done.stdout == "HF_HUB_OFFLINE is set, so nothing was asked; unset it to sync.\n"
    assert not hub.requests


def test_a_proxy_is_used() -> None:
    """The one that the environment names."""
    records = json.dumps([{"id": "acme/verse"}]).encode()
    with answering(lambda _: (200, {}, records)) as (proxy, asked):
        settings = {"HTTP_PROXY": proxy, "http_proxy": proxy, "NO_PROXY": ""}
        done = _run(_WALK, HF_ENDPOINT="http://hub.invalid", **settings)
    assert done.stdout == "1\n"
    assert asked[0].target.startswith("http://hub.invalid/api/models?")


def test_a_proxy_that_cannot_be_used_is_told_without_its_password() -> None:
    """And without a traceback."""
    proxy = "gopher://user:swordfish@proxy.invalid"
    done = _run(_WALK, HTTPS_PROXY=proxy, https_proxy=proxy)
    assert "names a proxy of a kind that is not known" in done.stdout
    assert "swordfish" not in done.stdout + done.stderr


def test_importing_the_room_loads_nothing_heavy() -> None:
    """The library and its 80 ms are paid by a sync, not by a start."""
    script = "import sys, modeldex.hub, modeldex.hub.parse, modeldex.hosted; print(*sys.modules)"
    loaded = set(_run(script).stdout.split())
    assert loaded.isdisjoint({"huggingface_hub", "httpx2", "ssl", "http.client", "asyncio"})


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"HTTPS_PROXY": "http://u:sword#fish@p.invalid:3"}, "$HTTPS_PROXY has a #, / or ?"),
        ({"https_proxy": "http://u:sword/fish@p.invalid:3"}, "$https_proxy has a #, / or ?"),
        ({"ALL_PROXY": "u:sword?fish@p.invalid"}, "$ALL_PROXY has a #, / or ?"),
        ({"ALL_PROXY": "socks5://u:swordfish@p.invalid"}, "the package socksio is missing"),
        ({"HTTP_PROXY": "http://u:swordfish@p.invalid:port"}, "$HTTP_PROXY is no address"),
        ({"HTTPS_PROXY": "gopher://u:swordfish@p.invalid"}, "$HTTPS_PROXY names a proxy of a kind"),
        ({"SSL_CERT_FILE": "/nowhere/roots.pem"}, "$SSL_CERT_FILE names /nowhere/roots.pem"),
        ({"REQUESTS_CA_BUNDLE": "/nowhere/roots.pem"}, "$REQUESTS_CA_BUNDLE names /nowhere"),
        ({"HF_ENDPOINT": "http://u:swordfish@[::1"}, "is not a web address"),
    ],
)
def test_a_faulty_setting_is_named_without_its_secret(settings: dict[str, str], told: str) -> None:
    """One sentence with the variable to correct, before anything is asked."""
    done = _run(_WALK, **settings)
    assert told in done.stdout
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert "fish" not in done.stdout


@pytest.mark.parametrize("written", [" {} ", "{}/", "\t{}"])
def test_a_padded_endpoint_is_the_same(written: str) -> None:
    """As a shell script or an env file leaves it."""
    with Server(Hub(30)) as server:
        assert _run(_WALK, HF_ENDPOINT=written.format(server.url)).stdout == "30\n"


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_endpoint_is_the_hub(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is set to nothing says nothing."""
    script = "from modeldex.hub import connect; print(connect().url)"
    assert _run(script, HF_ENDPOINT=empty).stdout == "https://huggingface.co\n"
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "")
    assert connect(empty).is_hub


def test_a_proxy_that_does_not_answer_is_blamed_and_no_proxy_is_honored() -> None:
    """Not the server behind it, and never with the password."""
    proxy = "http://u:swordfish@127.0.0.1:9"
    settings = {"HTTP_PROXY": proxy, "http_proxy": proxy, "NO_PROXY": "", "no_proxy": ""}
    done = _run(_WALK, HF_ENDPOINT="http://hub.invalid", **settings)
    assert "through the proxy that $HTTP_PROXY names" in done.stdout
    assert "swordfish" not in done.stdout + done.stderr
    with Server(Hub(30)) as server:
        settings |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        assert _run(_WALK, HF_ENDPOINT=server.url, **settings).stdout == "30\n"


def test_a_redirect_to_a_dead_server_blames_that_one() -> None:
    """The configured one has answered."""
    with answering(lambda _: (307, {"Location": "http://localhost:9/x"}, b"")) as (url, _):
        found = walked(connect(url, token=False, patience=HURRIED))
    assert found.error is not None
    assert "redirects to localhost, which cannot be reached" in found.error


def test_a_server_that_wants_a_token_says_how_to_send_one(
    reach: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--send-token` is named only where it is missing."""
    monkeypatch.setenv("HF_TOKEN", _SECRET)
    hub = Hub(10, manners=Manners(listing=401), tokens={_SECRET: "pro"})
    endpoint = reach(hub, token=None)
    found = walked(endpoint)
    assert "wants a token" in (found.error or "")
    assert "--send-token" in (found.error or "")
    found = walked(endpoint.trusted())
    assert "--send-token" not in (found.error or "")
    assert _SECRET not in (found.error or "")
    assert hub.requests[-1].token == _SECRET
