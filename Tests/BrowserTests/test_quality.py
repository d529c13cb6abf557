"""Quality monitoring: from a new round's frame to a school's roster, and from results to a problem."""

import pytest


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_results_lead_from_a_subject_to_its_schools_and_to_a_problem(sign_in, demo, size):
    browser = sign_in("officer", size)
    browser.go(f"{demo.address}/quality?state=published")
    browser.sees("质量监测", "h1")
    browser.shot("quality")
    assert browser.fits()
    browser.find("table.ledger td.lead a").click()
    browser.sees("小群体")
    browser.shot("quality-round")
    assert browser.fits()
    browser.press("结果")
    browser.sees("校际差异率")
    assert browser.all("figure[data-chart] canvas"), "the levels are drawn"
    assert browser.fits()
    browser.shot("quality-results")
    browser.find("td.lead a[href*='subject=%E6%95%B0%E5%AD%A6']").click()
    browser.sees("区分度")
    browser.sees("不单独公布")
    browser.shot("quality-subject")
    assert browser.fits()
    browser.find("a[href^='/findings/new']").click()
    assert "低于区县平均" in browser.find("[name=problem]").get_attribute("value")
    assert browser.find("[name='unit-0']").get_attribute("value")


def test_a_round_is_prepared_drawn_and_a_school_hands_in_its_roster(sign_in, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/quality/new")
    officer.allowed.append("422")
    officer.type("title", "初中学业质量监测")
    for box in officer.all("[name=grade]"):
        if box.is_selected() != (box.get_attribute("value") == "8"):
            box.click()
    officer.type("schools-8", "5")
    officer.type("pupils-8", "2")
    officer.press("新建")
    officer.sees("初中学业质量监测", "h1")
    officer.press("名单")
    officer.shot("quality-frame")
    assert officer.fits()
    officer.press("保存本页")
    officer.find(".crumbs a:last-child").click()
    officer.press("冻结名单")
    officer.find("dialog button[value=yes]").click()
    officer.sees("公开种子")
    officer.type("seed", "开奖 4 0 7")
    officer.press("抽取学校")
    officer.find("dialog button[value=yes]").click()
    # Not the step's name: that stands on the page before the draw as well.
    officer.sees("抽取完成")
    officer.shot("quality-drawn")
    officer.find("a[href*='/public/quality/']").click()
    officer.sees("结果一致")

    school = sign_in("school13", server=fresh_demo)
    school.go(f"{fresh_demo.address}/quality-schools?roster=todo&q=初中学业")
    school.find("table.ledger td.lead a").click()
    for number in ("001", "002", "003"):
        if not school.all("[name=class]") or not school.find("[name=class]").is_displayed():
            school.press("添加一名学生")
        school.type("class", "1班")
        school.type("number", number)
        school.type("name", "学生" + number)
        school.press("添加")
        school.sees("学生" + number)
    assert school.fits()
    school.shot("quality-school")
    school.press("上报名册")
    school.find("dialog button[value=yes]").click()
    school.sees("已上报")
    school.resize("phone")
    assert school.fits()
    school.shot("quality-school")
