"""The ledger as a workbook of 200,000 rows, and 挂图作战 with 5,000 problems drawn in a browser."""

import http.client
import statistics
import time

from .browsing import Session
from .filling import ledger
from .process import Peak, dudao
from .table import verdict

# A fifth of a city's million is serious: 200,000 rows.
EXPORT = "/findings/export.xlsx?state=all&grade=serious"
WALL = "/findings/wall?state=open"
DRAWN = """addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.drawnAfter = performance.now(); })));"""


def measure(bench):
    database = ledger(bench, "hundred", 100)
    rows = []
    with dudao(bench, database) as served, Peak(served.process.pid) as peak:
        session = Session(served.port, "city")
        exports = [exported(served.port, session.cookie) for _ in range(bench.rounds)]
        first, whole, size = (statistics.median(column) for column in zip(*exports))
        rows.append(("export of 200,000 ledger rows to XLSX, first byte", "< 1 s",
                     f"{first:.2f} s (whole {whole:.1f} s, {size / 1e6:.1f} MB)", "", verdict(first < 1)))
    rows.append(("the same server's memory, peak", "< 100 MB", f"{peak.mib:.0f} MiB", "", verdict(peak.mib < 95)))
    with dudao(bench, database) as served:
        session = Session(served.port, "district")
        for by, name in (("", "by unit"), ("week", "by week"), ("state", "by state")):
            times, marks = drawn(bench, served.port, session.cookie, f"{WALL}&by={by}")
            rows.append((f"挂图作战 {name}, {marks:,} problems drawn in a browser", "< 1 s",
                         f"{statistics.median(times):.2f} s ({min(times):.2f}–{max(times):.2f})",
                         "request to the second frame after load", verdict(statistics.median(times) < 1)))
    return rows


def exported(port, cookie):
    """Seconds to the first byte of the body, to the last, and how many bytes there were."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    began = time.monotonic()
    connection.request("GET", EXPORT, headers={"Cookie": cookie})
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{EXPORT} answered {answer.status}")
    size = len(answer.read(1))
    first = time.monotonic() - began
    while piece := answer.read(1 << 16):
        size += len(piece)
    whole = time.monotonic() - began
    connection.close()
    return first, whole, size


def drawn(bench, port, cookie, path):
    """Seconds from the request to the frame after the page was painted, and how many blocks it has."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--window-size=1366,768"]:
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": DRAWN})
        driver.get(f"http://127.0.0.1:{port}/login")
        name, value = cookie.split("=", 1)
        driver.add_cookie({"name": name, "value": value})
        times = []
        for _ in range(bench.rounds + 1):
            driver.get(f"http://127.0.0.1:{port}{path}")
            waited = WebDriverWait(driver, 30, poll_frequency=0.05)
            times.append(waited.until(lambda one: one.execute_script("return window.drawnAfter")) / 1000)
        marks = driver.execute_script("return document.querySelectorAll('.war-chart a').length")
        # The first one also warms the browser up.
        return times[1:], marks
    finally:
        driver.quit()
