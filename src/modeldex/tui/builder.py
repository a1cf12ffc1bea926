"""A thread that brings the shipped catalogue into the store while rows are already shown."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from modeldex import sync
from modeldex.errors import ModeldexError
from modeldex.paths import Home
from modeldex.store import Store
from modeldex.sync import Progress

if TYPE_CHECKING:
    from modeldex.sync.shipment import Shipment


def start(
    home: Home,
    catalog: Path,
    shipment: "Shipment",
    listener: Callable[[Progress | ModeldexError], None],
) -> None:
    """Build in a thread of its own; every step of progress, or the fault, goes to `listener`.

    The thread does not keep the app alive: a build that is cut off starts again next time.
    """

    def run() -> None:
        try:
            with Store(home.data) as store:
                for progress in sync.build(store, home, catalog, shipment):
                    listener(progress)
        except ModeldexError as error:
            listener(error)

    threading.Thread(target=run, name="builder", daemon=True).start()
