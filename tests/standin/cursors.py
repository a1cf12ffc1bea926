"""The cursor of a Link: base64 of a Mongo query for what comes after the last record.

In the order of creation it names the `_id` alone, whose first bytes are the date:
{"_id": {"$gt": "621f..."}}. In another order it names the value too:
{"$or": [{"likes": 7, "_id": {"$gt": "621f..."}}, {"likes": {"$lt": 7}}, {"likes": null}]}.
"""

import base64
import binascii
import calendar
import json
import re
import time

from tests.standin.answers import Refusal
from tests.standin.models import iso
from tests.standin.orders import Spot

_OBJECT_ID = re.compile("[0-9a-f]{24}")


def cursor_at(spot: Spot, sort: str, *, ascending: bool) -> str:
    """Return the cursor for what comes after a spot."""
    if sort == "createdAt":
        return _packed({"_id": {"$gt" if ascending else "$lt": spot.object_id}})
    value = iso(spot.value) if sort == "lastModified" else spot.value
    same, less = {sort: value, "_id": {"$gt": spot.object_id}}, {sort: {"$lt": value}}
    return _packed({"$or": [same, less, {sort: None}]})


def _packed(query: object) -> str:
    return base64.b64encode(json.dumps(query, separators=(",", ":")).encode()).decode()


def spot_of(cursor: str, sort: str) -> Spot:
    """Return the spot that a cursor names; raises Refusal when it is no cursor of that order."""
    try:
        query = json.loads(base64.b64decode(cursor, validate=True))
        last = query["$or"][0] if "$or" in query else query
        (object_id,) = last["_id"].values()
        value = 0 if sort == "createdAt" else last[sort]
        if isinstance(value, str):
            value = calendar.timegm(time.strptime(value, "%Y-%m-%dT%H:%M:%S.000Z"))
        if not _OBJECT_ID.fullmatch(object_id):
            raise Refusal(400, "Invalid cursor")
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(400, "Invalid cursor") from error
    return Spot(int(value), object_id)
