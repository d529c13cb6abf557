"""What is done to an office's outbox in tests, and what can be seen of it."""

import json
import re
import sqlite3
import time

from office import Person

PUBLIC = "https://dudao.example.cn"


def enter(office):
    # Over plain HTTP to ourselves; the public address only makes links, and cookies with a prefix.
    return Person(office)


def post(person, path, **fields):
    command = f"{time.monotonic_ns():032d}"
    return person.ask("POST", path, {"csrf": person.csrf, "command": command, **fields})


def set_mail(person, port, security="none", **more):
    fields = {"host": "127.0.0.1", "port": port, "security": security, "user": "", "password": "",
              "sender": "dudao@example.cn", "senderName": "渝北区教育督导室", "authorities": "", "time": "08:00",
              "inside": ""} | more
    status, page = post(person, "/settings/mail", **fields)
    assert status == 303, page


def notice(page):
    found = re.search(r'<div class="notice (success|error)"[^>]*>(.*?)</div>', page, re.S)
    assert found, page
    return found[1], re.sub("<[^>]+>", "", found[2])


def trial(person):
    status, page = post(person, "/settings/mail/test", to="zhou@example.cn")
    assert status == 200, page
    return notice(page)


BODY = {"greeting": "周敏：", "lead": "您有待办2件。", "foot": "请勿回复。",
        "links": [{"label": "打开工作台", "path": "/"}],
        "sections": [{"heading": "已逾期1件", "lines": [
            {"text": "提交整改佐证", "note": "一小 <食堂> · 逾期3天", "path": "/findings/7", "isLate": True}]}]}


def queue(office, recipient="zhou@example.cn", channel="mail", webhook="", body=BODY, subject="督导待办提醒：逾期1件（3月31日）"):
    """Puts a message into the outbox as a change would."""
    ident = f"m{time.monotonic_ns()}"
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    later = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + 86400))
    with sqlite3.connect(office.path, timeout=20) as database:
        database.execute(
            """INSERT INTO outbox_message (id, channel, purpose, recipient, webhook_id, subject, body, state, attempts,
                   parts_done, next_at, last_error, owner, lease_until, created_at, expires_at, province, city, county, zone)
               VALUES (?, ?, 'digest', ?, ?, ?, ?, 'queued', 0, 0, ?, '', '', '', ?, ?, '', '', '', '')""",
            (ident, channel, recipient, webhook, subject, json.dumps(body), now, now, later))
    return ident


def row(office, ident):
    with sqlite3.connect(office.path, timeout=20) as database:
        return database.execute(
            "SELECT state, attempts, last_error, body FROM outbox_message WHERE id = ?", (ident,)).fetchone()


def wait_for(office, ident, *states, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (found := row(office, ident))[0] in states:
            return found
        if found[0] in ("sent", "given-up", "failed"):
            break
        time.sleep(0.3)
    raise AssertionError(f"still {row(office, ident)}")


def hurry(office, ident):
    """Lets the pause after a failure be over."""
    with sqlite3.connect(office.path, timeout=20) as database:
        database.execute("UPDATE outbox_message SET state = 'queued', next_at = '2020-01-01T00:00:00.000Z' WHERE id = ?", (ident,))
