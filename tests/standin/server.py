"""The stand-in Hub on a loopback port: HTTP/1.1 by hand, so that every byte can be spoiled."""

import socket
import struct
import threading
import time
import zlib
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Self

from tests.standin.answers import REASONS, Answer
from tests.standin.faults import Fault, Kind
from tests.standin.hub import Hub, Request

_LONGEST_LINE = 65_536
_WORTH_PACKING = 1_024
_LINGER_NOT = struct.pack("ii", 1, 0)
"""SO_LINGER of 0 seconds: closing sends a reset."""


class _Handler(StreamRequestHandler):
    """One connection: requests in turn until either side closes it."""

    disable_nagle_algorithm = True
    server: "_Listener"

    def handle(self) -> None:
        self.server.opened(self.connection)
        try:
            while (request := self._request()) is not None:
                origin = f"http://{request.headers.get('host', '127.0.0.1')}"
                answer, fault = self.server.hub.answer(request, origin)
                if not self._send(request, answer, fault):
                    return
        except OSError:
            return  # the client went away, or the server was stopped: nothing is left to answer
        finally:
            self.server.closed(self.connection)

    def _request(self) -> Request | None:
        line = self.rfile.readline(_LONGEST_LINE).decode("latin-1").split()
        if len(line) != 3:
            return None
        headers: dict[str, str] = {}
        while text := self.rfile.readline(_LONGEST_LINE).decode("latin-1").strip():
            name, _, value = text.partition(":")
            headers[name.strip().lower()] = value.strip()
        self.rfile.read(int(headers.get("content-length", 0)))
        return Request(method=line[0], target=line[1], headers=headers)

    def _send(self, request: Request, answer: Answer, fault: Fault | None) -> bool:
        """Write the answer; returns whether the connection can be used again."""
        body, headers = answer.body, dict(answer.headers)
        packs = "gzip" in request.headers.get("accept-encoding", "")
        if packs and len(body) >= _WORTH_PACKING and "Content-Encoding" not in headers:
            body = zlib.compress(body, 1, 31)
            headers["Content-Encoding"] = "gzip"
        stays = request.headers.get("connection", "").lower() != "close"
        headers |= {
            "Content-Length": str(len(body) + (100 if fault and fault.kind is Kind.CUT else 0)),
            "Connection": "keep-alive" if stays else "close",
            "Date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
            "Vary": "Accept-Encoding",
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"HTTP/1.1 {answer.status} {REASONS[answer.status]}\r\n{lines}\r\n".encode("latin-1")
        if request.method == "HEAD":
            body = b""
        if fault is not None:
            self._send_badly(head, body, fault)
            return False
        self.connection.sendall(head + body)
        return stays

    def _send_badly(self, head: bytes, body: bytes, fault: Fault) -> None:
        if fault.kind is Kind.SILENT:
            self.connection.settimeout(None)
            self.connection.recv(1)  # until the client goes away or the server is stopped
        elif fault.kind is Kind.DRIP:
            self.connection.sendall(head)
            for place in range(len(body)):
                if self.server.stopping.wait(float(fault.value or 0.05)):
                    return
                self.connection.sendall(body[place : place + 1])
        elif fault.kind is Kind.CUT:
            self.connection.sendall(head + body)
        else:
            if fault.kind is Kind.RESET_MIDWAY:
                self.connection.sendall(head + body[: len(body) // 2])
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
            self.connection.close()


class _Listener(ThreadingTCPServer):
    """Accepts connections, a thread each, and can end them all."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = True
    request_queue_size = 128

    def __init__(self, hub: Hub, port: int) -> None:
        self.hub = hub
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def opened(self, connection: socket.socket) -> None:
        self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        self._open.discard(connection)

    def hang_up(self) -> None:
        """End every connection, idle or not."""
        self.stopping.set()
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it was closed from the other side in this moment


class Server:
    """A running stand-in; a context manager. `url` is what HF_ENDPOINT would be."""

    def __init__(self, hub: Hub, port: int = 0) -> None:
        self.hub = hub
        self._listener = _Listener(hub, port)
        self._thread = threading.Thread(
            target=self._listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        """The endpoint, without a slash at the end."""
        return f"http://127.0.0.1:{self._listener.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Close the port and every connection."""
        self._listener.shutdown()
        self._listener.hang_up()
        self._listener.server_close()
        self._thread.join()
