"""What a report says, whatever it is written in."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from modeldex.entry import changed
from modeldex.report import document
from modeldex.report.blocks import (
    Block,
    Code,
    Document,
    Facts,
    Items,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
    table,
)
from modeldex.shortlist import Shortlist, Verdict
from tests.report.review import ARENA, DENSE, EARLIER, GONE, SOLD, evidence, member, shortlist


def blocks(made: Document | Section) -> Iterator[Block]:
    """Yield every block, those in sections too."""
    for block in made.blocks:
        yield block
        if isinstance(block, Section):
            yield from blocks(block)


def section(made: Document, title: str) -> Section:
    """Return the section of this title."""
    found = (one for one in blocks(made) if isinstance(one, Section) and one.title == title)
    return next(found)


def tables(made: Document | Section) -> dict[str, Table]:
    """Return every table by the beginning of its caption."""
    every = (one for one in blocks(made) if isinstance(one, Table))
    return {one.caption.partition(":")[0]: one for one in every}


def rows(made: Table) -> list[list[str]]:
    """Return the texts of a table's rows."""
    return [[cell.text for cell in row] for group in made.groups for row in group.rows]


def said(made: Document | Section) -> list[str]:
    """Return every sentence."""
    texts = [one.text for one in blocks(made) if isinstance(one, Paragraph | Quote | Code)]
    return texts + [item for one in blocks(made) if isinstance(one, Items) for item in one.items]


def test_the_verdict_says_what_was_chosen_why_and_what_the_figures_say() -> None:
    """With what has drifted since, of what was chosen and of the others."""
    verdict = section(document(evidence()), "Verdict")
    assert said(verdict)[:2] == [f"{SOLD.id} was chosen on {EARLIER}.", "Ada knows it.\nSo do we."]
    assert said(verdict)[2].startswith("First on the scorecard is ")
    assert said(verdict)[3] == f"{SOLD.id} retires on 2026-12-01."
    assert said(verdict)[4] == (
        "3 facts differ from what was pinned, 0 of them on what was chosen; see Drift."
    )
    gone = replace(shortlist(), verdict=Verdict(chosen=(GONE.id,), decided=EARLIER, reason=""))
    assert f"{GONE.id} is listed no longer." in said(section(document(evidence(gone)), "Verdict"))
    undecided = replace(shortlist(), verdict=None)
    assert said(section(document(evidence(undecided)), "Verdict"))[0] == "No verdict yet."


def test_the_models_are_shown_at_a_glance_with_what_is_gone() -> None:
    """The chosen one is strong; what nobody knows is unknown and never zero."""
    models = section(document(evidence()), "Models")
    [glance] = tables(models).values()
    listed = [(row[0], row[1], row[-1]) for row in rows(glance)]
    assert listed == [
        (DENSE.id, "yes", "1"),
        (SOLD.id, "yes", "none"),
        (GONE.id, "no longer", "1"),
        ("acme/nowhere", "in no catalogue", "1"),
    ]
    assert set(rows(glance)[3][2:-1]) == {"?"}
    assert [row[0].text for row in glance.groups[0].rows if row[0].strong] == [SOLD.id]
    assert said(models) == [f"Note on {DENSE.id}:", "ours\nto keep"]


def test_what_drifted_is_shown_with_both_values_and_days() -> None:
    """Or that nothing did."""
    [found] = tables(section(document(evidence()), "Drift")).values()
    told = [DENSE.id, "Licence", "llama3", "apache-2.0", str(EARLIER), "huggingface.co"]
    assert [*told, "2026-09-30"] in rows(found)
    same = replace(shortlist(), members=shortlist().members[1:2])
    assert said(section(document(evidence(same)), "Drift")) == [
        "Nothing differs from the facts that were pinned."
    ]


def test_costs_are_told_on_both_sides_with_what_they_rest_on() -> None:
    """The assumptions, every offer, the break-even, the mix, and a picture."""
    costs = section(document(evidence()), "Costs")
    found = tables(costs)
    assert list(found)[:3] == [
        "The cheapest way of each kind",
        "Every offer by API",
        "What the bills rest on",
    ]
    cheapest = {row[0]: row[1:] for row in rows(found["The cheapest way of each kind"])}
    assert cheapest[SOLD.id][2:] == ["weights are not to be had", ""] * 2
    assert cheapest[DENSE.id][0] == "host"
    assert cheapest[GONE.id][:2] == ["nobody is known to sell it", "?"]
    rests = rows(found["What the bills rest on"])
    assert any("30 %" in row[2] or "70%" in row[2] for row in rests)
    assert any("price of cached input" in row[3] for row in rests)
    assert rows(tables(section(document(evidence()), "Mix")).popitem()[1])[-1][0] == "Together"
    pictures = [one for one in blocks(costs) if isinstance(one, Picture)]
    told = ["Swift 2 by API or Qwen3-8B owned: cost against volume"]
    assert [one.figure.title for one in pictures] == told
    facts = dict(next(one for one in blocks(costs) if isinstance(one, Facts)).pairs)
    assert facts["requests"] == "5,000 a day"


def test_without_a_workload_nothing_is_priced_by_the_month() -> None:
    """It is not guessed, and the report says how to name one."""
    made = document(evidence(replace(shortlist(), workload=None)))
    assert "--workload" in said(section(made, "Costs"))[0]
    assert not tables(section(made, "Costs"))
    [glance] = tables(section(made, "Models")).values()
    assert "USD a month" not in [column.heading for column in glance.columns]
    assert section(made, "Scorecard")


def test_the_scorecard_has_reasons_and_what_first_place_hangs_on() -> None:
    """Each criterion with its bar, and every fact behind it."""
    card = section(document(evidence()), "Scorecard")
    places, reasons = tables(card).values()
    assert {row[1] for row in rows(places)} == {"1", "2", "3"}
    assert all(0 <= (cell.share or 0) <= 1 for row in places.groups[0].rows for cell in row)
    assert sum(cell.share is not None for cell in places.groups[0].rows[0]) == 8
    assert len(rows(reasons)) > 60
    told = {row[0]: row[2] for row in rows(reasons) if row[2]}
    assert told["Capability: Arena rating"] == f"{ARENA.name}, {EARLIER}"
    assert any(sentence.startswith("First place ") for sentence in said(card))
    assert "Domain is not counted: no field of work is named." in said(card)


def test_a_must_have_leaves_out_with_its_reason() -> None:
    """Also when nobody has it."""
    strict = evidence(replace(shortlist(), must="license:mit"))
    assert any("license:mit fails" in one for one in said(section(document(strict), "Scorecard")))
    assert "No model has all the must-haves, so none is ranked." in said(document(strict))


def test_sources_have_days_licences_and_attribution() -> None:
    """Arena's ratings and the transparency index ask to be named."""
    [found] = tables(section(document(evidence()), "Sources")).values()
    named = {row[0]: row[1:] for row in rows(found)}
    assert named["Arena (CC-BY-4.0)"][0] == str(EARLIER)
    assert named["Arena (CC-BY-4.0)"][2] == "CC-BY-4.0"
    assert "Changed: rounded" in named["Arena (CC-BY-4.0)"][3]
    assert named["models.dev"][2] == "MIT"
    assert any(name.startswith("Foundation Model Transparency") for name in named)
    assert named["huggingface.co"][2] == "?"


def test_the_last_part_says_how_to_get_the_same_report_again() -> None:
    """With all that was asked, in words that a shell takes."""
    [code] = [one for one in blocks(document(evidence())) if isinstance(one, Code)]
    assert code.text == (
        "modeldex report 'support bot' --workload=rag '--weights=cost=3 risk=0.5' "
        f"--must=-open:unknown --mix={DENSE.id}=80,{SOLD.id}=20"
    )


@pytest.mark.parametrize(
    "asked",
    [
        Shortlist(name="empty", created=EARLIER, updated=EARLIER),
        replace(shortlist(), members=shortlist().members[3:], mix=None),
        replace(shortlist(), members=shortlist().members[3:]),
        replace(shortlist(), members=shortlist().members[:1]),
    ],
    ids=["no member", "nobody known", "a mix of others", "one alone"],
)
def test_a_report_is_complete_with_whatever_there_is(asked: Shortlist) -> None:
    """Every section is there, and says so where it has nothing to tell."""
    made = document(evidence(asked))
    sections = [one for one in made.blocks if isinstance(one, Section)]
    assert len(sections) == 9
    assert all(one.blocks for one in sections)


def test_more_models_than_fit_side_by_side_are_compared_in_parts() -> None:
    """Of about the same size; nobody is left out."""
    shelf = {f"acme/m-{n}": changed(DENSE, id=f"acme/m-{n}", layers=n + 1) for n in range(9)}
    crowd = replace(shortlist(), members=tuple(map(member, shelf.values())), mix=None)
    parts = evidence(crowd, shelf=tuple(shelf.values())).comparisons
    assert [len(one.entries) for one in parts] == [4, 5]
    made = document(evidence(crowd, shelf=tuple(shelf.values())))
    heads = [
        [column.heading for column in one.columns[1:]]
        for one in blocks(section(made, "Comparison"))
        if isinstance(one, Table) and one.caption.startswith("What differs, part ")
    ]
    assert [id_ for part in heads for id_ in part] == list(shelf)


def test_a_table_with_a_short_row_is_refused() -> None:
    """A writer of tables can rely on it."""
    with pytest.raises(ValueError, match="has not 2 cells"):
        table("Two", ("a", "b"), [("one",)])
