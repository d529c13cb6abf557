"""Verdicts straight from the database: a large county over five years, the nation, and what a locked value sets off."""

import collections
import contextlib
import json
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse

from .browsing import Session
from .collecting import FORM, unit
from .filling import Filler, account, migrate
from .process import Peak, dudao
from .rows import identifier
from .saving import copy
from .table import verdict

SCHOOLS = 188_000
LARGE = 2_000
YEARS = 5
YEAR = 2026
REFERENCE = pathlib.Path(__file__).parents[1] / "reference" / "balance.py"
# What balance is judged by, and as many others as a form has besides: a record holds them all in one text.
SHARED = {"teachingArea": (9_000, 1_500), "indoorSportsArea": (800, 200), "sportsArea": (13_000, 2_500),
          "equipment": (320, 60), "mediaRooms": (28, 6), "computers": (120, 30), "books": (30_000, 6_000)}
OWN = {"pupils": (900, 350), "qualifiedTeachers": (55, 10), "backboneTeachers": (12, 5), "artsTeachers": (11, 3),
       "teachers": (70, 10), "seniorTitleTeachers": (40, 10)}
OTHERS = 22


def measure(bench):
    path, large = filled(bench)
    rows = [county(bench, path, large)]
    rows += nation(bench, path)
    rows.append(locking(bench, path, large))
    return rows


def filled(bench):
    path = bench.folder / "judging.sqlite"
    for leftover in bench.folder.glob("judging.sqlite*"):
        leftover.unlink()
    migrate(bench, path)
    filler = Filler(path)
    regions = [row[0] for row in filler.db.execute("SELECT code FROM region WHERE level = 'county' ORDER BY code")]
    large, rest = regions[0], regions[1:2_900]
    places = [large] * LARGE + [rest[number % len(rest)] for number in range(SCHOOLS - LARGE)]
    bench.say(f"filling {path.name}: {SCHOOLS:,} schools in {len(rest) + 1:,} counties")
    filler.insert("organisation", (unit(number, [place]) for number, place in enumerate(places)))
    filler.insert("collection_record", (
        record(number, place, year)
        for number, place in enumerate(places)
        for year in ([YEAR - back for back in range(YEARS)] if number < LARGE else [YEAR])))
    columns = sorted(SHARED) + [f"{stage}.{name}" for stage in ("primary", "junior") for name in sorted(OWN)]
    filler.db.execute(f"CREATE TABLE wide (year INTEGER, county TEXT, {', '.join(f'[{name}] REAL' for name in columns)})")
    filler.db.executemany(
        f"INSERT INTO wide VALUES ({', '.join('?' * (len(columns) + 2))})",
        ([YEAR, place] + [figures(number, YEAR).get(name) for name in columns] for number, place in enumerate(places)))
    filler.finish()
    return path, large


def figures(number, year):
    """The same on every run; some schools lack something, some figures lie far apart."""
    stages = ["primary", "primary", "junior", "primary junior"][number % 4].split()
    dice = (number * 2_654_435_761 + year * 40_503) & 0xFFFFFFFF

    def roll(middle, spread):
        nonlocal dice
        dice = (dice * 1_664_525 + 1_013_904_223) & 0xFFFFFFFF
        return middle + (dice >> 8) % (2 * spread + 1) - spread

    size = 1.6 if len(stages) > 1 else 1
    found = {name: int(roll(*range_) * size) for name, range_ in SHARED.items()}
    for stage in stages:
        found |= {f"{stage}.{name}": roll(*range_) for name, range_ in OWN.items()}
    return found


def record(number, place, year):
    stages = ["primary", "primary", "junior", "primary junior"][number % 4].split()
    others = {f"{stage}.other{other:02}": 100 + other for stage in stages for other in range(OTHERS)}
    packed = " ".join(f"{key}={value}" for key, value in sorted((figures(number, year) | others).items()))
    return {"organisation_id": identifier(1, number), "year": year, "figures": packed, "locked": packed,
            "province": place[:2] + "0000", "city": "", "county": place, "zone": "",
            "updated_at": "2026-03-02T01:00:00.000Z"}


def balance(bench, path, *options):
    began = time.monotonic()
    process = subprocess.Popen(
        [bench.binary, "balance", "--year", str(YEAR), "--json", *options, "--database", f"sqlite:{path}"],
        stdout=subprocess.PIPE, text=True)
    with Peak(process.pid) as peak:
        lines = process.stdout.read().splitlines()
        process.wait()
    return time.monotonic() - began, peak.mib, lines


def county(bench, path, large):
    """Exec to exit, less what the same command takes for a year of which nothing is known: start, settings, one query."""
    taken, empty = [], []
    for _ in range(max(5, bench.rounds)):
        seconds, _, lines = balance(bench, path, "--region", large, "--before", str(YEARS - 1))
        taken.append(seconds)
        empty.append(balance(bench, path, "--region", large, "--year", "1999")[0])
    if len(lines) != YEARS:
        raise RuntimeError(f"{len(lines)} years were judged")
    whole, start = statistics.median(taken), statistics.median(empty)
    return (f"verdict of a county, {LARGE:,} schools × 7 indicators × {YEARS} years, from the database", "< 100 ms",
            f"{(whole - start) * 1000:.0f} ms", f"exec to exit {whole * 1000:.0f} ms, of which {start * 1000:.0f} ms start",
            verdict(whole - start < 0.1))


def nation(bench, path):
    runs = [balance(bench, path) for _ in range(bench.rounds)]
    seconds, peak = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
    counted = collections.Counter(json.loads(line)["standing"]["verdict"] for line in runs[0][2])
    beside = {}
    for form in ["packed", "wide"]:
        began = time.monotonic()
        said = subprocess.run(
            [sys.executable, str(REFERENCE), str(path), str(YEAR), form], check=True, capture_output=True, text=True)
        beside[form] = time.monotonic() - began
        answer = json.loads(said.stdout)
        if answer != {"pass": counted["pass"], "fail": counted["fail"]}:
            raise RuntimeError(f"pandas finds {answer}, the product {dict(counted)}")
    words = f"{SCHOOLS:,} schools in {len(runs[0][2]):,} counties"
    ratio = beside["packed"] / seconds
    return [
        (f"the nation, {words}: all coefficients and verdicts, from the database", "< 3 s",
         f"{seconds:.2f} s, exec to exit", "", verdict(seconds < 3)),
        ("its memory, peak", "< 500 MB", f"{peak:.0f} MiB", "", verdict(peak < 476)),
        ("the same with pandas, from the same database", "≥ 5 × slower", f"{beside['packed']:.1f} s, {ratio:.1f} ×",
         f"from a table of one column per figure {beside['wide']:.1f} s, {beside['wide'] / seconds:.1f} ×",
         verdict(ratio >= 5)),
    ]


def locking(bench, path, large):
    """One school's figures locked over HTTP in the large county: the answer means that its warnings are fresh."""
    path = copy(path, bench.folder / "locking.sqlite")
    subprocess.run(
        [bench.binary, "collect", "start", "--form", FORM, "--year", str(YEAR), "--title", "测量", "--reference",
         f"{YEAR}-01-01", "--due", f"{YEAR}-12-31", "--region", large, "--database", f"sqlite:{path}"],
        check=True, capture_output=True)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE collection_return SET state = 'reviewed', filled = required")
        db.commit()
        wanted = [row[0] for row in db.execute("SELECT id FROM collection_return ORDER BY id LIMIT 40")]
    account(bench, path, "county", "officer", "--region", large)
    taken = []
    with dudao(bench, path, "locking") as served:
        session = Session(served.port, "county")
        for id_ in wanted:
            page = session.page(f"/collection-returns/{id_}")
            form = re.search(r'action="(/collection-returns/[^"]+/lock)"(.*?)</form>', page, re.S)
            fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
            began = time.monotonic()
            answer, _ = session._ask(
                "POST", form[1], urllib.parse.urlencode(fields),
                {"Cookie": session.cookie, "Content-Type": "application/x-www-form-urlencoded"})
            taken.append((time.monotonic() - began) * 1000)
            if answer.status != 303:
                raise RuntimeError(f"locking answered {answer.status}")
        if "达到" not in session.page("/balance?data=locked"):
            raise RuntimeError("the county is not judged")
    with contextlib.closing(sqlite3.connect(path)) as db:
        standings = db.execute("SELECT count(*) FROM balance_standing").fetchone()[0]
    if standings != YEARS:
        raise RuntimeError(f"{standings} standings were kept")
    # The first one judges the years before as well.
    middle = statistics.median(taken[1:])
    return (f"a value locked → verdict and warnings of a county of {LARGE:,} schools fresh", "< 50 ms",
            f"{middle:.0f} ms ({min(taken):.0f}–{max(taken):.0f}), POST to answer, {len(taken)} locks", "",
            verdict(middle < 50))
