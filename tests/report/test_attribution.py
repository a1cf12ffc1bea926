"""What is said of licences, beside what the catalogue's own account of its sources says."""

from modeldex import paths
from modeldex.report.attribution import TERMS, reads
from tests.report.review import evidence


def test_every_licence_is_the_one_that_the_catalogue_states() -> None:
    """In the line that names the source."""
    lines = (paths.catalog() / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    named = {"Foundation": "Foundation Model Transparency", "Hub hardware table": "hardware"}
    for start, terms in TERMS.items():
        about = [line for line in lines if named.get(start, start) in line]
        assert terms.license
        assert any(terms.license in line for line in about), start


def test_sources_are_counted_and_dated() -> None:
    """The one that gave the most comes first; lines of one board are one source."""
    found = reads(evidence())
    assert [one.facts for one in found] == sorted((one.facts for one in found), reverse=True)
    assert all(one.oldest <= one.newest for one in found)
    [arena] = [one for one in found if one.name.startswith("Arena")]
    assert arena.facts == 2
    assert arena.url == "https://arena.ai/leaderboard"
