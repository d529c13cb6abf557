"""Databases of a known size, filled straight through SQLite and kept between runs."""

import hashlib
import itertools
import pathlib
import sqlite3
import subprocess

from . import rows
from .browsing import PASSWORD
from .rows import CITY, PARTS, PROVINCE, SOURCES, districts


class Filler:
    """Inserts rows as dictionaries; a column that is not named gets an empty text, 0 or its default."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA cache_size = -200000")
        self.db.execute("BEGIN")

    def insert(self, table, records):
        records = iter(records)
        first = next(records, None)
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
            (tuple(row.values()) + rest for row in itertools.chain([first], records)))

    def indexes(self, table):
        """Takes a table's indexes and triggers away, so that a million rows go in fast; gives how to make them again."""
        found = self.db.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name = ? "
            "AND sql IS NOT NULL", (table,)).fetchall()
        for kind, name, _ in found:
            self.db.execute(f"DROP {kind} {name}")
        return [sql for *_, sql in found]

    def finish(self):
        self.db.execute("COMMIT")
        # No ANALYZE: the product gathers no statistics either.
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()


def migrate(bench, path):
    subprocess.run([bench.binary, "migrate", "--database", f"sqlite:{path}"], check=True, stdout=subprocess.DEVNULL)


def recount(bench, path):
    """The numbers of ledgers and the leader's page, as the sweeper leaves them."""
    subprocess.run([bench.binary, "tally", "recount", "--database", f"sqlite:{path}"], check=True,
                   stdout=subprocess.DEVNULL)


def account(bench, path, login, role, *scope):
    subprocess.run(
        [bench.binary, "account", "create", "--login", login, "--name", "测试", "--role", role, *scope,
         "--password-stdin", "--no-first-change", "--database", f"sqlite:{path}"],
        input=PASSWORD + "\n", text=True, check=True, capture_output=True)


def ledger(bench, name, district_count):
    """A database with 10,000 finding parts in each district, all under one city; made once for each schema."""
    path = bench.folder / f"{name}.sqlite"
    stamp = bench.folder / f"{name}.stamp"
    made_of = [*sorted(SOURCES.glob("Store/Migrations/*.sql")), pathlib.Path(__file__), pathlib.Path(rows.__file__)]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()
    if path.exists() and stamp.exists() and stamp.read_text() == wanted:
        migrate(bench, path)
        return path
    for leftover in bench.folder.glob(f"{name}.s*"):
        leftover.unlink()
    bench.say(f"filling {path.name}: {district_count} districts, {district_count * PARTS:,} finding parts")
    migrate(bench, path)
    fill(path, districts(district_count))
    recount(bench, path)
    first = districts(1)[0][0]
    account(bench, path, "district", "officer", "--region", first)
    account(bench, path, "city", "officer", "--region", CITY)
    account(bench, path, "leader", "leader", "--region", CITY)
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
    # The shipped table knows the counties already, in their own cities.
    filler.db.executemany("UPDATE region SET parent = ? WHERE code = ?", [(CITY, code) for code, _ in places])
    filler.insert("organisation", rows.organisations(places))
    filler.insert("organisation_version", rows.versions(places))
    tables = ["inspection", "finding", "finding_part", "finding_party"]
    again = [sql for table in tables for sql in filler.indexes(table)]
    filler.insert("campaign", rows.campaigns())
    filler.insert("inspection", rows.inspections(places))
    filler.insert("finding", rows.findings(places))
    filler.insert("finding_part", rows.parts(places))
    filler.insert("finding_party", rows.parties(places))
    for sql in again:
        filler.db.execute(sql)
    filler.finish()
