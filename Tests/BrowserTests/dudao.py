"""Starts the demo and knows who may sign in to it."""

import json
import os
import shutil
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-03-31"
START_LIMIT = 120


def binary() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("DUDAO_BINARY") or Path(cache) / "dudao/build/debug/dudao")


def copied(filled: Path, folder: Path) -> Path:
    """A copy of a filled demo's data in `folder`, for a demo of its own."""
    return shutil.copytree(filled, folder / "data")


class Demo:
    """A demo server of our own, on a free port, with its own data."""

    def __init__(self, data: Path, today: str = TODAY):
        self.data = data
        self.log = data.parent / f"{data.name}.log"
        command = [binary(), "demo", "--listen", "127.0.0.1:0", "--data", data, "--today", today]
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=self.log.open("w"), text=True)
        self.address = self._wait_until_ready()
        threading.Thread(target=self._drain, daemon=True).start()

    def _wait_until_ready(self) -> str:
        watchdog = threading.Timer(START_LIMIT, self.process.kill)
        watchdog.start()
        try:
            for line in self.process.stdout:
                if line.startswith("ready "):
                    return line.split()[1].rstrip("/")
        finally:
            watchdog.cancel()
        raise RuntimeError(f"the demo did not start:\n{self.log.read_text()[-4000:]}")

    def _drain(self):
        for _ in self.process.stdout:
            pass

    @property
    def logins(self) -> list[dict]:
        """One entry per person: login, password, role, name."""
        found = json.loads((self.data / "logins.json").read_text())
        return found["logins"] if isinstance(found, dict) and "logins" in found else found

    def login_for(self, role: str) -> dict:
        """The first of a role, or the person with this login."""
        for entry in self.logins:
            if role in (entry["role"], entry["login"]):
                return entry
        raise KeyError(f"no demo login has the role {role}")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
