"""A second factor is set up and asked for; a late closure asks for the password and loses nothing; a unit is merged."""

import base64
import hashlib
import hmac
import re
import sqlite3
import struct
import time
from datetime import date, datetime, timedelta, timezone

from dudao import TODAY

# The demo's clock has the time of today on the day that it was told.
CHINA = timezone(timedelta(hours=8))
SHIFT = (date.fromisoformat(TODAY) - datetime.now(CHINA).date()).total_seconds()


def code(secret: str, periods: int = 0) -> str:
    """RFC 6238, as the phone does it."""
    key = base64.b32decode(secret.replace(" ", ""))
    mac = hmac.new(key, struct.pack(">Q", int(time.time() + SHIFT) // 30 + periods), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start:start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_a_second_factor_is_set_up_and_asked_for(fresh_demo, sign_in, open_browser):
    admin = sign_in("admin", server=fresh_demo)
    admin.go(f"{fresh_demo.address}/security")
    admin.sees("未设置")
    admin.press("开始设置")
    secret = admin.text(".qr-row .hash")
    assert admin.find("svg.qr").size["width"] > 150
    admin.shot("security-setup")
    admin.type("code", code(secret))
    admin.press("完成设置")
    admin.sees("恢复码")
    codes = [item.text for item in admin.all("ul.recovery li")]
    assert len(codes) == 10
    admin.shot("security-recovery")

    # Another browser: the password is not enough, a code of the next period is.
    person = fresh_demo.login_for("admin")
    phone = open_browser("phone")
    phone.go(f"{fresh_demo.address}/login?next=%2Fsecurity")
    phone.type("login", person["login"])
    phone.type("password", person["password"])
    phone.find("main form button").click()
    phone.sees("验证码")
    phone.shot("login-code")
    phone.allowed.append("401")
    phone.type("code", "000000")
    phone.find("main form button").click()
    phone.sees("验证码不正确")
    phone.type("code", code(secret, 1))
    phone.find("main form button").click()
    phone.sees("登录中的设备")
    assert phone.fits(), "the page scrolls sideways"
    phone.shot("security")
    admin.go(f"{fresh_demo.address}/security")
    admin.sees("安卓" if "安卓" in admin.text() else "Linux")
    admin.press("退出其他设备")
    admin.find("dialog button.primary, dialog button.danger").click()
    admin.sees("已退出")
    phone.go(f"{fresh_demo.address}/security")
    phone.find("input[name=password]")


def test_a_late_closure_asks_again_and_keeps_what_was_typed(fresh_demo, sign_in):
    director = sign_in("director", server=fresh_demo)
    director.go(f"{fresh_demo.address}/findings?state=verified")
    director.find("table.ledger tbody a").click()
    director.type("note", "现场看过，属实。")
    with sqlite3.connect(fresh_demo.data / "demo.sqlite", timeout=10) as database:
        database.execute("UPDATE session SET proved_at = '2020-01-01T00:00:00.000Z'")
    director.expect_error("403")
    director.press("销号")
    director.wait(lambda _: director.all("dialog[open]"))
    director.find("dialog[open] .form-actions button:not(.quiet)").click()
    director.wait(lambda _: "再次确认身份" in director.text("dialog[open]"))
    director.shot("proof")
    director.type("proof-password", "not the password")
    director.find("dialog[open] button.primary").click()
    director.wait(lambda _: "密码不正确" in director.text("dialog[open]"))
    director.type("proof-password", fresh_demo.login_for("director")["password"])
    director.find("dialog[open] button.primary").click()
    director.sees("已销号。")
    director.sees("现场看过，属实。")


def test_a_merger_is_decided_one_by_one(fresh_demo, sign_in):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/findings?q=幼儿园")
    officer.find("table.ledger tbody a").click()
    name = officer.text("main")
    unit = re.search(r"云江\S*?幼儿园", name)[0]
    officer.go(f"{fresh_demo.address}/organisations?q={unit}")
    officer.press(unit)
    officer.press("并入")
    officer.type("successors", "1150990001" if unit == "云江新区实验幼儿园" else "云江新区望江小学")
    officer.type("reason", "云教〔2026〕3号")
    officer.expect_error("422")
    officer.find("main form.form .form-actions button").click()
    officer.find("dialog[open] button.danger").click()
    officer.sees("逐项决定去向")
    officer.shot("merger")
    assert officer.fits()
    for select in officer.all("select[name^='fate-']"):
        options = [option.get_attribute("value") for option in select.find_elements("tag name", "option")]
        wanted = next((value for value in options if value.startswith("pass:")), options[-1])
        officer.driver.execute_script("arguments[0].value = arguments[1]", select, wanted)
    officer.find("main form.form .form-actions button").click()
    officer.find("dialog[open] button.danger").click()
    officer.sees("已保存")
    officer.sees("撤并与变更的决定")
    officer.shot("merged")
