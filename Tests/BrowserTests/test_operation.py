"""What was acknowledged is there: after kill -9, after SIGTERM, and over TLS."""

import http.client
import socket
import sqlite3
import subprocess
import threading
import time

import pytest

from office import Office, Person

WRITERS = 4


@pytest.fixture
def office(tmp_path):
    one = Office(tmp_path)
    yield one
    if one.process.poll() is None:
        one.crash()


class Load:
    """Writers that change something over and over until the server is gone, and remember what it acknowledged."""

    def __init__(self, office):
        self.acknowledged, self.lost = [], []
        people = [Person(office) for _ in range(WRITERS)]
        self.threads = [threading.Thread(target=self.write, args=(number, person)) for number, person in enumerate(people)]
        for thread in self.threads:
            thread.start()

    def write(self, number, person):
        count = 0
        while True:
            count += 1
            began = time.monotonic()
            try:
                command = person.write(f"督导室 {number}-{count}")
            except (OSError, http.client.HTTPException):
                self.lost.append(began)
                return
            if command:
                self.acknowledged.append(command)
            if person.headers.get("Connection") == "close":
                return

    def join(self):
        for thread in self.threads:
            thread.join(40)
        assert self.acknowledged, "nothing was written at all"


def commands(office):
    with sqlite3.connect(office.path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {row[0] for row in database.execute("SELECT id FROM command")}


def test_a_killed_server_has_everything_that_it_acknowledged(office):
    acknowledged = set()
    for _ in range(4):
        office.start()
        load = Load(office)
        time.sleep(1.5)
        office.crash()
        load.join()
        acknowledged |= set(load.acknowledged)
        assert not acknowledged - commands(office), "an acknowledged change is gone"
    office.run("audit", "verify", "--database", office.database)


def test_a_server_that_is_asked_to_stop_answers_what_it_accepted(office):
    office.start()
    load = Load(office)
    time.sleep(1)
    asked = time.monotonic()
    assert office.stop() == 0
    load.join()
    assert not set(load.acknowledged) - commands(office)
    assert [began for began in load.lost if began < asked] == [], "a request under way was not answered"
    verified = office.run("audit", "verify", "--database", office.database).stdout
    assert ", 0 not yet" in verified, f"the last entries were not sealed: {verified}"
    office.run("audit", "verify", "--heads", str(office.folder / "files/audit-heads"), "--database", office.database)


def test_a_backup_while_serving_restores_elsewhere(office, tmp_path):
    office.start()
    load = Load(office)
    time.sleep(0.5)
    backup = str(tmp_path / "backup.zip")
    office.run("backup", backup, "--database", office.database, "--files", str(tmp_path / "files"))
    office.run("backup", backup, "--database", office.database, "--files", str(tmp_path / "files"), code=1)
    office.stop()
    load.join()
    target = ["--database", f"sqlite:{tmp_path / 'second.sqlite'}", "--files", str(tmp_path / "second")]
    office.run("restore", backup, *target)
    refused = office.run("restore", backup, *target, code=1)
    assert "不是空的" in refused.stderr
    office.run("audit", "verify", *target[:2])


def test_tls_with_a_certificate_of_our_own(tmp_path):
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    office = Office(tmp_path, "--tls-cert", str(certificate), "--tls-key", str(key)).start()
    try:
        assert office.address.scheme == "https"
        person = Person(office, certificate)
        assert "__Host-dudao" in person.cookies
        assert person.headers["Strict-Transport-Security"]
        assert person.write("安全督导室")
    finally:
        assert office.stop() == 0


def test_odd_requests_are_refused_and_the_server_lives(office):
    office.start()
    for words in [
        b"GET /login HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /%00%ff%2e%2e/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x00\x00" + b"\x00" * 100 + b"\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ]:
        with socket.create_connection((office.address.hostname, office.address.port), 10) as wire:
            wire.settimeout(10)
            try:
                wire.sendall(words)
                first = wire.recv(64)
            except ConnectionError:
                continue
            assert not first or b" 4" in first[:13], first
    assert Person(office).write("督导室还在")
    assert office.stop() == 0
