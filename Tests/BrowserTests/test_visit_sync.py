"""Taking schools along over a slow network, over one that breaks, and while they change."""

import json

import pytest

from fieldwork import network, phone, server  # noqa: F401


@pytest.mark.parametrize("name, latency, speed", [("slow 3G: 400 kbit/s, 400 ms", 400, 50_000), ("EDGE: 240 kbit/s, 840 ms", 840, 30_000)])
def test_the_first_sync_of_forty_schools_comes_through_a_slow_network_in_two_answers(phone, network, name, latency, speed):
    """How long it takes depends on the machine; how much goes over the network does not, and 5 s on slow 3G allow for it."""
    sizes = []
    network.rewrite = lambda *answer: forty_schools(sizes, *answer)
    inspector = phone().open()
    inspector.browser.sees("40所学校")
    inspector.tab("device")
    inspector.offline(False, latency, speed)
    sizes.clear()
    inspector.step("更新学校和清单")
    inspector.browser.find(".visit-page progress")
    inspector.browser.wait(lambda _: not inspector.browser.all(".visit-page progress"))
    print(f"\n{name}: 40 schools, {len(sizes)} pages of {sizes} bytes")
    assert len(sizes) == 2 and max(sizes) < 64 << 10


def test_a_first_sync_that_breaks_goes_on_where_it_was(phone, network):
    asked = []

    def break_off(method, path, status, data):
        if "/package" in path:
            asked.append(path)
            network.is_down = len(asked) == 1
        return forty_schools([], method, path, status, data)

    network.rewrite = break_off
    inspector = phone().open()
    inspector.browser.sees("没有取完")
    inspector.browser.shot("visit-partly")
    network.is_down = False
    inspector.step("更新")
    inspector.wait_for_schools()
    inspector.browser.sees("40所学校")
    assert [path.count("after=") for path in asked] == [0, 1], "the first page is not fetched again"


def test_a_list_that_changes_while_it_is_taken_begins_anew(phone, network):
    """The server answers a cursor of another order with part 1; what had come of the old one is gone."""
    asked = []

    def change(method, path, status, data):
        if "/package" not in path:
            return status, data
        asked.append(path)
        status, data = forty_schools([], method, path.replace("after=", "") if len(asked) > 1 else path, status, data)
        if len(asked) == 2:
            page = json.loads(data)
            page["schools"] = page["schools"][5:8]
            data = json.dumps(page | {"part": 1, "parts": 1, "next": None}, ensure_ascii=False).encode()
        return status, data

    network.rewrite = change
    inspector = phone().open().wait_for_schools()
    inspector.browser.sees("3所学校")
    names = [row.text for row in inspector.browser.all(".visit-list b")]
    assert sorted(names) == sorted(f"云江新区第{one}实验小学" for one in (5, 6, 7))
    assert [path.count("after=") for path in asked] == [0, 1]


def forty_schools(sizes, method, path, status, data):
    """The package of an inspector with 40 schools, their findings and visits and two checklists, in the server's pages."""
    if "/api/visits/package" not in path:
        return status, data
    real = json.loads(data)
    finding = {"number": "问题〔2026〕17号", "problem": "食堂留样记录不完整，部分冷藏柜温度没有登记，台账与实物不一致。",
               "dueOn": "2026-04-15", "isLate": False, "state": "整改中", "version": 3}
    visit = {"on": "2026-03-10", "by": "陈立新", "outcome": "advice", "theme": "校园安全与食堂管理"}
    schools = [{"id": f"school-{one}", "code": f"11509{one:05}", "name": f"云江新区第{one}实验小学", "stages": ["primary"],
                "address": f"望江街道和平路{one}号", "isOwn": True,
                "lastVisits": [visit | {"id": f"visit-{one}-{n}"} for n in range(3)],
                "openFindings": [finding | {"id": f"finding-{one}-{n}"} for n in range(one % 5)],
                "due": {"law": {"done": 1, "needed": 2}, "local": {"done": one % 2, "needed": 1}, "lateOn": "2026-04-01"}}
               for one in range(40)]
    criteria = [{"id": f"{n}", "code": f"{n}", "text": "校门有人值守，来访登记完整，家长接送区域划线清楚，早晚高峰有值班人员。", "kind": "yesNo",
                 "options": [{"value": "是", "label": "是"}, {"value": "否", "label": "否"}], "max": None, "group": "校园安全"}
                for n in range(1, 31)]
    checklists = [{"version": f"list-{n}", "title": "开学检查清单", "month": f"2026-0{n + 2}", "theme": "开学条件保障",
                   "isRequired": True, "criteria": criteria} for n in range(2)]
    pages = [{"schools": schools[:20], "checklists": checklists}, {"schools": schools[20:], "checklists": []}]
    second = "after=" in path
    page = real | pages[second] | {"tasks": [], "part": 1 + second, "parts": 2, "next": None if second else "1"}
    data = json.dumps(page, ensure_ascii=False).encode()
    sizes.append(len(data))
    return status, data
