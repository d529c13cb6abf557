"""The leader's page over a hundred districts and a million findings, and what its numbers open."""

import re

from .browsing import Session
from .filling import ledger
from .ledgers import timed
from .process import Peak, dudao
from .table import verdict

PAGE = "/leader"
# A number of the page, the month's and the late ones of one district.
MONTH = r'href="(/findings\?state=all&amp;issued=[^"]+)"'
LATE = r'href="(/findings\?state=late&amp;district=county[^"]+)"'


def measure(bench):
    database = ledger(bench, "hundred", 100)
    rows = []
    with dudao(bench, database) as served, Peak(served.process.pid) as peak:
        session = Session(served.port, "leader")
        page = session.page(PAGE)
        districts = len(set(re.findall(r"/leader\?district=(county-\d+)", page)))
        what = f"leader's page, {districts} districts, {number(page):,} findings"
        found = timed(bench, served, session, PAGE, rate=10)
        rows.append((what, "p95 < 100 ms", found.text, "", verdict(found.p95 < 100, districts == 100)))
        for pattern, words in ((LATE, "its late findings of one district"), (MONTH, "its findings issued in a month")):
            path = re.findall(pattern, page)[-1].replace("&amp;", "&")
            found = timed(bench, served, session, path, rate=10)
            rows.append((words, "p95 < 100 ms", found.text, "", verdict(found.p95 < 100)))
    rows.append(("the same server's memory, peak", "< 300 MB", f"{peak.mib:.0f} MiB", "", verdict(peak.mib < 286)))
    return rows


def number(page):
    """All findings that the page counts: what is open and what is closed."""
    return sum(int(re.search(rf'href="/findings\?state={state}">(\d+)', page)[1]) for state in ("open", "closed"))
