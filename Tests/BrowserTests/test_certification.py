"""A city plans the years of its counties; a county and its city go through the steps of a certification."""

import pytest


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_counties_are_mapped_to_their_years_and_each_number_opens_its_list(sign_in, demo, size):
    browser = sign_in("city", size)
    browser.go(f"{demo.address}/balance")
    browser.sees("县域义务教育优质均衡监测", "h1")
    browser.sees("落后于规划")
    assert browser.fits()
    browser.shot("balance-counties")
    browser.go(f"{demo.address}/roadmap")
    browser.sees("路线图")
    assert browser.all(".tile-year li"), "counties are tiles"
    assert browser.fits()
    browser.shot("roadmap")
    browser.go(f"{demo.address}/certifications?late=1")
    browser.sees("已逾期")
    browser.find("table.ledger tbody td.lead a").click()
    browser.sees("环节逾期", "h1")
    assert browser.fits()
    browser.shot("certification")
    browser.go(f"{demo.address}/certifications/titles")
    browser.sees("认定记录", "h1")
    assert browser.fits()


def test_a_tier_cannot_be_skipped_and_a_step_is_done_by_its_own_office(sign_in, fresh_demo):
    city = sign_in("city", server=fresh_demo)
    city.go(f"{fresh_demo.address}/roadmap/edit?standard=puji-puhui")
    name = "y.500000Z04.1"
    was = city.find(f"[name='{name}']").get_attribute("value")
    city.allowed.append("422")
    city.type(name, "")
    city.type("reason", "看看能不能越级")
    city.press("保存")
    city.sees("等次不可越级")
    assert city.find(f"[name='{name}']").get_attribute("value") == "", "what was typed is kept"
    city.type(name, str(int(was) + 1))
    city.type("reason", "园舍推迟建成")
    city.press("保存")
    city.sees("已保存")
    city.go(f"{fresh_demo.address}/roadmap/history?standard=puji-puhui")
    city.sees("园舍推迟建成")

    city.go(f"{fresh_demo.address}/certifications?q=云江新区")
    city.find("table.ledger tbody td.lead a").click()
    city.sees("“区县自评”由区县办理")
    path = city.driver.current_url

    county = sign_in("officer", server=fresh_demo)
    county.go(path)
    county.type("note", "36项中31项合格、5项基本合格")
    county.press("完成，进入下一环节")
    county.sees("本环节已办结")
    county.sees("“市级审核材料”由市办理")

    city.go(path)
    city.type("note", "材料齐全")
    city.press("完成，进入下一环节")
    city.sees("办理“验收前公告”")
    city.shot("certification-steps")
