"""A plan's year on the wall, dragged with a reason, in tables, beside last year's, and in a calendar."""

import base64
import os
import urllib.error
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import icalendar
from selenium.webdriver.common.action_chains import ActionChains


def open_plan(office, view=""):
    """The plan of the demo's year that is worked by, and its address."""
    home = office.driver.current_url.rstrip("/")
    office.go(home + "/plans?year=2026&state=accepted")
    address = office.find("td.lead a").get_attribute("href").split("?")[0]
    office.go(address + view)
    return address


def pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page/")


def keep(name: str, data: bytes):
    if folder := os.environ.get("DUDAO_SHOTS"):
        (Path(folder) / name).write_bytes(data)


def test_the_chart_says_the_same_on_both_screens_and_hangs_on_a3(sign_in):
    for size in ("phone", "desktop"):
        office = sign_in("officer", size)
        address = open_plan(office, "/chart")
        assert len(office.all("svg.plan-chart a.p-bar")) > 5
        assert office.all("svg.plan-chart a.p-late") and office.all("svg.plan-chart .p-now")
        assert office.fits()
        office.shot("plan-chart")
        for view in ("/table?by=month", "/table?by=quarter", "/comparison"):
            office.go(address + view)
            assert office.fits()
            office.shot("plan-" + view.strip("/").replace("?by=", "-"))
    office.go(address + "/chart")
    printed = office.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
    pdf = base64.b64decode(printed["data"])
    keep("plan-chart.pdf", pdf)
    assert b"/MediaBox [0 0 1190" in pdf or b"/MediaBox [0 0 1191" in pdf, "the chart is not printed on A3"
    assert pages(pdf) == 1, "the chart does not fit on one sheet"


def test_a_bar_is_dragged_and_moves_once_there_is_a_reason(sign_in):
    office = sign_in("officer")
    open_plan(office, "/chart")
    bar = office.find("svg.plan-chart a.p-ahead[data-window]")
    window, end = bar.get_attribute("data-window"), date.fromisoformat(bar.get_attribute("data-end"))
    rect = bar.find_element("css selector", "rect")
    office.driver.execute_script("arguments[0].scrollIntoView({block: 'center', inline: 'center'})", rect)
    where = office.driver.current_url
    drag = ActionChains(office.driver).move_to_element(rect).click_and_hold()
    drag.move_by_offset(20, 0).move_by_offset(12, 0).release().perform()
    office.wait(lambda _: office.all("dialog#plan-move[open]"), "no dialog after the drop")
    assert office.driver.current_url == where, "the drop followed the bar's link"
    later = end + timedelta(days=14)
    assert office.find("#plan-move [name=end]").get_attribute("value") == later.isoformat()
    assert f"{end.year}年{end.month}月{end.day}日" in office.text("#plan-move")
    office.shot("plan-move")
    # Without a reason the browser does not send it.
    office.find("#plan-move .primary").click()
    assert office.all("dialog#plan-move[open]")
    office.find("#plan-move [name=reason]").send_keys("与期末考试错开")
    office.find("#plan-move .primary").click()
    office.sees("已改期")
    moved = office.find(f"svg.plan-chart a[data-window='{window}']")
    assert moved.get_attribute("data-end") == later.isoformat()


def test_without_scripts_a_stage_is_moved_on_a_page_of_its_own(sign_in):
    office = sign_in("officer", scripts=False)
    open_plan(office, "/chart?state=ahead")
    assert not office.all("dialog[open]")
    office.find("#stages a[href$='/move']").click()
    office.find("main form .primary").click()
    office.expect_error("422")
    office.sees("请写明改期的理由")
    office.find("[name=reason]").send_keys("场地另行安排")
    office.find("main form .primary").click()
    office.sees("已改期")


def test_a_calendar_program_reads_the_feed_without_signing_in(sign_in):
    office = sign_in("officer")
    home = office.driver.current_url.rstrip("/")
    office.go(home + "/calendar-feed")
    office.shot("feed")
    office.press("生成订阅地址")
    address = office.find("#address").get_attribute("value").strip()
    office.shot("feed-address")
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        text = answer.read()
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert events and not [event for event in events if event.errors]
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert isinstance(event.decoded("DTSTART"), date) and event.decoded("DTEND") > event.decoded("DTSTART")
        assert str(event["SUMMARY"]) and str(event["URL"]).startswith(home)
    assert calendar.to_ical(sorted=False).count(b"BEGIN:VEVENT") == len(events)
    office.go(home + "/calendar-feed")
    office.sees("最近获取")
    office.press("停用")
    office.find("dialog .danger").click()
    office.sees("日历订阅已停用")
    try:
        urllib.request.urlopen(address)
        raise AssertionError("a revoked feed still answers")
    except urllib.error.HTTPError as error:
        assert error.code == 404
