"""A real SMTP server and a real robot's server on this machine, for what leaves the house."""

import asyncio
import email
import email.policy
import json
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def certificate(folder):
    """A certificate of an authority of our own, for 127.0.0.1."""
    chain, key = folder / "mail.pem", folder / "mail.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", chain], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)
    return chain, context


class Mailbox:
    """Takes mails as `behaviour` says: take, later (451 the first time), never (550), drop (ends in DATA), slow, hang.

    `mails` holds what arrived, parsed; `raw` the bytes; `logins` who signed in and how.
    """

    def __init__(self, behaviour="take", tls=None, implicit=False, user=None, password=None):
        self.behaviour, self.user, self.password = behaviour, user, password
        self.raw, self.logins, self.encrypted = [], [], []
        self.arrived = threading.Event()
        options = {}
        if user:
            options = {"authenticator": self.authenticate, "auth_required": True, "auth_require_tls": tls is not None}
        if tls and not implicit:
            options |= {"tls_context": tls, "require_starttls": True}
        self.loop = asyncio.new_event_loop()
        serving = self.loop.create_server(
            lambda: SMTP(self, loop=self.loop, hostname="127.0.0.1", **options), "127.0.0.1", 0,
            ssl=tls if implicit else None)
        self.server = self.loop.run_until_complete(serving)
        self.port = self.server.sockets[0].getsockname()[1]
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    @property
    def mails(self):
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]

    def authenticate(self, server, session, envelope, mechanism, data):
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        found = (data.login.decode(), data.password.decode())
        self.logins.append(found[0])
        right = found == (self.user, self.password)
        return AuthResult(success=right, handled=right)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.behaviour == "later":
            self.behaviour = "take"
            return "451 4.7.1 greylisted, come later"
        if self.behaviour == "never":
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.behaviour == "drop":
            self.behaviour = "take"
            server.transport.abort()
            return "250 OK"
        self.encrypted.append(session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None)
        self.raw.append(envelope.original_content)
        self.arrived.set()
        if self.behaviour == "slow":
            await asyncio.sleep(25)
        if self.behaviour == "hang":
            await asyncio.sleep(300)
        return "250 2.0.0 queued as 4711"

    def stop(self):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)


class RobotServer(ThreadingHTTPServer):
    """Keeps what robots are posted; `answers` are given one after another, the last one for ever."""

    daemon_threads = True

    def __init__(self, *answers):
        super().__init__(("127.0.0.1", 0), _Robot)
        self.answers = list(answers) or [(200, {"errcode": 0, "errmsg": "ok"})]
        self.posts = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def host(self):
        return f"127.0.0.1:{self.server_port}"


class _Robot(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((self.path, dict(self.headers), body))
        status, said = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        data = json.dumps(said).encode()
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", f"http://{self.server.host}/elsewhere")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
