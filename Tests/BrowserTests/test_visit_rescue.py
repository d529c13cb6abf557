"""The rescue file: out of one device, into another of the same person, and nothing twice."""

import time

from fieldwork import network, server  # noqa: F401
from visitor import Ledger, Visitor

PHRASE = "云江新区2026"


def saved_file(phone, folder):
    """Exports all that is unsent, with the passphrase typed twice, and gives the file."""
    phone.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    phone.step("全部未发送的记录导出为文件")
    first, second = phone.browser.find("dialog form") and phone.browser.all("dialog input")
    first.send_keys(PHRASE)
    second.send_keys("somewhat other")
    phone.step_in_dialog("导出")
    phone.browser.sees("两次输入不一致", "dialog")
    second.clear()
    second.send_keys(PHRASE)
    phone.step_in_dialog("导出")
    end = time.monotonic() + 20
    while not (found := list(folder.glob("*.dudao"))):
        assert time.monotonic() < end, "no file came"
        time.sleep(0.1)
    return found[0]


def take_in(phone, file, phrase):
    phone.tab("device")
    phone.browser.find("#visit-import").send_keys(str(file))
    phone.browser.find("dialog input").send_keys(phrase)
    phone.step_in_dialog("导入")


def test_records_and_photos_move_to_another_device_and_arrive_once(network, server, tmp_path):
    ledger = Ledger(server.data)
    old = Visitor(network.address, "inspector").open().wait_for_schools()
    new = Visitor(network.address, "inspector").open().wait_for_schools()
    other = Visitor(network.address, "inspector2").open().wait_for_schools()
    try:
        network.is_down = True
        old.tab("queue")
        ids = old.queue(2, 2)
        old.browser.sees("待发送（2）")
        file = saved_file(old, tmp_path)
        content = file.read_bytes()
        assert "第1次到校".encode() not in content and len(content) > 100_000

        take_in(new, file, "wrong phrase")
        new.browser.sees("口令不对", "dialog")
        new.step_in_dialog("取消")
        broken = tmp_path / "broken.dudao"
        broken.write_bytes(content[:-1_000])
        take_in(new, broken, PHRASE)
        new.browser.sees("没有导入", "dialog")
        new.step_in_dialog("取消")
        take_in(other, file, PHRASE)
        other.browser.sees("只能由本人导入", "dialog")
        other.step_in_dialog("取消")
        other.tab("queue")
        other.browser.sees("本机没有记录")

        take_in(new, file, PHRASE)
        new.browser.sees("已导入2条记录")
        take_in(new, file, PHRASE)
        new.browser.sees("2条本机已有")
        new.tab("queue")
        new.browser.shot("visit-rescued")
        before = ledger.counts()
        network.is_down = False
        new.step("立即发送")
        new.wait_until_sent(ids)
        old.step("立即发送")
        old.wait_until_sent(ids)
        assert ledger.visits(ids) == [(one, 1, 2, 0) for one in sorted(ids)]
        assert ledger.counts()["visit"] - before["visit"] == 2
        assert ledger.counts()["visit_photo"] - before["visit_photo"] == 4
    finally:
        for one in (old, new, other):
            one.quit()
