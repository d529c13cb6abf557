"""The nation's coefficients and verdicts with pandas, from the same database or from a table of one column per figure.

balance.py DATABASE YEAR packed|wide FILE: writes verdict and coefficients of each county, as JSON.
"""

import json
import sqlite3
import sys

import numpy
import pandas

SHARED = ["teachingArea", "indoorSportsArea", "sportsArea", "equipment", "mediaRooms"]
OWN = ["pupils", "qualifiedTeachers", "backboneTeachers", "artsTeachers"]
STAGES = {"primary": (4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3, 0.50), "junior": (5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4, 0.45)}
WEIGHT = {"primary": 1.0, "junior": 1.1}


def packed(db, year):
    """Figures as the product keeps them: one text a school."""
    schools = pandas.read_sql_query(
        "SELECT c.county, o.stages, c.figures FROM collection_record c JOIN organisation o ON o.id = c.organisation_id "
        "WHERE c.year = ? AND o.state = 'open' AND o.kind = 'school'", db, params=(year,))
    keys = SHARED + [f"{stage}.{name}" for stage in STAGES for name in OWN]
    for key in keys:
        schools[key] = pandas.to_numeric(schools["figures"].str.extract(rf"(?:^| ){key}=([\d.]+)", expand=False))
    return schools.drop(columns="figures")


def wide(db, year):
    return pandas.read_sql_query("SELECT * FROM wide WHERE year = ?", db, params=(year,))


def judged(schools):
    weighted = sum(schools[f"{stage}.pupils"].fillna(0) * WEIGHT[stage] for stage in STAGES)
    verdicts, coefficients = [], {}
    for stage, (*least, limit) in STAGES.items():
        part = schools[schools[f"{stage}.pupils"] > 0]
        pupils = part[f"{stage}.pupils"]
        share = part["equipment"].multiply(10_000) / weighted[part.index] * WEIGHT[stage]
        values = pandas.DataFrame({
            "teachers.qualified": part[f"{stage}.qualifiedTeachers"] * 100 / pupils,
            "teachers.backbone": part[f"{stage}.backboneTeachers"] * 100 / pupils,
            "teachers.arts": part[f"{stage}.artsTeachers"] * 100 / pupils,
            "area.teaching": (part["teachingArea"] - part["indoorSportsArea"]) / weighted[part.index] * WEIGHT[stage],
            "area.sports": part["sportsArea"] / weighted[part.index] * WEIGHT[stage],
            "equipment": share,
            "rooms.media": part["mediaRooms"] * 100 / weighted[part.index] * WEIGHT[stage],
        })
        bounds = numpy.array(least)
        reached = (values.to_numpy() >= bounds).sum(axis=1)
        floor = (values.to_numpy() >= bounds * 0.85).all(axis=1)
        passes = pandas.Series((reached >= len(bounds) - 1) & floor, index=part.index).groupby(part["county"]).all()
        county = part["county"]
        total = pupils.groupby(county).transform("sum")
        mean = values.multiply(pupils, axis=0).groupby(county).transform("sum").divide(total, axis=0)
        variance = (values - mean).pow(2).multiply(pupils, axis=0).groupby(county).sum().divide(
            pupils.groupby(county).sum(), axis=0)
        spread = numpy.sqrt(variance) / mean.groupby(county).first()
        verdicts.append(passes & (spread <= limit).all(axis=1))
        for county_, row in spread.to_dict("index").items():
            coefficients.setdefault(county_, {}).update({f"{stage} {code}": value for code, value in row.items()})
    both = pandas.concat(verdicts, axis=1).fillna(True).all(axis=1)
    return {county_: {"verdict": "pass" if passes else "fail", "coefficients": coefficients[county_]}
            for county_, passes in both.items()}


def main():
    path, year, form, file = sys.argv[1:]
    with sqlite3.connect(path) as db:
        schools = (packed if form == "packed" else wide)(db, int(year))
    with open(file, "w", encoding="utf-8") as answer:
        json.dump(judged(schools), answer)


main()
