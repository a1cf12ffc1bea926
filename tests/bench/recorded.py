"""A stand-in Hub that answers from pages rendered beforehand.

Rendering takes 40 us a model, a fifth of what two processors have for one. The real Hub does not
render on the machine that syncs; with pages at hand the stand-in takes next to nothing from it.
"""

import re
import zlib
from hashlib import sha256
from pathlib import Path

from modeldex.hub.position import address
from modeldex.hub.walk import BACKFILL
from modeldex.sync.listing import NEWEST
from tests.standin.answers import Answer
from tests.standin.faults import Fault
from tests.standin.hub import Hub, Request

_NEXT = re.compile(r"<http://x([^>]*)>")


class Recorded:
    """The pages of a walk of everything in one folder, each as the Hub packs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def record(self, hub: Hub) -> None:
        """Render every page that is not there yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # With it a walk of everything begins, and to answer it all models are put in order.
        self._keep(hub, address("", NEWEST, (), 1))
        target = address("", BACKFILL, (), BACKFILL.page_size)
        while target:
            target = self._keep(hub, target)

    def _keep(self, hub: Hub, target: str) -> str:
        """Render the page unless it is there; return where the next one is, empty at the end."""
        path = self._path(target)
        if not path.is_file():
            self._render(hub, target, path)
        return path.with_suffix(".next").read_text(encoding="ascii")

    def _render(self, hub: Hub, target: str, path: Path) -> None:
        answer, _ = hub.answer(Request(method="GET", target=target, headers={}), "http://x")
        following = _NEXT.search(answer.headers.get("Link", ""))
        path.with_suffix(".next").write_text(following[1] if following else "", encoding="ascii")
        path.write_bytes(zlib.compress(answer.body, 1, 31))

    def answer(self, target: str, origin: str) -> Answer | None:
        """Return the recorded answer; None where none was recorded."""
        path = self._path(target)
        if not path.is_file():
            return None
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        following = path.with_suffix(".next").read_text(encoding="ascii")
        if following:
            headers["Link"] = f'<{origin}{following}>; rel="next"'
        return Answer(status=200, body=path.read_bytes(), headers=headers)

    def _path(self, target: str) -> Path:
        return self.folder / f"{sha256(target.encode()).hexdigest()}.gz"


class RecordedHub(Hub):
    """A Hub that has its pages at hand until the first epoch has passed."""

    pages: Recorded | None = None

    def answer(self, request: Request, origin: str) -> tuple[Answer, Fault | None]:
        """Return what was recorded, or else what the Hub answers."""
        if self.pages is not None and self.world.epoch == 0:
            found = self.pages.answer(request.target, origin)
            if found is not None:
                return found, None
        return super().answer(request, origin)
