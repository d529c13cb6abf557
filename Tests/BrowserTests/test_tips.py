"""Somebody tells the office something, with a photo and without an account; the answer comes back by the code."""

import re
import sqlite3
from contextlib import closing

import pytest

from test_demo import ROLES
from test_numbers import Reader
from visitor import PHOTO

WORDS = "上周三放学以后，三楼走廊尽头的饮水机漏电，有个同学被电了一下，班主任让大家不要往外说。"
NAME, CONTACT = "司徒静姝", "13987654321"
SCHOOL = "云江新区望江小学"


def tell(browser, address, photo=True):
    browser.go(f"{address}/tips/new")
    browser.type("q", "望江小学")
    browser.press("查找单位")
    browser.find(f"main a[href^='/tips/new?unit=']").click()
    browser.sees(SCHOOL)
    browser.driver.execute_script("document.querySelector('[name=topic]').value = 'safety'")
    browser.type("happened", "上周三放学以后")
    browser.type("text", WORDS)
    browser.type("sender", NAME)
    browser.type("contact", CONTACT)
    assert browser.fits(), "the form scrolls sideways"
    browser.shot("tips-new")
    if photo:
        browser.driver.set_script_timeout(60)
        browser.driver.execute_async_script(PHOTO, "[name=photos]")
    browser.press("提交")
    browser.sees("查询码")
    return browser.text("#code")


def follow(browser, address, code):
    browser.go(f"{address}/tips/status")
    browser.type("code", code.lower())
    browser.press("查询")
    browser.sees("办理情况", "dl.facts")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_tips_are_listed_counted_and_opened(sign_in, open_browser, demo, size):
    officer = sign_in("officer", size)
    for path, words in [("/tips", "举报诉求"), ("/tips/statistics", "按类别"), ("/tips/terms", "到期清除"),
                        ("/warnings?kind=tips&state=live", "近30天举报诉求")]:
        officer.go(f"{demo.address}{path}")
        officer.sees(words)
        assert officer.fits(), path
        officer.shot(f"tips{path.split('?')[0].replace('/', '-')}")
    officer.go(f"{demo.address}/tips?state=verified")
    officer.find("table.ledger tbody td a").click()
    officer.sees("反映的内容")
    assert officer.fits()
    officer.shot("tip")
    anybody = open_browser(size)
    school = officer.driver.execute_script("return 1") and re.search(
        r"/tips/new\?unit=([^\"]+)\"", Reader(demo, *login(demo, "officer")).page("/tips/new?q=%E6%9C%9B%E6%B1%9F"))[1]
    anybody.go(f"{demo.address}/public/schools/{school}")
    anybody.sees(SCHOOL, "h1")
    assert anybody.fits()
    anybody.shot("public-school")


def login(demo, role):
    person = demo.login_for(role)
    return person["login"], person["password"]


def test_a_tip_goes_to_an_inspector_to_the_ledger_and_back_by_its_code(sign_in, open_browser, fresh_demo):
    address = fresh_demo.address
    citizen = open_browser("phone")
    code = tell(citizen, address)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
    citizen.shot("tips-receipt")
    follow(citizen, address, code)
    citizen.sees("等待受理")
    assert WORDS[:8] not in citizen.text()
    assert "code" not in citizen.driver.current_url

    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{address}/tips?state=received&q=望江")
    officer.find("table.ledger tbody td a").click()
    officer.sees("饮水机漏电")
    assert len(officer.all("ul.evidence img")) == 1
    page = officer.driver.current_url.split("?")[0]
    officer.press("由我承办")
    officer.sees("办理中", ".badge")
    officer.wait(lambda _: officer.all("[name=inspector] option[value]:not([value=''])"))
    name = officer.driver.execute_script("""
        const inspector = document.querySelector("[name=inspector]");
        inspector.selectedIndex = inspector.options.length - 1;
        return inspector.selectedOptions[0].textContent;""")
    officer.type("brief", "查看各楼层饮水机用电安全和检修记录。")
    officer.press("交督学核实")
    officer.sees("督学核实中", ".badge")

    person = next(one["login"] for one in fresh_demo.logins if one["name"] == name)
    inspector = sign_in(person, server=fresh_demo)
    inspector.go(f"{address}/tip-checks?state=open")
    inspector.find("table.ledger tbody td.lead a").click()
    inspector.sees("查看各楼层饮水机")
    assert "漏电，有个同学" not in inspector.text()
    inspector.driver.execute_script("document.querySelector('[name=outcome]').value = 'holds'")
    inspector.type("result", "三楼饮水机未做接地，检修记录缺失。")
    inspector.press("报告")
    inspector.find("dialog button.primary, dialog button[value=yes]").click()
    inspector.sees("已提交")

    officer.go(page)
    officer.sees("三楼饮水机未做接地")
    officer.press("列入问题台账")
    officer.type("requirement", "停用并检修，补齐记录。")
    officer.press("登记并下发")
    officer.find("dialog button.primary, dialog button[value=yes]").click()
    officer.sees("问题台账", "dl.facts")
    officer.type("answer", "已核实，学校正在整改。")
    officer.press("答复")
    officer.find("dialog button.primary, dialog button[value=yes]").click()
    officer.sees("已答复", ".badge")
    officer.find("aside [name=reason]").send_keys("电话回访")
    officer.press("查看身份")
    officer.sees(CONTACT)
    officer.go(page)
    officer.sees("电话回访")
    assert CONTACT not in officer.text("body")

    follow(citizen, address, code)
    citizen.sees("已核实，学校正在整改。")
    citizen.find("[name=stars][value='5']").click()
    citizen.press("提交评价")
    citizen.sees("您给出了5分")
    assert citizen.fits()
    citizen.shot("tips-status")

    with closing(sqlite3.connect(next(fresh_demo.data.glob("*.sqlite")))) as base:
        for table in ["audit_entry", "command"]:
            kept = "\n".join(str(row) for row in base.execute(f"SELECT * FROM {table}"))
            for secret in [CONTACT, NAME, WORDS[:12], code, code.replace("-", "")]:
                assert secret not in kept, f"{secret} in {table}"
    log = fresh_demo.log.read_text()
    for secret in [CONTACT, NAME, WORDS[:12], code, code.replace("-", "")]:
        assert secret not in log


def test_without_scripts_the_form_waits(open_browser, demo):
    anybody = open_browser(scripts=False)
    anybody.go(f"{demo.address}/tips/new?name=%E6%9F%90%E5%9F%B9%E8%AE%AD%E7%8F%AD")
    anybody.sees("15秒后提交")
    anybody.find("[name=topic] option[value=tutoring]").click()
    anybody.type("text", "暑假违规补课。")
    anybody.expect_error("422")
    anybody.press("提交")
    anybody.sees("提交得太快")
    assert anybody.find("[name=text]").get_attribute("value").strip() == "暑假违规补课。"


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("officer", "director")])
def test_nobody_else_reads_a_tip(demo, role):
    """The demo's tips have names and numbers; no page that a role's navigation leads to shows one."""
    reader = Reader(demo, *login(demo, role))
    with closing(sqlite3.connect(next(demo.data.glob("*.sqlite")))) as base:
        secrets = {row[0] for row in base.execute("SELECT contact FROM tip_contact")}
        secrets |= {row[0][:14] for row in base.execute("SELECT content FROM tip_words")}
    assert len(secrets) > 5
    entries = set(re.findall(r'href="(/[^"#]*)"', reader.page("/").partition('class="sidenav"')[2].partition("</nav>")[0]))
    for path in ["/", *entries]:
        assert not [secret for secret in secrets if secret in reader.page(path)], path
