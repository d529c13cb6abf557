"""Programs under measurement: started, watched, stopped."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def anonymous_mib(pid):
    """Memory that is the process's own (RssAnon); mapped files are left out. 0 once it is gone."""
    try:
        with open(f"/proc/{pid}/status") as status:
            found = re.search(r"RssAnon:\s+(\d+) kB", status.read())
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


class Peak:
    """The largest RssAnon seen, every 50 ms, while the block runs."""

    def __init__(self, pid):
        self.pid = pid
        self.mib = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self):
        while True:
            self.mib = max(self.mib, anonymous_mib(self.pid))
            if self._done.wait(0.05):
                return

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()


class Served:
    """A program that serves HTTP on a free loopback port, from its start to its end."""

    def __init__(self, command, log, environment=None, folder=None):
        self.port = free_port()
        self.log = log
        self.command = [part.replace("PORT", str(self.port)) for part in command]
        self.environment = {**os.environ, **(environment or {})}
        self.folder = folder
        self.seconds_to_first_page = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        with open(self.log, "wb") as log:
            began = time.monotonic()
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, env=self.environment, cwd=self.folder)
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - began > 60:
                self.__exit__()
                raise RuntimeError(f"{self.command[0]} does not serve; its log is {self.log}")
            time.sleep(0.002)
        self.seconds_to_first_page = time.monotonic() - began
        return self

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.url}/login", timeout=10) as answer:
                answer.read()
                return answer.status == 200
        except OSError:
            return False

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    @property
    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()


def dudao(bench, database, name="dudao"):
    """The product, serving `database`."""
    files = bench.folder / "files"
    files.mkdir(exist_ok=True)
    return Served(
        [bench.binary, "serve", "--database", f"sqlite:{database}", "--files", str(files),
         "--listen", "127.0.0.1:PORT"],
        log=bench.folder / f"{name}.log")
