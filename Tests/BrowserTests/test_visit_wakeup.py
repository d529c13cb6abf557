"""The browser wakes the app when the network is back (Background Sync), and what the app answers it."""

import time

from fieldwork import network, phone, server  # noqa: F401
from visitor import PASSWORD, Ledger

# What the service worker's question gets from the page: true when it need not ask again.
ASK = """
const [done] = arguments;
const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => done(data);
navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data: "send", ports: [port2] }));
"""

# The app's own timers that would try again; the browser's wake-up is what is left.
NO_TIMERS = """
const real = window.setTimeout;
window.setTimeout = (act, pause, ...rest) => (pause >= 1500 && pause < 80000 ? 0 : real(act, pause, ...rest));
"""


def wake(inspector):
    """As when the system says that there is a network again: Chromium tells the worker."""
    driver = inspector.driver
    driver.execute_cdp_cmd("ServiceWorker.enable", {})
    driver.execute_cdp_cmd("ServiceWorker.dispatchSyncEvent", {
        "origin": inspector.address, "registrationId": "0", "tag": "visits", "lastChance": False})


def controlled(inspector):
    inspector.browser.wait(
        lambda _: inspector.driver.execute_script("return Boolean(navigator.serviceWorker.controller)"))


def test_the_browser_s_wake_up_sends_what_waits(phone, network, server):
    inspector = phone().open().wait_for_schools()
    controlled(inspector)
    inspector.tab("queue")
    inspector.driver.execute_script(NO_TIMERS)
    [visit] = inspector.queue(1, 2)
    network.is_down = True
    inspector.step("立即发送")
    inspector.browser.sees("连接断开")
    network.is_down = False
    time.sleep(4)
    assert inspector.states()[visit] == "queued", "nothing but the browser may wake it in this test"
    wake(inspector)
    inspector.wait_until_sent([visit])
    assert Ledger(server.data).visits([visit]) == [(visit, 1, 2, 0)]


def test_the_browser_is_told_whether_to_wake_it_again(phone, network, server):
    inspector = phone().open().wait_for_schools()
    driver = inspector.driver
    controlled(inspector)
    inspector.tab("queue")
    assert driver.execute_async_script(ASK) is True, "nothing waits"
    [visit] = inspector.queue(1, 1)
    network.is_down = True
    assert driver.execute_async_script(ASK) is False, "it could not be sent"
    network.is_down = False
    assert driver.execute_async_script(ASK) is True
    inspector.wait_until_sent([visit])
    [other] = inspector.queue(1, 1)
    Ledger(server.data).sign_everybody_out()
    inspector.idle()
    inspector.browser.sees("长时间没有操作")
    assert driver.execute_async_script(ASK) is True, "a locked page has no key; the next opening sends"
    inspector.unlock(expected="待发记录")
    inspector.wait_until_sent([other])


def test_it_asks_to_be_woken_while_there_is_no_network(phone, network):
    inspector = phone(whole=True).open().wait_for_schools()
    driver = inspector.driver
    controlled(inspector)
    tags = """
        const [done] = arguments;
        navigator.serviceWorker.getRegistration("/visits/").then((one) => one.sync.getTags()).then(done, (error) => done(`${error}`));"""
    assert driver.execute_async_script(tags) == []
    inspector.offline()
    inspector.start()
    driver.execute_script("document.querySelectorAll('.visit-dot')[3].click()")
    inspector.write("record", "没有信号时写的")
    driver.execute_script("document.querySelectorAll('.visit-dot')[5].click()")
    inspector.step("完成并发送")
    inspector.browser.sees("待发送")
    inspector.browser.wait(lambda _: driver.execute_async_script(tags) == ["visits"])
    inspector.offline(False)


def test_a_revoked_account_is_told_so_and_its_records_stay(phone, network, server):
    inspector = phone("inspector3").open().wait_for_schools()
    inspector.tab("queue")
    [visit] = inspector.queue(1, 1)
    ledger = Ledger(server.data)
    ledger.change("UPDATE account SET active = 0 WHERE login = 'inspector3'")
    ledger.sign_everybody_out()
    inspector.step("立即发送")
    inspector.browser.sees("账号已停用")
    inspector.browser.sees("也可以导出为文件")
    assert inspector.states()[visit] == "queued"
    # Once the office lets the person in again, what waited is sent.
    ledger.change("UPDATE account SET active = 1 WHERE login = 'inspector3'")
    inspector.step("输入密码继续发送")
    inspector.browser.find("dialog input").send_keys(PASSWORD)
    inspector.step_in_dialog("登录")
    inspector.wait_until_sent([visit])
