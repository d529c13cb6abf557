"""188,000 schools of 68 figures from one workbook: read, checked, stored with their history; beside it openpyxl's reading."""

import datetime
import json
import statistics
import subprocess
import time

import openpyxl

from .filling import Filler, migrate
from .importing import cpu_of_children, read
from .process import Peak
from .rows import identifier
from .table import verdict

SCHOOLS = 188_000
YEAR = datetime.date.today().year
FORM = "school-balance/1"


def measure(bench):
    schools = SCHOOLS // 10 if bench.rounds == 1 else SCHOOLS
    database, round_ = filled(bench, schools)
    file = workbook(bench, database, schools)
    seconds, cpu, peak = imported(bench, file, database, round_, schools)
    reading, reading_cpu = read(file)
    values, values_peak = printed(bench, database, schools)
    words = f"{schools:,} schools × 68 figures"
    return [
        (f"import of {words} from XLSX", "< 90 s", f"{seconds:.1f} s, CPU {cpu:.1f} s",
         f"openpyxl merely reading: {reading:.1f} s, CPU {reading_cpu:.1f} s", verdict(seconds < 90)),
        ("the import's memory, peak", "< 500 MB", f"{peak:.0f} MiB", "", verdict(peak < 476)),
        (f"{words} read from the database and written as CSV", "", f"{values:.1f} s, {values_peak:.0f} MiB", "", ""),
    ]


def filled(bench, schools):
    """A nation of counties and schools, asked by one round."""
    path = bench.folder / "collect.sqlite"
    for leftover in bench.folder.glob("collect.sqlite*"):
        leftover.unlink()
    migrate(bench, path)
    filler = Filler(path)
    regions = [row[0] for row in filler.db.execute("SELECT code FROM region WHERE level = 'county' ORDER BY code")]
    if not regions:
        raise RuntimeError("the database has no counties")
    filler.insert("organisation", (unit(number, regions) for number in range(schools)))
    filler.finish()
    began = time.monotonic()
    said = subprocess.run(
        [bench.binary, "collect", "start", "--form", FORM, "--year", str(YEAR), "--title", "全国采集", "--reference",
         f"{YEAR}-01-01", "--due", f"{YEAR}-12-31", "--database", f"sqlite:{path}"],
        check=True, capture_output=True, text=True)
    bench.say(f"a round of {schools} schools started in {time.monotonic() - began:.1f} s")
    return path, said.stdout.strip()


def unit(number, regions):
    county = regions[number % len(regions)]
    stages = ["primary", "primary", "junior", "primary junior"][number % 4]
    return {"id": identifier(1, number), "code": f"21{county[:2]}{number:06d}", "name": f"第{number + 1}学校",
            "name_folded": f"第{number + 1}学校", "kind": "school", "category": "21", "running": "public",
            "authority": "county", "region_code": county, "province": county[:2] + "0000", "city": "", "county": county,
            "zone": "", "stages": stages, "tags": "", "address": "", "state": "open", "since": "2000-01-01",
            "version_id": identifier(2, number), "version": 1}


def workbook(bench, database, schools):
    """Every figure of every school; columns as the program's own sheet has them."""
    path = bench.folder / f"collect-{schools}.xlsx"
    if path.exists():
        return path
    bench.say(f"writing {path.name}")
    said = subprocess.run(
        [bench.binary, "collect", "values", "--form", FORM, "--year", str(YEAR), "--region", "110101", "--database",
         f"sqlite:{database}"], check=True, capture_output=True, text=True).stdout
    keys = [heading.split("（")[0] for heading in said.splitlines()[0].split(",")[3:]]
    computed = {"teachers", "qualifiedTeachers", "artsTeachers", "sportsArea"}
    keys = [key for key in keys if key.split(".")[-1] not in computed]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("数据")
    sheet.append(["学校标识码"] + keys)
    filler = Filler(database)
    for number, (code, stages) in enumerate(filler.db.execute("SELECT code, stages FROM organisation ORDER BY id")):
        sheet.append([code] + [figure(key, number, stages.split()) for key in keys])
    filler.db.close()
    book.save(path)
    return path


def figure(key, number, stages):
    stage, _, code = key.rpartition(".")
    if stage and stage not in stages:
        return None
    mixed = (number * 2_654_435_761 + sum(code.encode())) % 1_000
    usual = {"pupils": 600 + mixed, "classes": 15 + mixed % 20, "largestClass": 40 + mixed % 10, "builtYear": 1990,
             "teachersBachelor": 50 + mixed % 30, "teachingArea": 6_000 + mixed * 1.25, "groundArea": 7_000 + mixed * 2.5,
             "equipment": 150 + mixed / 8, "books": 20_000 + mixed, "mediaRooms": 20, "computers": 90, "posts": 70}
    return usual.get(code, mixed % 3)


def imported(bench, file, database, round_, schools):
    began, used = time.monotonic(), cpu_of_children()
    process = subprocess.Popen(
        [bench.binary, "collect", "import", str(file), "--round", round_, "--reason", "测量", "--database",
         f"sqlite:{database}", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with Peak(process.pid) as peak:
        said, complaint = process.communicate()
    seconds = time.monotonic() - began
    if process.returncode != 0:
        raise RuntimeError(f"the import failed: {complaint[-300:]} {said[:300]}")
    answer = json.loads(said)
    if answer["imported"] != schools:
        raise RuntimeError(f"the import stored {answer['imported']} of {answer['rows']} rows: {answer['errors'][:2]}")
    return seconds, cpu_of_children() - used, peak.mib


def printed(bench, database, schools):
    began = time.monotonic()
    process = subprocess.Popen(
        [bench.binary, "collect", "values", "--form", FORM, "--year", str(YEAR), "--database", f"sqlite:{database}"],
        stdout=subprocess.PIPE, text=True)
    with Peak(process.pid) as peak:
        lines = sum(1 for _ in process.stdout)
        process.wait()
    if lines != schools + 1:
        raise RuntimeError(f"{lines} lines were printed")
    return statistics.median([time.monotonic() - began]), peak.mib
