"""Sending visits over a network that breaks at every request, to a server that dies: nothing lost, nothing doubled."""

import json
import random

import pytest

from cutter import MODES, Cutter, ask
from dudao import Demo, copied
from fieldwork import network, server  # noqa: F401
from visitor import PASSWORD, Ledger, Visitor


@pytest.fixture
def inspector(network):
    one = Visitor(network.address, "inspector").open().wait_for_schools()
    yield one
    one.quit()


def all_there(ledger, ids, photos):
    assert ledger.visits(ids) == [(one, 1, photos, 0) for one in sorted(ids)]


def test_the_connection_drops_at_each_request_in_turn(inspector, network, server):
    ledger = Ledger(server.data)
    before = ledger.counts()
    inspector.tab("queue")
    [whole] = inspector.queue(1, 2)
    network.cut(0, "none")
    inspector.step("立即发送")
    inspector.wait_until_sent([whole])
    requests = len(network.seen)
    assert [method for method, _ in network.seen].count("POST") == 1
    sent = [whole]
    for number in range(1, requests + 1):
        for mode in MODES:
            [visit] = inspector.queue(1, 2)
            network.cut(number, mode)
            inspector.step("立即发送")
            inspector.wait_until_sent([visit])
            all_there(ledger, [visit], 2)
            sent.append(visit)
    print(f"\n{requests} requests a visit, {len(sent) - 1} cuts")
    all_there(ledger, sent, 2)
    after = ledger.counts()
    assert after["visit"] - before["visit"] == len(sent)
    assert after["visit_problem"] - before["visit_problem"] == len(sent)
    assert after["visit_photo"] - before["visit_photo"] == 2 * len(sent)


def test_what_was_sent_may_come_again_and_in_any_order(inspector, network, server):
    ledger = Ledger(server.data)
    inspector.tab("queue")
    ids = inspector.queue(3, 2, reversed=True)
    network.cut(0, "none")
    inspector.step("立即发送")
    inspector.wait_until_sent(ids)
    before = ledger.counts()
    kept = [request for request in network.kept if request[0] != "GET"]
    chance = random.Random(20260331)
    for method, path, headers, body in chance.sample(kept + kept, 2 * len(kept)):
        status, _, _ = ask(server.address, method, path, headers, body)
        assert status == 200, f"{method} {path}: {status}"
    assert ledger.counts() == before
    all_there(ledger, ids, 2)

    # The same as other visits, whose parts come before and after them.
    renamed = [renew(request) for request in kept]
    for method, path, headers, body in chance.sample(renamed, len(renamed)):
        status, _, _ = ask(server.address, method, path, headers, body)
        assert status == 200, f"{method} {path}: {status}"
    others = [renew_text(one) for one in ids]
    all_there(ledger, others, 2)
    assert ledger.counts()["visit"] == before["visit"] + 3


def renew(request):
    method, path, headers, body = request
    if method == "POST":
        visit = json.loads(body)
        visit["id"] = renew_text(visit["id"])
        for one in visit["photos"] + visit["problems"]:
            one["id"] = renew_text(one["id"])
        body = json.dumps(visit).encode()
    pieces = path.split("?")
    path = "/".join(renew_text(piece) if len(piece) == 36 else piece for piece in pieces[0].split("/"))
    return method, "?".join([path, *pieces[1:]]), headers, body


def renew_text(identifier):
    return identifier[:-4] + f"{int(identifier[-4:], 16) ^ 0x5555:04x}"


def test_two_tabs_never_send_the_same_twice(inspector, network, server):
    first = inspector.driver.current_window_handle
    inspector.driver.switch_to.new_window("tab")
    inspector.open()
    inspector.tab("queue")
    network.cut(0, "none")
    ids = inspector.queue(4, 1)
    for handle in (first, inspector.driver.current_window_handle):
        inspector.driver.switch_to.window(handle)
        inspector.driver.execute_script("dispatchEvent(new Event('online'))")
    inspector.wait_until_sent(ids)
    posts = [path for method, path in network.seen if method == "POST"]
    assert sorted(posts) == sorted(f"/api/visits/{one}" for one in ids)
    all_there(Ledger(server.data), ids, 1)


def test_a_session_that_is_over_is_renewed_and_sending_goes_on(inspector, network, server):
    inspector.tab("queue")
    ids = inspector.queue(2, 1)
    Ledger(server.data).sign_everybody_out()
    inspector.step("立即发送")
    inspector.wait_until_sent(ids)
    all_there(Ledger(server.data), ids, 1)


def test_a_refusal_is_shown_with_what_to_do_and_the_record_stays(inspector, network, server):
    def refuse(method, path, status, data):
        if method != "POST" or "/api/visits/" not in path:
            return status, data
        return 422, json.dumps({"code": "form.invalid", "message": "有几处需要修改。", "retry": False,
                                "problems": {"theme": "主题请控制在100字以内。"}}).encode()

    inspector.tab("queue")
    [visit] = inspector.queue(1, 1)
    network.rewrite = refuse
    inspector.step("立即发送")
    inspector.browser.sees("主题请控制在100字以内")
    assert inspector.states()[visit] == "refused"
    inspector.browser.shot("visit-refused")
    network.rewrite = None
    inspector.step("重试")
    inspector.wait_until_sent([visit])
    all_there(Ledger(server.data), [visit], 1)


def refusing(network, status, answer, wanted="/api/visits/"):
    """The way to the server answers this to whatever is sent; gives the addresses that were asked."""
    asked = []

    def refuse(method, path, *real):
        asked.append(path)
        return (status, answer) if wanted in path and method in ("POST", "PUT") else real

    network.rewrite = refuse
    return asked


@pytest.mark.parametrize("status", [403, 404])
def test_a_no_that_is_not_the_server_s_own_is_only_a_bad_network(inspector, network, server, status):
    inspector.tab("queue")
    [visit] = inspector.queue(1, 1)
    refusing(network, status, b"<html>blocked by the firewall</html>")
    inspector.step("立即发送")
    inspector.browser.sees("连接断开")
    assert inspector.states()[visit] == "queued"
    network.rewrite = None
    inspector.step("立即发送")
    inspector.wait_until_sent([visit])
    all_there(Ledger(server.data), [visit], 1)


def test_what_only_the_person_can_do_is_no_refusal_of_the_record(inspector, network, server):
    inspector.tab("queue")
    [visit] = inspector.queue(1, 1)
    code = json.dumps({"code": "web.mustChangePassword", "message": "首次登录请先修改密码。"}).encode()
    asked = refusing(network, 403, code)
    inspector.step("立即发送")
    inspector.browser.sees("首次登录请先修改密码")
    assert inspector.browser.button("到网页上办理").get_attribute("href").endswith("/")
    assert inspector.states()[visit] == "queued"
    assert "/login" not in asked, "a password would not help"
    network.rewrite = None
    inspector.step("立即发送")
    inspector.wait_until_sent([visit])


def test_a_record_with_which_the_server_has_trouble_keeps_none_of_the_others_back(inspector, network, server):
    inspector.tab("queue")
    first, *others = inspector.queue(3, 1)
    fault = json.dumps({"code": "web.fault", "message": "系统暂时不能办理。", "retry": True}).encode()
    refusing(network, 503, fault, wanted=first)
    inspector.step("立即发送")
    inspector.wait_until_sent(others)
    assert inspector.states()[first] == "queued"
    inspector.browser.sees("系统暂时不能办理")
    network.rewrite = None
    inspector.step("立即发送")
    inspector.wait_until_sent([first])
    all_there(Ledger(server.data), [first, *others], 1)


def test_a_photo_that_is_lost_on_the_phone_keeps_none_of_the_others_back(inspector, network, server):
    ledger = Ledger(server.data)
    inspector.tab("queue")
    [visit] = inspector.queue(1, 3)
    gone = inspector.driver.execute_async_script("""
        const [done] = arguments;
        indexedDB.open("dudao-visits").onsuccess = ({ target: { result } }) => {
          const items = result.transaction("items", "readwrite").objectStore("items");
          items.getAllKeys().onsuccess = ({ target: { result: keys } }) => {
            const photo = keys.find(([, kind]) => kind === "photo");
            items.delete(photo).onsuccess = () => { result.close(); done(photo[2]); };
          };
        };""")
    assert gone
    inspector.step("立即发送")
    inspector.browser.sees("有一张照片在本机找不到了")
    assert ledger.visits([visit]) == [(visit, 1, 2, 1)]
    # The server has the record and waits; what can still be done is a record of its own, without that photo.
    inspector.step("另存为新记录")
    inspector.browser.sees("服务器已收到这条记录", "dialog")
    inspector.step_in_dialog("另存")
    inspector.browser.find("[name=theme]")
    inspector.driver.execute_script("document.querySelectorAll('.visit-dot')[5].click()")
    inspector.step("完成并发送")
    inspector.browser.find("[data-visit]")
    [copy] = [one for one in inspector.states() if one != visit]
    inspector.wait_until_sent([copy])
    assert ledger.visits([copy]) == [(copy, 1, 2, 0)]


def test_another_account_of_the_browser_is_not_put_out(inspector, network, server):
    driver, browser = inspector.driver, inspector.browser
    own, first = inspector.session(), driver.current_window_handle
    driver.switch_to.new_window("tab")
    browser.go(f"{network.address}/login")
    browser.type("login", "inspector2")
    browser.type("password", PASSWORD)
    browser.find("main form button").click()
    browser.find(".usermenu")
    other = inspector.session()
    assert other not in (None, own)
    driver.switch_to.window(first)
    inspector.tab("queue")
    [visit] = inspector.queue(1, 1)
    inspector.step("立即发送")
    browser.sees("浏览器里登录的是另一个账号")
    assert inspector.states()[visit] == "queued" and inspector.session() == other
    inspector.step("输入密码继续发送")
    browser.sees("那个账号就会退出", "dialog")
    browser.find("dialog input").send_keys(PASSWORD)
    inspector.step_in_dialog("登录")
    inspector.wait_until_sent([visit])
    assert inspector.session() == own
    all_there(Ledger(server.data), [visit], 1)


@pytest.mark.parametrize("moment", [2, 5, 9])
def test_the_server_is_killed_in_mid_send_and_started_again(filled, tmp_path, moment):
    server = Demo(copied(filled, tmp_path))
    network = Cutter(server.address)
    inspector = Visitor(network.address, "inspector").open().wait_for_schools()
    ledger = Ledger(server.data)
    servers = [server]
    try:
        inspector.tab("queue")
        ids = inspector.queue(4, 2)
        before = ledger.counts()
        network.cut(0, "none")
        network.at_request = lambda count: server.process.kill() if count == moment else None
        inspector.step("立即发送")
        server.process.wait(20)
        network.at_request = None
        assert len(ledger.visits(ids)) < 4, "it died in the middle"
        servers.append(Demo(tmp_path / "data"))
        network.target = servers[-1].address
        inspector.wait_until_sent(ids, 120)
        all_there(ledger, ids, 2)
        after = ledger.counts()
        assert {name: after[name] - before[name] for name in ("visit", "visit_problem", "visit_photo")} == {
            "visit": 4, "visit_problem": 4, "visit_photo": 8}
    finally:
        inspector.quit()
        network.shutdown()
        network.server_close()
        for one in servers:
            one.stop()
