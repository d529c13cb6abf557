"""Runs the measurements in turn and prints one table."""

import argparse
import datetime
import os
import pathlib
import platform
import statistics
import sys
import time

from . import (
    collecting, coverage, importing, improving, judging, leader, ledgers, pages, reading, rectifying, saving, starting, teaming,
    visiting)
from .table import text

MEASUREMENTS = {
    "start": starting.measure,
    "ledger": ledgers.measure,
    "leader": leader.measure,
    "pages": pages.measure,
    "rectification": rectifying.measure,
    "import": importing.measure,
    "collect": collecting.measure,
    "saves": saving.measure,
    "visits": visiting.measure,
    "coverage": coverage.measure,
    "teams": teaming.measure,
    "reading": reading.measure,
    "improve": improving.measure,
    "judge": judging.measure,
}


class Bench:
    """What every measurement needs: the program, a folder, and how long to measure."""

    def __init__(self, binary, folder, quick):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.rounds = 1 if quick else 3
        self.seconds = 2 if quick else 6

    @staticmethod
    def say(words):
        print(f"bench: {words}", file=sys.stderr, flush=True)

    def repeated(self, measure):
        """The median of several short rounds, and how far they lay apart in percent of it."""
        figures = [measure() for _ in range(self.rounds)]
        median = statistics.median(figures)
        spread = (max(figures) - min(figures)) / median * 100 if median else 0
        return median, spread


def head(binary):
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown")
    return (f"{datetime.date.today()} · {os.cpu_count()} × {model} · {platform.system()} {platform.release()} · "
            f"load at start {os.getloadavg()[0]:.1f} · {binary}\n")


def main():
    options = argparse.ArgumentParser(prog="Benchmarks/run")
    options.add_argument("binary", help="a release build of dudao")
    options.add_argument("--cache", required=True, help=argparse.SUPPRESS)
    options.add_argument("--only", default=",".join(MEASUREMENTS), help=f"some of {', '.join(MEASUREMENTS)}")
    options.add_argument("--quick", action="store_true", help="one short round: whether it runs, not how fast")
    options.add_argument("--write", action="store_true", help="also write docs/benchmarks.md")
    options = options.parse_args()
    bench = Bench(options.binary, options.cache, options.quick)
    began = time.monotonic()
    rows, title = [], head(options.binary)
    for name in options.only.split(","):
        bench.say(name)
        try:
            rows += MEASUREMENTS[name](bench)
        except Exception as error:  # one that fails must not hide the others
            if options.quick:
                raise
            rows.append((name, "", f"failed: {error}", "", "failed"))
    table = f"{title}\n{text(rows)}\nMedians; ± is how far the rounds lay apart. {time.monotonic() - began:.0f} s in all.\n"
    print(table)
    if options.write:
        page = pathlib.Path(__file__).parents[2] / "docs/benchmarks.md"
        page.write_text("# Benchmarks\n\nMade by `Benchmarks/run … --write`; "
                        f"[how to read it](../Benchmarks/README.md).\n\n{table}")
    sys.exit(any(row[-1] == "failed" for row in rows))


main()
