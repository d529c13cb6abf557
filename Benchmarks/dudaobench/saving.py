"""Fifty clients save self-assessments; every answer means that the disk has it."""

import contextlib
import pathlib
import re
import sqlite3
import statistics
import subprocess

from .browsing import Session
from .filling import account, ledger
from .inspections import CLERKS, add_inspections, inspection
from .process import Peak, dudao
from .table import verdict

SCRIPT = pathlib.Path(__file__).parent / "save.lua"
CLIENTS = 50


def measure(bench):
    database = copy(ledger(bench, "one", 1), bench.folder / "saves.sqlite")
    codes = add_inspections(database)
    for number, code in enumerate(codes):
        account(bench, database, f"clerk{number}", "clerk", "--organisation", code)
    with dudao(bench, database, "saves") as served, Peak(served.process.pid) as peak:
        arguments = [part for number in range(CLERKS) for part in form(served.port, number)]
        before = stored(database)
        rounds = [run(bench, served, arguments) for _ in range(bench.rounds)]
        kept = stored(database) - before
    acknowledged = sum(int(round["good"]) for round in rounds)
    rates = [round["good"] / bench.seconds for round in rounds]
    rate, spread = statistics.median(rates), (max(rates) - min(rates)) / statistics.median(rates) * 100
    p99 = statistics.median(round["p99"] for round in rounds)
    writes, syncs = (int(re.search(rf"{name}=(\d+)", served.said)[1]) for name in ("writes", "syncs"))
    return [
        (f"acknowledged saves, {CLIENTS} clients, synchronous FULL", "≥ 1,000/s", f"{rate:,.0f}/s ±{spread:.0f} %, "
         f"p99 {p99:.0f} ms, {peak.mib:.0f} MiB", f"{writes / syncs:.1f} writes a sync", verdict(rate >= 1000)),
        ("acknowledged and stored", "equal", f"{acknowledged:,} and {kept:,}", "", verdict(acknowledged == kept)),
    ]


def copy(source, target):
    for leftover in target.parent.glob(f"{target.name}*"):
        leftover.unlink()
    with contextlib.closing(sqlite3.connect(source)) as old, contextlib.closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target


def form(port, number):
    """Where and with what a clerk saves what they think of one criterion: as the page's own form says."""
    session = Session(port, f"clerk{number}")
    page = session.page(inspection(number))
    address = re.search(r'data-autosave="([^"]+)"', page)[1]
    note = re.findall(r'name="(note\.[^"]+)"', page)[number % 3]
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', page)[1]
    return address, session.cookie, f"csrf={token}&version=1&{note}=NUMBER"


def stored(database):
    """Commands that the database holds."""
    with contextlib.closing(sqlite3.connect(database)) as db:
        return db.execute("SELECT count(*) FROM command").fetchone()[0]


def run(bench, served, arguments):
    said = subprocess.run(
        ["wrk", "-t2", f"-c{CLIENTS}", f"-d{bench.seconds + 2}s", "-s", str(SCRIPT), served.url, "--",
         str(bench.seconds), *arguments], check=True, capture_output=True, text=True).stdout
    found = dict(re.findall(r"(\w+)=([\d.]+)", said.split("RESULT", 1)[1]))
    # Before the start wrk asks the script for one request that it only looks at.
    if float(found["bad"]) or int(found["sent"]) - int(found["good"]) not in (0, 1):
        raise RuntimeError(f"not every save was taken: {said[-400:]}")
    return {name: float(value) for name, value in found.items()}
