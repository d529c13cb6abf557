"""The ledger of all indicators: a judgement, an owner, a finding from an indicator, a local threshold."""

import pytest


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_figure_of_the_ledger_opens(sign_in, demo, size):
    browser = sign_in("officer", size)
    browser.go(f"{demo.address}/ledger")
    browser.sees("指标台账", "h1")
    browser.sees("逾期")
    assert browser.fits()
    browser.shot("ledger")
    browser.go(f"{demo.address}/ledger/indicators/2.3")
    browser.sees("向上取整")
    browser.sees("按容差达到")
    assert browser.fits()
    browser.shot("ledger-indicator")
    for path in ["/standards", "/standards/puji-puhui", "/obligations", "/ledger?standard=puji-puhui",
                 "/ledger/indicators/1?standard=puji-puhui", "/ledger/indicators/schools"]:
        browser.go(f"{demo.address}{path}")
        browser.find("h1")
        assert browser.fits(), path
        browser.shot("ledger" + path.replace("/", "-").replace("?", "-").replace("=", "-"))


def test_an_indicator_is_judged_assigned_and_becomes_a_finding(sign_in, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/ledger/indicators/3.8")
    officer.sees("还没有判定")
    officer.find("[name=grade] option[value=notMet]").click()
    officer.type("basis", "抽查作业记录，3所学校超出规定时长。")
    officer.press("保存判定")
    officer.sees("抽查作业记录")
    officer.find("#duty summary").click()
    officer.type("department", "云江新区教育局")
    officer.type("person", "基础教育科 韩露")
    officer.press("保存")
    officer.sees("基础教育科 韩露", "#duty")
    officer.shot("ledger-judged")
    officer.press("列入问题")
    assert "3所学校" not in officer.find("[name=problem]").get_attribute("value")
    assert "无过重课业负担" in officer.find("[name=problem]").get_attribute("value")
    officer.type("reason", "下一次监测前整改到位")
    officer.press("登记并下发")
    officer.sees("2026年指标3.8")
    officer.go(f"{fresh_demo.address}/ledger?mark=rectifying&q=3.8")
    officer.sees("待签收")

    city = sign_in("city", server=fresh_demo)
    city.go(f"{fresh_demo.address}/ledger")
    city.sees("请选择区县")
    city.press("云江新区")
    city.sees("云江新区指标台账", "h1")
    city.press("课程开齐开足，教学秩序规范，综合实践活动有效开展")
    city.sees("2所小学综合实践活动课没有开齐")
    assert not city.all("[name=grade]"), "an office above only reads"
