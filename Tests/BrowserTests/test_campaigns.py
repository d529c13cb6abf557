"""Batches, a check that nobody is warned of, a combined visit held by clashes, and a unit's calendar."""

import pytest


def campaign(browser, demo, words):
    browser.go(demo.address + "/campaigns")
    link = next(one for one in browser.all("td.lead a") if words in one.text)
    return link.get_attribute("href")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_batches_count_each_unit_once(sign_in, demo, size):
    browser = sign_in("officer", size)
    browser.go(campaign(browser, demo, "第二批") + "/batches")
    assert browser.fits()
    browser.shot("batches")
    total = browser.find("dl.figures a")
    count = total.text.replace("\n", "").replace("所", "")
    total.click()
    browser.sees("各批次单位", "h1")
    assert browser.text(".table-foot strong") == count
    assert browser.fits()


def test_a_secret_check_is_for_office_and_team_alone(sign_in, demo):
    officer = sign_in("officer")
    address = campaign(officer, demo, "暗访")
    officer.go(address + "/days")
    officer.sees("sha256sum")
    officer.shot("visit-days")
    stranger = sign_in("clerk")
    stranger.go(demo.address + "/public/draws/" + address.split("/")[-1])
    stranger.sees("检查结束之后公布")
    assert "福利彩票" not in stranger.driver.page_source


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_clashes_are_seen_and_answered_for_before_the_start(sign_in, fresh_demo, size):
    browser = sign_in("officer", size, server=fresh_demo)
    address = campaign(browser, fresh_demo, "合并督导")
    browser.go(address)
    browser.press("查看时间冲突")
    browser.sees("时间冲突", "h1")
    assert browser.fits()
    browser.shot("clashes")
    unit = browser.all("td.lead a")[0].get_attribute("href")
    browser.type("reason", "上级统一部署，已与幼儿园商定。")
    browser.find(".form-actions button.primary").click()
    browser.sees("时间冲突已确认")
    browser.go(unit)
    browser.sees("督导日历", "h1")
    assert browser.fits() and browser.all("table.month td")
    browser.shot("unit-calendar")
