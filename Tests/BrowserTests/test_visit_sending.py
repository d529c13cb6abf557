"""Phones send while the server is killed: nothing that was acknowledged is lost, nothing is doubled."""

import datetime
import hashlib
import http.client
import json
import random
import sqlite3
import threading
import time

import pytest

from office import Office

PHONES = 4
PART = 256 * 1024
ZONE = {"province": "500000", "city": "500100", "county": "500112", "zone": ""}


def identifier(kind, number):
    return f"0197{kind:04x}-0000-7000-8000-{number:012x}"


@pytest.fixture
def office(tmp_path):
    one = Office(tmp_path)
    plant(one)
    yield one
    if one.process.poll() is None:
        one.crash()


def plant(office):
    """Inspectors who are signed in already, each with a school."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with sqlite3.connect(office.path) as db:
        insert(db, "responsibility_zone", id=identifier(5, 0), name="全区", from_day="2020-01-01", until_day="2199-12-31", **ZONE)
        for number in range(PHONES):
            school, person, account = identifier(1, number), identifier(2, number), identifier(3, number)
            insert(db, "organisation", id=school, code=f"S{number}", name=f"第{number}小学", name_folded=f"第{number}小学",
                   kind="school", region_code="500112", state="open", since="2000-01-01", **ZONE)
            insert(db, "person", id=person, name=f"督学{number}", created_at=now)
            insert(db, "account", id=account, person_id=person, login=f"d{number}", login_folded=f"d{number}",
                   role="inspector", scope="granted", active=1, is_reviewed=1, created_at=now, **ZONE)
            insert(db, "inspector", person_id=person, code=f"D{number}", level="county", state="active", **ZONE)
            insert(db, "zone_posting", id=identifier(4, number), zone_id=identifier(5, 0), organisation_id=school,
                   person_id=person, from_day="2020-01-01", until_day="2199-12-31", origin="hand")
            insert(db, "session", token_hash=hashlib.sha256(f"token{number}".encode()).hexdigest(), account_id=account,
                   csrf=f"csrf{number}", created_at=now, seen_at=now, proved_at=now)


def insert(db, table, **row):
    """A column that is not named gets an empty text or 0."""
    for _, name, kind, needed, default, _ in db.execute(f"PRAGMA table_info({table})"):
        if name not in row and needed and default is None:
            row[name] = 0 if kind.upper() in ("INTEGER", "BIGINT", "BOOLEAN") else ""
    places = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))


class Phone:
    """Makes visits with a photo and a problem each, and sends them until the server is gone."""

    def __init__(self, office, number):
        self.office, self.number = office, number
        self.queue, self.acknowledged, self.made = [], set(), 0

    def make(self):
        self.made += 1
        count = self.number * 1_000_000 + self.made
        picture = b"\xff\xd8\xff\xe0" + random.Random(count).randbytes(300_000)
        photo = identifier(7, count)
        visit = {
            "id": identifier(5, count), "school": identifier(1, self.number), "kind": "routine", "checklist": None,
            "theme": "", "isAnnounced": False, "companions": [], "startedAt": "2026-03-10T01:00:00.000Z",
            "endedAt": "2026-03-10T02:00:00.000Z", "sentAt": "2026-03-10T02:00:00.000Z", "location": None,
            "record": f"第{count}次", "counters": {}, "answers": [], "practice": "",
            "problems": [{"id": identifier(6, count), "problem": "留样不全", "outcome": "advice", "requirement": "补齐",
                          "days": 7}],
            "knownFindings": [],
            "photos": [{"id": photo, "sha256": hashlib.sha256(picture).hexdigest(), "bytes": len(picture), "of": "visit"}]}
        return visit, photo, picture

    def send_all(self):
        connection = http.client.HTTPConnection(self.office.address.hostname, self.office.address.port, timeout=30)
        try:
            while True:
                if not self.queue:
                    self.queue.append(self.make())
                self.send(connection, *self.queue[0])
                self.acknowledged.add(self.queue[0][0]["id"])
                self.queue.pop(0)
        except (OSError, http.client.HTTPException):
            return

    def send(self, connection, visit, photo, picture):
        path = f"/api/visits/{visit['id']}"
        parts = [picture[:PART], picture[PART:]]
        steps = [lambda: self.ask(connection, "POST", path, json.dumps(visit).encode())] + [
            lambda part=part: self.ask(connection, "PUT", f"{path}/photos/{photo}?part={part + 1}&of=2", parts[part])
            for part in range(2)]
        # In any order, and the first one twice.
        random.shuffle(steps)
        for step in steps + steps[:1]:
            step()
        assert self.ask(connection, "GET", path)["state"] == "stored"

    def ask(self, connection, method, path, body=None):
        connection.request(method, path, body, {
            "Cookie": f"dudao=token{self.number}", "X-CSRF": f"csrf{self.number}", "Accept": "application/json"})
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, f"{method} {path} answered {answer.status}: {text}"
        return json.loads(text)


def stored(office):
    with sqlite3.connect(office.path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        whole = {row[0] for row in database.execute("SELECT id FROM visit WHERE photos_missing = 0")}
        every = [row[0] for row in database.execute("SELECT id FROM visit")]
        problems = database.execute("SELECT count(*), count(DISTINCT finding_id) FROM visit_problem").fetchone()
        findings = database.execute("SELECT count(*) FROM finding").fetchone()[0]
        files = {row[0] for row in database.execute("SELECT file_hash FROM visit_photo WHERE file_hash IS NOT NULL")}
    assert problems == (len(every), len(every)) and findings == len(every), "a problem is lost or doubled"
    for name in files:
        content = (office.folder / "files" / name[:2] / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == name
    return whole, set(every)


def test_phones_lose_and_double_nothing_when_the_server_is_killed_in_mid_sending(office):
    phones = [Phone(office, number) for number in range(PHONES)]
    for _ in range(4):
        office.start()
        threads = [threading.Thread(target=phone.send_all) for phone in phones]
        for thread in threads:
            thread.start()
        time.sleep(1.5)
        office.crash()
        for thread in threads:
            thread.join(40)
        whole, _ = stored(office)
        for phone in phones:
            assert phone.acknowledged <= whole, "an acknowledged visit is gone"
    # The last ones are sent again to their end: as many are stored as were made.
    office.start()
    for phone in phones:
        connection = http.client.HTTPConnection(office.address.hostname, office.address.port, timeout=30)
        for visit in phone.queue:
            phone.send(connection, *visit)
        connection.close()
    office.stop()
    whole, every = stored(office)
    made = {identifier(5, phone.number * 1_000_000 + count) for phone in phones for count in range(1, phone.made + 1)}
    assert whole == every == made
    assert sum(phone.made for phone in phones) > 3 * PHONES
