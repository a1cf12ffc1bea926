"""`modeldex machine`, and machines in filters."""

import json
from pathlib import Path

import pytest

from modeldex.entry import changed
from modeldex.machine import load
from modeldex.memory import Machine
from modeldex.paths import Home
from tests.cli.conftest import SMALL, Run, fill
from tests.examples import OPEN, VENDOR

_GIB = 2**30
PLAIN = changed(
    OPEN,
    architecture="qwen3",
    layers=36,
    attention_heads=32,
    key_value_heads=8,
    head_size=128,
    quantized=("x/Qwen3-8B-GGUF",),
)


@pytest.fixture
def home(home: Home) -> Home:
    """Return a home with a model of known layers, one of unknown ones, and a proprietary one."""
    fill(home, (PLAIN, SMALL, VENDOR))
    return home


def machine_file(home: Home, name: str) -> Path:
    """Return where a machine is described."""
    return home.config / "machines" / f"{name}.toml"


def test_this_computer_is_shown(run: Run) -> None:
    """With its main memory, whatever else it has."""
    lines = run("machine").out.splitlines()
    assert lines[0].split("  ")[0] == "Name"
    assert lines[1].startswith("this")
    assert "GiB" in lines[1]
    assert run("machine", "show").out.splitlines() == lines


def test_a_machine_is_described_listed_and_forgotten(home: Home, run: Run) -> None:
    """Two cards and main memory; a whole computer; and then no more."""
    saved = run(
        "machine", "save", "Rig", "--gpu", "rtx-4090", "x2", "--gpu", "L4", "--ram", "64gib"
    )
    path = machine_file(home, "rig")
    assert saved.err == f"modeldex: rig is described in {path}; fits:rig asks for it\n"
    cards = (24 * _GIB,) * 3
    assert load(path) == Machine(name="rig", accelerators_bytes=cards, ram_bytes=64 * _GIB)
    run("machine", "save", "mac", "--gpu", "m4-max-128gb")
    assert load(machine_file(home, "mac")).unified
    lines = run("machine", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == ["Name", "this", "mac", "rig"]
    assert lines[2].split("  ")[1].strip() == "shares main memory"
    assert lines[2].endswith("128 GiB       96 GiB")
    assert lines[3].endswith("64 GiB       72 GiB")
    assert run("machine", "remove", "RIG").err == "modeldex: rig is forgotten\n"
    assert not path.exists()


def test_this_computer_gets_a_name(home: Home, run: Run) -> None:
    """Where nothing else is said of the machine."""
    assert run("machine", "save", "desk").code == 0
    assert load(machine_file(home, "desk")).ram_bytes is not None


def test_a_broken_description_is_told(home: Home, run: Run) -> None:
    """It hides no other."""
    run("machine", "save", "desk", "--ram", "8gib")
    machine_file(home, "bad").write_text("format = 9\n")
    answer = run("machine", "list")
    assert answer.out.splitlines()[2].startswith("desk")
    assert answer.err.startswith("modeldex: left out: ")
    assert "format: expected 1, got 9" in answer.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("save", "24gb"), "24gb cannot be a machine's name"),
        (("save", "x", "--gpu", "h100x"), "h100x is no known device; the nearest is h100-80gb."),
        (("save", "x", "--gpu", "h100", "x0"), "After a device stands how many there are"),
        (("save", "x", "--gpu", "h100", "2", "3"), "After a device stands how many there are"),
        (("save", "x", "--gpu", "m4-max-128gb", "x2"), "Apple M4 Max is a whole computer"),
        (
            ("save", "x", "--gpu", "m4-max-128gb", "--gpu", "h100"),
            "NVIDIA H100 cannot be put into a computer whose memory is shared.",
        ),
        (("save", "x", "--ram", "64"), "64 (character 1) needs a unit; did you mean 64gb?"),
        (("save", "x", "--ram", "0gb"), "A size is at least 1."),
        (("remove", "x"), "There is no machine called x; there is none yet."),
        (("fit", "nobody/nothing"), "There is neither an entry nor a shortlist called"),
        (("fit", OPEN.id, "--on", "rug"), "rug is no known machine; there are this"),
        (("fit", OPEN.id, "--batch", "0"), "--batch takes a whole number from 1 to 100,000"),
        (("fit", OPEN.id, "--ctx", "many"), "many (character 1) is not a number"),
    ],
)
def test_what_cannot_be_done_says_what_can(run: Run, words: tuple[str, ...], sentence: str) -> None:
    """One sentence, and exit code 2."""
    answer = run("machine", *words)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


def test_forms_are_held_against_a_machine(run: Run) -> None:
    """8.19 billion parameters, 32,000 tokens of 144 KiB, a card of 24 GiB."""
    answer = run("machine", "fit", OPEN.id, "--ctx", "32k", "--on", "rtx-4090")
    lines = [line.split() for line in answer.out.splitlines()]
    assert lines[0] == [OPEN.id]
    q4 = next(line for line in lines if line[0] == "q4")
    assert q4 == ["q4", "5.01", "GB", "4.72", "GB", "10.8", "GB", "yes", "x/Qwen3-8B-GGUF"]
    assert [line[-2] for line in lines if line[0] in {"q8", "bf16"}] == ["yes", "yes"]
    assert answer.err.splitlines()[0] == (
        "modeldex: rtx-4090-24gb has 24 GiB (25.8 GB) for a model; "
        "32,000 tokens of context, batch 1"
    )
    assert f"{OPEN.id}: quantised copies: x/Qwen3-8B-GGUF" in answer.err
    assert "Overhead: 11% of both" in answer.err
    wide = run("machine", "fit", OPEN.id, "--ctx", "32k", "--batch", "8", "--on", "rtx-4090")
    assert {line.split()[-2] for line in wide.out.splitlines()[2:]} == {"no"}


def test_forms_can_be_read_by_a_program(run: Run) -> None:
    """In bytes; what is unknown has no key, and no sentence stands between."""
    out = run("machine", "fit", OPEN.id, SMALL.id, "--on", "h100", "--json").out
    forms = [json.loads(line) for line in out.splitlines()]
    known = next(one for one in forms if (one["id"], one["form"]) == (OPEN.id, "q8"))
    assert known["total_bytes"] == sum(
        known[part] for part in ("weights_bytes", "cache_bytes", "overhead_bytes")
    )
    assert (known["on"], known["fits"], known["context_tokens"]) == ("h100-80gb", True, 8_000)
    unknown = next(one for one in forms if one["id"] == SMALL.id)
    assert {"cache_bytes", "total_bytes", "fits"}.isdisjoint(unknown)
    assert unknown["cache_note"].startswith("its architecture is unknown")


def test_more_forms_can_be_asked_for(run: Run) -> None:
    """All that llama.cpp knows."""
    few, many = (run("machine", "fit", OPEN.id, *more).out for more in ((), ("--all",)))
    assert len(many.splitlines()) > len(few.splitlines()) > 8


def test_what_is_unknown_says_why(run: Run) -> None:
    """A cache without layers, and a model without parameters."""
    answer = run("machine", "fit", SMALL.id, VENDOR.id, "--on", "h100")
    assert answer.out.splitlines()[0] == SMALL.id
    assert answer.out.splitlines()[2].split() == ["q2", "395", "MB", "?", "?", "?", "?"]
    assert f"modeldex: {SMALL.id}: the cache is unknown: its architecture is unknown" in answer.err
    assert f"modeldex: {VENDOR.id}: its number of parameters is unknown" in answer.err


def test_every_device_is_listed(run: Run) -> None:
    """What is unknown is a question mark."""
    lines = run("machine", "devices").out.splitlines()
    h100 = next(line for line in lines if line.startswith("h100-80gb"))
    assert h100.endswith("80 GiB  3,350    700     $30,000         $3.99")
    assert next(line for line in lines if line.startswith("h200")).endswith("$5.00")
    assert len(lines) > 40


def test_a_machine_stands_in_a_filter(home: Home, run: Run) -> None:
    """It finds what its memory finds."""
    run("machine", "save", "tiny", "--ram", "2gib")
    found = [run("list", text, "--json").out for text in ("fits:tiny", "fits:2gib", "-fits:TINY")]
    ids = [[json.loads(line)["id"] for line in out.splitlines()] for out in found]
    assert ids[0] == ids[1] == [SMALL.id]
    assert sorted(ids[2]) == sorted([PLAIN.id, VENDOR.id])
    answer = run("list", "fits:tinx")
    assert answer.code == 2
    assert answer.err.splitlines()[0] == (
        "modeldex: tinx (character 6) is no known machine; the nearest is tiny."
    )
    assert machine_file(home, "tiny").exists()
