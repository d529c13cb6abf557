"""A 工作要点 pasted, read, corrected beside its text, accepted, and one of its items made into a campaign."""

import zipfile

import pytest

TEXT = """云江新区教育督导室2026年专项工作要点

一、督学工作

1.开展幼儿园办园行为抽查。完成20所幼儿园办园行为抽查，4月至6月底完成。对问题较多的幼儿园开展回访，9月底前完成。

2.落实责任督学挂牌督导。责任督学每月到校督导至少1次。

二、队伍建设

3.举办督学培训班。举办培训班1期，8月上旬举办。
"""


def read(browser, demo):
    browser.go(demo.address + "/plans/new")
    browser.driver.execute_script("document.querySelector('[name=pasted]').value = arguments[0]", TEXT)
    browser.press("读取")
    browser.sees("原文与校核", "h1")


def word_file(folder):
    """The same text as Word saves it: a paragraph for each line."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    with zipfile.ZipFile(folder / "2026年专项工作要点.docx", "w") as file:
        file.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        file.writestr("word/document.xml", f"<w:document xmlns:w='{space}'><w:body>{lines}</w:body></w:document>")
        return file.filename


def test_a_word_file_is_read_as_what_was_pasted(sign_in, fresh_demo, tmp_path):
    browser = sign_in("officer", server=fresh_demo)
    browser.go(fresh_demo.address + "/plans/new")
    browser.find("input[type=file]").send_keys(word_file(tmp_path))
    browser.press("读取")
    browser.sees("原文与校核", "h1")
    browser.sees("2026年专项工作要点.docx")
    assert len(browser.all(".plan-read")) == 3


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_from_document_to_campaign(sign_in, fresh_demo, size):
    browser = sign_in("officer", size, server=fresh_demo)
    read(browser, fresh_demo)
    assert browser.fits()
    assert len(browser.all(".plan-read")) == 3
    browser.shot("plan-review")

    # A field lights up its words; a piece of the text leads to its item.
    field = browser.find(".plan-fields a[data-span]")
    browser.driver.execute_script("arguments[0].click()", field)
    lit = browser.all(".plan-text .lit")
    assert lit and "".join(one.text for one in lit).strip()
    assert browser.all(".plan-text a[href^='#read-']")

    browser.press("修改")
    browser.sees("修改读出的事项", "h1")
    assert browser.fits()
    browser.type("title", "幼儿园办园行为抽查")
    browser.shot("plan-correct")
    browser.find(".form-actions button.primary").click()
    browser.sees("已修改", ".plan-reading")

    browser.press("拆分")
    browser.sees("拆分事项", "h1")
    area = browser.find("textarea[name='text']")
    whole = area.get_attribute("value")
    cut = whole.replace("对问题较多", "\n\n对问题较多")
    assert cut != whole
    browser.driver.execute_script("arguments[0].value = arguments[1]", area, cut)
    browser.shot("plan-split")
    browser.find(".form-actions button.primary").click()
    browser.sees("读出 4 项", ".plan-reading")

    browser.driver.execute_script("document.querySelector('#accept').scrollIntoView()")
    browser.find("#accept button.primary").click()
    browser.find("dialog button.primary").click()
    browser.sees("已接受")
    assert browser.fits()
    browser.shot("plan")

    browser.find("td.lead a[href^='/plan-items/']").click()
    browser.sees("幼儿园办园行为抽查", "h1")
    assert browser.fits()
    browser.shot("plan-item")
    browser.press("据此新建项目")
    browser.sees("已按计划事项填写")
    assert browser.find("[name='s0.amount']").get_attribute("value") == "20"
    assert browser.find("[name='startsOn']").get_attribute("value") == "2026-04-01"
    assert browser.find("[name='endsOn']").get_attribute("value") == "2026-06-30"
    browser.shot("plan-campaign")
    browser.find(".form-actions button.primary").click()
    browser.sees("已新建")
    browser.go(fresh_demo.address + "/plan-items?q=抽查")
    browser.sees("项目：")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_years_plan(sign_in, demo, size):
    browser = sign_in("officer", size)
    browser.sees("落实计划事项")
    browser.shot("plan-workbench")
    browser.go(demo.address + "/plans")
    assert browser.fits()
    browser.shot("plans")
    browser.find("td.lead a[href^='/plans/']").click()
    browser.sees("上级交办")
    assert browser.fits()
    browser.shot("plan-year")
    late = browser.find("dl.figures .late a")
    count = late.text.replace("\n", "").replace("项", "")
    late.click()
    browser.wait(lambda _: "state=late" in browser.driver.current_url)
    assert browser.text(".table-foot strong") == count
    assert len(browser.all("tr.late")) == int(count)


def test_without_scripts_a_field_leads_to_its_words(sign_in, demo):
    browser = sign_in("officer", scripts=False)
    browser.go(demo.address + "/plans")
    browser.find("td.lead a[href^='/plans/']").click()
    browser.press("原文与校核")
    link = browser.find(".plan-fields a[data-span]")
    target = link.get_attribute("href").split("#")[1]
    assert browser.find(f"[id='{target}']")
    assert browser.find(".plan-read").get_attribute("id") in {
        one.get_attribute("href").split("#")[1] for one in browser.all(".plan-text a")}
