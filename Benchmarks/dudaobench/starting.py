"""From exec to the first page, and what an idle server holds."""

import statistics
import time

from .filling import ledger
from .process import anonymous_mib, dudao
from .table import verdict


def measure(bench):
    database = ledger(bench, "one", 1)
    times = []
    for _ in range(10):
        with dudao(bench, database) as served:
            times.append(served.seconds_to_first_page)
    with dudao(bench, database) as served:
        time.sleep(3)
        idle = anonymous_mib(served.process.pid)
    median = statistics.median(times)
    return [
        ("cold start to first page (exec to /login, of 10)", "< 1 s",
         f"{median * 1000:.0f} ms (worst {max(times) * 1000:.0f})", "", verdict(median < 1)),
        ("idle memory, 3 s after start", "< 80 MB", f"{idle:.0f} MiB", "", verdict(idle < 76)),
    ]
