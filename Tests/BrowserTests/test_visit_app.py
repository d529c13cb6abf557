"""The visit app on a phone: installed, written in step by step, killed, locked, signed out, deleted."""

import time

import pytest

from fieldwork import network, phone, server  # noqa: F401
from visitor import PASSWORD, Ledger


def test_it_can_be_installed_and_opens_without_a_network(phone, network):
    inspector = phone().open().wait_for_schools()
    driver = inspector.driver
    assert driver.execute_cdp_cmd("Page.getInstallabilityErrors", {})["installabilityErrors"] == []
    assert driver.execute_cdp_cmd("Page.getAppManifest", {})["errors"] == []
    inspector.browser.wait(lambda _: driver.execute_script("return Boolean(navigator.serviceWorker.controller)"))
    for page in ("", "queue", "device"):
        inspector.tab(page)
        assert inspector.browser.fits()
    network.is_down = True
    inspector.open()
    inspector.wait_for_schools()
    inspector.browser.shot("visit-schools")


def test_every_step_is_written_and_arrives(phone, server):
    ledger = Ledger(server.data)
    inspector = phone().open().wait_for_schools()
    browser = inspector.browser
    inspector.start(2)
    browser.shot("visit-basics")
    assert browser.fits()
    inspector.step("下一步")
    browser.find(".visit-more summary").click()
    browser.find(".visit-more textarea").send_keys("只写了说明")
    inspector.step("下一步")
    inspector.step("添加问题")
    inspector.write("problem-0", "食堂留样记录不全")
    browser.find("[name^='requirement-']").send_keys("补齐三月的留样记录")
    browser.shot("visit-problems")
    assert browser.fits()
    inspector.step("下一步")
    inspector.write("record", "看了食堂和校门，听课一节。")
    browser.all(".visit-step")[1].click()
    browser.shot("visit-record")
    assert browser.fits()
    inspector.step("下一步")
    assert inspector.photo() > 1_000_000, "the camera's picture is big"
    browser.find(".visit-photos img")
    browser.shot("visit-photos")
    assert browser.fits()
    inspector.step("下一步")
    browser.sees("可以完成了")
    browser.shot("visit-check")
    inspector.step("完成并发送")
    browser.find("[data-visit]")
    [(visit, _)] = inspector.states().items()
    inspector.wait_until_sent([visit])
    browser.shot("visit-queue")
    assert ledger.visits([visit]) == [(visit, 1, 1, 0)]
    [(answers,)] = ledger.ask("SELECT answers FROM visit_answer WHERE visit_id = ?", visit)
    assert "只写了说明" in answers, "a note without an answer is sent too"
    [(size, kind)] = ledger.ask(
        "SELECT s.size, p.media_type FROM visit_photo p JOIN stored_file s ON s.hash = p.file_hash WHERE p.visit_id = ?", visit)
    assert size <= 300 * 1024 and kind == "image/jpeg"
    browser.sees("到网页上查看")


@pytest.mark.parametrize("end", ["kill", "close"])
def test_the_tab_dies_in_mid_typing_and_four_days_later_all_is_there(phone, network, server, tmp_path, end):
    typed = "第一节课听了语文，教师备课充分；食堂留样柜温度没有登记。"
    inspector = phone(profile=tmp_path / "device").open().wait_for_schools()
    inspector.start(1)
    for _ in range(3):
        inspector.step("下一步")
    network.is_down = True
    field = inspector.browser.find("[name=record]")
    for letter in typed:
        field.send_keys(letter)
        time.sleep(0.03)
    if end == "kill":
        inspector.kill()
    else:
        inspector.driver.execute_cdp_cmd("Target.closeTarget", {"targetId": inspector.driver.current_window_handle})
        inspector.kill()
    Ledger(server.data).sign_everybody_out()

    later = phone(profile=tmp_path / "device", ahead=4).open()
    later.tab("queue")
    later.browser.press("继续填写")
    kept = later.browser.find("[name=record]").get_attribute("value")
    print(f"\n{end}: {len(typed) - len(kept)} of {len(typed)} characters were still on their way")
    assert typed.startswith(kept) and len(typed) - len(kept) <= 2
    later.step("下一步")
    later.step("下一步")
    later.step("完成并发送")
    later.browser.sees("待发送")
    [(visit, _)] = [pair for pair in later.states().items() if pair[1] == "queued"]
    later.offline()
    network.is_down = False
    later.offline(False)
    later.wait_until_sent([visit])
    assert Ledger(server.data).visits([visit]) == [(visit, 0, 0, 0)]
    assert Ledger(server.data).ask("SELECT count(*) FROM visit WHERE id = ?", visit) == [(1,)]


def test_it_locks_when_nobody_is_there(phone):
    inspector = phone().open().wait_for_schools()
    inspector.start()
    inspector.write("theme", "写到一半就走开了")
    inspector.idle()
    inspector.browser.sees("长时间没有操作")
    assert "写到一半" not in inspector.driver.page_source
    inspector.browser.type("password", PASSWORD)
    inspector.browser.press("打开")
    assert inspector.browser.find("[name=theme]").get_attribute("value") == "写到一半就走开了"


def test_signing_out_with_something_unsent_asks_first(phone, network):
    inspector = phone().open().wait_for_schools()
    browser = inspector.browser
    inspector.start()
    inspector.write("theme", "还没写完")
    browser.find(".visit-back").click()
    inspector.tab("device")
    inspector.step("退出登录")
    browser.sees("还有1条记录没有发送", "dialog")
    browser.shot("visit-leave")
    inspector.step("取消")
    browser.go(f"{network.address}/")
    browser.find(".usermenu summary").click()
    inspector.step("退出登录")
    browser.sees("还有1条到校督导记录没有发送", "dialog")
    inspector.step("仍然退出")
    browser.find("[name=login]")
    inspector.open()
    inspector.tab("queue")
    browser.sees("填写中（1）")


def test_one_record_is_open_in_one_tab_only(phone, network):
    inspector = phone().open().wait_for_schools()
    driver, browser = inspector.driver, inspector.browser
    inspector.start()
    address = driver.current_url
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    browser.go(address)
    inspector.unlock(expected="正在另一个页面里打开")
    driver.close()
    driver.switch_to.window(first)
    browser.find("[name=theme]")


def test_deleting_asks_and_a_sent_record_leaves_the_server_alone(phone, server):
    inspector = phone().open().wait_for_schools()
    browser = inspector.browser
    [visit] = inspector.queue(1, 1)
    inspector.tab("queue")
    inspector.step("立即发送")
    inspector.wait_until_sent([visit])
    inspector.step("删除")
    browser.sees("服务器上的记录不受影响", "dialog")
    inspector.step("移除")
    browser.sees("本机没有记录")
    assert Ledger(server.data).visits([visit]) == [(visit, 1, 1, 0)]


def test_a_new_release_takes_the_place_of_the_old_one_and_leaves_data_alone(phone, network):
    def released(method, path, status, data):
        return status, data.replace(b'const release = "', b'const release = "next-') if path == "/visits/sw.js" else data

    inspector = phone().open().wait_for_schools()
    driver, browser = inspector.driver, inspector.browser
    inspector.start()
    inspector.write("theme", "升级前写的")
    inspector.saved()
    caches = "const [done] = arguments; caches.keys().then(done);"
    browser.wait(lambda _: any(name.startswith("dudao-visits-") for name in driver.execute_async_script(caches)))
    network.rewrite = released
    driver.execute_script("navigator.serviceWorker.getRegistration('/visits/').then((one) => one.update());")

    def is_new(_):
        names = [name for name in driver.execute_async_script(caches) if name.startswith("dudao-visits-")]
        return len(names) == 1 and names[0].startswith("dudao-visits-next-")

    browser.wait(is_new)
    network.is_down = True
    inspector.open()
    inspector.tab("queue")
    browser.sees("填写中（1）")
