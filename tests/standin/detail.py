"""GET /api/models/{id}, and what hangs below it."""

from urllib.parse import parse_qsl, quote, unquote

from tests.standin.answers import NOBODY, Answer, Refusal, in_json
from tests.standin.churn import World
from tests.standin.listing import expanded
from tests.standin.manners import Manners
from tests.standin.records import DETAILED, PLAIN_DETAIL, Writer

OK = 200
PREFIX = "/api/models/"


def detail(world: World, manners: Manners, path: str, query: str, *, token: bool) -> Answer:
    """Return the answer to one model's route.

    Raises:
        Refusal: nothing there that the caller may see, or an unknown property.
    """
    id_, below = _split(path.removeprefix(PREFIX))
    if manners.detail != OK:
        raise Refusal(manners.detail, "Not here")
    slot = world.find(id_)
    if slot is None or not manners.knows_details:
        raise _missing(token=token)
    present = world.id(slot)
    if present != id_:
        target = PREFIX + quote(present) + (f"/{below}" if below else "")
        return _moved(target + (f"?{query}" if query else ""))
    if below and not below.startswith("revision/"):
        raise _closed(world, slot, token=token)
    expand = expanded(parse_qsl(query), DETAILED, manners)
    properties = tuple(name for name in DETAILED if name in expand) if expand else PLAIN_DETAIL
    return in_json(Writer(world, properties).write(slot))


def _split(path: str) -> tuple[str, str]:
    """Return the id and what comes after it; ids have one slash, very old ones none."""
    parts = [unquote(part) for part in path.split("/")]
    return "/".join(parts[:2]), "/".join(parts[2:])


def _missing(*, token: bool) -> Refusal:
    if token:
        return Refusal(404, "Repository not found", "RepoNotFound")
    return Refusal(401, NOBODY)


def _closed(world: World, slot: int, *, token: bool) -> Refusal:
    if world.gated(slot) != "false" and not token:
        reason = f"Access to model {world.id(slot)} is restricted. You must be authenticated."
        return Refusal(401, reason, "GatedRepo")
    return Refusal(404, "Entry not found", "EntryNotFound")


def _moved(target: str) -> Answer:
    text = f"Temporary Redirect. Redirecting to {target}"
    headers = {"Content-Type": "text/plain; charset=utf-8", "Location": target}
    return Answer(status=307, body=text.encode(), headers=headers)
