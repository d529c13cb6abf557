"""Group robots against a real server: what they understand, their no, their limits, and who is not knocked at."""

import base64
import hashlib
import hmac
import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from mailserver import RobotServer
from office import Office
from outbox import BODY, PUBLIC, enter, hurry, notice, post, queue, set_mail, wait_for


@pytest.fixture
def office(tmp_path):
    one = Office(tmp_path, "--public-url", PUBLIC)
    yield one
    if hasattr(one, "process") and one.process.poll() is None:
        one.crash()


def robot(person, server, kind, **more):
    set_mail(person, 1, inside=server.host)
    fields = {"name": kind, "kind": kind, "address": f"http://{server.host}/send?key=k1", "secret": "", "occasion": "daily",
              "isOn": "1", "version": "0"} | more
    status, page = post(person, "/settings/webhooks", **fields)
    assert status == 303, page
    return person.headers["Location"].split("?")[0].rsplit("/", 1)[1]


def test_robots_get_what_they_understand(office):
    person = enter(office.start())
    for kind in ("wecom", "dingtalk", "generic"):
        server = RobotServer()
        ident = robot(person, server, kind, secret="SEC0123" if kind != "wecom" else "")
        wait_for(office, queue(office, kind, "webhook", ident), "sent")
        [(path, headers, body)] = server.posts
        said, query = json.loads(body), parse_qs(urlsplit(path).query)
        assert query["key"] == ["k1"] and headers["Content-Type"] == "application/json; charset=utf-8"
        if kind == "generic":
            assert said["items"] == [{"title": "提交整改佐证", "note": "一小 <食堂> · 逾期3天", "url": f"{PUBLIC}/findings/7", "late": True}]
            signed = f"{headers['X-Dudao-Timestamp']}.".encode() + body
            mac = hmac.new(b"SEC0123", signed, hashlib.sha256).hexdigest()
            assert headers["X-Dudao-Signature"] == f"sha256={mac}"
            continue
        assert said["msgtype"] == "markdown"
        text = said["markdown"]["content" if kind == "wecom" else "text"]
        assert f"[提交整改佐证]({PUBLIC}/findings/7)" in text
        if kind == "dingtalk":
            assert said["markdown"]["title"] == "督导待办提醒：逾期1件（3月31日）"
            mac = hmac.new(b"SEC0123", f"{query['timestamp'][0]}\nSEC0123".encode(), hashlib.sha256).digest()
            assert query["sign"] == [base64.b64encode(mac).decode()]
            assert abs(int(query["timestamp"][0]) / 1000 - time.time()) < 60


def test_a_robots_no_is_shown_in_words_and_busy_is_tried_again(office):
    person = enter(office.start())
    cases = [
        ((200, {"errcode": 93000, "errmsg": "invalid webhook url"}), "given-up", "93000 invalid webhook url"),
        ((200, {"errcode": 45009, "errmsg": "api freq out of limit"}), "failed", "45009"),
        ((404, {}), "given-up", "HTTP 404"), ((429, {}), "failed", "HTTP 429"), ((503, {}), "failed", "HTTP 503"),
        ((302, {}), "failed", "HTTP 302"), ((200, ["what"]), "failed", "不是机器人的答复"),
    ]
    for number, (answer, state, words) in enumerate(cases):
        server = RobotServer(answer, (200, {"errcode": 0}))
        ident = robot(person, server, "wecom", name=f"群{number}")
        message = queue(office, "群", "webhook", ident)
        assert words in wait_for(office, message, state)[2]
        if state == "failed":
            hurry(office, message)
            wait_for(office, message, "sent")
        assert {path for path, _, _ in server.posts} == {"/send?key=k1"}, "a redirect was followed"


def test_a_long_message_goes_in_parts_each_once(office):
    person = enter(office.start())
    server = RobotServer((200, {"errcode": 0}), (200, {"errcode": -1, "errmsg": "busy"}), (200, {"errcode": 0}))
    ident = robot(person, server, "wecom")
    lines = [{"text": f"核查整改{number:03}", "note": "督导" * 30, "path": "/f", "isLate": False} for number in range(60)]
    body = BODY | {"sections": [{"heading": "按事项", "lines": lines}]}
    message = queue(office, "群", "webhook", ident, body)
    wait_for(office, message, "failed")
    hurry(office, message)
    wait_for(office, message, "sent")
    contents = [json.loads(body)["markdown"]["content"] for _, _, body in server.posts]
    assert all(len(content.encode()) <= 4096 for content in contents) and len(contents) >= 4
    # The second part was answered with “busy” and is the only one that went twice.
    assert contents[1] == contents[2]
    whole = "\n".join(contents[:1] + contents[2:])
    assert [f"核查整改{number:03}" in whole for number in range(60)] == [True] * 60
    assert whole.count("核查整改") == 60


def test_a_robot_inside_the_house_is_not_knocked_at(office):
    server = RobotServer()
    person = enter(office.start())
    fields = {"name": "群", "kind": "wecom", "secret": "", "occasion": "daily", "isOn": "1", "version": "0"}
    for address in (f"http://{server.host}/send", f"https://{server.host}/send", "https://localhost/send"):
        assert post(person, "/settings/webhooks", address=address, **fields)[0] == 422, address
    # A name that looks public and means this machine is found out when the connection is made.
    for address in (f"https://127.1:{server.server_port}/send", f"https://2130706433.:{server.server_port}/send"):
        status, _ = post(person, "/settings/webhooks", address=address, **fields | {"name": address})
        if status == 303:
            page = post(person, person.headers["Location"].split("?")[0] + "/test")[1]
            assert "内网" in notice(page)[1] or "找不到" in notice(page)[1], notice(page)
    # One that was allowed and is no longer is refused before anything is sent.
    ident = robot(person, server, "wecom", name="曾经")
    set_mail(person, 1)
    state, _, error, _ = wait_for(office, queue(office, "群", "webhook", ident), "given-up")
    assert "https://" in error and server.posts == []
