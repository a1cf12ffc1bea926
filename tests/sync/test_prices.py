"""What a list of prices changes in an offer, and what it leaves as it was."""

from datetime import date

from modeldex.entry import Offer, Source, changed
from modeldex.sync.prices import renewed

OLD = Offer(
    provider="host",
    provider_model_id="m",
    first_party=True,
    source=Source(name="catalogue", as_of=date(2026, 11, 10)),
    input_usd_per_million_tokens=1,
    context_tokens=128_000,
    output_tokens=8_000,
    status="beta",
    tools=True,
    structured_output=False,
)
OLDER = Source(name="older.test", as_of=date(2026, 9, 30))
LIST = Source(name="list.test", as_of=date(2026, 11, 20))


def test_what_a_list_does_not_say_stays_known() -> None:
    """Its price and its day are new; what the offer can do and how much it takes are kept."""
    bare = Offer(
        provider="host",
        provider_model_id="m",
        first_party=False,
        source=LIST,
        input_usd_per_million_tokens=2,
    )
    wanted = changed(OLD, source=LIST, input_usd_per_million_tokens=2, status=None)
    assert renewed(OLD, bare) == changed(wanted, able_source=OLD.source)
    older = changed(OLD, able_source=OLDER)
    assert renewed(older, bare) == changed(wanted, able_source=OLDER)


def test_what_a_list_says_counts() -> None:
    """A host that stops calling functions is believed at once: no bill depends on it."""
    new = changed(OLD, source=LIST, context_tokens=64_000, tools=False, structured_output=True)
    assert renewed(changed(OLD, able_source=OLDER), new) == new


def test_where_nothing_was_known_nothing_is_cited() -> None:
    """Nor is the list itself, where it is the source of both."""
    bare = changed(OLD, tools=None, structured_output=None)
    assert renewed(bare, changed(bare, source=LIST)).able_source is None
    listed = changed(OLD, source=LIST)
    assert renewed(listed, changed(bare, source=LIST)) == listed
