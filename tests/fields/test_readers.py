"""Facts that are read from more than one place of an entry."""

from datetime import date

import pytest

from modeldex.entry import Offer, Source, changed
from modeldex.fields import FIELDS
from tests.examples import OPEN

HOST = Source(name="host.test", as_of=date(2026, 11, 20))
OTHER = Source(name="other.test", as_of=date(2026, 11, 10))


def offer(provider: str, source: Source, *, can: bool | None) -> Offer:
    """Return an offer that can do both things, or neither, or of which nobody says."""
    return Offer(
        provider=provider,
        provider_model_id="m",
        first_party=False,
        source=source,
        tools=can,
        structured_output=can,
    )


@pytest.mark.parametrize("key", ["tools", "structured"])
def test_one_host_that_can_will_do_where_nobody_says_it_of_the_model(key: str) -> None:
    """The fact cites that host; of one that cannot nothing follows."""
    silent = changed(OPEN, tools=None, structured_output=None, fact_sources=())
    no, yes = offer("no", OTHER, can=False), offer("yes", HOST, can=True)
    hosted = changed(silent, offers=(no, offer("mute", OTHER, can=None), yes))
    read = FIELDS[key].read
    assert read(silent) is None
    assert read(changed(silent, offers=(no,))) is None
    assert read(hosted) is True
    assert hosted.source_of(key) == HOST
    assert silent.source_of(key) == OPEN.source


@pytest.mark.parametrize("key", ["tools", "structured"])
def test_what_is_said_of_the_model_counts_more_than_what_a_host_says(key: str) -> None:
    """A maker that says no is not outvoted."""
    stated = changed(OPEN, tools=False, structured_output=False, fact_sources=())
    hosted = changed(stated, offers=(offer("yes", HOST, can=True),))
    assert FIELDS[key].read(hosted) is False
    assert hosted.source_of(key) == OPEN.source
