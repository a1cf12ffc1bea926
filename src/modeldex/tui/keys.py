"""Which keys there are: read from the bindings themselves, for the help and the palette."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One thing that keys do."""

    node: DOMNode
    """Where the action is carried out."""

    binding: Binding
    keys: tuple[str, ...]
    """Every key that does it, as a person reads it; empty where the screen has taken them all."""

    @property
    def place(self) -> str:
        """Return the part of the binding's id that says where it works: `browse`, `table`."""
        return (self.binding.id or "").partition(".")[0]


def commands(nodes: Iterable[DOMNode], app: App[object]) -> Iterator[Command]:
    """Yield what the keys of these widgets and screens do, as the person has mapped them.

    Textual's own keys, which are those of every text field, have no id and are left out. A screen
    comes before the app, whose keys it may take: `q` leaves the screen first.
    """
    seen: set[str] = set()
    taken: set[str] = set()
    for node in nodes:
        bound = node._bindings.copy()  # noqa: SLF001 - what `active_bindings` reads too
        bound.apply_keymap(app._keymap)  # noqa: SLF001
        found: dict[str, list[tuple[str, Binding]]] = {}
        for _, binding in bound:
            if binding.id and binding.id not in seen and binding.description:
                shown = "" if node is app and binding.key in taken else app.get_key_display(binding)
                found.setdefault(binding.id, []).append((shown, binding))
        for same in found.values():
            keys = tuple(dict.fromkeys(key for key, _ in same if key))
            yield Command(node=node, binding=same[0][1], keys=keys)
        seen |= set(found)
        if isinstance(node, Screen):
            taken |= set(bound.key_to_bindings)


def reach(screen: Screen[object]) -> list[DOMNode]:
    """Return what takes keys on a screen: the screen, its widgets and the app."""
    return [screen, *(w for w in screen.query("*") if w.can_focus), screen.app]
