"""What the phone makes of the month's plan, of joint visits and of who receives inspectors."""

import json

from fieldwork import network, phone, server  # noqa: F401

CRITERIA = [{"id": f"{n}", "code": f"{n}", "text": f"第{n}项", "kind": "yesNo", "max": None, "group": "",
             "options": [{"value": "是", "label": "是"}, {"value": "否", "label": "否"}]} for n in range(1, 4)]


def checklist(version, month, theme):
    return {"version": version, "title": f"{theme}清单", "month": month, "theme": theme, "isRequired": False,
            "criteria": CRITERIA}


def theme(month, title, version=None, required=False):
    return {"id": f"{month}-{title}", "month": month, "title": title, "note": "", "checklist": version,
            "isRequired": required}


def planned(network, day, time, themes, checklists, tasks=()):
    """The server says that it is this day, and that this is planned."""
    def rewrite(method, path, status, data):
        if "/api/visits/package" not in path:
            return status, data
        page = json.loads(data)
        schools = [school | {"contactName": "王老师", "contactPhone": "023-48001000转8"} for school in page["schools"]]
        page |= {"day": day, "serverTime": time, "themes": themes, "checklists": checklists, "schools": schools,
                 "tasks": [task | {"school": schools[0]["id"]} for task in tasks]}
        return status, json.dumps(page, ensure_ascii=False).encode()

    network.rewrite = rewrite


def begin(inspector, number=0):
    """A visit to the n-th school; the list may be drawn anew between two looks at it."""
    click = "const found = document.querySelectorAll(arguments[0])[arguments[1]]; found?.click(); return Boolean(found);"
    for selector, place in ((".visit-list a[href^='#/school/']", number), (".visit-bottom button", 0)):
        inspector.browser.wait(lambda _, at=(selector, place): inspector.driver.execute_script(click, *at))
    inspector.browser.find("[name=theme]")


def field(inspector, name):
    return inspector.browser.find(f"[name={name}]").get_attribute("value")


def test_after_midnight_the_new_month_s_theme_is_taken_and_not_yesterday_s(phone, network, tmp_path):
    themes = [theme("2026-02", "寒假安全", "list-1", True), theme("2026-03", "开学准备", "list-2"),
              theme("2026-03", "食堂卫生", None, True)]
    lists = [checklist("list-1", "2026-02", "寒假安全"), checklist("list-2", "2026-03", "开学准备")]
    planned(network, "2026-02-28", "2026-02-28T15:30:00.000Z", themes, lists)
    inspector = phone(profile=tmp_path / "device").open().wait_for_schools()
    begin(inspector)
    assert field(inspector, "theme") == "寒假安全"
    inspector.browser.sees("本月计划：寒假安全")
    inspector.browser.wait(
        lambda _: inspector.driver.execute_script("return Boolean(navigator.serviceWorker.controller)"))
    inspector.quit()
    # Nine hours later, without a network: in China it is the first of March.
    network.is_down = True
    later = phone(profile=tmp_path / "device", ahead=9 / 24).open().wait_for_schools()
    begin(later, 1)
    assert field(later, "theme") == "食堂卫生", "what has to be done first, although it has no checklist"
    later.browser.sees("本月计划：食堂卫生、开学准备")
    later.browser.sees("不用清单")
    later.browser.shot("visit-plan")
    assert later.browser.fits()


def test_two_themes_may_share_a_checklist_and_a_month_without_a_plan_has_none(phone, network):
    themes = [theme("2026-03", "防溺水", "list-1"), theme("2026-03", "防欺凌", "list-1")]
    lists = [checklist("list-1", "2026-03", "防溺水"), checklist("list-1", "2026-03", "防欺凌")]
    planned(network, "2026-03-10", "2026-03-10T02:00:00.000Z", themes, lists)
    inspector = phone().open().wait_for_schools()
    begin(inspector)
    assert len(inspector.browser.all(".visit-choices input")) == 2, "the checklist once, and none"
    inspector.step("下一步")
    assert len(inspector.browser.all(".visit-criterion")) == 3

    planned(network, "2026-04-10", "2026-04-10T02:00:00.000Z", themes, lists)
    other = phone().open().wait_for_schools()
    begin(other)
    assert field(other, "theme") == ""


def test_a_school_says_whom_to_call_and_a_joint_visit_when_it_begins(phone, network):
    task = {"id": "task-1", "month": "2026-03", "theme": "联合督导", "checklist": None, "isJoint": True,
            "fromDay": "2026-03-12", "dueOn": "2026-03-14"}
    planned(network, "2026-03-10", "2026-03-10T02:00:00.000Z", [], [], [task])
    inspector = phone().open().wait_for_schools()
    browser = inspector.browser
    inspector.driver.execute_script("""
        const row = [...document.querySelectorAll(".visit-list a")]; row[0].click();""")
    browser.find(".visit-facts")
    call = browser.find("a[href^='tel:']")
    assert call.get_attribute("href") == "tel:02348001000,8" and call.text == "023-48001000转8"
    schools = inspector.driver.execute_script("return location.hash")
    assert schools.startswith("#/school/")
    inspector.tab("")
    for row in range(len(browser.all(".visit-list a"))):
        browser.all(".visit-list a")[row].click()
        browser.find(".visit-facts")
        if "联合督导" in browser.text():
            browser.sees("2026年3月12日至2026年3月14日")
            browser.sees("还没有到开始的日子")
            assert "按任务开始" not in browser.text()
            browser.shot("visit-school")
            assert browser.fits()
            return
        inspector.tab("")
    raise AssertionError("the joint visit's school is not there")
