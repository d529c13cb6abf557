"""A county by the balance standard: from the page to a school, a trial of other figures, and the cheapest way to pass."""

import time

import pytest

# What ECharts is told of two lines below a level: at which height each has its line across.
LEVELS = """
const done = arguments[arguments.length - 1];
const module = performance.getEntriesByType("resource").map(({ name }) => name).find((name) => name.endsWith("/chart-option.js"));
const series = ["甲", "乙"].map((name) => ({ name, tone: "accent", isLine: false, values: [50, 60], links: ["", ""], places: [] }));
const data = { kind: "lines", layout: "beside", unit: "%", across: "", level: 100, categories: ["2025年", "2026年"], series };
import(module).then(({ option }) => done(option(data, 800).series.map(({ markLine }) => markLine?.data[0].yAxis ?? null)));
"""


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_each_number_of_a_county_leads_to_where_it_comes_from(sign_in, demo, size):
    browser = sign_in("officer", size)
    browser.go(f"{demo.address}/balance")
    assert browser.fits()
    browser.sees("优质均衡监测", "h1")
    browser.sees("没有填报的不按0计算", "#missing")
    browser.shot("balance")
    browser.find("#junior td a[href*='/balance/indicators/']").click()
    browser.sees("计算过程")
    browser.sees("CV = S ÷ M")
    assert browser.all("figure[data-chart] canvas"), "the schools are drawn"
    assert browser.driver.execute_async_script(LEVELS) == [100, None], "the level is drawn once, for lines too"
    assert browser.fits()
    browser.shot("balance-indicator")
    browser.go(f"{demo.address}/balance/schools?verdict=fail")
    browser.shot("balance-schools")
    assert browser.fits()
    browser.press("列入问题")
    assert "监测" in browser.find("[name=problem]").get_attribute("value")
    assert browser.find("[name='unit-0']").get_attribute("value")


def test_other_figures_are_tried_and_the_cheapest_way_is_found(sign_in, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/balance")
    years = [option.get_attribute("value") for option in officer.all("#year option")]
    whole = f"year={years[-1]}"  # everything of the year before was locked
    officer.go(f"{fresh_demo.address}/balance/schools?verdict=fail&{whole}")
    name = officer.find("table.ledger tbody td.lead a").text
    officer.go(f"{fresh_demo.address}/balance/trial?{whole}&school={name}")
    field = officer.find("[name$='.all.sportsArea']")
    field.clear()
    field.send_keys("90000")
    officer.press("试算")
    officer.sees("改动的数")
    officer.sees("新达到")
    officer.shot("balance-trial")
    assert officer.fits()

    officer.go(f"{fresh_demo.address}/improvements/new?{whole}")
    officer.allowed.append("422")
    officer.press("开始计算")
    officer.sees("至少填一种资源的单价")
    for resource, price in {"sportsArea": "1500", "artsTeachers": "100000", "mediaRooms": "20000"}.items():
        officer.type(f"p.{resource}", price)
    officer.press("开始计算")
    officer.sees("最省达标方案", "h1")
    until = time.monotonic() + 60
    while "计算中" in officer.text("main") and time.monotonic() < until:
        time.sleep(1)
    officer.sees("任何办法都不会更省")
    officer.sees("按本方案补足后重新评估：达到")
    officer.shot("improvement")
    assert officer.fits()
    officer.resize("phone")
    assert officer.fits()
    officer.shot("improvement")
