"""Finishing, locking and leaving in the middle of other work: nothing typed is lost, nothing goes on behind the lock."""

import threading

from fieldwork import network, phone, server  # noqa: F401
from visitor import PASSWORD, Ledger


def writing(inspector, record="看了食堂和校门。"):
    """A visit with its words, open at the step of the photos."""
    inspector.start()
    for _ in range(3):
        inspector.step("下一步")
    inspector.write("record", record)
    inspector.step("下一步")
    inspector.browser.find("#visit-photo-multiple")


def test_ten_photos_and_finished_at_once(phone, server):
    inspector = phone().open().wait_for_schools()
    writing(inspector)
    inspector.album(10, "下一步", "完成并发送")
    inspector.browser.find("[data-visit]")
    [visit] = inspector.states()
    inspector.wait_until_sent([visit], 180)
    assert Ledger(server.data).visits([visit]) == [(visit, 0, 10, 0)]


def test_photos_that_are_being_made_small_are_waited_for_before_it_locks(phone):
    inspector = phone().open().wait_for_schools()
    writing(inspector, "写到一半")
    inspector.album(3)
    inspector.idle()
    browser = inspector.browser
    browser.wait(lambda _: locked(inspector) or inspector.idle(1), "it does not lock")
    browser.type("password", PASSWORD)
    browser.press("打开")
    browser.wait(lambda _: len(browser.all(".visit-photos img")) == 3)
    inspector.step("上一步")
    assert browser.find("[name=record]").get_attribute("value") == "写到一半"


def locked(inspector):
    return bool(inspector.browser.all("[name=login]"))


def test_what_is_typed_while_it_locks_is_kept(phone):
    """Each letter comes in while the ones before are being stored for the last time."""
    inspector = phone().open().wait_for_schools()
    inspector.start()
    inspector.write("theme", "开始")
    inspector.driver.execute_script("""
        const field = document.querySelector("[name=theme]");
        const now = Date.now; Date.now = () => now.call(Date) + 11 * 60_000;
        document.dispatchEvent(new Event("visibilitychange"));
        window.typed = field.value;
        const type = () => {
          if (!field.isConnected || window.typed.length > 60) return;
          window.typed = field.value += "字";
          field.dispatchEvent(new Event("input"));
          setTimeout(type, 1);
        };
        type();""")
    inspector.browser.wait(lambda _: locked(inspector), "it does not lock")
    typed = inspector.driver.execute_script("return window.typed")
    inspector.browser.type("password", PASSWORD)
    inspector.browser.press("打开")
    assert inspector.browser.find("[name=theme]").get_attribute("value") == typed


def test_a_locked_app_neither_speaks_nor_draws_whatever_was_going_on(phone, network, server):
    inspector = phone().open().wait_for_schools()
    driver, browser = inspector.driver, inspector.browser
    held = threading.Event()

    def hold(method, path, status, data):
        if "/api/visits/" in path:
            asked.append(path)
            held.wait(60)
        return status, data

    asked = []
    inspector.tab("queue")
    [visit] = inspector.queue(1, 1)
    browser.sees("待发送（1）")
    network.rewrite = hold
    inspector.step("删除")
    browser.sees("删除没有发送的记录", "dialog")
    driver.execute_script("dispatchEvent(new Event('online'))")
    browser.wait(lambda _: any(visit in path for path in asked), "it does not send")
    inspector.idle(31)
    browser.wait(lambda _: locked(inspector), "it does not lock")
    assert not browser.all("dialog"), "a question is left open over the lock"
    held.set()
    idle = """
        const [done] = arguments;
        navigator.locks.query().then(({ held, pending }) => done(held.length + pending.length === 0), () => done(false));"""
    browser.wait(lambda _: driver.execute_async_script(idle), "what was being sent never ended")
    before = len(asked)
    driver.execute_script("""
        const slot = arguments[0];
        for (const name of ["online", "offline", "hashchange"]) dispatchEvent(new Event(name));
        document.dispatchEvent(new Event("visibilitychange"));
        navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data: "send" }));
        new BroadcastChannel(`dudao-visits-${slot}`).postMessage("changed");
        location.hash = "#/device";""", slot(driver))
    assert browser.find("[name=login]").is_displayed()
    assert Ledger(server.data).ask("SELECT count(*) FROM visit WHERE id = ?", visit) == [(1,)]
    browser.type("password", PASSWORD)
    assert len(asked) == before, "the closed app has sent something"
    browser.press("打开")
    browser.sees("长期保存")
    inspector.tab("queue")
    inspector.wait_until_sent([visit])
    assert Ledger(server.data).visits([visit]) == [(visit, 1, 1, 0)]


def slot(driver):
    return driver.execute_async_script("""
        const [done] = arguments;
        indexedDB.open("dudao-visits").onsuccess = ({ target: { result } }) => {
          result.transaction("slots").objectStore("slots").getAllKeys().onsuccess = ({ target: { result: keys } }) => {
            result.close();
            done(keys.find((key) => key !== "reserve"));
          };
        };""")


def test_signing_out_without_a_network_is_done_at_the_next_contact(phone, network):
    inspector = phone().open().wait_for_schools()
    browser = inspector.browser
    account = inspector.session()
    inspector.tab("device")
    network.is_down = True
    inspector.step("退出登录")
    browser.find("dialog")
    inspector.step_in_dialog("退出")
    browser.sees("联网后会自动退出登录")
    network.is_down = False
    assert inspector.session() == account, "nobody has told the server yet"
    inspector.driver.execute_script("dispatchEvent(new Event('online'))")
    browser.wait(lambda _: inspector.session() is None, "the session is still there")


def test_whoever_opens_the_device_again_stays_signed_in(phone, network):
    inspector = phone().open().wait_for_schools()
    browser = inspector.browser
    account = inspector.session()
    inspector.tab("device")
    network.is_down = True
    inspector.step("退出登录")
    browser.find("dialog")
    inspector.step_in_dialog("退出")
    browser.sees("联网后会自动退出登录")
    inspector.unlock(expected="长期保存")
    network.is_down = False
    inspector.tab("queue")
    inspector.driver.execute_script("dispatchEvent(new Event('online'))")
    [visit] = inspector.queue(1, 0)
    inspector.step("立即发送")
    inspector.wait_until_sent([visit])
    assert inspector.session() == account
