"""Frameworks in a browser: written from nothing, dragged, summed while typing, previewed, compared, sent to ODK and back."""

import urllib.request

import openpyxl
from pyxform.xls2xform import convert
from selenium.webdriver.common.action_chains import ActionChains


def fill(one, **fields):
    for name, text in fields.items():
        one.type(name, text)


def choose(one, name, value):
    one.find(f"[name='{name}'] option[value='{value}']").click()


def send(one, text):
    """Presses a button or link and waits until another page is there."""
    here = one.find("html").id
    one.press(text)
    one.wait(lambda _: one.find("html").id != here, f"nothing came of {text}")


def confirm(one, text):
    here = one.find("html").id
    one.press(text)
    one.find("dialog button[value=yes]").click()
    one.wait(lambda _: one.find("html").id != here, f"nothing came of {text}")


def titles(one):
    return [row.text.split("\n")[0].split(" ", 1)[1] for row in one.all("tr[data-node] th")]


def new_draft(one, server, code):
    one.go(f"{server.address}/frameworks")
    send(one, "新建指标体系")
    fill(one, name="食堂安全检查", code=code)
    send(one, "建立草稿")
    one.sees("还没有任何指标")


def add_group(one, title):
    send(one, "新建一级指标" if one.all("div.empty") else "添加一级指标")
    fill(one, title=title)
    send(one, "保存")


def download(one, address, path):
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in one.driver.get_cookies())
    request = urllib.request.Request(address, headers={"Cookie": cookies})
    path.write_bytes(urllib.request.urlopen(request).read())
    return path


def drag(one, number, onto, share):
    """Drags a row by its grip onto a part of another: 0 is its upper edge, 1 its lower one."""
    grip = one.find(f"tr[data-node='{number}'] .grip")
    row = one.find(f"tr[data-node='{onto}']")
    one.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", row)
    here = one.find("html").id
    down = int(row.size["height"] * (share - 0.5))
    ActionChains(one.driver).click_and_hold(grip).move_to_element_with_offset(row, 0, down).release().perform()
    one.wait(lambda _: one.find("html").id != here, f"{number} was not dropped")


def test_a_framework_from_nothing(demo, sign_in):
    one = sign_in("officer")
    one.expect_error("422")
    new_draft(one, demo, "canteen")
    for title in ["许可", "卫生"]:
        add_group(one, title)

    # A criterion: parts of the form follow the kind; an empty name comes back with what was typed.
    one.find("tr[data-node='1'] a.button").click()
    assert one.find("[name=levels]").is_displayed() and not one.find("[name=unit]").is_displayed()
    choose(one, "kind", "counted")
    assert one.find("[name=unit]").is_displayed() and not one.find("[name=levels]").is_displayed()
    choose(one, "kind", "yesNo")
    one.driver.execute_script("document.querySelector('[name=title]').required = false")
    fill(one, guidance="看许可证正本")
    one.press("保存")
    one.sees("空的指标不能保存")
    assert one.find("[name=guidance]").get_attribute("value") == "看许可证正本"
    fill(one, title="食品经营许可", weight="40")
    send(one, "保存并再加一个")
    fill(one, title="健康证", weight="20")
    one.shot("framework-node")
    send(one, "保存")

    # Sums are live, publishing says where it does not add up, and one button mends it.
    one.type("weight.1", "50")
    one.sees("60，多10", "output[data-sum='1']")
    one.type("weight.2", "40")
    one.sees("90", "output[data-sum='']")
    send(one, "保存分值")
    confirm(one, "发布")
    one.sees("下级分值合计为60，应等于本级分值50")
    one.sees("“2 卫生”下没有观测点")
    one.shot("framework-problems")

    # Dragged into the other group, back before its neighbour, and moved by a button; typed weights go along.
    drag(one, "1.2", onto="2", share=0.6)
    assert titles(one) == ["许可", "食品经营许可", "卫生", "健康证"]
    drag(one, "2", onto="1", share=0.1)
    assert titles(one) == ["卫生", "健康证", "许可", "食品经营许可"]
    one.type("weight.1.1", "60")
    send_row(one, "1", "down")
    assert titles(one) == ["许可", "食品经营许可", "卫生", "健康证"]
    assert one.find("[name='weight.2.1']").get_attribute("value") == "60"
    send(one, "按下级合计填写分组分值")
    one.shot("framework-editor")
    confirm(one, "发布")
    one.sees("已发布")
    one.sees("100 分")


def send_row(one, number, step):
    here = one.find("html").id
    one.find(f"tr[data-node='{number}'] button[value={step}]").click()
    one.wait(lambda _: one.find("html").id != here)


def test_the_tree_on_a_phone_and_without_scripts(demo, sign_in):
    one = sign_in("officer", "phone", scripts=False)
    new_draft(one, demo, "canteen-phone")
    for title in ["许可", "卫生"]:
        add_group(one, title)
    send_row(one, "2", "up")
    assert titles(one) == ["卫生", "许可"] and one.fits()
    one.shot("framework-editor-plain")


def test_preview_and_comparison(demo, sign_in):
    one = sign_in("officer")
    one.go(f"{demo.address}/frameworks?state=draft")
    send(one, "云江新区幼儿园办园行为督导评估指标")
    address = one.driver.current_url
    send(one, "比较版本")
    one.sees("教职工心理关爱")
    assert [int(count.text) for count in one.all("dl.figures a")] == [1, 1, 2, 1]
    one.shot("framework-comparison")
    one.go(address)
    send(one, "预览")
    send(one, "按实地评估看")
    one.sees("预览，不能保存或提交")
    assert not one.all("button[formaction*=submission]")
    one.shot("framework-preview")


def test_every_template_is_a_form_for_odk(demo, sign_in, tmp_path):
    one = sign_in("officer")
    one.go(f"{demo.address}/frameworks?kind=template")
    one.shot("framework-templates")
    addresses = [link.get_attribute("href") for link in one.all("td.lead a")]
    assert len(addresses) == 11
    for number, address in enumerate(addresses):
        file = download(one, f"{address}/xlsform.xlsx", tmp_path / f"{number}.xlsx")
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == ["survey", "choices", "settings"]
        rows = list(book["survey"].values)
        kind = rows[0].index("dudao_kind")
        criteria = [row for row in rows[1:] if row[kind] not in (None, "", "aside", "分组")]
        # pyxform refuses what ODK and Kobo would; it also warns, and we want no warning either.
        form = convert(xlsform=str(file))
        assert not [warning for warning in form.warnings if "language" not in warning], form.warnings
        names = [row[1] for row in criteria]
        assert len(names) > 10 and all(f"/{name}" in form.xform for name in names)
        selects = [row for row in criteria if row[0].startswith("select_one")]
        assert form.xform.count("<select1 ") == len(selects)


def test_a_foreign_form_comes_in(demo, sign_in, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in [
            ("type", "name", "label", "constraint"), ("start", "start", None, None),
            ("begin_group", "kitchen", "厨房", None), ("select_one yn", "licence", "许可证在有效期内", None),
            ("image", "licence_photo", "许可证照片", None), ("select_one level", "clean", "环境卫生", None),
            ("integer", "staff", "从业人员（人）", None), ("decimal", "score", "管理得分", ". >= 0 and . <= 10"),
            ("geopoint", "place", "位置", None), ("end_group", None, None, None)]:
        book.active.append(row)
    choices = book.create_sheet("choices")
    for row in [("list_name", "name", "label"), ("yn", "yes", "是"), ("yn", "no", "否"), ("level", "a", "好"),
                ("level", "b", "中"), ("level", "c", "差")]:
        choices.append(row)
    book.create_sheet("settings").append(("form_title", "form_id"))
    book["settings"].append(("厨房检查", "kitchen-check"))
    book.save(tmp_path / "kobo.xlsx")
    assert convert(xlsform=str(tmp_path / "kobo.xlsx")).xform

    one = sign_in("officer")
    one.go(f"{demo.address}/frameworks/import")
    one.find("[name=file]").send_keys(str(tmp_path / "kobo.xlsx"))
    send(one, "检查文件")
    one.sees("“geopoint”类型的问题不能带入")
    one.shot("framework-import")
    send(one, "保存为草稿")
    one.sees("厨房检查")
    one.sees("须附")
    address = one.driver.current_url.split("?")[0]

    # What comes out is taken back without a change.
    file = download(one, f"{address}/xlsform.xlsx", tmp_path / "own.xlsx")
    one.go(f"{demo.address}/frameworks/import")
    one.find("[name=file]").send_keys(str(file))
    send(one, "检查文件")
    send(one, "保存为草稿")
    one.sees("内容与现有版本相同，没有改动")
