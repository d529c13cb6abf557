"""A running campaign whose units assess themselves, one clerk each."""

import json

from .filling import Filler
from .rows import CITY, NOW, PROVINCE, districts, identifier, units

CLERKS = 10
STEPS = [("self", "全面自评", "selfAssessment"), ("onsite", "实地督导", "onSite")]


def inspection(number):
    """Where the clerk of a unit assesses."""
    return f"/inspections/{identifier(6, number)}/assessment/self"


def add_inspections(path):
    """Gives the codes of the units whose clerks may save."""
    filler = Filler(path)
    place = districts(1)
    county = place[0][0]
    scope = {"province": PROVINCE, "city": CITY, "county": county, "zone": ""}
    framework = filler.db.execute(
        "SELECT id FROM framework_version WHERE state = 'published' ORDER BY criteria DESC, id LIMIT 1").fetchone()
    if framework is None:
        raise RuntimeError("the database ships no published framework")
    procedure = {"code": "bench", "name": "督导流程", "steps": [
        {"code": code, "name": name, "level": "unit", "isOptional": False, "requires": [act]}
        for code, name, act in STEPS]}
    filler.insert("campaign", [{
        "id": identifier(5, 0), "name": "办园行为督导评估", "kind": "special", "manner": "announced", "framework_version_id": framework[0],
        "starts_on": "2026-01-01", "ends_on": "2099-12-31", "procedure": json.dumps(procedure),
        "procedure_state": state("campaign", "pending"), "scope": "[]", "jurisdiction": "zhejiang", "state": "running",
        "created_by": "system", "created_at": NOW, "version": 1, **scope}])
    chosen = [unit for unit, _ in zip(units(place), range(CLERKS))]
    filler.insert("inspection", [{
        "id": identifier(6, number), "campaign_id": identifier(5, 0), "organisation_id": identifier(1, number),
        "organisation_version_id": identifier(2, number), "code": code, "name": name, "step": STEPS[0][0],
        "step_name": STEPS[0][1], "procedure_state": state("unit", "started"), "state": "running", "version": 1, **scope}
        for number, _, name, code in chosen])
    filler.finish()
    return [code for _, _, _, code in chosen]


def state(level, first):
    return json.dumps({"level": level, "steps": [first] + ["pending"] * (len(STEPS) - 1), "reasons": {}})
