"""An office makes its own procedure, publishes something, and the public objects: as people do it in a browser."""

import re

from selenium.webdriver.common.by import By


def open_steps(browser):
    for step in browser.all("details.explain:not([open]) > summary"):
        browser.driver.execute_script("arguments[0].click()", step)


def test_a_procedure_is_copied_mended_and_offered(sign_in, fresh_demo):
    browser = sign_in("officer", server=fresh_demo)
    browser.go(f"{fresh_demo.address}/procedures/new?from=creation")
    browser.shot("procedure-form")
    assert browser.fits()
    open_steps(browser)
    browser.type("name", "本区创建评估流程")
    # Two steps that wait for each other.
    after = browser.find("[name='s0.after']")
    after.find_element(By.CSS_SELECTOR, "option[value=named]").click()
    browser.type("s0.afterCodes", "round2")
    browser.expect_error("422")
    browser.press("保存流程")
    browser.sees("“第一轮视导”等“第二轮视导”，“第二轮视导”等“第一轮视导”")
    browser.shot("procedure-circle")
    open_steps(browser)
    assert browser.find("[name=name]").get_attribute("value") == "本区创建评估流程"
    browser.find("[name='s0.after'] option[value=prev]").click()
    browser.press("保存流程")
    browser.sees("已新建。")
    browser.shot("procedure")
    browser.go(f"{fresh_demo.address}/campaigns/new")
    browser.sees("本区创建评估流程（自建）")


def test_rounds_stand_in_one_list_and_an_early_verdict_is_refused(sign_in, fresh_demo):
    browser = sign_in("officer", server=fresh_demo)
    browser.go(f"{fresh_demo.address}/campaigns?q=创建评估")
    browser.find("table.ledger tbody a").click()
    browser.shot("creation-campaign")
    figure = next(one for one in browser.all("dl.figures > div") if "环节记录" in one.text)
    count = int(re.search(r"\d+", figure.find_element(By.TAG_NAME, "a").text)[0])
    figure.find_element(By.TAG_NAME, "a").click()
    browser.sees(f"共 {count} 条")
    assert count == 8, "three schools, two of them after three rounds"
    browser.shot("creation-records")
    assert browser.fits()
    browser.find("table.ledger tbody a").click()
    browser.find("select[name=step] option[value=city]").click()
    browser.find("select[name=verdict] option[value=passed]").click()
    browser.type("text", "资料齐全。")
    browser.expect_error("409")
    browser.press("登记")
    browser.wait(lambda _: "不能进入“市级验收”" in browser.text(), "the early verdict was not refused")
    assert browser.find("[name=text]").get_attribute("value") == "资料齐全。"
    browser.shot("creation-refused")


def test_the_public_objects_and_the_office_answers(sign_in, open_browser, fresh_demo):
    anybody = open_browser("phone")
    anybody.go(f"{fresh_demo.address}/public?kind=publicity")
    anybody.find("table.ledger tbody a").click()
    anybody.shot("public-publicity")
    assert anybody.fits()
    anybody.press("提出异议")
    anybody.type("text", "名单第二项与事实不符。")
    anybody.shot("public-objection")
    assert anybody.fits()
    anybody.press("提交异议")
    anybody.sees("回执号")
    receipt = anybody.driver.current_url
    anybody.shot("public-receipt")

    officer = sign_in("officer", server=fresh_demo)
    officer.sees("调查答复公示异议")
    officer.go(f"{fresh_demo.address}/objections?q=第二项")
    officer.shot("objections")
    officer.find("table.ledger tbody a").click()
    officer.type("investigation", "到园核实，面积达标。")
    officer.press("保存调查情况")
    officer.sees("调查情况已记录。")
    officer.type("answer", "经核实，名单属实。")
    officer.press("答复")
    officer.find("dialog button[value=yes]").click()
    officer.sees("答复已记录。")
    officer.shot("objection")

    anybody.go(receipt)
    anybody.sees("经核实，名单属实。")
    assert "到园核实" not in anybody.text("body")


def test_a_notice_from_wording_to_signature(sign_in, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/documents/new?kind=reminder")
    officer.shot("document-form")
    assert officer.fits()
    officer.type("title", "关于用火安全的提示函")
    officer.type("main", "云江春晖幼儿园")
    officer.type("body", "近期气候干燥，请加强厨房用火用气管理。")
    officer.press("保存草稿")
    officer.sees("已新建。")
    officer.press("送审")
    officer.find("dialog button[value=yes]").click()
    officer.sees("已送审，等待主任签发。")
    officer.shot("document-submitted")

    director = sign_in("director", server=fresh_demo)
    director.go(officer.driver.current_url.split("?")[0])
    director.press("签发")
    director.find("dialog button[value=yes]").click()
    director.sees("已签发。")
    officer.go(director.driver.current_url.split("?")[0])
    officer.press("发送")
    officer.find("dialog button[value=yes]").click()
    officer.sees("未签收")
    officer.shot("document-sent")
