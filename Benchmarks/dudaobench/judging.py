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
# What balance is judged by, for each pupil of a stage: well above the standard. A record holds these and as many others as
# a form has besides, all in one text.
SHARED = {"teachingArea": 8.0, "indoorSportsArea": 0.6, "sportsArea": 13.0, "equipment": 0.36, "mediaRooms": 0.034,
          "computers": 0.13, "books": 33.0}
OWN = {"qualifiedTeachers": 0.074, "backboneTeachers": 0.016, "artsTeachers": 0.014, "teachers": 0.08,
       "seniorTitleTeachers": 0.04}
OTHERS = 22
# By how much a school's figures lie apart, in percent, in the counties of one kind; of the fourth kind one school in forty has
# hardly any backbone teachers, so that it fails alone.
SPREADS = [10, 20, 95, 10, 60]


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
    columns = sorted(SHARED) + [f"{stage}.{name}" for stage in ("primary", "junior") for name in ["pupils", *sorted(OWN)]]
    filler.db.execute(f"CREATE TABLE wide (year INTEGER, county TEXT, {', '.join(f'[{name}] REAL' for name in columns)})")
    filler.db.executemany(
        f"INSERT INTO wide VALUES ({', '.join('?' * (len(columns) + 2))})",
        ([YEAR, place] + [figures(number, place, YEAR).get(name) for name in columns] for number, place in enumerate(places)))
    filler.finish()
    return path, large


def figures(number, place, year):
    """The same on every run: of some counties every school passes, in others figures lie far apart or a school lacks."""
    stages = ["primary", "primary", "junior", "primary junior"][number % 4].split()
    dice = (number * 2_654_435_761 + year * 40_503) & 0xFFFFFFFF
    kind = int(place) % len(SPREADS)

    def roll(least, most):
        nonlocal dice
        dice = (dice * 1_664_525 + 1_013_904_223) & 0xFFFFFFFF
        return least + (dice >> 8) % (most - least + 1)

    pupils = {stage: roll(500, 1_300) for stage in stages}
    found = {name: int(sum(pupils.values()) * each * (100 + roll(0, SPREADS[kind])) / 100) for name, each in SHARED.items()}
    for stage, count in pupils.items():
        found[f"{stage}.pupils"] = count
        found |= {f"{stage}.{name}": int(count * each * (100 + roll(0, SPREADS[kind])) / 100) + 1
                  for name, each in OWN.items()}
        if kind == 3 and roll(1, 40) == 1:
            found[f"{stage}.backboneTeachers"] = 1
    if kind == 4 and roll(1, 3) == 1:
        found["equipment"] *= 6
    return found


def record(number, place, year):
    stages = ["primary", "primary", "junior", "primary junior"][number % 4].split()
    others = {f"{stage}.other{other:02}": 100 + other for stage in stages for other in range(OTHERS)}
    packed = " ".join(f"{key}={value}" for key, value in sorted((figures(number, place, year) | others).items()))
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
    ours = judged(runs[0][2])
    counted = collections.Counter(verdict_ for verdict_, _ in ours.values())
    if min(counted["pass"], counted["fail"]) < len(ours) // 10:
        raise RuntimeError(f"verdicts that hardly differ prove nothing: {dict(counted)}")
    beside = {}
    for form in ["packed", "wide"]:
        answer = bench.folder / f"judging-{form}.json"
        began = time.monotonic()
        subprocess.run([sys.executable, str(REFERENCE), str(path), str(YEAR), form, str(answer)], check=True)
        beside[form] = time.monotonic() - began
        compare(ours, json.loads(answer.read_text()))
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


def judged(lines):
    """Verdict and coefficients of each county as the product printed them."""
    found = {}
    for line in map(json.loads, lines):
        coefficients = {f"{stage['stage']} {indicator['code']}": indicator["coefficient"]
                        for stage in line["standing"]["stages"] for indicator in stage["indicators"]}
        found[line["county"]] = (line["standing"]["verdict"], coefficients)
    return found


def compare(ours, theirs):
    """Refuses where pandas finds another verdict, or a coefficient that differs by more than rounding."""
    if ours.keys() != theirs.keys():
        raise RuntimeError("not the same counties")
    for county_, (verdict_, coefficients) in ours.items():
        if theirs[county_]["verdict"] != verdict_:
            raise RuntimeError(f"{county_}: {verdict_}, with pandas {theirs[county_]['verdict']}")
        for name, value in coefficients.items():
            if abs(theirs[county_]["coefficients"][name] - value) > 1e-9:
                raise RuntimeError(f"{county_} {name}: {value}, with pandas {theirs[county_]['coefficients'][name]}")


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
    with contextlib.closing(sqlite3.connect(path)) as db:
        kept = dict(db.execute("SELECT year, standing FROM balance_standing"))
        locked = db.execute("SELECT count(*) FROM collection_return WHERE state = 'locked'").fetchone()[0]
    # Every stage of every year is there, with all schools that reported.
    if len(kept) != YEARS or locked != len(wanted) or any(len(json.loads(one)["stages"]) != 2 for one in kept.values()):
        raise RuntimeError(f"{locked} returns were locked and {len(kept)} years judged")
    # The first one judges the years before as well.
    middle = statistics.median(taken[1:])
    return (f"a value locked → verdict and warnings of a county of {LARGE:,} schools fresh", "< 50 ms",
            f"{middle:.0f} ms ({min(taken):.0f}–{max(taken):.0f}), POST to answer, {len(taken)} locks", "",
            verdict(middle < 50))
