"""Teams proposed for 1,000 units from 300 inspectors, as the office's page asks for them."""

import http.client
import json
import statistics
import time
import urllib.parse
import uuid

from .browsing import Session
from .filling import Filler, account, migrate
from .process import dudao
from .rows import CITY, NOW, PROVINCE, districts, identifier
from .table import verdict

UNITS, INSPECTORS = 1_000, 300


def measure(bench):
    path = bench.folder / "teams.sqlite"
    for leftover in bench.folder.glob("teams.sqlite*"):
        leftover.unlink()
    migrate(bench, path)
    county = fill(path)
    account(bench, path, "district", "officer", "--region", county)
    page = f"/campaigns/{identifier(5, 0)}/teams/proposal"
    with dudao(bench, path) as served:
        session = Session(served.port, "district")
        token = session.token("/password")
        proposals = [ask(session, token, page, {"seed": f"{turn} 03 09 14", "inspectors": 3, "others": 0, "limit": 20})
                     for turn in range(bench.rounds)]
        shown = timed(lambda: session.page(page))
        if f'state=made">{UNITS}<' not in session.text:
            raise RuntimeError("not every unit got a team")
        accepted = ask(session, token, f"{page}/acceptance", {"version": 1})
    proposed = statistics.median(proposals)
    return [
        (f"teams of three proposed, {UNITS:,} units × {INSPECTORS} inspectors", "< 2 s",
         f"{proposed:.2f} s ({min(proposals):.2f}–{max(proposals):.2f})", f"its page {shown:.2f} s", verdict(proposed < 2)),
        ("the proposal accepted: 3,000 seats and grants", "", f"{accepted:.2f} s", "", ""),
    ]


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


def ask(session, token, path, fields):
    """Seconds until the form was taken."""
    body = urllib.parse.urlencode({"csrf": token, "command": str(uuid.uuid4()), **fields})
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", session.port, timeout=120)
    connection.request("POST", path, body, {
        "Content-Type": "application/x-www-form-urlencoded", "Cookie": session.cookie})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != 303:
        raise RuntimeError(f"{path} answered {answer.status}: {text[:400]}")
    return time.monotonic() - began


def fill(path):
    """A drawn campaign; every inspector is kept from some thirty units, by recusals that were granted."""
    filler = Filler(path)
    county, name = districts(1)[0]
    scope = {"province": PROVINCE, "city": CITY, "county": county, "zone": ""}
    filler.insert("region", [
        {"code": code, "name": word, "level": level, "parent": parent, "is_local": 0, "from_day": "1949-10-01",
         "until_day": "9999-12-31"}
        for code, word, level, parent in [(PROVINCE, "浙江省", "province", ""), (CITY, "杭州市", "city", PROVINCE),
                                          (county, name, "county", CITY)]])
    steps = [{"code": "onsite", "name": "实地督导", "level": "unit", "isOptional": False, "requires": ["onSite"]}]
    filler.insert("campaign", [{
        "id": identifier(5, 0), "name": "专项督导", "kind": "special", "manner": "announced", "framework_version_id": None,
        "starts_on": "2026-01-01", "ends_on": "2099-12-31",
        "procedure": json.dumps({"code": "bench", "name": "督导流程", "steps": steps}),
        "procedure_state": json.dumps({"level": "campaign", "steps": ["pending"], "reasons": {}}),
        "scope": json.dumps({"strata": [], "chosen": [], "excluded": [], "leavesOutEarlierBatches": False}), "jurisdiction": "zhejiang", "state": "drawn",
        "created_by": "system", "created_at": NOW, "version": 1, **scope}])
    codes = [f"21{county[:2]}{number:06d}" for number in range(UNITS)]
    filler.insert("organisation", [{
        "id": identifier(1, number), "code": code, "name": f"{name}第{number}小学", "name_folded": f"{name}第{number}小学",
        "kind": "school", "category": "21", "running": "public", "authority": county, "region_code": county, **scope,
        "stages": "primary", "state": "open", "since": "2020-01-01", "version_id": identifier(2, number), "version": 1}
        for number, code in enumerate(codes)])
    filler.insert("organisation_version", [{
        "id": identifier(2, number), "organisation_id": identifier(1, number), "number": 1, "code": code,
        "name": f"{name}第{number}小学", "kind": "school", "category": "21", "running": "public", "authority": county,
        "region_code": county, "stages": "primary", "from_day": "2020-01-01", "until_day": "9999-12-31"}
        for number, code in enumerate(codes)])
    filler.insert("inspection", [{
        "id": identifier(6, number), "campaign_id": identifier(5, 0), "organisation_id": identifier(1, number),
        "organisation_version_id": identifier(2, number), "code": code, "name": f"{name}第{number}小学", "stratum": "全部",
        "procedure_state": json.dumps({"level": "unit", "steps": ["pending"], "reasons": {}}), "step": "onsite",
        "step_name": "实地督导", "state": "prepared", "version": 1, **scope} for number, code in enumerate(codes)])
    filler.insert("person", [{"id": identifier(7, number), "name": f"督学{number}", "created_at": NOW}
                             for number in range(INSPECTORS)])
    filler.insert("inspector", [{
        "person_id": identifier(7, number), "code": f"D{number:04d}", "full_time": 0, "level": "county",
        "employer": f"{name}第{number * 3}小学", "state": "active", "version": 1, **scope} for number in range(INSPECTORS)])
    filler.insert("recusal", [{
        "id": identifier(8, number * UNITS + unit), "person_id": identifier(7, number),
        "organisation_id": identifier(1, unit), "ground": "interest", "explanation": "亲属", "side": "office",
        "applied_by": identifier(7, number), "applied_on": "2026-01-01", "state": "granted", "from_day": "2026-01-01",
        "jurisdiction": "zhejiang", "version": 1, **scope}
        for number in range(INSPECTORS) for unit in range(number % 33, UNITS, 33)])
    filler.finish()
    return county
