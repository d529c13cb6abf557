"""Teams, recusals, the five-year round and the use of results, as their people go through them."""

import pytest


def confirm(one, text):
    """Presses a button that asks first, says yes, and waits for the page that comes of it."""
    one.press(text)
    yes = one.find("dialog[open] button.primary, dialog[open] button.danger")
    one.driver.execute_script("document.documentElement.dataset.seen = 1")
    yes.click()
    here = "return !document.documentElement.dataset.seen && document.readyState === 'complete'"
    one.wait(lambda _: one.driver.execute_script(here), f"nothing came of {text} on {one.driver.current_url}")


def fits(one, name):
    one.shot(name)
    assert one.fits(), f"{one.driver.current_url} scrolls sideways"


def to_the_proposal(one, demo):
    one.go(f"{demo.address}/campaigns?q=民办幼儿园专项督导")
    one.find("main table.ledger td.lead a").click()
    one.press("分派督导组")
    one.press("查看分组方案")
    one.sees("采用方案")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_proposal_is_changed_by_hand_within_the_rules_and_accepted(sign_in, fresh_demo, size):
    one = sign_in("officer", size, server=fresh_demo)
    to_the_proposal(one, fresh_demo)
    assert "已组成" in one.text() and "sha256sum" in one.driver.page_source
    fits(one, "teams-proposal")
    one.press("调整")
    one.expect_error("422")
    for box in one.all("input[name=member]:checked")[:2]:
        one.driver.execute_script("arguments[0].click()", box)
    fits(one, "teams-unit")
    one.press("保存")
    one.sees("至少要有3名督学")
    others = [box for box in one.all("fieldset:first-of-type input[name=member]") if not box.is_selected()]
    for box in others[:3]:
        one.driver.execute_script("arguments[0].click()", box)
    one.press("保存")
    one.sees("已保存")
    confirm(one, "采用方案")
    one.sees("每个单位都有了督导组")
    fits(one, "teams")


def test_an_inspector_applies_and_the_director_decides(sign_in, fresh_demo):
    inspector = sign_in("inspector", "phone", server=fresh_demo)
    inspector.go(f"{fresh_demo.address}/recusals/new")
    inspector.type("unit", inspector.find("#unit-list option").get_attribute("value"))
    inspector.find("[name=ground] option[value=leader-relative]").click()
    inspector.type("explanation", "园长是本人的表姐。")
    fits(inspector, "recusal-new")
    inspector.press("提交")
    inspector.sees("待决定")
    fits(inspector, "recusal")
    address = inspector.driver.current_url.split("?")[0]
    director = sign_in("director", server=fresh_demo)
    director.sees("决定回避申请")
    director.go(address)
    director.type("reason", "情况属实。")
    fits(director, "recusal-decision")
    director.press("批准回避")
    director.sees("决定已记录")
    inspector.go(fresh_demo.address)
    inspector.sees("查看回避决定")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_round_adds_up_and_a_result_is_used(sign_in, fresh_demo, size):
    one = sign_in("officer", size, server=fresh_demo)
    one.go(f"{fresh_demo.address}/rounds")
    one.find("main table.ledger td.lead a").click()
    figures = {row.find_element("tag name", "dt").text: int(row.find_element("tag name", "a").text.rstrip("所"))
               for row in one.all("dl.figures > div")}
    # 40 units of this year; some of them have come to the end of the procedure.
    assert figures["合计"] == figures["已完成"] + figures["正在督导"] == 75 + 40
    assert figures["尚未督导"] == figures["名册总数"] - figures["合计"] == 150 - 115
    fits(one, "round")
    one.go(f"{fresh_demo.address}/results?purpose=honour")
    fits(one, "results")
    one.press("调阅")
    one.sees("本次运用已有记录")
    one.type("decision", "同意推荐")
    fits(one, "result-use")
    one.press("记录决定")
    one.sees("已保存")
    one.go(f"{fresh_demo.address}/results/uses?purpose=honour&decided=yes")
    one.sees("同意推荐")
    fits(one, "result-uses")
