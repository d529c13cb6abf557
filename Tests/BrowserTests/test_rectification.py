"""Time, many at once and the wall, as people go: with scripts, on both screens, and printed."""

import base64


def test_a_unit_asks_for_time_and_the_office_answers_with_a_phrase(sign_in):
    unit = sign_in("principal")
    unit.go(unit.driver.current_url.rstrip("/") + "/findings?own=1")
    unit.shot("rectification-unit")
    office = sign_in("officer")
    home = office.driver.current_url.rstrip("/")
    office.go(home + "/findings/extensions?state=asked")
    office.find("td.lead a").click()
    office.sees("同意延至")
    office.find(".wordings summary").click()
    office.find("[data-insert='answer']").click()
    answer = office.find("[name='answer']").get_attribute("value")
    assert "同意延期" in answer
    office.shot("rectification-decision")
    office.press("同意")
    office.sees("已答复责任单位")
    office.sees("已同意")


def test_many_are_reminded_at_once(sign_in):
    office = sign_in("officer")
    home = office.driver.current_url.rstrip("/")
    office.go(home + "/findings?state=late")
    office.find("#bulk [data-tick-all]").click()
    ticked = office.driver.execute_script("return document.querySelectorAll('td.tick input:checked').length")
    assert ticked == len(office.all("td.tick input"))
    office.press("催办所选")
    office.sees("批量催办")
    office.type("words", "请三日内提交佐证")
    office.find("form .primary").click()
    office.press("催办")
    office.sees(f"办成 {ticked} 项，未办成 0 项")


def test_the_wall_shows_every_problem_on_both_screens_and_on_a3(sign_in):
    for size in ("desktop", "phone"):
        office = sign_in("officer", size)
        home = office.driver.current_url.rstrip("/")
        for by in ("", "week", "state"):
            office.go(f"{home}/findings/wall?by={by}")
            assert len(office.all(".war-chart a")) > 20
            assert office.fits()
            office.shot(f"wall-{by or 'unit'}")
    office.go(f"{home}/findings/wall")
    printed = office.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    # A3 lying is 1190 by 842 points.
    assert b"/MediaBox [0 0 1190" in pdf or b"/MediaBox [0 0 1191" in pdf, "the wall is not printed on A3"
