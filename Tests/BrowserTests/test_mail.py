"""Mails against a real SMTP server: what arrives, what is refused, what is tried again, what a crash leaves."""

import re
import sqlite3
import time

import pytest

from mailserver import Mailbox, certificate
from office import Office
from outbox import PUBLIC, enter, hurry, post, queue, row, set_mail, trial, wait_for


@pytest.fixture
def office(tmp_path):
    one = Office(tmp_path, "--public-url", PUBLIC)
    yield one
    if hasattr(one, "process") and one.process.poll() is None:
        one.crash()


@pytest.fixture
def mailbox():
    opened = []

    def open(*words, **options):
        opened.append(Mailbox(*words, **options))
        return opened[-1]

    yield open
    for one in opened:
        one.stop()


def test_a_mail_arrives_as_it_was_meant(office, mailbox):
    box = mailbox()
    set_mail(enter(office.start()), box.port)
    ident = queue(office)
    wait_for(office, ident, "sent")
    [mail] = box.mails
    assert mail["Subject"] == "督导待办提醒：逾期1件（3月31日）"
    assert mail["From"].addresses[0].addr_spec == "dudao@example.cn"
    assert mail["From"].addresses[0].display_name == "渝北区教育督导室"
    assert mail["To"].addresses[0].addr_spec == "zhou@example.cn"
    assert mail["Message-ID"] == f"<{ident}@example.cn>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == f"<{PUBLIC}/reminders>"
    assert abs(mail["Date"].datetime.timestamp() - time.time()) < 120
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = (part.get_content() for part in mail.iter_parts())
    assert "1. 提交整改佐证  一小 <食堂> · 逾期3天" in plain and f"{PUBLIC}/findings/7" in plain
    assert "一小 &lt;食堂&gt;" in html and f'<a href="{PUBLIC}/findings/7">提交整改佐证</a>' in html
    assert not mail.defects and all(len(line) <= 78 for line in box.raw[0].split(b"\r\n"))
    assert office.stop() == 0


def test_encryption_and_login(office, mailbox, tmp_path):
    chain, context = certificate(tmp_path)
    person = enter(office.start())
    login = {"user": "dudao", "password": "口令 §1"}
    box = mailbox(tls=context, **login)
    set_mail(person, box.port, "starttls", authorities=str(chain), **login)
    kind, words = trial(person)
    assert kind == "success" and "250" in words, words
    set_mail(person, box.port, "starttls-optional", authorities=str(chain), user="dudao")
    assert trial(person)[0] == "success", "the stored password was forgotten"
    set_mail(person, box.port, "starttls", authorities=str(chain), user="dudao", password="wrong")
    kind, words = trial(person)
    assert kind == "error" and "用户名或密码不对" in words and "535" in words, words
    set_mail(person, box.port, "starttls", **login)
    assert "证书没有通过校验" in trial(person)[1], "a certificate of nobody's was trusted"
    assert all(box.encrypted) and len(box.raw) == 2
    implicit = mailbox(tls=context, implicit=True)
    set_mail(person, implicit.port, "tls", authorities=str(chain))
    assert trial(person)[0] == "success" and implicit.encrypted == [True]
    bare = mailbox()
    set_mail(person, bare.port, "starttls")
    assert "不支持STARTTLS" in trial(person)[1]
    assert bare.raw == [], "a mail went out unencrypted although it may not"
    set_mail(person, bare.port, "starttls-optional")
    assert trial(person)[0] == "success" and bare.encrypted == [False]
    assert "口令" not in (office.folder / "log").read_text()
    office.stop()


@pytest.mark.parametrize("source", ["environment", "file"])
def test_a_password_from_outside_is_used_and_stored_nowhere(tmp_path, mailbox, monkeypatch, source):
    options = ["--public-url", PUBLIC]
    if source == "file":
        (tmp_path / "password").write_text("von außen\n")
        options += ["--smtp-password-file", str(tmp_path / "password")]
    else:
        monkeypatch.setenv("DUDAO_SMTP_PASSWORD", "von außen")
    office = Office(tmp_path, *options).start()
    try:
        person = enter(office)
        box = mailbox(user="dudao", password="von außen")
        set_mail(person, box.port, user="dudao")
        assert "环境变量或密码文件" in person.ask("GET", "/settings/mail")[1]
        assert trial(person)[0] == "success" and box.logins == ["dudao"]
        with sqlite3.connect(office.path) as database:
            assert database.execute("SELECT count(*) FROM setting WHERE name = 'mail.password'").fetchone() == (0,)
    finally:
        office.crash()


def test_a_refusal_for_now_is_tried_again_and_one_for_good_is_not(office, mailbox):
    later, dropping, never = mailbox("later"), mailbox("drop"), mailbox("never")
    person = enter(office.start())
    for box in (later, dropping):
        set_mail(person, box.port)
        ident = queue(office)
        state, attempts, error, _ = wait_for(office, ident, "failed")
        assert attempts == 1 and error and box.raw == []
        assert ("451" in error) == (box is later), error
        hurry(office, ident)
        assert wait_for(office, ident, "sent")[1] == 2
        assert [mail["Message-ID"] for mail in box.mails] == [f"<{ident}@example.cn>"]
    set_mail(person, never.port)
    ident = queue(office)
    state, attempts, error, _ = wait_for(office, ident, "given-up")
    assert attempts == 1 and "550 5.1.1 no such user" in error
    assert "条提醒没有送达" in person.ask("GET", "/")[1]
    assert "550 5.1.1" in person.ask("GET", "/outbox?state=given-up")[1]
    assert "zhou@example.cn" not in (office.folder / "log").read_text()
    office.stop()


def test_a_slow_server_gets_a_mail_once(office, mailbox):
    box = mailbox("slow")
    set_mail(enter(office.start()), box.port)
    ident = queue(office)
    assert wait_for(office, ident, "sent", seconds=90)[1] == 1
    assert len(box.raw) == 1


def test_a_kill_between_sending_and_noting_loses_nothing(office, mailbox):
    box = mailbox("hang")
    set_mail(enter(office.start()), box.port)
    ident = queue(office)
    assert box.arrived.wait(60), "the mail was not sent at all"
    office.crash()
    assert row(office, ident)[0] == "sending"
    box.behaviour = "take"
    office.start()
    assert wait_for(office, ident, "sent", seconds=90)[1] == 2
    assert {mail["Message-ID"] for mail in box.mails} == {f"<{ident}@example.cn>"} and len(box.raw) == 2


def test_an_address_is_confirmed_by_the_mail_that_it_got(office, mailbox):
    box = mailbox()
    person = enter(office.start())
    set_mail(person, box.port)
    assert post(person, "/reminders/mail", address="zhou@example.cn")[0] == 303
    assert box.arrived.wait(60)
    link = re.search(PUBLIC + r"(/reminders/mail/\w+)", box.mails[0].get_body(("plain",)).get_content())[1]
    assert "zhou@example.cn" in person.ask("GET", link)[1]
    assert post(person, link)[0] == 303
    assert "已验证" in person.ask("GET", "/reminders")[1]
    end = time.monotonic() + 20
    token = link.rsplit("/", 1)[1]
    while any(token in line for line in dump(office)) and time.monotonic() < end:
        time.sleep(0.3)
    assert not any(token in line for line in dump(office)), "the token still lies in the database"


def dump(office):
    with sqlite3.connect(office.path, timeout=20) as database:
        return [str(line) for line in database.execute("SELECT body FROM outbox_message")] + [
            str(line) for line in database.execute("SELECT * FROM reminder_wish")]
