"""The machines that a model could run on: every device there is, or one, and what is assumed."""

from collections.abc import Mapping
from dataclasses import replace

from modeldex.cost.edits import edited_hosting
from modeldex.cost.hosting import SelfHosting
from modeldex.cost.overview import ways
from modeldex.criteria.spelling import instead
from modeldex.errors import UsageError
from modeldex.memory import BITS, Device, form, keys_named
from modeldex.text import clean

_DEVICE, _QUANTIZATION = "device=", "quantization="


def fleet(devices: Mapping[str, Device], text: str = "") -> tuple[SelfHosting, ...]:
    """Return the hostings to choose from, with the edits in `text`.

    Those are what `edited_hosting` reads, and `device=h100-80gb` and `quantization=q4`, which are
    not edits of one hosting. Without `batch=` each device is tried at every number of requests
    at once. Raises UsageError that names the part.
    """
    parts = text.replace(",", " ").split()
    edits = [part for part in parts if not part.lower().startswith((_DEVICE, _QUANTIZATION))]
    key, quantization = _last(parts, _DEVICE), _last(parts, _QUANTIZATION)
    kept = devices.values() if key is None else (_device(devices, key),)
    hostings = [SelfHosting(device=device) for device in kept]
    if quantization is not None:
        known = _form(quantization)
        hostings = [replace(hosting, quantization=known) for hosting in hostings]
    edited = [edited_hosting(hosting, " ".join(edits)) for hosting in hostings]
    if any(part.lower().startswith("batch=") for part in edits):
        return tuple(edited)
    return tuple(way for hosting in edited for way in ways(hosting))


def _last(parts: list[str], start: str) -> str | None:
    found = [part[len(start) :] for part in parts if part.lower().startswith(start)]
    return found[-1] if found else None


def _device(devices: Mapping[str, Device], key: str) -> Device:
    found = keys_named(key, devices)
    if len(found) == 1:
        return devices[found[0]]
    advice = f"it may be {' or '.join(found)}." if found else instead(key, devices)
    raise UsageError(f"{clean(key)} is no device; {advice}")


def _form(name: str) -> str:
    known = form(name)
    if known is None:
        raise UsageError(f"{clean(name)} is no precision; {instead(name, BITS)}")
    return known
