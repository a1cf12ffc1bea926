"""A stand-in in a process of its own, so that it takes no share of the client's interpreter."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any, Self

_ROOT = Path(__file__).parents[2]


class Remote:
    """A context manager; `url` is the endpoint. The same calls on a local `Hub` give the truth."""

    def __init__(self, models: int, *options: str, seed: int = 1) -> None:
        command = [sys.executable, "-m", "tests.standin", f"--models={models}", f"--seed={seed}"]
        self._process = subprocess.Popen(
            [*command, *options],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._process.communicate()

    def advance(self, epochs: int = 1) -> int:
        """Let epochs pass; returns the present one."""
        return int(self._ask("POST", f"advance?{epochs}")["epoch"])

    def fault(self, kind: str, **conditions: object) -> None:
        """Switch on a fault, with the conditions of `faults.Fault`."""
        self._ask("POST", "fault", json.dumps({"kind": kind, **conditions}))

    def clear(self) -> None:
        """Switch all faults off."""
        self._ask("POST", "clear")

    def state(self) -> dict[str, Any]:
        """Return epoch, slots, touched slots, requests and strikes so far."""
        return self._ask("GET", "state")

    def _ask(self, method: str, action: str, fault: str = "{}") -> dict[str, Any]:
        headers = {"X-Fault": fault}
        url = f"{self.url}/_standin/{action}"
        request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as response:
            found: dict[str, Any] = json.load(response)
            return found
