"""A visit from the desk: written down, its problems in the ledger, signed by the school, corrected, marks decided."""

import pytest


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_visits_are_listed_and_opened(sign_in, demo, size):
    officer = sign_in("officer", size)
    officer.go(f"{demo.address}/visits")
    officer.sees("到校督导", "h1")
    assert officer.fits()
    officer.shot("visits")
    officer.go(f"{demo.address}/visits?mark=noLocation")
    officer.find("table.ledger tbody td.lead a").click()
    officer.sees("没有定位", "#marks")
    assert officer.fits()
    officer.shot("visit")
    officer.go(f"{demo.address}/visit-themes")
    officer.sees("作业管理与食堂卫生")
    assert officer.fits()
    officer.shot("visit-themes")
    officer.go(f"{demo.address}/visit-tasks")
    officer.sees("跨责任区联合督导")
    assert officer.fits()
    officer.shot("visit-tasks")


def test_a_visit_goes_from_the_desk_to_the_school_and_back(sign_in, fresh_demo):
    inspector = sign_in("inspector", server=fresh_demo)
    inspector.go(f"{fresh_demo.address}/visits/new")
    options = [option for option in inspector.all("#school option") if "小学" in option.text]
    school = options[0].text.split("（")[0]
    options[0].click()
    inspector.press("下一步")
    inspector.sees("督导纪实")
    inspector.shot("visit-new")
    # The first minutes of the day: whenever the test runs, they are not in the future.
    for name, time in {"from": "00:00", "until": "00:10"}.items():
        inspector.driver.execute_script("arguments[0].value = arguments[1]", inspector.find(f"[name={name}]"), time)
    inspector.type("record", "巡视食堂和教学楼，听课一节。")
    inspector.type("problems.0.problem", "食堂留样记录缺两天")
    inspector.find("[name='problems.0.outcome'] option[value=advice]").click()
    inspector.type("problems.0.requirement", "补齐留样记录")
    inspector.allowed.append("422")
    inspector.press("提交")
    inspector.sees("整改期限应为0到30天")
    assert inspector.find("[name=record]").get_attribute("value") == "巡视食堂和教学楼，听课一节。"
    inspector.type("problems.0.days", "7")
    inspector.press("提交")
    inspector.sees("发整改建议")
    inspector.sees("待签收")
    number = inspector.find(".subtitle").text.split(" · ")[0]
    address = inspector.driver.current_url.split("?")[0]
    inspector.shot("visit-own")

    # The clerks' logins follow the schools; the inspector's first one is the first of all.
    clerk = sign_in("school", server=fresh_demo)
    clerk.go(address)
    assert "巡视食堂" not in clerk.text("main")
    clerk.press("签收")
    clerk.type("disagreement", "记录在另一本台账里")
    clerk.find("form button.primary").click()
    clerk.sees("记录在另一本台账里")
    clerk.shot("visit-signed")

    inspector.go(f"{address}/correction")
    inspector.type("reason", "听课节数写错")
    inspector.press("保存更正")
    inspector.sees("更正记录")
    inspector.sees("学校还没有签收")

    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/visits?q={number}")
    officer.sees(school)
    officer.go(f"{fresh_demo.address}/visits?state=undecided&own=1")
    officer.find("table.ledger tbody td.lead a").click()
    officer.find("#marks details summary").click()
    officer.find("#marks textarea").send_keys("已与督学核实")
    officer.press("保存决定")
    officer.sees("已与督学核实")
    officer.shot("visit-decided")

