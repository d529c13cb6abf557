"""The findings ledger at 50 requests a second: one district among a hundred, its city, and the district alone."""

import statistics

from .browsing import Session, at_rate, percentile
from .filling import ledger
from .process import Peak, dudao
from .table import verdict

RATE = 50
FILTERED = "/findings?grade=serious"
DEEP = "/findings?page=201"


def measure(bench):
    hundred, one = ledger(bench, "hundred", 100), ledger(bench, "one", 1)
    rows, district = [], None
    with dudao(bench, hundred) as served, Peak(served.process.pid) as peak:
        for login, who in (("district", "a district among 100"), ("city", "their city")):
            session = Session(served.port, login)
            for path, what in ((FILTERED, "filtered, page 1"), (DEEP, "page 201")):
                found = timed(bench, served, session, path)
                district = district or found
                rows.append((f"ledger of 1,000,000, {who}, {what}", "p95 < 50 ms", found.text, "",
                             verdict(found.p95 < 50)))
    rows.append(("the same server's memory, peak", "< 300 MB", f"{peak.mib:.0f} MiB", "", verdict(peak.mib < 286)))
    with dudao(bench, one) as served:
        alone = timed(bench, served, Session(served.port, "district"), FILTERED)
    # A ratio of two p95 is as noisy as the machine; of two medians it is not.
    ratio = district.p50 / alone.p50
    rows.append(("the district's page when the other 99 are absent", "ratio ≤ 1.5", alone.text,
                 f"{ratio:.2f} × (p50; p95 {district.p95 / alone.p95:.2f} ×)", verdict(ratio <= 1.5)))
    return rows


class Found:
    def __init__(self, rounds):
        self.p50 = statistics.median(percentile(round, 50) for round in rounds)
        nineties = [percentile(round, 95) for round in rounds]
        self.p95 = statistics.median(nineties)
        self.text = f"p50 {self.p50:.1f}, p95 {self.p95:.1f} ms ({min(nineties):.1f}–{max(nineties):.1f})"


def timed(bench, served, session, path, rate=RATE):
    session.page(path)
    return Found([
        at_rate(served.port, session.cookie, path, rate, bench.seconds) for _ in range(bench.rounds)])
