"""Fixtures of the stand-in, for a conftest.py to import."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.standin.hub import Hub
from tests.standin.server import Server


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Hub], Server]]:
    """Serve any hub until the test ends; returns its server.

    No proxy stands between: the tests' proxy is one that leads nowhere.
    """
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with ExitStack() as stack:
        yield lambda hub: stack.enter_context(Server(hub))


@pytest.fixture
def hub(serve: Callable[[Hub], Server]) -> Server:
    """Serve a Hub of 300 models: `hub.hub` is what to steer, `hub.url` the endpoint."""
    return serve(Hub())
