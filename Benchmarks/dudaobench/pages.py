"""Requests a second of one list page of 25 rows, beside Flask and Jinja2 with the same query on the same file."""

import contextlib
import pathlib
import re
import statistics
import sys
import urllib.request

from .browsing import Session, wrk
from .filling import ledger
from .process import Served, dudao
from .table import verdict

PATH = "/findings"
REFERENCE = pathlib.Path(__file__).parents[1] / "reference"


KINDS = {"sync": [], "gthread": ["--threads", "4", "--keep-alive", "60"]}


def measure(bench):
    database = ledger(bench, "hundred", 100)
    rows = []
    with contextlib.ExitStack() as stack:
        product = stack.enter_context(dudao(bench, database))
        besides = [stack.enter_context(reference(bench, database, kind)) for kind in KINDS]
        session = Session(product.port, "district")
        mine, other = session.page(PATH), page_of(besides[0], session.cookie)
        if numbers(mine) != numbers(other):
            raise RuntimeError(f"the two pages show different rows: {numbers(mine)[:3]} and {numbers(other)[:3]}")
        for clients in (1, 16):
            rounds = [round_of([product, *besides], session.cookie, clients, bench.seconds)
                      for _ in range(bench.rounds)]
            rows.append(row(rounds, f"list page of 25 rows, {clients} client{'s' if clients > 1 else ''}"))
    bench.say(f"bytes a page: dudao {len(mine.encode()):,}, Flask {len(other.encode()):,}")
    return rows


def round_of(servers, cookie, clients, seconds):
    """Requests a second of ours and of the better reference: in turns, so that all meet the same noise."""
    ours, *theirs = [wrk(server.url + PATH, cookie, clients, seconds) for server in servers]
    return ours, max(theirs)


def row(rounds, work):
    ours, theirs = (statistics.median(side) for side in zip(*rounds))
    ratios = [one / two for one, two in rounds]
    ratio = statistics.median(ratios)
    return (work, "≥ 1.5 × Flask", f"{ours:,.0f}/s",
            f"Flask {theirs:,.0f}/s: {ratio:.1f} × ({min(ratios):.1f}–{max(ratios):.1f})", verdict(ratio >= 1.5))


def reference(bench, database, kind):
    """Two workers, of the kind that answers one at a time or of the kind that keeps connections open."""
    return Served(
        [str(pathlib.Path(sys.executable).parent / "gunicorn"), "--bind", "127.0.0.1:PORT", "--workers", "2",
         "--worker-class", kind, *KINDS[kind], "--log-level", "warning", "app:app"],
        log=bench.folder / f"reference-{kind}.log", environment={"DATABASE": str(database)}, folder=REFERENCE)


def page_of(served, cookie):
    asked = urllib.request.Request(served.url + PATH, headers={"Cookie": cookie})
    with urllib.request.urlopen(asked) as answer:
        return answer.read().decode()


def numbers(page):
    """The findings that a page shows, in order."""
    return re.findall(r"督问〔\d+〕\d+号", page)
