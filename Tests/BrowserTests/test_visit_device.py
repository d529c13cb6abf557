"""What lies on a device: sealed for everybody else, and still there after a full disk and a browser's own mistakes."""

import os
import subprocess
import time

import pytest

from fieldwork import network, phone, server  # noqa: F401
from visitor import PASSWORD, Ledger


def test_another_password_opens_nothing_and_another_person_sees_nothing(phone, network):
    secret = "食堂采购台账与发票不一致"
    inspector = phone().open().wait_for_schools()
    inspector.start()
    for _ in range(3):
        inspector.step("下一步")
    inspector.write("record", secret)
    inspector.saved()
    assert secret not in inspector.stored()
    assert "云江" not in inspector.stored(), "nothing of the package lies open either"
    network.is_down = True
    inspector.open("another password", expected="密码不对")
    inspector.unlock("another password", expected="没有在本机用过", login="inspector2")
    network.is_down = False
    inspector.open("another password", expected="登录名或密码不正确")
    inspector.unlock(login="inspector2")
    inspector.tab("queue")
    inspector.browser.sees("本机没有记录")
    inspector.open()
    inspector.tab("queue")
    inspector.browser.press("继续填写")
    assert inspector.browser.find("[name=record]").get_attribute("value") == secret


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own for the phone, so that it can be filled; only who may mount has one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=150M", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("needs to mount a disk of its own")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder, leave):
    """Leaves so many bytes on the disk."""
    space = os.statvfs(folder)
    try:
        with (folder / "filling").open("ab", buffering=0) as file:
            file.write(b"x" * max(0, space.f_bavail * space.f_frsize - leave))
    except OSError:  # somebody else took the last of it
        pass


def test_a_full_disk_is_told_and_words_are_kept(phone, small_disk):
    inspector = phone(profile=small_disk / "device").open().wait_for_schools()
    browser = inspector.browser
    inspector.start()
    for _ in range(4):
        inspector.step("下一步")
    inspector.photo()
    browser.find(".visit-photos img")
    fill(small_disk, 200_000)
    inspector.photo()
    browser.sees("这张照片没有存下")
    browser.shot("visit-no-room")
    assert len(browser.all(".visit-photos img")) == 1

    inspector.step("上一步")
    inspector.write("record", "空间不够时写的字")
    for _ in range(60):
        fill(small_disk, 0)
        browser.find("[name=record]").send_keys("，再写" * 20)
        if "还没有存下" in browser.text():
            break
    browser.sees("还没有存下")
    assert browser.find(".savestate").get_attribute("data-state") == "unsaved"
    browser.shot("visit-full")
    typed = browser.find("[name=record]").get_attribute("value")
    (small_disk / "filling").unlink()
    browser.wait(lambda _: "还没有存下" not in browser.text())
    time.sleep(6)
    inspector.kill()

    again = phone(profile=small_disk / "device").open()
    again.tab("queue")
    again.browser.press("继续填写")
    assert again.browser.find("[name=record]").get_attribute("value") == typed
    again.step("下一步")
    again.browser.find(".visit-photos img")


def test_a_browser_that_throws_its_database_away_loses_nothing(phone, network):
    inspector = phone().open().wait_for_schools()
    browser = inspector.browser
    inspector.start()
    for _ in range(4):
        inspector.step("下一步")
    inspector.photo()
    browser.find(".visit-photos img")
    inspector.step("上一步")
    inspector.write("record", "这些字在两处")
    inspector.saved()
    time.sleep(1.5)
    browser.go(f"{network.address}/login")
    gone = "const [done] = arguments; indexedDB.deleteDatabase('dudao-visits').onsuccess = () => done(true);"
    assert inspector.driver.execute_async_script(gone)
    network.is_down = True
    inspector.open()
    inspector.tab("queue")
    inspector.step("继续填写")
    assert browser.find("[name=record]").get_attribute("value") == "这些字在两处"
    inspector.step("下一步")
    browser.wait(lambda _: browser.find(".visit-photos img").get_property("naturalWidth") > 0)


def test_a_password_changed_elsewhere_is_asked_for_once_and_opens_the_device_from_then_on(phone, network, server):
    changed = "another-password-2027"
    inspector = phone("inspector8").open().wait_for_schools()
    browser = inspector.browser
    network.is_down = True
    inspector.tab("queue")
    [visit] = inspector.queue(1, 1)
    browser.sees("待发送（1）")
    network.is_down = False
    browser.go(f"{network.address}/password")
    for name, text in (("current", PASSWORD), ("new", changed), ("again", changed)):
        browser.type(name, text)
    browser.press("保存新密码")
    browser.find("[name=login]")
    Ledger(server.data).sign_everybody_out()

    inspector.open()
    inspector.tab("queue")
    browser.sees("登录已过期")
    inspector.step("输入密码继续发送")
    browser.find("dialog input").send_keys(PASSWORD)
    inspector.step_in_dialog("登录")
    browser.sees("登录名或密码不正确", "dialog")
    browser.find("dialog input").clear()
    browser.find("dialog input").send_keys(changed)
    inspector.step_in_dialog("登录")
    inspector.wait_until_sent([visit])
    assert Ledger(server.data).visits([visit]) == [(visit, 1, 1, 0)]
    network.is_down = True
    inspector.open(changed)
