"""Sending visits over a network that breaks at every request, to a server that dies: nothing lost, nothing doubled."""

import json
import random

import pytest

from cutter import MODES, Cutter, ask
from dudao import Demo
from fieldwork import network, server  # noqa: F401
from visitor import Ledger, Visitor


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


@pytest.mark.parametrize("moment", [2, 5, 9])
def test_the_server_is_killed_in_mid_send_and_started_again(tmp_path, moment):
    server = Demo(tmp_path / "data")
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
