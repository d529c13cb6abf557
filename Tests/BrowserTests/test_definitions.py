"""A local standard from an empty page to a verdict, and the diagnosis report of a county."""

import pytest
from selenium.webdriver.support.ui import Select

WRONG = "perHundred(computers, primary.pupil + junior.pupils)"


def test_a_local_standard_is_written_tried_and_published(sign_in, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/standards/local")
    officer.sees("教育现代化建设监测（示例）")
    officer.shot("standards-local")
    officer.go(f"{fresh_demo.address}/standards/local/new")
    officer.type("name", "计算机配备监测")
    officer.type("code", "computers")
    officer.find("#from option[value^='0']").click()
    officer.press("建立草稿")
    officer.sees("草稿")
    officer.find("#table-4 td a").click()
    field = officer.find("[name='c.算式']")
    officer.sees("得出一个数")
    answer, title = "[name='c.算式'] + .checked .answer", officer.driver.title
    officer.driver.execute_script("arguments[0].dataset.old = 'yes'", officer.find(answer))
    # Another field of the row changes, and the expression is tried again.
    Select(officer.find("[name='c.分学段']")).select_by_value("是")
    officer.sees("年的数据", f"{answer}:not([data-old])")
    assert officer.driver.title == title, "the answer leaves the page's title alone"
    Select(officer.find("[name='c.分学段']")).select_by_value("")
    field.clear()
    field.send_keys(WRONG)
    officer.sees("第1行第23个字", ".checked .problem")
    assert "^" in officer.find(".checked .caret").text
    officer.shot("definition-row")
    assert officer.fits()
    field.clear()
    field.send_keys(WRONG.replace("pupil +", "pupils +"))
    officer.sees("年的数据", ".checked div.help")
    officer.press("保存")
    officer.sees("计算机配备监测", "h1")
    officer.shot("definition")
    officer.press("试评")
    officer.sees("代入数据")
    officer.shot("definition-trial")
    officer.resize("phone")
    assert officer.fits()
    officer.shot("definition-trial")
    officer.resize("desktop")
    officer.driver.back()
    officer.press("发布")
    officer.find("dialog[open] button[value='yes']").click()
    officer.sees("已发布", "h1")
    officer.go(f"{fresh_demo.address}/ledger?standard=computers")
    officer.sees("计算机配备监测")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_diagnosis_report_is_one_press_away(sign_in, fresh_demo, size):
    officer = sign_in("officer", size, server=fresh_demo)
    officer.go(f"{fresh_demo.address}/balance")
    assert officer.find(".chart-files a[href*='.svg']")
    officer.press("生成诊断报告")
    officer.sees("年度诊断报告")
    pictures = officer.all("article.document figure img")
    assert len(pictures) == 4
    assert all(officer.driver.execute_script("return arguments[0].naturalWidth", picture) for picture in pictures)
    officer.shot("diagnosis")
    assert officer.fits()
