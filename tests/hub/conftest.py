"""A stand-in Hub for each test, and an endpoint that loses patience soon."""

from collections.abc import Callable

import pytest

from modeldex.hub import Endpoint, Patience, connect
from tests.standin.fixtures import no_names, serve
from tests.standin.hub import Hub
from tests.standin.server import Server

__all__ = ["no_names", "serve"]

HURRIED = Patience(
    connect_seconds=2,
    read_seconds=2,
    page_seconds=1.5,
    stall_seconds=8,
    backoff_seconds=0.01,
    backoff_ceiling_seconds=0.02,
    window_seconds=1,
    notice_seconds=0.1,
)
"""Every limit is reached within a second or so."""

Open = Callable[..., Endpoint]


@pytest.fixture
def reach(serve: Callable[[Hub], Server]) -> Open:
    """Serve a hub, and return the endpoint to walk it by."""

    def opened(hub: Hub, **settings: object) -> Endpoint:
        settings = {"token": False, "patience": HURRIED} | settings
        return connect(serve(hub).url, **settings)  # type: ignore[arg-type]

    return opened
