"""What the databases are filled with: the same on every run of a day."""

import csv
import datetime
import pathlib

SOURCES = pathlib.Path(__file__).parents[2] / "Sources"
CITY, PROVINCE = "330100", "330000"
UNITS = 200
PARTS = 10_000
CAMPAIGNS = 20
STATES = ["closed"] * 9 + ["issued", "issued", "acknowledged", "acknowledged", "planned", "planned", "planned",
                           "submitted", "submitted", "verified", "returned"]
SOURCES_OF_FINDINGS = ["onSite", "onSite", "onSite", "selfCheck", "tip", "monitoring", "superior"]
GRADES = ["ordinary", "ordinary", "ordinary", "serious", "grave"]
NOW = "2026-03-02T01:00:00.000Z"
CONTENT = "{}"


def districts(count):
    """Real county codes from the whole country; the bench puts them under one city."""
    with open(SOURCES / "Store/Data/regions.csv", encoding="utf-8-sig") as file:
        counties = [(row["code"], row["name"]) for row in csv.DictReader(file) if row["level"] == "county"]
    return counties[:: len(counties) // 100][:count]


def identifier(kind, number):
    """An id in the form of a UUIDv7, the same on every run."""
    return f"0197{kind:04x}-0000-7000-8000-{number:012x}"


def units(places):
    for place, (code, name) in enumerate(places):
        for unit in range(UNITS):
            number = place * UNITS + unit
            yield number, code, f"{name}第{unit + 1}实验小学", f"21{code[:2]}{number:06d}"


def scope(code):
    return {"province": PROVINCE, "city": CITY, "county": code, "zone": ""}


def organisations(places):
    for number, county, name, code in units(places):
        yield {"id": identifier(1, number), "code": code, "name": name, "name_folded": name, "kind": "school",
               "category": "21", "running": "public", "authority": county, "region_code": county, **scope(county),
               "stages": "primary", "tags": "", "address": f"建设路{number % 300 + 1}号", "pupils": 300 + number % 1500,
               "state": "open", "since": "2020-01-01", "version_id": identifier(2, number), "version": 1}


def versions(places):
    for number, county, name, code in units(places):
        yield {"id": identifier(2, number), "organisation_id": identifier(1, number), "number": 1, "code": code,
               "name": name, "kind": "school", "category": "21", "running": "public", "authority": county,
               "region_code": county, "stages": "primary", "tags": "", "reason": "导入", "from_day": "2020-01-01",
               "until_day": "9999-12-31"}


def every_part(places):
    """What differs between parts, spread evenly and the same on every run.

    Half of them are closed, over two years; the others are due from two months ago to ten months ahead.
    """
    today = datetime.date.today()
    days = {number: (today + datetime.timedelta(number)).isoformat() for number in range(-800, 400)}
    for place, (county, name) in enumerate(places):
        for part in range(PARTS):
            number = place * PARTS + part
            mixed = number * 2_654_435_761 % 4_294_967_296
            state = STATES[(mixed >> 9) % len(STATES)]
            due = (mixed & 1023) % 360 - 60 if state != "closed" else -((mixed & 1023) % 700)
            yield {
                "number": number, "county": county, "unit_number": place * UNITS + part % UNITS,
                "unit_name": f"{name}第{part % UNITS + 1}实验小学", "state": state,
                "grade": GRADES[(mixed >> 14) % len(GRADES)],
                "campaign": (mixed >> 5) % (CAMPAIGNS + 4),
                "source": SOURCES_OF_FINDINGS[(mixed >> 18) % len(SOURCES_OF_FINDINGS)],
                "issued": days[min(due, 0) - 20 - (mixed >> 3) % 80], "due": days[due], "written": f"督问〔2026〕{number + 1}号",
                "order": 2026 * 10_000_000_000 + (number + 1) * 1_000}


def campaigns():
    """The city's own, begun one after another; some are over and not finished."""
    today = datetime.date.today()
    for number in range(CAMPAIGNS):
        starts = today - datetime.timedelta(10 * number + 5)
        yield {"id": identifier(7, number), "name": f"{starts.year}年第{number + 1}项专项督导", "kind": KINDS[number % 4],
               "manner": "announced", "starts_on": starts.isoformat(),
               "ends_on": (starts + datetime.timedelta(150)).isoformat(), "procedure": PROCEDURE,
               "procedure_state": "{}", "scope": "{}", "jurisdiction": "zhejiang", "state": "running",
               "province": PROVINCE, "city": CITY, "county": "", "zone": "", "created_by": "system", "created_at": NOW,
               "version": 1}


def inspections(places):
    """Each unit goes through two campaigns and is finished in every third."""
    for number, county, name, code in units(places):
        for turn in range(2):
            campaign = (number + turn * 7) % CAMPAIGNS
            yield {"id": identifier(8, number * 2 + turn), "campaign_id": identifier(7, campaign),
                   "organisation_id": identifier(1, number), "organisation_version_id": identifier(2, number),
                   "code": code, "name": name, "procedure_state": "{}", "step": "", "step_name": "",
                   "state": "finished" if (number + turn) % 3 == 0 else "running", **scope(county), "version": 1}


def campaign_of(part):
    """Some findings came another way."""
    return identifier(7, part["campaign"]) if part["campaign"] < CAMPAIGNS else None


KINDS = ["comprehensive", "special", "routine", "evaluation"]
PROCEDURE = '{"code":"bench","name":"督导流程","steps":[]}'
PROBLEM = "食堂食品留样记录不全，留样时间不足48小时，未按要求双人双锁管理"


def findings(places):
    for part in every_part(places):
        yield {"id": identifier(3, part["number"]), "number": part["written"], "source": part["source"],
               "campaign_id": campaign_of(part), "criterion": "C12", "criterion_text": "食品安全与膳食管理", "problem": PROBLEM,
               "requirement": "限期整改并报送佐证材料", "grade": part["grade"], "found_on": part["issued"],
               "issued_on": part["issued"], "state": "closed" if part["state"] == "closed" else "open",
               "office": part["county"], "created_by": "system", "created_at": NOW, "version": 1}


def parts(places):
    for part in every_part(places):
        yield {"id": identifier(4, part["number"]), "finding_id": identifier(3, part["number"]), "ordinal": 1,
               "number": part["written"], "number_order": part["order"],
               "organisation_id": identifier(1, part["unit_number"]), "organisation_name": part["unit_name"],
               "state": part["state"], "is_open": part["state"] != "closed", "due_on": part["due"],
               "source": part["source"], "grade": part["grade"], "campaign_id": campaign_of(part), "criterion": "C12", "problem": PROBLEM,
               "issued_on": part["issued"], "office": part["county"], "closed_on": part["due"] if part["state"] == "closed" else None,
               "responsible": "王老师", "evidence_count": 1, "content": CONTENT, **scope(part["county"]), "version": 1}


def parties(places):
    for part in every_part(places):
        yield {"part_id": identifier(4, part["number"]), "organisation_id": identifier(1, part["unit_number"]),
               "kind": "lead"}
