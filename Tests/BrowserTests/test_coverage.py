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
