"""Coverage: from the heat map to a cell's visits, the ledger, the forecast, this week's proposal and the rule."""

import pytest


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_each_cell_of_the_heat_map_opens_its_visits(sign_in, demo, size):
    officer = sign_in("officer", size)
    officer.go(f"{demo.address}/coverage")
    officer.sees("到校覆盖", "h1")
    officer.sees("《教育督导条例》第十四条")
    assert officer.fits()
    officer.shot("coverage")
    cell = officer.find(".heat td.h-done a[title]")
    count = cell.text
    assert "月" in cell.get_attribute("title"), "it says who was there"
    officer.go(cell.get_attribute("href"))
    officer.sees(f"共 {count} 次到校")
    officer.go(f"{demo.address}/coverage?late=1")
    assert "缺" in officer.find(".heat td.h-late").text, "late is told in words"
    officer.go(f"{demo.address}/coverage?view=list")
    officer.sees("五年一轮")
    assert officer.fits()
    officer.shot("coverage-list")
    officer.go(f"{demo.address}/coverage/forecast")
    officer.sees("没有达到本地要求")
    assert officer.fits()
    officer.shot("coverage-forecast")
    officer.go(f"{demo.address}/coverage/clashes")
    officer.sees("督导事项统筹", "h1")
    assert officer.fits()


def test_a_finger_is_told_who_was_there_before_it_opens(sign_in, demo):
    officer = sign_in("officer", "phone")
    officer.go(f"{demo.address}/coverage")
    officer.driver.execute_script(
        "const link = document.querySelector('.heat td.m a[title]');"
        "link.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));"
        "link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));")
    officer.sees("打开", ".heat-said")
    assert officer.driver.current_url.endswith("/coverage")


def test_an_inspector_goes_where_the_proposal_says(sign_in, fresh_demo):
    inspector = sign_in("inspector", "phone", server=fresh_demo)
    inspector.sees("本周应到校")
    inspector.go(f"{fresh_demo.address}/coverage/next")
    inspector.sees("分值怎么算")
    assert inspector.fits()
    inspector.shot("coverage-next")
    inspector.find("td.actions a.button").click()
    inspector.sees("督导纪实")


def test_another_rule_counts_at_once(sign_in, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/coverage/rule")
    officer.type("perMonth", "2")
    officer.shot("coverage-rule")
    officer.press("保存")
    officer.sees("已保存")
    officer.go(f"{fresh_demo.address}/coverage")
    officer.sees("本地要求每月不少于2次")
    officer.sees("1/2", ".heat")


def test_a_city_comes_from_its_counties_to_the_schools(sign_in, demo):
    city = sign_in("city", server=demo)
    city.go(f"{demo.address}/coverage")
    city.sees("个区县")
    assert city.fits()
    city.shot("coverage-counties")
    link = city.find(".heat td.m small a")
    count = link.text
    city.go(link.get_attribute("href"))
    city.sees(f"共 {count} 所")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_city_sees_forecast_and_proposal_of_all_its_counties_or_of_one(sign_in, demo, size):
    city = sign_in("city", size, server=demo)
    city.go(f"{demo.address}/coverage/forecast")
    city.find("table.ledger tbody td[data-label='预计月底未到']")
    assert city.driver.find_elements("css selector", "#district"), "it may choose one"
    assert city.fits()
    city.shot("coverage-forecast-city")
    city.go(f"{demo.address}/coverage/next")
    city.sees("本周应到校", ".figures")
    assert city.fits()
    city.shot("coverage-next-city")
    counties = city.all("#district option")
    assert len(counties) > 1, "it may choose one"
    city.go(f"{demo.address}/coverage/next?district={counties[1].get_attribute('value')}")
    city.sees("本周应到校", ".figures")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_joint_visit_that_clashes_is_planned_only_with_a_reason(sign_in, fresh_demo, size):
    officer = sign_in("officer", size, server=fresh_demo)
    officer.go(f"{fresh_demo.address}/visit-tasks")
    row = officer.find("table.ledger tbody tr")
    school = row.find_element("css selector", "td.lead").text
    day = row.find_elements("css selector", "td.date time")[-1].get_attribute("datetime")
    officer.go(f"{fresh_demo.address}/visit-tasks/new")
    officer.type("school", school)
    officer.type("theme", "消防安全联合督导")
    for name in ["from", "due"]:
        officer.driver.execute_script("arguments[0].value = arguments[1]", officer.find(f"[name={name}]"), day)
    for box in officer.all("[name=people]")[:2]:
        box.click()
    officer.allowed.append("409")
    officer.press("安排")
    officer.sees("时间冲突（", "#clash-ask")
    assert officer.find("[name=theme]").get_attribute("value") == "消防安全联合督导"
    assert officer.fits()
    officer.shot("visit-task-clash")
    officer.type("clashReason", "市局统一部署，只能在这天")
    officer.press("安排")
    officer.sees("仍按此安排：市局统一部署")
    officer.go(f"{fresh_demo.address}/coverage/clashes")
    officer.sees("市局统一部署，只能在这天")
    assert officer.fits()
    officer.shot("coverage-clashes")
