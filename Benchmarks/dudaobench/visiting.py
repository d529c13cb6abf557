"""Visits from 500 phones at once, with and without photos; then the pages over a year of the whole nation's visits."""

import contextlib
import datetime
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import time

from .browsing import Session
from .filling import Filler, account, migrate
from .ledgers import timed
from .process import Peak, dudao
from .rows import NOW, identifier
from .table import verdict

SCRIPT = pathlib.Path(__file__).parent / "visit.lua"
DEVICES = 500
CRITERIA = 250
PHOTO = 300_000
SCHOOLS = 188_000
# 22 visits to each of 188,000 schools: 4.1 million.
VISITS = 22


def measure(bench):
    return submissions(bench) + nation(bench)


# Sending


def submissions(bench):
    database = bench.folder / "visits.sqlite"
    for leftover in bench.folder.glob("visits.sqlite*"):
        leftover.unlink()
    migrate(bench, database)
    devices = bench.folder / "visit-devices"
    checklist = plant(bench, database, devices)
    body, photos = bench.folder / "visit-body", bench.folder / "visit-photos"
    body.write_text(template(checklist), encoding="utf-8")
    pictures(photos)
    rows = []
    with dudao(bench, database, "visits") as served, Peak(served.process.pid) as peak:
        for folder, least, what in ((None, 400, "250 answers, 500 devices"),
                                    (photos, 60, "the same with four photos of 300 KB")):
            before = stored(database)
            rounds = [run(bench, served, devices, body, folder) for _ in range(bench.rounds)]
            kept = stored(database) - before
            acknowledged = sum(int(round["stored"]) for round in rounds)
            # Answers that came in the time, as visits with all their photos.
            rate = statistics.median(round["visits"] / round["seconds"] for round in rounds)
            p99 = statistics.median(round["p99"] for round in rounds)
            script = statistics.median(plain(bench, body, folder) for _ in range(bench.rounds))
            rows.append((f"visits of {what}, each synced", f"≥ {least}/s, p99 < 2 s, 0 failures",
                         f"{rate:,.0f}/s, p99 {p99:,.0f} ms, {peak.mib:.0f} MiB, {sum(r['bad'] for r in rounds):.0f} failures",
                         f"a script {script:,.0f}/s, {rate / script:.2f} ×", verdict(rate >= least and p99 < 2000)))
            rows.append(("acknowledged and stored, none doubled", "equal", f"{acknowledged:,} and {kept:,}", "",
                         verdict(acknowledged == kept)))
    return rows


def plant(bench, path, devices):
    """An office with an inspector for each device, each with a session and one school; gives the checklist's version."""
    filler = Filler(path)
    county, province, city = filler.db.execute(
        "SELECT c.code, p.code, m.code FROM region c JOIN region m ON m.code = c.parent JOIN region p ON p.code = m.parent "
        "WHERE c.level = 'county' AND m.level = 'city' ORDER BY c.code LIMIT 1").fetchone()
    scope = {"province": province, "city": city, "county": county, "zone": ""}
    filler.insert("organisation", ({
        "id": identifier(1, number), "code": f"21{number:08d}", "name": f"第{number}学校", "name_folded": f"第{number}学校",
        "kind": "school", "running": "public", "authority": "county", "region_code": county, "state": "open",
        "since": "2000-01-01", "version_id": identifier(2, number), "version": 1, **scope} for number in range(DEVICES)))
    filler.insert("person", ({"id": identifier(3, number), "name": f"督学{number}", "created_at": NOW}
                             for number in range(DEVICES)))
    filler.insert("account", ({
        "id": identifier(4, number), "person_id": identifier(3, number), "login": f"d{number}", "login_folded": f"d{number}",
        "role": "inspector", "scope": "granted", "region_code": county, "password": "", "must_change": 0, "active": 1,
        "created_by": "system", "created_at": NOW, "is_reviewed": 1, "version": 1, **scope} for number in range(DEVICES)))
    filler.insert("inspector", ({
        "person_id": identifier(3, number), "code": str(number), "full_time": 1, "level": "county", "state": "active",
        "version": 1, **scope} for number in range(DEVICES)))
    filler.insert("responsibility_zone", [{"id": identifier(6, 0), "name": "全区", "name_folded": "全区", "from_day": "2020-01-01",
                                           "until_day": "2199-12-31", "version": 1, **scope}])
    filler.insert("zone_posting", ({
        "id": identifier(5, number), "zone_id": identifier(6, 0), "organisation_id": identifier(1, number),
        "person_id": identifier(3, number), "from_day": "2020-01-01", "until_day": "2199-12-31",
        "origin": "hand"} for number in range(DEVICES)))
    at = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    tokens = [(f"{number:064x}", f"{number + DEVICES:064x}") for number in range(DEVICES)]
    filler.insert("session", ({
        "token_hash": hashlib.sha256(token.encode()).hexdigest(), "account_id": identifier(4, number), "csrf": csrf,
        "created_at": at, "seen_at": at, "proved_at": at, "needs_code": 0} for number, (token, csrf) in enumerate(tokens)))
    checklist = publish(filler, scope)
    filler.finish()
    devices.write_text("".join(
        f"dudao={token} {csrf} {identifier(1, number)}\n" for number, (token, csrf) in enumerate(tokens)))
    return checklist


def publish(filler, scope):
    """A checklist of 250 yes-or-no items, made after one that the program ships."""
    content = json.loads(filler.db.execute(
        "SELECT content FROM framework_version WHERE state = 'published' LIMIT 1").fetchone()[0])
    leaf = next(node for node in leaves(content["nodes"]) if yes_or_no(node))
    group = {key: value for key, value in content["nodes"][0].items()}
    group["children"] = [{**leaf, "number": f"1.{number + 1}", "title": f"第{number + 1}项"} for number in range(CRITERIA)]
    content["nodes"] = [group]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    filler.insert("framework", [{"id": identifier(8, 0), "code": "bench-visit", "name": "清单", "is_template": 0,
                                 "created_at": NOW, **scope}])
    filler.insert("framework_version", [{
        "id": identifier(8, 1), "framework_id": identifier(8, 0), "number": 1, "state": "published", "content": text,
        "digest": hashlib.sha256(text.encode()).hexdigest(), "criteria": CRITERIA, "created_at": NOW, "published_at": NOW,
        "version": 1}])
    return identifier(8, 1)


def leaves(nodes):
    for node in nodes:
        if node.get("criterion"):
            yield node
        yield from leaves(node.get("children", []))


def yes_or_no(node):
    return "yesNo" in json.dumps(node["criterion"])


def template(checklist):
    """The body as the app sends it; the words in capitals are filled in for each visit."""
    now = datetime.datetime.now(datetime.timezone.utc)

    def at(minutes):
        return (now - datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")

    return json.dumps({
        "id": "VISIT", "school": "SCHOOL", "kind": "routine", "checklist": checklist, "theme": "开学工作", "isAnnounced": False,
        "companions": [], "startedAt": at(90), "endedAt": at(10), "sentAt": at(0),
        "location": {"lat": 30.1, "lon": 120.2, "accuracy": 15}, "record": "TEXT：巡视校园，听课两节，查看食堂留样和作业公示。" * 4,
        "counters": {"lessons": 2, "talks": 1, "files": 4, "questionnaires": 0, "patrols": 1},
        "answers": [{"criterion": f"1.{number + 1}", "value": "是", "note": "现场查看，符合要求" if number % 10 == 0 else ""}
                    for number in range(CRITERIA)],
        "practice": "", "problems": [], "knownFindings": [], "photos": ["PHOTOS"]}, ensure_ascii=False
    ).replace('["PHOTOS"]', "[PHOTOS]")


def pictures(folder):
    """64 files that begin as a JPEG does and do not compress."""
    folder.mkdir(exist_ok=True)
    lines = []
    for number in range(64):
        bytes_ = b"\xff\xd8\xff\xe0" + random.Random(number).randbytes(PHOTO - 4)
        (folder / f"{number}.jpg").write_bytes(bytes_)
        lines.append(f"{number}.jpg {hashlib.sha256(bytes_).hexdigest()}\n")
    (folder / "list").write_text("".join(lines))


def run(bench, served, devices, body, photos):
    seconds = bench.seconds
    said = subprocess.run(
        ["wrk", "-t2", f"-c{DEVICES}", f"-d{seconds + 4}s", "--timeout", "30s", "-s", str(SCRIPT), served.url, "--",
         str(seconds), str(devices), str(body), *([str(photos)] if photos else [])],
        check=True, capture_output=True, text=True).stdout
    found = dict(re.findall(r"(\w+)=([\d.]+)", said.split("RESULT", 1)[1]))
    if float(found["bad"]) or int(found["sent"]) - int(found["good"]) not in (0, 1, 2):
        raise RuntimeError(f"not every request was taken: {said[-600:]}")
    return {"seconds": seconds, **{name: float(value) for name, value in found.items()}}


def plain(bench, body, photos):
    """Visits a second: what one script stores of the same that neither checks nor sends; parsed, inserted and synced one by one."""
    folder = bench.folder / "visit-plain"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text = body.read_text(encoding="utf-8").replace("[PHOTOS]", "[]")
    pictured = [(photos / f"{number}.jpg").read_bytes() for number in range(4)] if photos else []
    count, seconds = 0, bench.seconds / 2
    with contextlib.closing(sqlite3.connect(folder / "plain.sqlite")) as database:
        database.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE visit (id INTEGER PRIMARY KEY, content TEXT)")
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            json.loads(text)
            for number, picture in enumerate(pictured):
                with (folder / f"{count}-{number}").open("wb") as file:
                    file.write(picture)
                    file.flush()
                    os.fsync(file.fileno())
            with database:
                database.execute("INSERT INTO visit (content) VALUES (?)", (text,))
            count += 1
    shutil.rmtree(folder)
    return count / seconds


def stored(database):
    """Whole visits, photos and all."""
    with contextlib.closing(sqlite3.connect(database)) as db:
        return db.execute("SELECT count(*) FROM visit WHERE photos_missing = 0").fetchone()[0]


# A year of the nation


def nation(bench):
    schools = SCHOOLS // 20 if bench.rounds == 1 else SCHOOLS
    database, county = filled(bench, schools)
    rows = []
    with dudao(bench, database, "nation") as served:
        for login, path, what in (("walker", "/visits", "an inspector's own page"), ("office", "/visits", "an office's list"),
                                  ("office", "/visits?outcome=advice&state=unsigned", "an office's list, filtered"),
                                  ("office", "/visits?page=21", "an office's list, page 21")):
            found = timed(bench, served, Session(served.port, login), path)
            rows.append((f"a year of {schools * VISITS:,} visits: {what}", "p95 < 50 ms", found.text, "",
                         verdict(found.p95 < 50)))
    return rows


def filled(bench, schools):
    """Made once for each schema and size; by SQL, since four million rows one by one would take too long."""
    path = bench.folder / f"nation-{schools}.sqlite"
    stamp = path.with_suffix(".stamp")
    made_of = [*sorted((pathlib.Path(__file__).parents[2] / "Sources/Store/Migrations").glob("*.sql")), pathlib.Path(__file__)]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()
    with contextlib.suppress(FileNotFoundError):
        county, made = stamp.read_text().split()
        if made == wanted and path.exists():
            return path, county
    for leftover in bench.folder.glob(f"{path.stem}.*"):
        leftover.unlink()
    bench.say(f"filling {path.name}: {schools * VISITS:,} visits")
    migrate(bench, path)
    filler = Filler(path)
    counties = filler.db.execute(
        "SELECT c.code, coalesce(p.code, m.code) FROM region c JOIN region m ON m.code = c.parent "
        "LEFT JOIN region p ON p.code = m.parent WHERE c.level = 'county' ORDER BY c.code").fetchall()
    filler.insert("organisation", (school(number, counties) for number in range(schools)))
    again = filler.indexes("visit")
    year = datetime.date.today().year
    filler.db.execute(VISIT_ROWS, (f"{year}-01-01",))
    for statement in OTHER_ROWS:
        filler.db.execute(statement)
    for sql in again:
        filler.db.execute(sql)
    filler.finish()
    county = counties[0][0]
    account(bench, path, "office", "officer", "--region", county)
    account(bench, path, "walker", "inspector", "--region", county)
    with contextlib.closing(sqlite3.connect(path)) as db:
        person = db.execute("SELECT person_id FROM account WHERE login = 'walker'").fetchone()[0]
        db.execute("UPDATE visit_person SET person_id = ? WHERE person_id = 'walker-0'", (person,))
        db.execute("UPDATE visit SET person_id = ? WHERE county = ? AND person_id = 'walker-0'", (person, county))
        db.commit()
    stamp.write_text(f"{county} {wanted}")
    return path, county


def school(number, counties):
    county, province = counties[number % len(counties)]
    return {"id": identifier(1, number), "code": f"21{number:08d}", "name": f"第{number + 1}学校",
            "name_folded": f"第{number + 1}学校", "kind": "school", "running": "public", "authority": "county",
            "region_code": county, "province": province, "city": "", "county": county, "zone": "", "state": "open",
            "since": "2000-01-01", "version_id": identifier(2, number), "version": 1}


# Each inspector has five schools of a county; the first one of the first county signs in.
VISIT_ROWS = """
WITH RECURSIVE turn (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM turn WHERE k < 21),
place AS (SELECT id, name, province, city, county, zone,
    (row_number() OVER (PARTITION BY county ORDER BY code) - 1) / 5 AS walk, row_number() OVER (ORDER BY code) - 1 AS n
    FROM organisation)
INSERT INTO visit (id, number, organisation_id, organisation_name, person_id, person_name, kind, framework_version_id, theme,
    is_announced, visited_on, started_at, ended_at, sent_at, received_at, outcome, problem_count, photo_count,
    told_outcome, told_problems, told_photos, photos_missing, marks, open_marks, is_void, is_asked, signed_at, signed_name, disagreement, digest, content, province, city,
    county, zone, version)
SELECT printf('01970009-0000-7000-8000-%012x', n * 22 + k), printf('督访%d', n * 22 + k), id, name,
    CASE WHEN walk = 0 AND county = (SELECT min(county) FROM organisation) THEN 'walker-0'
    ELSE county || '-' || walk END, '督学', 'routine', NULL,
    CASE k % 3 WHEN 0 THEN '作业管理' WHEN 1 THEN '食堂卫生' ELSE '' END, 0, date(?1, '+' || (k * 16 + n % 16) || ' days'),
    '2026-03-02T01:00:00.000Z', '2026-03-02T02:00:00.000Z', '2026-03-02T02:00:00.000Z', '2026-03-02T02:00:00.000Z', CASE (n + k) % 10 WHEN 0 THEN 'advice' WHEN 1 THEN 'settled' WHEN 2 THEN 'serious' ELSE 'none' END, 0, 0,
    CASE (n + k) % 10 WHEN 0 THEN 'advice' WHEN 1 THEN 'settled' ELSE 'none' END, 0, 0, 0, '', 0, 0, 0, CASE WHEN k % 4 = 0 THEN NULL ELSE '2026-03-03T01:00:00.000Z' END, '', '', '', '{}', province, city, county, zone, 1
FROM turn CROSS JOIN place
"""

OTHER_ROWS = [
    "INSERT INTO visit_person (person_id, visited_on, visit_id, organisation_id) "
    "SELECT person_id, visited_on, id, organisation_id FROM visit ORDER BY person_id, visited_on, id",
]
