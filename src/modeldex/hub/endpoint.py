"""One server and the way to it: address, headers, time limits, and one GET."""

import logging
import os
import threading
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from modeldex import __version__
from modeldex.hub.body import BodyReader
from modeldex.hub.faults import Cancelled, Fault
from modeldex.hub.surroundings import by_proxy, settings_fault
from modeldex.hub.walk import HubError, Patience
from modeldex.text import clean

if TYPE_CHECKING:
    import httpx2

_HOME = "huggingface.co"
_TLS_PORT = 443
_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BAD = 400
_MESSAGE_BYTES = 64 << 10
"""Of a refusal: its first sentence is all that is read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server sent."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""

    body: bytes
    """Unpacked; of a refusal only the beginning."""

    received: int
    """Bytes of the body as they came over the wire."""

    onward: str | None
    """The address that the Link header calls `next`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """One server, and who may be told the token."""

    url: str
    """Without a slash at the end."""

    token: str | bool | None = field(default=None, repr=False)
    """None for the one huggingface_hub finds ($HF_TOKEN, `hf auth login`), False for none."""

    trusted_hosts: frozenset[str] = frozenset()
    """Hosts besides huggingface.co to which the person wants the token sent."""

    patience: Patience = field(default_factory=Patience)

    @property
    def host(self) -> str:
        """The server's name, safe to show; never a password that stands in the address."""
        return clean(urlsplit(self.url).hostname or self.url)

    @property
    def origin(self) -> str:
        """The name by which its facts are cited: host, port where it is not 443, and path."""
        return origin_of(self.url)

    @property
    def is_hub(self) -> bool:
        """Whether this is the Hub itself, whose manners are known."""
        return self.origin == _HOME

    @property
    def is_hub_host(self) -> bool:
        """Whether the host is the Hub's, whatever the port and path."""
        return self.host == _HOME

    def may_know_token(self, url: str) -> bool:
        """Return whether the token may go to `url`: huggingface.co over TLS, or a named host."""
        parts = urlsplit(url)
        port = parts.port or (_TLS_PORT if parts.scheme == "https" else 80)
        if {str(parts.hostname), f"{parts.hostname}:{port}"} & self.trusted_hosts:
            return True
        return parts.hostname == _HOME and parts.scheme == "https" and port == _TLS_PORT

    def trusted(self) -> "Endpoint":
        """Return this server as one that may be told the token, at this port alone."""
        parts = urlsplit(self.url)
        port = parts.port or (_TLS_PORT if parts.scheme == "https" else 80)
        return replace(self, trusted_hosts=self.trusted_hosts | {f"{parts.hostname}:{port}"})

    def ask(self, url: str) -> "Future[Answer]":
        """Return the coming answer to a GET of `url`, read in a thread that nobody has to join.

        The future fails with Fault or HubError; cancelling it drops the connection at its next
        sign of life.
        """
        future: Future[Answer] = Future()

        def work() -> None:
            try:
                answer = self._read(url, future)
            except Cancelled:
                return
            except BaseException as error:  # noqa: BLE001 - raised again where the answer is awaited
                if future.set_running_or_notify_cancel():
                    future.set_exception(error)
            else:
                if future.set_running_or_notify_cancel():
                    future.set_result(answer)

        threading.Thread(target=work, name="hub", daemon=True).start()
        return future

    def _read(self, url: str, future: "Future[Answer]") -> Answer:
        import httpx2
        from huggingface_hub.errors import OfflineModeIsEnabled

        try:
            for _ in range(_HOPS):
                answer = self._get(url, future)
                target = answer.headers.get("location")
                if answer.status not in _REDIRECTS or not target:
                    return answer
                url = self._followed(url, target)
        except httpx2.TimeoutException as error:
            kind = "accept a connection" if isinstance(error, httpx2.ConnectTimeout) else "answer"
            raise Fault(f"{self._led_to(url)}did not {kind} in time", unreached=True) from error
        except (httpx2.ConnectError, httpx2.ProxyError) as error:
            reason = f"{self._led_to(url)}cannot be reached{by_proxy(url)} ({clean(str(error))})"
            raise Fault(reason, unreached=True) from error
        except httpx2.LocalProtocolError as error:
            # Its message quotes the header at fault, which may be the token.
            message = "The request cannot be written; look for odd characters in $HF_TOKEN."
            raise HubError(message) from error
        except httpx2.TransportError as error:
            reason = clean(str(error)) or type(error).__name__
            raise Fault(f"{self._led_to(url)}broke off ({reason})") from error
        except (httpx2.InvalidURL, UnicodeError) as error:
            message = "The address or the token has characters that no request can carry."
            raise HubError(message) from error
        except OfflineModeIsEnabled as error:
            message = "HF_HUB_OFFLINE is set, so nothing was asked; unset it to sync."
            raise HubError(message) from error
        raise Fault("redirects in a circle")

    def _led_to(self, url: str) -> str:
        """Return the words that blame the server of `url` where this one redirected to it."""
        host = urlsplit(url).hostname or ""
        return "" if host == urlsplit(self.url).hostname else f"redirects to {clean(host)}, which "

    def _get(self, url: str, future: "Future[Answer]") -> Answer:
        from huggingface_hub.utils import get_session

        patience = self.patience
        connect = patience.connect_seconds
        limits = (connect, patience.read_seconds, connect, connect)
        headers = self.headers(url)
        with get_session().stream(
            "GET", url, headers=headers, timeout=limits, follow_redirects=False
        ) as response:
            refused = response.status_code >= _BAD
            reader = BodyReader(response.headers, patience, cap=_MESSAGE_BYTES if refused else None)
            try:
                body = reader.read(response.iter_raw(), future)
            except Fault as fault:
                if not refused:
                    fault.onward = _next_link(response)
                    raise
                body = b""
            return Answer(
                status=response.status_code,
                headers={name.lower(): value for name, value in response.headers.items()},
                body=body,
                received=reader.received,
                onward=_next_link(response),
            )

    def headers(self, url: str) -> dict[str, str]:
        """Return the headers for a request to `url`, with the token only where it may go."""
        from huggingface_hub.utils import build_hf_headers

        headers: dict[str, str] = build_hf_headers(
            token=self.token if self.may_know_token(url) else False,
            library_name="modeldex",
            library_version=__version__,
        )
        # What is packed otherwise could not be unpacked within limits.
        return headers | {"accept": "application/json", "accept-encoding": "gzip"}

    @staticmethod
    def _followed(url: str, target: str) -> str:
        following = urljoin(url, target)
        if urlsplit(following).scheme not in {"https", urlsplit(url).scheme}:
            raise Fault("redirects from an encrypted address to an open one")
        return following


def origin_of(url: str) -> str:
    """Return the name by which a server's facts are cited, such as `hub.example:8080`."""
    try:
        parts = urlsplit(url)
        port = parts.port or (_TLS_PORT if parts.scheme == "https" else 80)
    except ValueError:
        return clean(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return clean(f"{host}{'' if port == _TLS_PORT else f':{port}'}{parts.path.rstrip('/')}")


def connect(
    url: str | None = None,
    *,
    token: str | bool | None = None,
    trusted_hosts: Collection[str] = (),
    patience: Patience | None = None,
) -> Endpoint:
    """Return the server at `url`, or at $HF_ENDPOINT, or the Hub, with huggingface_hub made quiet.

    No request is sent. Raises HubError when `url` is no web address or HF_HUB_OFFLINE is set.
    """
    # Without this the library first asks huggingface.co for a list, whatever the endpoint.
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if "HF_ENDPOINT" in os.environ:
        # The library takes it apart as it is imported, padding and all.
        os.environ["HF_ENDPOINT"] = os.environ["HF_ENDPOINT"].strip() or f"https://{_HOME}"
    try:
        from huggingface_hub import constants
    except ValueError as error:
        message = "$HF_ENDPOINT is not a web address; write it like https://huggingface.co."
        raise HubError(message) from error

    named = (url or "").strip() or constants.ENDPOINT.strip()
    url = (named or f"https://{_HOME}").rstrip("/")
    if constants.is_offline_mode():
        raise HubError("HF_HUB_OFFLINE is set, so nothing was asked; unset it to sync.")
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        # What stands before an @ may be a password.
        shown = clean(url.rpartition("@")[2])
        message = f"{shown} is not a web address; write it like https://huggingface.co."
        raise HubError(message)
    _open_session()
    hosts = frozenset(host.lower() for host in trusted_hosts)
    return Endpoint(url=url, token=token, trusted_hosts=hosts, patience=patience or Patience())


def _next_link(response: "httpx2.Response") -> str | None:
    return response.links.get("next", {}).get("url")


def _open_session() -> None:
    """Make the HTTP session, quietly, so that bad settings are told before anything is asked."""
    from huggingface_hub.utils import get_session

    problem = settings_fault(os.environ)
    if problem is not None:
        raise HubError(problem)
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    if bundle and not os.environ.get("SSL_CERT_FILE"):
        os.environ["SSL_CERT_FILE"] = bundle  # The library behind reads no other one.
    try:
        get_session()
    except (ValueError, ImportError, OSError, UnicodeError) as error:
        # The message of a ValueError may quote a proxy's password.
        message = "The proxy or certificate settings cannot be used; see $HTTPS_PROXY, $ALL_PROXY."
        raise HubError(message) from error
    # It reports what it does on stderr, over the screen, with whatever bytes a server sent; the
    # handler is there only once the session is.
    logger = logging.getLogger("huggingface_hub")
    logger.handlers[:] = [logging.NullHandler()]
    logger.propagate = False
