"""The proxy and certificate settings of the environment, checked before anything is asked."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
_SCHEMES = ("http", "https", "socks5", "socks5h")
_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def settings_fault(environ: Mapping[str, str]) -> str | None:
    """Return a sentence on the first setting that cannot work; None when there is none.

    It names the variable and never quotes the value of a proxy, which may hold a password.
    """
    if environ.get("NO_PROXY", environ.get("no_proxy", "")).strip() != "*":
        for upper in _PROXIES:
            for name in (upper.lower(), upper):
                value = environ.get(name, "").strip()
                if value and (fault := _proxy_fault(value)):
                    return f"${name} {fault}"
    for name in _CERTIFICATES:
        path = environ.get(name)
        if path and not Path(path).exists():
            return f"${name} names {path}, which does not exist; correct the path or unset it."
    return None


def _proxy_fault(value: str) -> str | None:
    address = value if "://" in value else f"http://{value}"
    scheme = address.partition("://")[0].lower()
    if scheme not in _SCHEMES:
        return "names a proxy of a kind that is not known; use http://, https:// or socks5://."
    person = address.partition("://")[2].rpartition("@")[0]
    if any(sign in person for sign in "#?/"):
        return (
            "has a #, / or ? in its user name or password; write # as %23, / as %2F and ? as %3F."
        )
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        return "is no address of a proxy; write it like http://proxy.example:3128."
    if scheme.startswith("socks") and find_spec("socksio") is None:
        return (
            "names a SOCKS proxy, for which the package socksio is missing; install it beside "
            "modeldex (`pip install socksio`), or name an http:// proxy."
        )
    return None


def by_proxy(url: str) -> str:
    """Return ` through the proxy ...` where one is asked for `url`, never with its address."""
    from urllib.request import getproxies, proxy_bypass  # late: imports http.client

    parts = urlsplit(url)
    proxies = getproxies()
    kind = parts.scheme if proxies.get(parts.scheme) else "all"
    if not proxies.get(kind) or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return ""
    return f" through the proxy that ${kind.upper()}_PROXY names"
