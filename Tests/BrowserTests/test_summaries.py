"""A year's summary from its draft to its frozen figures, as an officer and a director go."""

import re
import shutil
import subprocess

import pytest

from dudao import TODAY


def ledger_total(browser):
    return int(re.search(r"共 (\d+)", browser.text(".table-foot"))[1]) if browser.all(".table-foot") else 0


def confirm(browser):
    browser.find("dialog button[value=yes]").click()


def test_every_figure_of_the_demo_opens_its_rows(sign_in, demo):
    browser = sign_in("officer")
    browser.go(f"{demo.address}/summaries?kind=year&state=open")
    browser.find("table.ledger tbody a").click()
    browser.sees("有1个数字已经变化")
    browser.shot("summary-draft")
    assert browser.fits()
    links = {(one.text, one.get_attribute("href")) for one in browser.all("article.document a")}
    counts = [(int(text), link) for text, link in links if text.isdigit() and "each=" not in link][:12]
    assert len(counts) >= 8, "a draft of the demo has figures"
    for count, link in counts:
        browser.go(link)
        if "/figures/" in link:
            continue
        assert ledger_total(browser) == count, f"{link} shows other rows than {count}"


def test_from_draft_to_frozen_figures(sign_in, fresh_demo, tmp_path):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/summaries")
    officer.shot("summaries")
    officer.press("起草")
    officer.shot("summary-new")
    assert officer.fits()
    officer.type("year", TODAY[:4])
    officer.press("生成初稿")
    officer.sees("已新建。")
    address = officer.driver.current_url.split("?")[0]
    officer.press("修改")
    body = officer.find("[name=body]").get_attribute("value")
    assert "{{1=" in body
    officer.shot("summary-edit")
    assert officer.fits()
    kept = [line for line in body.split("\n") if "【待填" not in line]
    officer.driver.execute_script(
        "arguments[0].value = arguments[1]", officer.find("[name=body]"),
        "\n".join(kept + ["手写的一段话，更新数字时不变。", "发出提示函{{document.reminder}}份。"]))
    officer.press("保存")
    officer.sees("已保存。")
    officer.sees("手写的一段话")

    # Somebody changes what a figure counts.
    director = sign_in("director", server=fresh_demo)
    director.go(f"{fresh_demo.address}/documents?state=submitted&kind=rectificationNotice")
    director.find("table.ledger tbody a").click()
    director.press("签发")
    confirm(director)
    director.sees("已签发。")
    officer.go(f"{address}/text")
    text = officer.find("[name=body]").get_attribute("value")
    officer.driver.execute_script(
        "arguments[0].value = arguments[1]", officer.find("[name=body]"), text + "\n印发整改通知书{{document.rectification}}份。")
    officer.press("保存")
    officer.sees("已保存。")

    officer.go(f"{fresh_demo.address}/documents/new?kind=circular")
    officer.type("title", "关于用火安全的通报")
    officer.type("body", "现予通报。")
    officer.press("保存草稿")
    officer.press("送审")
    confirm(officer)
    officer.sees("已送审")
    director.go(officer.driver.current_url.split("?")[0])
    director.press("签发")
    confirm(director)
    director.sees("已签发。")

    officer.go(address)
    officer.sees("个数字已经变化")
    officer.shot("summary-changed")
    officer.press("全部更新")
    officer.sees("数字已更新，文字没有改动。")
    officer.sees("手写的一段话，更新数字时不变。")
    officer.press("送审")
    confirm(officer)
    officer.sees("已送审")
    officer.shot("summary-submitted")
    director.go(address)
    director.find("section a[href*='/documents/']").click()
    director.shot("summary-document")
    director.press("签发")
    confirm(director)
    director.sees("已签发。")

    officer.go(address)
    officer.sees("数字摘要")
    officer.shot("summary-frozen")
    assert officer.fits()
    officer.resize("phone")
    officer.shot("summary-frozen")
    assert officer.fits()

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: the DOCX was not opened")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in officer.driver.get_cookies())
    file = tmp_path / "summary.docx"
    subprocess.run(["curl", "-s", "-f", "-H", f"Cookie: {cookies}", "-o", str(file), f"{address}/docx"], check=True)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    words = subprocess.run(
        ["pdftotext", str(tmp_path / "summary.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    assert "数据来源" in words and "手写的一段话" in words
    assert "数据来源见附件第1项" in re.sub(r"\s", "", words)


def test_templates_on_both_sizes(sign_in, demo):
    browser = sign_in("officer")
    browser.go(f"{demo.address}/summaries/templates")
    browser.shot("summary-templates")
    assert browser.fits()
    browser.find("a[href$='from=month']").click()
    browser.press("检查并预览")
    browser.sees("的预览")
    for one in browser.all("details.explain:not([open]) > summary"):
        browser.driver.execute_script("arguments[0].click()", one)
    browser.shot("summary-template")
    assert browser.fits()
    browser.resize("phone")
    browser.shot("summary-template")
    assert browser.fits()
    phone = sign_in("leader", size="phone")
    phone.go(f"{demo.address}/summaries")
    phone.shot("summaries")
    assert phone.fits()
    phone.find("table.ledger tbody a").click()
    phone.shot("summary")
    assert phone.fits()
