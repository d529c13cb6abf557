"""Signing in, asking at a fixed rate, and wrk."""

import http.client
import re
import subprocess
import threading
import time
import urllib.parse

PASSWORD = "a bench password 42"


class Session:
    """One signed-in browser."""

    def __init__(self, port, login):
        self.port = port
        answer, headers = self._ask(
            "POST", "/login", urllib.parse.urlencode({"login": login, "password": PASSWORD, "next": "/"}),
            {"Content-Type": "application/x-www-form-urlencoded"})
        cookies = [value.split(";")[0] for name, value in headers if name.lower() == "set-cookie"]
        self.cookie = next((cookie for cookie in cookies if cookie.startswith("dudao=")), None)
        if self.cookie is None:
            raise RuntimeError(f"{login} cannot sign in: {answer.status}")

    def _ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        self.text = answer.read().decode()
        connection.close()
        return answer, answer.getheaders()

    def page(self, path):
        """The page as text; anything but 200 is an error."""
        answer, _ = self._ask("GET", path, headers={"Cookie": self.cookie})
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}: {self.text[:400]}")
        return self.text

    def token(self, path):
        """The form token of a page."""
        return re.search(r'name="csrf" value="([0-9a-f]+)"', self.page(path))[1]


def at_rate(port, cookie, path, rate, seconds, clients=16):
    """Asks for `path` `rate` times a second, however slow the answers are.

    Gives each latency in milliseconds, counted from when the request was due: a stall is felt by
    everybody who came during it. An answer other than 200 is an error.
    """
    count = int(rate * seconds)
    latencies, errors, lock = [], [], threading.Lock()
    turns = iter(range(count))
    began = time.monotonic() + 0.2

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                turn = next(turns, None)
            if turn is None:
                return connection.close()
            due = began + turn / rate
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                connection.request("GET", path, headers={"Cookie": cookie})
                answer = connection.getresponse()
                answer.read()
                taken = (time.monotonic() - due) * 1000
                with lock:
                    latencies.append(taken)
                    if answer.status != 200:
                        errors.append(answer.status)
            except OSError as error:
                with lock:
                    errors.append(error)
                connection.close()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise RuntimeError(f"{path}: {len(errors)} of {count} requests failed, first {errors[0]}")
    return sorted(latencies)


def percentile(sorted_values, percent):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * percent / 100))]


def wrk(url, cookie, clients, seconds):
    """Requests a second of `clients` that each ask again as soon as they are answered."""
    said = subprocess.run(
        ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "-H", f"Cookie: {cookie}", url],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"wrk on {url}:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
