"""The body of an answer, read within limits of size, packing and time."""

import time
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from typing import Any

from modeldex.hub.faults import SPOILT, Cancelled, Fault
from modeldex.hub.walk import Patience
from modeldex.text import clean

_RATIO_FREE_BYTES = 4 << 20
"""Small answers may be packed as tightly as they like."""


class BodyReader:
    """Reads one body within the limits of size, packing and time."""

    def __init__(self, headers: Mapping[str, str], patience: Patience, cap: int | None) -> None:
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding not in {"gzip", "x-gzip", "identity", ""}:
            raise Fault(f"packs its answer as {clean(encoding)}, which was not asked for")
        self._inflate = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
        self._patience = patience
        self._cap = cap
        self.received = 0

    def read(self, chunks: Iterator[bytes], future: "Future[Any]") -> bytes:
        """Return the whole body, or its beginning where it has a cap.

        Raises Fault beyond a limit or when the packing is broken, Cancelled when nobody waits
        any more.
        """
        deadline = time.monotonic() + self._patience.page_seconds
        body = bytearray()
        for chunk in chunks:
            if future.cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise Fault("sends too slowly", halve_after=SPOILT, heavy=True)
            self.received += len(chunk)
            body += self._unpacked(chunk, len(body))
            if self._cap is not None and len(body) >= self._cap:
                return bytes(body[: self._cap])
            self._measure(len(body))
        if self._inflate is not None and self.received and not self._inflate.eof:
            raise Fault("sent a cut answer", halve_after=SPOILT)
        return bytes(body)

    def _unpacked(self, chunk: bytes, size: int) -> bytes:
        if self._inflate is None:
            return chunk
        try:
            return self._inflate.decompress(chunk, self._patience.page_bytes - size + 1)
        except zlib.error as error:
            raise Fault("sent a broken gzip stream", halve_after=SPOILT) from error

    def _measure(self, size: int) -> None:
        if size > self._patience.page_bytes:
            limit = self._patience.page_bytes >> 20
            raise Fault(f"sent more than {limit} MiB at once", halve_after=SPOILT, heavy=True)
        if size > _RATIO_FREE_BYTES and size > self._patience.ratio * self.received:
            raise Fault("sent an answer that unpacks beyond all measure", halve_after=SPOILT)
