"""The heat map of a county's 500 schools over twelve months, and a province of 30,000 schools by county."""

import contextlib
import datetime
import hashlib
import pathlib
import re
import sqlite3
import statistics
import time

from .browsing import Session
from .filling import Filler, account, migrate
from .ledgers import timed
from .process import dudao
from .rows import identifier
from .table import verdict
from .visiting import OTHER_ROWS

SCHOOLS = 30_000
COUNTY = 500
# Questions a second: a person at each county's desk, not a load test.
RATE = 2
# Two of five schools are seen a second time in a month now and then; one in nine is missed.
ROWS = """
WITH RECURSIVE turn (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM turn WHERE k < 11),
place AS (SELECT id, name, province, city, county, zone, row_number() OVER (ORDER BY code) - 1 AS n FROM organisation)
INSERT INTO visit (id, number, organisation_id, organisation_name, person_id, person_name, kind, framework_version_id, theme,
    is_announced, visited_on, started_at, ended_at, sent_at, received_at, outcome, problem_count, photo_count,
    told_outcome, told_problems, told_photos, photos_missing, marks, open_marks, is_void, is_asked, signed_at, signed_name,
    disagreement, digest, content, province, city, county, zone, version)
SELECT printf('0197000a-0000-7000-8000-%012x', n * 12 + k), printf('督访%d', n * 12 + k), id, name, county || '-' || (n / 5),
    '督学' || (n / 5 % 100), 'routine', NULL, '', 0, date(?1, '+' || k || ' months', '+' || (n % 27) || ' days'),
    '2026-03-02T01:00:00.000Z', '2026-03-02T02:00:00.000Z', '2026-03-02T02:00:00.000Z', '2026-03-02T02:00:00.000Z', 'none', 0, 0,
    'none', 0, 0, 0, '', 0, 0, 0, NULL, '', '', '', '{}', province, city, county, zone, 1
FROM turn CROSS JOIN place WHERE (n + k) % 9 <> 0
"""


def measure(bench):
    database, province, county = filled(bench)
    year = school_year()
    rows = []
    with dudao(bench, database, "coverage") as served:
        for login, path, what, budget in (
                ("office", f"/coverage?span=school-{year}", f"heat map of {COUNTY} schools × 12 months", 100),
                ("office", f"/coverage?view=list&span=school-{year}", "the same schools as a ledger", 100),
                ("office", "/coverage/next", "where to go this week, of the same schools", 300),
                ("province", f"/coverage?span=school-{year}", f"a province of {SCHOOLS:,} schools by county", 300)):
            session = Session(served.port, login)
            found = timed(bench, served, session, path, rate=RATE)
            rows.append((f"coverage: {what}", f"< {budget} ms", found.text, "", verdict(found.p95 < budget)))
            if "heat map" in what:
                shown = answer(session, path)
                rows.append(check("its visits, counted by plain sqlite3", shown, counted(database, "county", county, year), found))
            if "province" in what:
                rows.append(check("its counties, counted by plain sqlite3", counties(session, path),
                                  by_county(database, province, year), found))
    return rows


def school_year():
    """The last one that is over, so that every month of it is judged."""
    today = datetime.date.today()
    return today.year - (1 if today.month >= 8 else 2)


def answer(session, path):
    """How many visits the heat map shows: the sum of its totals."""
    text = session.page(path)
    return sum(int(number) for number in re.findall(r'</td><td class="num">(\d+)</td><td class="num">\d*</td></tr>', text))


def counties(session, path):
    """How many schools the counties' lines come to."""
    text = session.page(path)
    return sum(int(number) for number in re.findall(r'view=list">(\d+)</a>', text))


def check(what, ours, reference, found):
    """The reference counts the same from the visits themselves, in the same run."""
    (theirs, seconds) = reference
    if ours != theirs:
        raise RuntimeError(f"{what}: {ours} and not {theirs}")
    return (f"coverage: {what}", "equal", f"{ours:,}", f"{seconds * 1000:.0f} ms, {seconds * 1000 / found.p50:.1f} × the page",
            verdict(True))


def counted(database, column, code, year):
    query = (f"SELECT organisation_id, substr(visited_on, 1, 7), count(*) FROM visit WHERE {column} = ? AND NOT is_void "
             "AND visited_on BETWEEN ? AND ? GROUP BY 1, 2")
    return run(database, query, (code, f"{year}-08-01", f"{year + 1}-07-31"), lambda rows: sum(row[2] for row in rows))


def by_county(database, province, year):
    """Schools of each county with how many of them were seen in each month."""
    query = ("SELECT o.county, v.month, count(*), sum(v.n > 0) FROM organisation o LEFT JOIN (SELECT organisation_id, "
             "substr(visited_on, 1, 7) AS month, count(*) AS n FROM visit WHERE province = ? AND NOT is_void AND visited_on "
             "BETWEEN ? AND ? GROUP BY 1, 2) v ON v.organisation_id = o.id WHERE o.province = ? GROUP BY 1, 2")
    values = (province, f"{year}-08-01", f"{year + 1}-07-31", province)
    _, seconds = run(database, query, values, len)
    total, _ = run(database, "SELECT count(*) FROM organisation WHERE province = ?", (province,), lambda rows: rows[0][0])
    return total, seconds


def run(database, query, values, read):
    taken = []
    with contextlib.closing(sqlite3.connect(database)) as db:
        for _ in range(3):
            began = time.monotonic()
            rows = db.execute(query, values).fetchall()
            taken.append(time.monotonic() - began)
    return read(rows), statistics.median(taken)


def filled(bench):
    """Made once for each schema; the counts are settled as the migration settles what was there before."""
    path = bench.folder / "coverage.sqlite"
    stamp = path.with_suffix(".stamp")
    made_of = [*sorted((pathlib.Path(__file__).parents[2] / "Sources/Store/Migrations").glob("*.sql")), pathlib.Path(__file__)]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in made_of) + str(school_year()).encode()).hexdigest()
    with contextlib.suppress(FileNotFoundError):
        made, province, county = stamp.read_text().split()
        if made == wanted and path.exists():
            return path, province, county
    for leftover in bench.folder.glob("coverage.*"):
        leftover.unlink()
    bench.say(f"filling {path.name}: {SCHOOLS:,} schools")
    migrate(bench, path)
    filler = Filler(path)
    province, regions = places(filler.db)
    county = regions[0]
    rest = regions[1:]
    homes = [county] * COUNTY + [rest[number % len(rest)] for number in range(SCHOOLS - COUNTY)]
    filler.insert("organisation", ({
        "id": identifier(1, number), "code": f"21{number:08d}", "name": f"第{number + 1}学校", "name_folded": f"第{number + 1}学校",
        "kind": "school", "running": "public", "authority": "county", "region_code": home, "province": province, "city": "",
        "county": home, "zone": "", "stages": "primary", "state": "open", "since": "2000-01-01",
        "version_id": identifier(2, number), "version": 1} for number, home in enumerate(homes)))
    again = filler.indexes("visit")
    filler.db.execute(ROWS, (f"{school_year()}-08-01",))
    for statement in OTHER_ROWS:
        filler.db.execute(statement)
    for sql in again:
        filler.db.execute(sql)
    filler.db.execute(settled())
    filler.finish()
    account(bench, path, "office", "officer", "--region", county)
    account(bench, path, "province", "officer", "--region", province)
    stamp.write_text(f"{wanted} {province} {county}")
    return path, province, county


def settled():
    """The counts of visits that went in without their triggers."""
    migrations = pathlib.Path(__file__).parents[2] / "Sources/Store/Migrations"
    text = next(migrations.glob("*-coverage.sqlite.sql")).read_text(encoding="utf-8")
    return text.split("-- What was there before.")[1]


def places(db):
    """The province with the most counties, and those."""
    rows = db.execute(
        "SELECT coalesce(p.code, m.code), c.code FROM region c JOIN region m ON m.code = c.parent "
        "LEFT JOIN region p ON p.code = m.parent WHERE c.level = 'county' ORDER BY c.code").fetchall()
    found = {}
    for province, county in rows:
        found.setdefault(province, []).append(county)
    return max(found.items(), key=lambda item: len(item[1]))
