"""Requests a second of one list page of 25 rows, beside Flask and Jinja2 with the same query on the same file."""

import pathlib
import re
import sys

from .browsing import Session, wrk
from .filling import ledger
from .process import Served, dudao
from .table import verdict

PATH = "/findings"
REFERENCE = pathlib.Path(__file__).parents[1] / "reference"


def measure(bench):
    database = ledger(bench, "hundred", 100)
    rows = []
    with dudao(bench, database) as product, reference(bench, database) as beside:
        session = Session(product.port, "district")
        mine, other = session.page(PATH), page_of(beside, session.cookie)
        if numbers(mine) != numbers(other):
            raise RuntimeError(f"the two pages show different rows: {numbers(mine)[:3]} and {numbers(other)[:3]}")
        for clients in (1, 16):
            # In turns, so that both meet the same noise.
            pairs = [(wrk(product.url + PATH, session.cookie, clients, bench.seconds),
                      wrk(beside.url + PATH, session.cookie, clients, bench.seconds)) for _ in range(bench.rounds)]
            ours, theirs = (sorted(side)[len(pairs) // 2] for side in zip(*pairs))
            ratios = sorted(one / two for one, two in pairs)
            ratio = ratios[len(ratios) // 2]
            rows.append((f"list page of 25 rows, {clients} client{'s' if clients > 1 else ''}", "≥ 1.5 × Flask",
                         f"{ours:.0f}/s", f"Flask {theirs:.0f}/s; {ratio:.1f} × ({ratios[0]:.1f}–{ratios[-1]:.1f})",
                         verdict(ratio >= 1.5)))
    bench.say(f"bytes a page: dudao {len(mine.encode()):,}, Flask {len(other.encode()):,}")
    return rows


def reference(bench, database):
    """Two workers; threads only so that connections stay open, which gunicorn's sync workers do not do."""
    return Served(
        [str(pathlib.Path(sys.executable).parent / "gunicorn"), "--bind", "127.0.0.1:PORT", "--workers", "2",
         "--worker-class", "sync", "--log-level", "warning", "app:app"],
        log=bench.folder / "reference.log", environment={"DATABASE": str(database)}, folder=REFERENCE)


def page_of(served, cookie):
    import urllib.request
    asked = urllib.request.Request(served.url + PATH, headers={"Cookie": cookie})
    with urllib.request.urlopen(asked) as answer:
        return answer.read().decode()


def numbers(page):
    """The findings that a page shows, in order."""
    return re.findall(r"督问〔\d+〕\d+号", page)
