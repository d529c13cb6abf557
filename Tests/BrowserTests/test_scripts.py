"""The behaviours in Public/js under the strict content policy: nothing typed is ever lost."""

import pytest
from selenium.webdriver.common.by import By

from stub import Stub


@pytest.fixture
def stub():
    server = Stub()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(stub, browser):
    def go(path):
        browser.go(stub.address + path)
        return browser
    return go


def value(browser, name):
    return browser.find(f"main [name='{name}']").get_property("value")


def sign_in_again(browser, password):
    browser.find("dialog [name='login']").send_keys("zhou")
    browser.find("dialog [name='password']").send_keys(password)
    browser.find("dialog button").click()


def test_confirm_asks_first(visit, stub):
    browser = visit("/confirm")
    browser.press("作废")
    browser.sees("编号保留，不能恢复。", "dialog")
    browser.press("取消")
    browser.wait(lambda _: not browser.all("dialog"))
    assert stub.posted("/taken") == []
    browser.press("作废")
    browser.find("dialog button.danger").click()
    browser.sees("/done")
    assert len(stub.posted("/taken")) == 1


def test_autosave_sends_what_changed_and_takes_the_new_version(visit, stub):
    browser = visit("/autosave")
    browser.type("score", "4")
    browser.sees("已保存", "[data-savestate]")
    browser.type("note", "好")
    browser.wait(lambda _: any("note" in post for post in stub.posted("/autosave")))
    first, last = stub.posted("/autosave")[0], stub.posted("/autosave")[-1]
    assert first["score"] == "4" and "note" not in first
    assert last["note"] == "好" and "score" not in last
    assert int(last["version"]) > 1 and first["command"] != last["command"]


def test_autosave_outlives_a_lost_connection_and_a_reload(visit, stub):
    browser = visit("/autosave")
    browser.expect_error("ERR_")
    stub.broken = True
    browser.type("note", "断网时写的")
    browser.sees("连接已断开", "[data-savestate]")
    stub.broken = False
    browser = visit("/autosave")
    browser.sees("已保存", "[data-savestate]")
    assert value(browser, "note") == "断网时写的"
    assert stub.posted("/autosave")[-1]["note"] == "断网时写的"


def test_autosave_signs_in_in_place_and_sends_again(visit, stub):
    browser = visit("/autosave")
    browser.expect_error("403")
    browser.expect_error("401")
    stub.signed_in = False
    browser.type("score", "3")
    browser.sees("登录已过期", "dialog")
    sign_in_again(browser, "wrong")
    browser.sees("账号或密码不正确", "dialog")
    browser.find("dialog [name='password']").clear()
    sign_in_again(browser, "right")
    browser.sees("已保存", "[data-savestate]")
    assert stub.posted("/autosave")[-1]["score"] == "3"
    assert stub.posted("/autosave")[-1]["csrf"] == "2"


def test_submitting_waits_for_what_is_not_saved_yet(visit, stub):
    browser = visit("/autosave")
    browser.type("score", "5")
    browser.press("提交")
    browser.sees("/done")
    assert [path for path, _ in stub.posts][-1] == "/taken"
    assert stub.posted("/autosave")[-1]["score"] == "5"


def test_a_draft_is_kept_until_it_was_taken(visit, stub):
    browser = visit("/draft")
    browser.type("text", "写到一半")
    browser = visit("/draft")
    browser.sees("已恢复")
    assert value(browser, "text") == "写到一半"
    browser.press("提交")
    browser.sees("/done")
    browser = visit("/draft")
    assert value(browser, "text") == ""


def test_a_refused_form_keeps_its_fields_and_shows_the_sentence(visit, stub):
    browser = visit("/draft")
    browser.expect_error("422")
    stub.refuse = True
    browser.type("due", "昨天")
    browser.type("text", "理由")
    browser.press("提交")
    browser.sees("太早。")
    assert browser.all(".field.error [name='due']") and value(browser, "text") == "理由"


def test_a_draft_form_survives_an_expired_session(visit, stub):
    browser = visit("/draft")
    browser.type("text", "长长的说明")
    stub.signed_in = False
    browser.press("提交")
    sign_in_again(browser, "right")
    browser.sees("/done")
    assert stub.posted("/taken") == [{"csrf": "2", "due": "", "text": "长长的说明"}]


def test_files_go_up_one_by_one_and_too_large_ones_stay(visit, stub, tmp_path):
    small, other, large = (tmp_path / name for name in ["a.jpg", "b.pdf", "c.docx"])
    small.write_bytes(b"1"), other.write_bytes(b"2"), large.write_bytes(bytes(1_100_000))
    browser = visit("/upload")
    browser.driver.find_element(By.NAME, "file").send_keys(f"{small}\n{other}\n{large}")
    browser.sees("b.pdf", "#list")
    browser.sees("超过 1 MB")
    assert stub.posted("/upload") == ["a.jpg", "b.pdf"]
