"""An office's letters as people write, look at and save them: heads, wordings, versions, files with Chinese names."""

import time
import zipfile
from urllib.parse import unquote


def saved(browser, folder, press):
    """What the browser calls the file that it saves when `press` is done."""
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {
        "behavior": "allow", "downloadPath": str(folder), "eventsEnabled": True})
    before = set(folder.iterdir())
    press()
    for _ in range(100):
        new = [one for one in folder.iterdir() if one not in before and not one.name.endswith(".crdownload")]
        if new:
            return unquote(new[0].name)
        time.sleep(0.1)
    raise AssertionError("nothing was saved")


def open_document(browser, address, kind, words=""):
    browser.go(f"{address}/documents?kind={kind}&q={words}")
    browser.find("table.ledger tbody a").click()
    browser.find("article.document")


def test_letters_stand_as_on_paper(sign_in, demo):
    for size in ["desktop", "phone"]:
        browser = sign_in("officer", size=size)
        for kind, shows in [("reminder", "as-letter"), ("interviewNotice", "as-letter"), ("interviewMinutes", "rolls"),
                            ("circular", "imprint")]:
            open_document(browser, demo.address, kind, {"reminder": "汛期"}.get(kind, ""))
            assert browser.all(f".document.{shows}, .document .{shows}"), kind
            browser.shot(f"letter-{kind}")
            assert browser.fits(), kind
        browser.go(f"{demo.address}/documents/formats")
        browser.shot("formats")
        assert browser.fits()


def test_a_wording_is_previewed_copied_and_its_marks_counted(sign_in, fresh_demo):
    browser = sign_in("officer", server=fresh_demo)
    browser.go(f"{fresh_demo.address}/documents/wordings")
    browser.shot("wordings")
    assert browser.fits()
    browser.go(f"{fresh_demo.address}/documents/wordings/preview?from=interviewMinutes-1")
    browser.sees("约谈人")
    browser.shot("wording-preview")
    browser.press("复制修改")
    browser.type("name", "本室约谈纪要")
    mark = browser.find("[data-mark='{拟稿日期}']")
    count = browser.find("[data-mark-count='{拟稿日期}']")
    assert count.text == "0"
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.click()
    browser.wait(lambda _: count.text == "1", "the mark was not counted")
    assert "{拟稿日期}" in browser.find("[name=body]").get_attribute("value")
    browser.shot("wording-form")
    browser.press("保存")
    browser.sees("已新建。")


def test_a_draft_is_changed_compared_and_put_back(sign_in, fresh_demo):
    browser = sign_in("officer", server=fresh_demo)
    browser.go(f"{fresh_demo.address}/documents/new?kind=circular")
    browser.shot("document-form")
    assert browser.fits()
    browser.type("title", "试稿通报")
    browser.type("body", "第一稿。")
    browser.press("保存草稿")
    browser.sees("已新建。")
    browser.press("修改正文")
    browser.type("body", "第二稿。")
    browser.press("保存草稿")
    browser.press("文稿版本")
    browser.sees("第一稿。")
    browser.shot("versions")
    assert browser.fits()
    browser.press("恢复第1版")
    browser.press("恢复")
    browser.sees("已恢复为所选的版本。")
    assert "第一稿。" in browser.find("article.document").text


def test_files_keep_their_chinese_names(sign_in, fresh_demo, tmp_path):
    browser = sign_in("officer", server=fresh_demo)
    open_document(browser, fresh_demo.address, "reminder", "汛期")
    number = browser.find(".docnumber").text
    name = saved(browser, tmp_path, lambda: browser.press("下载 DOCX"))
    assert name == f"{number} 关于做好汛期校园安全防范工作的提示函.docx"
    browser.go(f"{fresh_demo.address}/documents")
    name = saved(browser, tmp_path, lambda: browser.find("a[href*='export.xlsx']").click())
    assert name == "公文.xlsx"

    browser.go(f"{fresh_demo.address}/documents/new?kind=circular")
    browser.type("title", "带附件的通报")
    browser.type("body", "现通报如下。")
    browser.press("保存草稿")
    paper = tmp_path / "整改情况 报告格式（试行）.txt"
    paper.write_text("一、整改情况", encoding="utf-8")
    browser.find("[name=files]").send_keys(str(paper))
    browser.sees(paper.name, "#attachments")
    folder = tmp_path / "saved"
    folder.mkdir()
    address = browser.driver.current_url
    link = browser.find("#attachments a").get_attribute("href")
    assert saved(browser, folder, lambda: leave_to(browser, link)) == paper.name
    browser.go(address)
    browser.sees("附件：整改情况 报告格式（试行）")
    name = saved(browser, folder, lambda: browser.press("连附件打包下载"))
    assert name == "草稿 带附件的通报.zip"
    with zipfile.ZipFile(folder / name) as pack:
        assert pack.namelist() == ["草稿 带附件的通报.docx", f"附件 {paper.name}"]


def leave_to(browser, link):
    browser.driver.execute_script("location.href = arguments[0]", link)
