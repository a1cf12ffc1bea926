"""Fixtures of the stand-in, for a conftest.py to import."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.standin.hub import Hub
from tests.standin.server import Server


@pytest.fixture
def serve() -> Iterator[Callable[[Hub], Server]]:
    """Serve any hub until the test ends; returns its server."""
    with ExitStack() as stack:
        yield lambda hub: stack.enter_context(Server(hub))


@pytest.fixture
def hub(serve: Callable[[Hub], Server]) -> Server:
    """Serve a Hub of 300 models: `hub.hub` is what to steer, `hub.url` the endpoint."""
    return serve(Hub())
