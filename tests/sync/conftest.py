"""A way to the loopback server past the dead end that the tests' surroundings make of proxies."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_proxy() -> Iterator[None]:
    """Reach loopback directly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        yield
