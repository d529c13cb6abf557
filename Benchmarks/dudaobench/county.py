"""Counties that look like real ones, the same in every run: schools as a sheet, and what resources cost."""

import csv
import random

HEADER = ["学校代码", "学校名称", "小学在校生数", "初中在校生数"] + [
    f"{stage}{name}" for stage in ("小学", "初中")
    for name in ("高于规定学历教师数", "县级以上骨干教师数", "体育艺术专任教师数")
] + ["教学及辅助用房面积", "室内体育用房面积", "体育运动场馆面积", "教学仪器设备值", "网络多媒体教室数"]
# What a pupil (or a hundred pupils) has in the middle of the county, as a share of the standard.
STANDARD = {"primary": (4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3), "junior": (5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4)}
PRICES = [("qualifiedTeachers", 120_000, "人"), ("backboneTeachers", 30_000, "人"), ("artsTeachers", 110_000, "人"),
          ("teachingArea", 3_200, "平方米"), ("sportsArea", 450, "平方米"), ("equipment", 10_000, "万元"),
          ("mediaRooms", 60_000, "间")]


def schools(count, seed=17):
    """Six of ten are primary schools, three junior ones, one runs both; some are rich, some small and far away."""
    dice = random.Random(seed)
    rows = []
    for number in range(count):
        kind = ("primary", "junior", "both")[0 if number % 10 < 6 else 1 if number % 10 < 9 else 2]
        size = int(min(2400, max(60, dice.lognormvariate(6.3, 0.7))))
        pupils = {"primary": 0, "junior": 0}
        if kind == "both":
            pupils = {"primary": max(60, size * 3 // 5), "junior": max(60, size * 2 // 5)}
        else:
            pupils[kind] = size
        wealth = dice.lognormvariate(0.08, 0.22)
        means = [wealth * dice.lognormvariate(-0.05, 0.62 if place % 2 else 0.45) for place in range(7)]

        def amount(stage, place, per):
            return STANDARD[stage][place] * means[place] * pupils[stage] / per

        rows.append([f"31{number:08d}", f"第{number + 1}学校", pupils["primary"] or "", pupils["junior"] or ""] + [
            round(amount(stage, place, 100)) if pupils[stage] else ""
            for stage in ("primary", "junior") for place in range(3)
        ] + [round(sum(amount(stage, 3, 1) for stage in pupils), 1), 0,
             round(sum(amount(stage, 4, 1) for stage in pupils), 1),
             round(sum(amount(stage, 5, 1) for stage in pupils)),
             round(sum(amount(stage, 6, 100) for stage in pupils))])
    return rows


def write(folder, count):
    """Paths of the sheet and of the prices."""
    sheet, prices = folder / f"county-{count}.csv", folder / "prices.csv"
    with open(sheet, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *schools(count)])
    with open(prices, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([("resource", "price", "unit"), *PRICES])
    return sheet, prices
