"""`python -m tests.bench [RUNS]`: print what the program costs; medians of 7 runs by default.

Everything happens in one run and in folders of its own, so that figures can be compared with each
other; between machines only the ratios mean something.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from tests.bench import keys, starts
from tests.terminal import Answer

Row = tuple[str, str, str, str]


def report(runs: int) -> Iterator[Row]:
    """Measure everything `runs` times and yield (what, median, p95, what was asked for)."""
    with TemporaryDirectory() as home:
        environ = {**os.environ, "HOME": home, "MODELDEX_HOME": f"{home}/modeldex"}
        count = starts.entry_count(environ)
        timed = starts.starts(starts.contenders(), runs, environ)
        yield from second_starts(timed)
        yield from key_presses([keys.answers(environ) for _ in range(runs)])
        builds = [starts.first_start(count, environ) for _ in range(runs)]
    first, complete = zip(*builds, strict=True)
    yield f"first start: first row of {count:,}", ms(median(first)), ms(max(first)), "<= 1,000 ms"
    yield "first start: all of them", ms(median(complete)), ms(max(complete)), "<= 2,000 ms"


def second_starts(timed: dict[str, list[starts.Start]]) -> Iterator[Row]:
    """Yield each program's first frame and memory, and how modeldex compares."""
    frames = {name: [start.first_frame_ms for start in found] for name, found in timed.items()}
    ours, *others = (median(found) for found in frames.values())
    for name, found in frames.items():
        yield f"second start: {name}", ms(median(found)), ms(max(found)), ""
    for name, other, most in zip(list(frames)[1:], others, (1.6, 1.0), strict=False):
        yield f"  modeldex / {name}", f"{ours / other:.2f} x", "", f"<= {most} x"
    if len(others) == 1:
        yield "  llmfit is not installed (PyPI llmfit==1.1.17): not compared", "", "", ""
    for name, measured in timed.items():
        used = [start.memory_bytes for start in measured]
        yield f"memory after the start: {name}", mb(median(used)), mb(max(used)), ""


def key_presses(sessions: list[keys.Answers]) -> Iterator[Row]:
    """Yield the times of all keys of all sessions by kind, and the memory at the end."""
    typed = [answer for session in sessions for answer in session.typed]
    cursor = [answer for session in sessions for answer in session.cursor]
    page = [answer for session in sessions for answer in session.page]
    yield "letter -> count, rows and facets", *spread(finals(typed)), "p95 <= 30 ms"
    yield "letter -> first change (its echo)", *spread(firsts(typed)), ""
    yield "arrow -> cursor moved", *spread(firsts(cursor)), "<= 4 ms"
    yield "page key -> other rows", *spread(firsts(page)), "<= 10 ms"
    used = [session.memory_bytes for session in sessions]
    yield "memory after all these keys", mb(median(used)), mb(max(used)), "<= 90 MB"
    silent = sum(answer.first_ms is None for answer in (*typed, *cursor, *page))
    yield f"  {silent} of {len(typed) + len(cursor) + len(page)} keys changed nothing", "", "", ""


def firsts(answers: Iterable[Answer]) -> list[float]:
    """Return the times of the first change, without the keys that changed nothing."""
    return [answer.first_ms for answer in answers if answer.first_ms is not None]


def finals(answers: Iterable[Answer]) -> list[float]:
    """Return the times of the last change, without the keys that changed nothing."""
    return [answer.final_ms for answer in answers if answer.final_ms is not None]


def spread(times: list[float]) -> tuple[str, str]:
    """Return median and 95th percentile."""
    return ms(median(times)), ms(quantiles(times, n=20, method="inclusive")[-1])


def ms(value: float) -> str:
    """Return milliseconds as text."""
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


def mb(value: float) -> str:
    """Return bytes as megabytes of a million bytes."""
    return f"{value / 1e6:.0f} MB"


def main() -> None:
    """Print the table row by row, as the figures come."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(f"{'at 120x40, ' + str(runs) + ' runs':52} {'median':>10} {'p95/max':>10}  asked for")
    for what, middle, worst, asked in report(runs):
        print(f"{what:52} {middle:>10} {worst:>10}  {asked}", flush=True)


if __name__ == "__main__":
    main()
