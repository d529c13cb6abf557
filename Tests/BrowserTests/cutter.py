"""A network that breaks: stands between browser and server and cuts a chosen request, before or after the server has it."""

import http.client
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENDING = ("/api/visits/", "/visits/session")
# Nothing reached the server; the server has it and the answer is lost; half of the answer came.
MODES = ("before", "after", "half")


def ask(target: str, method: str, path: str, headers: dict, body: bytes):
    """One request over a connection of its own: status, headers, bytes."""
    connection = http.client.HTTPConnection(target.removeprefix("http://"), timeout=60)
    headers = {name: value for name, value in headers.items() if name.lower() not in ("connection", "content-length")}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, answer.getheaders(), data


class Cutter(ThreadingHTTPServer):
    """`cut(n, mode)` breaks the n-th request of sending from now on; `is_down` breaks all; `seen` and `kept` are what came."""

    daemon_threads = True

    def __init__(self, target: str):
        super().__init__(("127.0.0.1", 0), Handler)
        self.target = target
        self.lock = threading.Lock()
        self.plan, self.count, self.seen, self.kept = {}, 0, [], []
        self.is_down, self.rewrite, self.at_request = False, None, None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def cut(self, number: int, mode: str):
        with self.lock:
            self.plan, self.count, self.seen, self.kept = {number: mode}, 0, [], []

    def verdict(self, method, path, headers, body):
        if self.is_down:
            return "before"
        if not path.startswith(SENDING) or path.startswith("/api/visits/package"):
            return None
        with self.lock:
            self.count += 1
            self.seen.append((method, path))
            self.kept.append((method, path, headers, body))
            if self.at_request:
                self.at_request(self.count)
            return self.plan.get(self.count)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        mode = self.server.verdict(self.command, self.path, dict(self.headers.items()), body)
        if mode == "before":
            return self.reset()
        try:
            status, headers, data = self.forward(body)
        except OSError:
            return self.reset()
        if self.server.rewrite:
            status, data = self.server.rewrite(self.command, self.path, status, data)
        if mode == "after":
            return self.reset()
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if mode == "half":
            self.wfile.write(data[:len(data) // 2])
            return self.reset()
        self.wfile.write(data)
        return None

    do_GET = do_POST = do_PUT = handle_any

    def forward(self, body):
        return ask(self.server.target, self.command, self.path, dict(self.headers.items()), body)

    def reset(self):
        """As when the signal is gone: no farewell."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True
