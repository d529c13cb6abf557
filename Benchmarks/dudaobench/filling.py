"""Databases of a known size, filled straight through SQLite and kept between runs."""

import csv
import datetime
import hashlib
import itertools
import pathlib
import sqlite3
import subprocess

from .browsing import PASSWORD

SOURCES = pathlib.Path(__file__).parents[2] / "Sources"
CITY, PROVINCE = "330100", "330000"
UNITS = 200
PARTS = 10_000
STATES = ["closed"] * 9 + ["issued", "issued", "acknowledged", "acknowledged", "planned", "planned", "planned",
                           "submitted", "submitted", "verified", "returned"]
SOURCES_OF_FINDINGS = ["onSite", "onSite", "onSite", "selfCheck", "tip", "monitoring", "superior"]
GRADES = ["ordinary", "ordinary", "ordinary", "serious", "grave"]
NOW = "2026-03-02T01:00:00.000Z"


def districts(count):
    """Real county codes from the whole country; the bench puts them under one city."""
    with open(SOURCES / "Store/Data/regions.csv", encoding="utf-8-sig") as file:
        counties = [(row["code"], row["name"]) for row in csv.DictReader(file) if row["level"] == "county"]
    return counties[:: len(counties) // 100][:count]


class Filler:
    """Inserts rows as dictionaries; a column that is not named gets an empty text, 0 or its default."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA cache_size = -200000")
        self.db.execute("BEGIN")

    def insert(self, table, rows):
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return
        empty = {}
        for _, name, kind, needed, default, key in self.db.execute(f"PRAGMA table_info({table})"):
            if name not in first and needed and default is None and not key:
                empty[name] = 0 if kind.upper() in ("INTEGER", "BIGINT", "BOOLEAN") else ""
        names = list(first) + list(empty)
        places = ", ".join("?" * len(names))
        rest = tuple(empty.values())
        self.db.executemany(
            f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({places})",
            (tuple(row.values()) + rest for row in itertools.chain([first], rows)))

    def indexes(self, table):
        """Takes the indexes of a table away, so that a million rows go in fast; gives how to make them again."""
        found = self.db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            (table,)).fetchall()
        for name, _ in found:
            self.db.execute(f"DROP INDEX {name}")
        return [sql for _, sql in found]

    def finish(self):
        self.db.execute("COMMIT")
        # No ANALYZE: the product gathers no statistics either.
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()


def identifier(kind, number):
    """An id in the form of a UUIDv7, the same on every run."""
    return f"0197{kind:04x}-0000-7000-8000-{number:012x}"


def migrate(bench, path):
    subprocess.run([bench.binary, "migrate", "--database", f"sqlite:{path}"], check=True, stdout=subprocess.DEVNULL)


def account(bench, path, login, role, *scope):
    subprocess.run(
        [bench.binary, "account", "create", "--login", login, "--name", "测试", "--role", role, *scope,
         "--password-stdin", "--no-first-change", "--database", f"sqlite:{path}"],
        input=PASSWORD + "\n", text=True, check=True, capture_output=True)


def ledger(bench, name, district_count):
    """A database with 10,000 finding parts in each district, all under one city; made once for each schema."""
    path = bench.folder / f"{name}.sqlite"
    stamp = bench.folder / f"{name}.stamp"
    made_of = [*sorted(SOURCES.glob("Store/Migrations/*.sql")), pathlib.Path(__file__)]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()
    if path.exists() and stamp.exists() and stamp.read_text() == wanted:
        migrate(bench, path)
        return path
    for leftover in bench.folder.glob(f"{name}.s*"):
        leftover.unlink()
    bench.say(f"filling {path.name}: {district_count} districts, {district_count * PARTS:,} finding parts")
    migrate(bench, path)
    fill(path, districts(district_count))
    first = districts(1)[0][0]
    account(bench, path, "district", "officer", "--region", first)
    account(bench, path, "city", "officer", "--region", CITY)
    stamp.write_text(wanted)
    return path


def fill(path, places):
    filler = Filler(path)
    filler.insert("region", [
        {"code": code, "name": name, "level": level, "parent": parent, "is_local": 0, "from_day": "1949-10-01",
         "until_day": "9999-12-31"}
        for code, name, level, parent in
        [(PROVINCE, "浙江省", "province", ""), (CITY, "杭州市", "city", PROVINCE)]
        + [(code, name, "county", CITY) for code, name in places]])
    filler.insert("organisation", organisations(places))
    filler.insert("organisation_version", versions(places))
    tables = ["finding", "finding_part", "finding_party"]
    again = [sql for table in tables for sql in filler.indexes(table)]
    filler.insert("finding", findings(places))
    filler.insert("finding_part", parts(places))
    filler.insert("finding_party", parties(places))
    for sql in again:
        filler.db.execute(sql)
    fill_tally(filler)
    filler.finish()


def units(places):
    for place, (code, name) in enumerate(places):
        for unit in range(UNITS):
            number = place * UNITS + unit
            yield number, code, f"{name}第{unit + 1}实验小学", f"21{code[:2]}{number:06d}"


def scope(code):
    return {"province": PROVINCE, "city": CITY, "county": code, "zone": ""}


def organisations(places):
    for number, county, name, code in units(places):
        yield {"id": identifier(1, number), "code": code, "name": name, "name_folded": name, "kind": "school",
               "category": "21", "running": "public", "authority": county, "region_code": county, **scope(county),
               "stages": "primary", "tags": "", "address": f"建设路{number % 300 + 1}号", "pupils": 300 + number % 1500,
               "state": "open", "since": "2020-01-01", "version_id": identifier(2, number), "version": 1}


def versions(places):
    for number, county, name, code in units(places):
        yield {"id": identifier(2, number), "organisation_id": identifier(1, number), "number": 1, "code": code,
               "name": name, "kind": "school", "category": "21", "running": "public", "authority": county,
               "region_code": county, "stages": "primary", "tags": "", "reason": "导入", "from_day": "2020-01-01",
               "until_day": "9999-12-31"}


def every_part(places):
    """What differs between parts, spread evenly and the same on every run.

    Half of them are closed, issued over two years; the others are due from two months ago to ten months ahead.
    """
    today = datetime.date.today()
    days = {number: (today + datetime.timedelta(number)).isoformat() for number in range(-800, 400)}
    for place, (county, name) in enumerate(places):
        for part in range(PARTS):
            number = place * PARTS + part
            mixed = number * 2_654_435_761 % 4_294_967_296
            state = STATES[(mixed >> 9) % len(STATES)]
            due = (mixed & 1023) % 360 - 60 if state != "closed" else -((mixed & 1023) % 700)
            yield {
                "number": number, "county": county, "unit_number": place * UNITS + part % UNITS,
                "unit_name": f"{name}第{part % UNITS + 1}实验小学", "state": state,
                "grade": GRADES[(mixed >> 14) % len(GRADES)],
                "source": SOURCES_OF_FINDINGS[(mixed >> 18) % len(SOURCES_OF_FINDINGS)],
                "issued": days[min(due - 45, 0)], "due": days[due], "written": f"督问〔2026〕{number + 1}号",
                "order": 2026 * 10_000_000_000 + (number + 1) * 1_000}


PROBLEM = "食堂食品留样记录不全，留样时间不足48小时，未按要求双人双锁管理"


def findings(places):
    for part in every_part(places):
        yield {"id": identifier(3, part["number"]), "number": part["written"], "source": part["source"],
               "criterion": "C12", "criterion_text": "食品安全与膳食管理", "problem": PROBLEM,
               "requirement": "限期整改并报送佐证材料", "grade": part["grade"], "found_on": part["issued"],
               "issued_on": part["issued"], "state": "closed" if part["state"] == "closed" else "open",
               "office": part["county"], "created_by": "system", "created_at": NOW, "version": 1}


def parts(places):
    for part in every_part(places):
        yield {"id": identifier(4, part["number"]), "finding_id": identifier(3, part["number"]), "ordinal": 1,
               "number": part["written"], "number_order": part["order"],
               "organisation_id": identifier(1, part["unit_number"]), "organisation_name": part["unit_name"],
               "state": part["state"], "is_open": part["state"] != "closed", "due_on": part["due"],
               "source": part["source"], "grade": part["grade"], "criterion": "C12", "problem": PROBLEM,
               "issued_on": part["issued"], "closed_on": part["due"] if part["state"] == "closed" else None,
               "responsible": "王老师", "evidence_count": 1, "content": CONTENT, **scope(part["county"]), "version": 1}


CONTENT = "{}"


def parties(places):
    for part in every_part(places):
        yield {"part_id": identifier(4, part["number"]), "organisation_id": identifier(1, part["unit_number"]),
               "kind": "lead"}


def fill_tally(filler):
    """The running totals of the large scopes, as the sweeper leaves them."""
    for place in ("province", "city", "'000000'"):
        filler.db.execute(f"""
            INSERT INTO finding_tally (id, scope, state, grade, source, campaign_id, delta)
            SELECT {place} || state || grade || source, {place}, state, grade, source, coalesce(campaign_id, ''), count(*)
            FROM finding_part WHERE state <> 'draft' GROUP BY {place}, state, grade, source, campaign_id""")
