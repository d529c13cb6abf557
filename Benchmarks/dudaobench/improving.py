"""The cheapest way to pass, for counties of 100 and of 500 schools."""

import json
import statistics
import subprocess
import time

from .county import write
from .table import verdict

BUDGETS = {100: 10, 500: 60}


def measure(bench):
    return [row(bench, schools, seconds) for schools, seconds in BUDGETS.items()]


def row(bench, schools, budget):
    sheet, prices = write(bench.folder, schools)
    taken, answers = [], []
    for _ in range(bench.rounds):
        began = time.monotonic()
        done = subprocess.run(
            [bench.binary, "improve", "youzhi-junheng", str(sheet), "--costs", str(prices), "--seconds", str(budget),
             "--json"], check=True, capture_output=True, text=True)
        taken.append(time.monotonic() - began)
        answers.append(json.loads(done.stdout))
    answer = answers[-1]
    if answer["before"]["verdict"] != "fail" or answer["after"]["verdict"] != "pass":
        raise RuntimeError("the county did not come from fail to pass")
    if len({one["cost"] for one in answers}) > 1:
        raise RuntimeError("the same county got two plans")
    seconds = statistics.median(taken)
    return (f"cheapest way to pass, {schools} schools", f"< {budget} s, gap ≤ 2 %",
            f"{seconds:.1f} s ({min(taken):.1f}–{max(taken):.1f}), gap {answer['gap'] * 100:.3f} %",
            f"{len(answer['purchases'])} purchases, {answer['rounds']} rounds",
            verdict(seconds < budget, answer["gap"] <= 0.02))
