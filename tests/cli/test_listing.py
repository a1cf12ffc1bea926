"""`modeldex list`."""

import json
from datetime import date
from pathlib import Path

import pytest

from modeldex import cli, curated, paths
from modeldex.entry import Entry, Source, changed
from modeldex.hub.parse import Parser
from modeldex.paths import Home
from tests.cli.conftest import HOSTILE, Run, fill
from tests.examples import OPEN, VENDOR

PAGE = Source(name="acme.test", as_of=date(2026, 11, 3), url="https://acme.test/retired")


def test_a_pipe_gets_a_whole_table(run: Run) -> None:
    """Every column, aligned, numbers to the right."""
    assert run("list", "--sort", "params").out == (
        "Id             Openness      Parameters  Context  Price, input  Price, output"
        "  Downloads  Licence\n"
        "Qwen/Qwen3-8B  open-weights       8.19B     128k             ?              ?"
        "       2.5M  permissive, apache-2.0\n"
        "acme/small-1b  open-weights          1B     128k             ?              ?"
        "       2.5M  permissive, mit\n"
        "acme/swift-2   proprietary            ?     200k         $0.25          $2.00"
        "          ?  ?\n"
    )


def test_json_is_one_object_a_line_with_what_is_known(run: Run) -> None:
    """Numbers are numbers, words of closed lists are words, and the unknown has no key."""
    answer = run("list", "open:proprietary", "--json")
    assert answer.err == ""
    (line,) = answer.out.splitlines()
    assert json.loads(line) == {
        "id": "acme/swift-2",
        "name": "Swift 2",
        "org": "acme",
        "source": "vendor",
        "open": "proprietary",
        "in": ["text", "image"],
        "out": ["text"],
        "ctx": 200_000,
        "tools": True,
        "vision": True,
        "price": 0.6875,
        "price.in": 0.25,
        "price.out": 2.0,
        "free": False,
        "retires": "2026-12-01",
        "status": "deprecated",
        "deprecated": True,
        "hosts": 1,
    }


def test_provenance_says_where_each_fact_was_read(home: Home, run: Run) -> None:
    """A price has the source of its offer, any other fact its own or the entry's."""
    entry = changed(VENDOR, fact_sources=(("retires", PAGE),))
    fill(home, (entry,))
    told = json.loads(run("list", "swift", "--json", "--provenance").out)
    plain = json.loads(run("list", "swift", "--json").out)
    values = {k: fact["value"] if isinstance(fact, dict) else fact for k, fact in told.items()}
    assert values == plain
    assert told["retires"] == {
        "value": "2026-12-01",
        "source": "acme.test",
        "as_of": "2026-11-03",
        "url": "https://acme.test/retired",
    }
    offer = VENDOR.offers[0].source
    assert told["price.in"]["source"] == offer.name
    assert told["ctx"]["as_of"] == VENDOR.source.as_of.isoformat()


def test_what_was_worked_out_says_from_which_facts(home: Home, run: Run) -> None:
    """What a source states has no such key; the source is that of the fact that decides first."""
    config = Source(name="config.json", as_of=PAGE.as_of)
    entry = changed(
        VENDOR,
        architecture="gemma3",
        layers=62,
        attention_heads=32,
        key_value_heads=16,
        parameters=27 * 10**9,
        size_bytes=54 * 10**9,
        fact_sources=(("arch", config), ("heads", PAGE)),
    )
    fill(home, (entry,))
    found = run("list", "swift attention:sliding disk>50gb heads:32", "--json", "--provenance")
    told = json.loads(found.out)
    assert told["attention"] == {
        "value": ["grouped", "sliding"],
        "source": "config.json",
        "as_of": "2026-11-03",
        "worked_out_from": ["arch", "layers", "heads", "kv"],
    }
    assert told["heads"]["source"] == "acme.test"
    assert told["mem.q4"]["worked_out_from"] == ["params"]
    assert told["price"]["worked_out_from"] == ["price.in", "price.out"]
    stated = ("arch", "heads", "kv", "params", "disk", "ctx", "price.in")
    assert all("worked_out_from" not in told[key] for key in stated)


def test_every_fact_of_a_listing_can_be_filtered_and_traced(home: Home, run: Run) -> None:
    """From the Hub's own record to the command line, each fact by its key."""
    record: dict[str, object] = {
        "id": "acme/Verse-8B",
        "_id": "66e81cbcd683a3f4e5291bbf",
        "gated": "auto",
        "config": {"model_type": "gemma3", "max_position_embeddings": 131_072},
        "safetensors": {"parameters": {"BF16": 8_000_000_000}, "total": 8_000_000_000},
        "baseModels": {"relation": "finetune", "models": [{"id": "acme/Verse-Base"}]},
        "cardData": {"license": "mit", "language": ["en", "de"]},
        "tags": ["safetensors", "arxiv:2501.01234"],
        "evalResults": [
            {"verified": True, "data": {"dataset": {"id": "a/b", "task_id": "c"}, "value": 0.5}},
            {"pullRequest": 7, "data": {"dataset": {"id": "a/d"}, "value": 0.9}},
        ],
    }
    licenses = curated.licenses(paths.catalog())
    entry = Parser(licenses=licenses, today=PAGE.as_of).entry(record)
    assert isinstance(entry, Entry)
    fill(home, (entry,))
    filters = (
        *("params:8b", "disk>=16gb", "ctx>=128k", "attention:sliding", "arch:gemma3", "is:gated"),
        *("format:safetensors", "base:acme/verse-base", "lang:de", "has:paper", "bench:a/b"),
        *("verified:a/b", "license:commercial-ok", "-bench:a/d", "-has:active", "-has:quantized"),
    )
    told = json.loads(run("list", *filters, "--json", "--provenance").out)
    where = {"source": "huggingface.co", "as_of": "2026-11-03"}
    for key in ("params", "disk", "ctx", "arch", "gated", "format", "base", "lang", "paper"):
        assert told[key] == where | {"value": told[key]["value"]}
    assert told["attention"]["worked_out_from"] == ["arch"]
    standings = [(one["board"], one["value"], one["standing"]) for one in told["results"]]
    assert standings == [("a/b/c", 0.5, "verified"), ("a/d", 0.9, "unmerged")]
    assert told["results"][0]["unit"] is None
    assert told["results"][0]["as_of"] == "2026-11-03"


def test_provenance_has_no_room_in_a_table(run: Run) -> None:
    """It is refused, not ignored."""
    answer = run("list", "--provenance")
    sentence = "modeldex: --provenance needs --json: a table has no room for sources.\n"
    assert (answer.code, answer.out, answer.err) == (2, "", sentence)


def test_several_words_are_one_filter(run: Run) -> None:
    """Quotes are needed for the shell only."""
    assert run("list", "qwen", "ctx>=100k", "--json").out.count("\n") == 1


def test_a_negated_condition_is_no_option(run: Run) -> None:
    """Nor is a negated word, before and after real options."""
    for argv in (
        ["-open:proprietary", "--limit", "5"],
        ["--limit", "5", "-open:proprietary"],
        ["-has:price.in"],
        ["-swift"],
        ['-"swift 2"'],
    ):
        lines = run("list", "--json", *argv).out.splitlines()
        assert {json.loads(line)["id"] for line in lines} == {"Qwen/Qwen3-8B", "acme/small-1b"}


def test_everything_behind_two_dashes_is_the_filter(
    home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    """As every program has it."""
    argv = ["list", "--json", "--data-dir", str(home.data), "--", "-open:proprietary", "small"]
    assert cli.run(argv) == 0
    assert json.loads(capfd.readouterr().out)["id"] == "acme/small-1b"


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("params", "8.19B"),
        ("price.in", "$0.25"),
        ("ctx", "200k"),
        ("org", "acme"),
        ("retires", "2026-12-01"),
    ],
)
def test_the_best_comes_first_and_reverse_turns_round(run: Run, key: str, first: str) -> None:
    """What is unknown comes last both ways."""
    columns = ("--columns", f"id,{key}", "--sort", key)
    lines = run("list", *columns).out.splitlines()[1:]
    assert lines[0].split()[1] == first
    turned = run("list", *columns, "--reverse").out.splitlines()[1:]
    known = [line for line in lines if not line.endswith("?")]
    values = [line.split()[1:] for line in known]
    turned_values = [line.split()[1:] for line in turned[: len(known)]]
    assert turned_values == values[::-1]


def test_a_limit_limits(run: Run) -> None:
    """One heading and two entries."""
    assert len(run("list", "--limit", "2").out.splitlines()) == 3
    assert run("list", "--limit", "0").out == ""


def test_named_columns_are_the_columns(run: Run) -> None:
    """In the order in which they were named."""
    answer = run("list", "swift", "--columns", "name,tools,id")
    assert answer.out == "Name     Tool calls  Id\nSwift 2  yes         acme/swift-2\n"


def test_nothing_found_says_what_to_drop(run: Run) -> None:
    """It is an answer, not a fault."""
    answer = run("list", "qwen ctx>=300k")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "modeldex: nothing matches; drop ctx>=300k: 1 match.\n"


def test_nothing_found_for_no_single_reason_says_so(run: Run) -> None:
    """No advice is better than wrong advice."""
    answer = run("list", "ctx>=300k params>=300b")
    assert answer.err == "modeldex: nothing matches; no single condition is to blame.\n"


def test_similar_names_are_announced(run: Run) -> None:
    """What was not asked for is not passed off as it."""
    answer = run("list", "qwem3", "--json")
    assert answer.err == "modeldex: nothing has exactly these words; these are spelled nearly so.\n"
    assert "Qwen/Qwen3-8B" in answer.out


def test_a_bad_filter_is_pointed_at(run: Run) -> None:
    """One sentence, then carets under the place."""
    answer = run("list", "模型 ctx>=lots")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "modeldex: lots (character 9) is not a number; write it like 128k.\n"
        "  模型 ctx>=lots\n"
        "            ^^^^\n"
    )


def test_a_bad_filter_from_elsewhere_is_safe_to_show(run: Run) -> None:
    """A filter may be pasted."""
    err = run("list", "ctx:\x1b]52;c;x\x07\u202e").err
    assert all(line.isprintable() for line in err.splitlines())
    assert "^" in err.splitlines()[-1]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--sort", "prise"], "--sort: there is no fact called prise; did you mean price?"),
        (["--columns", "id,ctxt"], "--columns: there is no fact called ctxt; did you mean ctx?"),
        (
            ["--limit", "few"],
            "--limit takes a whole number from 1 up, not few.",
        ),
        (["--nonsense"], "unrecognized arguments: --nonsense; see `modeldex list --help`."),
    ],
)
def test_a_bad_option_is_one_sentence(run: Run, argv: list[str], sentence: str) -> None:
    """It names the option, and the way out."""
    answer = run("list", *argv)
    assert (answer.code, answer.out, answer.err) == (2, "", f"modeldex: {sentence}\n")


@pytest.mark.parametrize("form", [[], ["--json"], ["--columns", "id,name,license"]])
def test_nothing_raw_reaches_the_terminal(home: Home, run: Run, form: list[str]) -> None:
    """Ids, names and licences are outside text to the last."""
    fill(home, (OPEN, VENDOR, HOSTILE))
    answer = run("list", "params<=1m", *form)
    assert len(answer.out.splitlines()) == (1 if "--json" in form else 2)
    assert all(line.isprintable() for line in answer.out.splitlines())
    assert "<U+001B>]52;c;eA==<U+0007>[/]<U+202E>gpj" in answer.out


def test_a_damaged_folder_is_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file in place of the data folder is nothing a traceback would explain."""
    (tmp_path / "data").write_text("")
    assert cli.run(["list", "--data-dir", str(tmp_path / "data")]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("modeldex: ")
    assert err.count("\n") == 1
