"""Fixtures of the stand-in, for a conftest.py to import."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.standin import Hub, Manners, Rates, Server

COUNT = 40
"""Models that `server` lists."""


@pytest.fixture
def serve() -> Iterator[Callable[[Hub], Server]]:
    """Serve any hub until the test ends; returns its server."""
    with ExitStack() as stack:
        yield lambda hub: stack.enter_context(Server(hub))


@pytest.fixture
def hub(serve: Callable[[Hub], Server]) -> Server:
    """Serve a Hub of 300 models: `hub.hub` is what to steer, `hub.url` the endpoint."""
    return serve(Hub())


@pytest.fixture
def server(serve: Callable[[Hub], Server]) -> Server:
    """Serve a Hub of COUNT models on pages of 10."""
    return serve(Hub(COUNT, manners=Manners(largest_page=10), rates=Rates()))


@pytest.fixture
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a name service that knows no name, as one answers without a network."""

    def unknown(*_arguments: object, **_more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("NO_PROXY", "*")
