"""An office's own server on its own database, and a person who speaks to it without a browser."""

import http.client
import re
import signal
import ssl
import subprocess
import threading
import uuid
from urllib.parse import urlencode, urlsplit

from dudao import START_LIMIT, binary

PASSWORD = "a long enough 密码"


class Office:
    """`start` serves and waits until connections are taken; `crash` is `kill -9`, `stop` is SIGTERM."""

    def __init__(self, folder, *options):
        self.folder = folder
        self.path = folder / "office.sqlite"
        self.database = f"sqlite:{self.path}"
        self.options = options
        self.run("migrate", "--database", self.database)
        self.run("account", "create", "--login", "admin", "--name", "管理员", "--role", "admin", "--region", "000000",
                 "--password-stdin", "--no-first-change", "--database", self.database, stdin=PASSWORD + "\n")

    def run(self, *words, stdin="", code=0):
        done = subprocess.run([str(binary()), *words], input=stdin, capture_output=True, text=True, timeout=120)
        assert done.returncode == code, f"{words[0]} ended with {done.returncode}: {done.stderr}"
        return done

    def start(self):
        log = (self.folder / "log").open("a")
        self.process = subprocess.Popen(
            [str(binary()), "serve", "--database", self.database, "--files", str(self.folder / "files"),
             "--listen", "127.0.0.1:0", *self.options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True)
        watchdog = threading.Timer(START_LIMIT, self.process.kill)
        watchdog.start()
        line = self.process.stdout.readline()
        watchdog.cancel()
        assert line.startswith("ready "), f"no server: {line!r}"
        self.address = urlsplit(line.split()[1])
        return self

    def crash(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


class Person:
    """Signed in over one connection that stays open, as a browser's does."""

    def __init__(self, office, certificate=None):
        self.office, self.certificate = office, certificate
        self.cookies, self.csrf = {}, None
        self.connect()
        status, _ = self.ask("POST", "/login", {"login": "admin", "password": PASSWORD})
        assert status == 303, f"the sign-in answered {status}"
        _, page = self.ask("GET", "/settings")
        self.csrf = re.search(r'name="csrf" value="([^"]+)"', page)[1]

    def connect(self):
        place = (self.office.address.hostname, self.office.address.port)
        if self.certificate:
            context = ssl.create_default_context(cafile=self.certificate)
            self.connection = http.client.HTTPSConnection(*place, timeout=30, context=context)
        else:
            self.connection = http.client.HTTPConnection(*place, timeout=30)

    def ask(self, method, path, fields=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.headers = answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, text

    def write(self, name):
        """Sets the office's name; answers the command's id when the server says that it was done, else None."""
        command = str(uuid.uuid4())
        status, _ = self.ask("POST", "/settings", {
            "csrf": self.csrf, "command": command, "office": name, "jurisdiction": "national", "mark": "", "home": ""})
        return command if status == 303 else None
