"""Zones: made, filled, proposed for and posted; the inspector and the school see it; the board is an A3 sheet with a code."""

import pytest

from sheets import sheet


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_zones_and_inspectors_are_listed_and_opened(sign_in, demo, size):
    officer = sign_in("officer", size)
    officer.go(f"{demo.address}/zones")
    officer.sees("督学责任区", "h1")
    officer.sees("望江督学责任区")
    assert officer.fits()
    officer.shot("zones")
    officer.find("table.ledger tbody td.lead a").click()
    officer.sees("学校和责任督学")
    assert officer.fits()
    officer.shot("zone")
    officer.go(f"{demo.address}/zones/schools?state=unposted")
    officer.sees("未挂牌")
    assert officer.fits()
    for path, words in {
        "/zones/rules": "教督〔2012〕7号", "/inspectors/training": "学时", "/inspectors/candidates": "苏红英",
        "/inspectors?state=expiring&own=1": "唐桂芳",
    }.items():
        officer.go(f"{demo.address}{path}")
        officer.sees(words)
        assert officer.fits(), path
        officer.shot("zones" + path.split("?")[0].replace("/", "-"))


def test_a_zone_goes_from_nothing_to_the_gate(sign_in, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/zones/new")
    officer.type("name", "江湾督学责任区")
    officer.press("保存")
    officer.sees("还没有划入学校")
    address = officer.driver.current_url.split("?")[0]
    officer.allowed.append("422")
    officer.type("schools", "没有这所小学")
    officer.press("划入")
    officer.sees("没有找到：没有这所小学")
    area = officer.find("[name=schools]")
    area.clear()
    area.send_keys("云江新区新苑小学\n云江新区第三初级中学")
    officer.press("划入")
    officer.sees("云江新区第三初级中学")
    officer.type("inspectors", "陈立新、刘畅")
    officer.press("加入")
    officer.sees("未挂牌")
    officer.go(f"{fresh_demo.address}/zones/proposal?zone={address.rsplit('/', 1)[1]}")
    officer.press("生成方案")
    officer.sees("怎样得出、怎样复核")
    assert officer.fits()
    officer.shot("zone-proposal")
    officer.press("采用方案")
    officer.find("dialog[open] button[value='yes']").click()
    officer.sees("已按方案挂牌")
    assert "未挂牌" not in officer.text("table.ledger")
    officer.shot("zone-posted")

    officer.go(f"{address}/boards")
    officer.sees("责任督学公示牌")
    boards = officer.all("article.board")
    assert len(boards) == 2
    assert "/public/schools/" in officer.find(".board-code svg").get_attribute("aria-label")
    assert officer.fits()
    officer.shot("zone-boards")

    inspector = sign_in("inspector", server=fresh_demo)
    inspector.go(f"{fresh_demo.address}/zones/mine")
    inspector.sees("江湾督学责任区")
    inspector.shot("zones-mine")
    school = sign_in("school", server=fresh_demo)
    school.go(f"{fresh_demo.address}/zones/mine")
    school.sees("我校责任督学", "h1")
    school.shot("zones-school")


def test_trainings_come_from_a_sheet(sign_in, fresh_demo, tmp_path):
    rows = [
        ["姓名", "类别", "日期", "名称", "学时"], ["陈立新", "培训", "2026-01-05", "法治督导专题", "12"],
        ["刘畅", "培训", "2026-01-05", "法治督导专题", "12"], ["没有此人", "培训", "2026-01-05", "法治督导专题", "12"],
    ]
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/inspectors/training?year=2026")
    officer.find(".page-head a[href$='/training/import']").click()
    officer.sees("导入培训", "h1")
    officer.find("[name=file]").send_keys(str(sheet(tmp_path / "培训.xlsx", rows)))
    officer.press("上传并核对")
    officer.sees("只导入合格的 2 行")
    officer.sees("没有找到在聘督学")
    assert officer.fits()
    officer.shot("training-import")
    officer.press("只导入合格的 2 行")
    officer.find("dialog[open] button[value='yes']").click()
    officer.sees("已导入。")
    officer.go(f"{fresh_demo.address}/inspectors/training?year=2026&q=陈立新")
    officer.sees("陈立新")
    assert "12" in officer.text("table.ledger")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_is_planned_for_a_zone_is_shown_and_called_off(sign_in, fresh_demo, size):
    officer = sign_in("officer", size, server=fresh_demo)
    officer.go(f"{fresh_demo.address}/zones/new")
    officer.type("name", f"滨河督学责任区{size}")
    officer.press("保存")
    officer.sees("还没有划入学校")
    officer.driver.execute_script("document.getElementById('day-schools').value = '2035-09-01'")
    officer.type("schools", "云江新区新苑小学")
    officer.press("划入")
    officer.sees("已经安排")
    officer.sees("云江新区新苑小学 划入本责任区")
    assert officer.fits()
    officer.shot("zone-planned")
    officer.press("取消安排")
    officer.find("dialog[open] button[value='yes']").click()
    officer.sees("还没有划入学校")
    assert "已经安排" not in officer.text()


def test_candidates_are_shown_by_a_list_that_the_public_finds(sign_in, open_browser, fresh_demo):
    officer = sign_in("officer", server=fresh_demo)
    officer.go(f"{fresh_demo.address}/inspectors/candidates")
    officer.press("段春梅")
    candidate = officer.driver.current_url
    officer.press("拟写公示")
    officer.press("保存草稿")
    officer.sees("已新建。")
    document = officer.driver.current_url.split("?")[0]
    officer.press("送审")
    officer.find("dialog button[value=yes]").click()
    officer.sees("已送审")
    director = sign_in("director", server=fresh_demo)
    director.go(document)
    director.press("签发")
    director.find("dialog button[value=yes]").click()
    director.sees("已签发。")
    officer.go(document)
    officer.press("公示")
    officer.find("dialog button[value=yes]").click()
    officer.sees("公示中")

    officer.go(candidate)
    officer.shot("candidate-notice")
    officer.press("以此公示")
    officer.sees("公示文书及异议")
    officer.expect_error("422")
    officer.press("公布并列入名册")
    officer.sees("期满无异议后才能公布")
    officer.shot("candidate-shown")
    assert officer.fits()

    anybody = open_browser("phone")
    anybody.go(f"{fresh_demo.address}/public")
    anybody.press("拟聘任督学名单公示")
    anybody.sees("段春梅")
    anybody.sees("提出异议")
    anybody.shot("candidate-public")

    city = sign_in("city", server=fresh_demo)
    city.go(candidate)
    city.sees("公示中")
    assert not city.all("main form"), "those above look on"
