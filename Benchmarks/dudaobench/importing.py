"""100,000 organisations of twelve columns from one workbook: validated and stored; beside it openpyxl, which only reads."""

import json
import resource
import statistics
import subprocess
import sys
import time

import openpyxl

from .filling import migrate
from .process import Peak
from .rows import districts
from .table import verdict

ROWS = 100_000
HEADER = ["标识码", "单位名称", "单位类型", "所在地", "隶属", "主管单位所在地", "办别", "学段", "标签", "地址", "在校生数", "是否撤销"]


def measure(bench):
    file = workbook(bench)
    figures = [imported(bench, file) for _ in range(bench.rounds)]
    walls = [figure[0] for figure in figures]
    seconds, cpu = statistics.median(walls), statistics.median(figure[1] for figure in figures)
    peak = max(figure[2] for figure in figures)
    reading, reading_cpu = (statistics.median(side) for side in zip(*[read(file) for _ in range(bench.rounds)]))
    return [
        ("import of 100,000 organisations × 12 columns from XLSX", "< 10 s",
         f"{seconds:.1f} s ({min(walls):.1f}–{max(walls):.1f}), CPU {cpu:.1f} s",
         f"openpyxl merely reading: {reading:.1f} s, CPU {reading_cpu:.1f} s", verdict(seconds < 10)),
        ("the import's memory, peak", "< 150 MB", f"{peak:.0f} MiB", "", verdict(peak < 143)),
    ]


def workbook(bench):
    """Written once, with shared strings as office programs write them."""
    path = bench.folder / f"organisations-{ROWS}.xlsx"
    if not path.exists():
        bench.say(f"writing {path.name}")
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("单位")
        sheet.append(HEADER)
        places = districts(100)
        for number in range(ROWS):
            code, name = places[number % len(places)]
            sheet.append([
                f"21{code[:2]}{number // len(places) * len(places) + number % len(places):06d}",
                f"{name}第{number // len(places) + 1}实验小学", "学校", code, "区县属", code,
                "公办" if number % 3 else "民办", "小学", "寄宿" if number % 7 == 0 else "", f"建设路{number % 300 + 1}号",
                300 + number % 1500, "否"])
        book.save(path)
    return path


def imported(bench, file):
    """Seconds, seconds of CPU and MiB of one import into a new database; everything must have been stored."""
    database = bench.folder / "import.sqlite"
    for leftover in bench.folder.glob("import.sqlite*"):
        leftover.unlink()
    migrate(bench, database)
    began, used = time.monotonic(), cpu_of_children()
    process = subprocess.Popen(
        [bench.binary, "import", "organisations", str(file), "--database", f"sqlite:{database}", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with Peak(process.pid) as peak:
        said, complaint = process.communicate()
    seconds = time.monotonic() - began
    if process.returncode != 0:
        raise RuntimeError(f"the import failed: {complaint[-300:]} {said[:300]}")
    answer = json.loads(said)
    if (answer["rows"], answer["imported"]) != (ROWS, ROWS):
        raise RuntimeError(f"the import stored {answer['imported']} of {answer['rows']} rows: {answer['errors'][:2]}")
    return seconds, cpu_of_children() - used, peak.mib


def cpu_of_children():
    """Seconds of CPU that finished children used; unlike the clock it does not see who else is busy."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


READER = """
import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True): pass
"""


def read(file):
    """Seconds and seconds of CPU."""
    began, used = time.monotonic(), cpu_of_children()
    subprocess.run([sys.executable, "-c", READER, str(file)], check=True)
    return time.monotonic() - began, cpu_of_children() - used
