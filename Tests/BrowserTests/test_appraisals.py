"""The yearly appraisal: schools and teachers rate, the figures open, the head confirms, the inspector sees it."""

import pytest


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_appraisals_are_listed_and_opened(sign_in, demo, size):
    officer = sign_in("officer", size)
    officer.go(f"{demo.address}/inspectors/appraisals")
    officer.sees("督学年度考核", "h1")
    assert officer.fits()
    officer.shot("appraisals")
    officer.find("table.ledger tbody td.lead a").click()
    officer.sees("按规定计算的等次")
    assert officer.fits()
    officer.shot("appraisal")
    officer.find("main a[href$='/coverage']").click()
    officer.sees("按月覆盖学校", "h1")
    assert officer.fits()
    officer.shot("appraisal-cases")
    for path, words in {"appraisals/rules": "合计100", "ratings": "进行中", "parent-ratings": "同网重复",
                        "parent-ratings/words": "想说的话"}.items():
        officer.go(f"{demo.address}/inspectors/{path}")
        officer.sees(words)
        assert officer.fits(), path
        officer.shot("appraisal-" + path.replace("/", "-"))
    inspector = sign_in("inspector", size)
    inspector.go(f"{demo.address}/inspectors/appraisals/mine")
    inspector.sees("已核定")
    assert inspector.fits()
    inspector.shot("appraisal-mine")


def choose(person, form=""):
    """The second best answer to each question."""
    for field in person.all(f"{form} fieldset.field"):
        field.find_elements("css selector", "input[type=radio]")[1].click()


def test_a_year_goes_from_ratings_to_the_head(sign_in, fresh_demo):
    school = sign_in("school", server=fresh_demo)
    school.go(f"{fresh_demo.address}/inspectors/ratings/mine")
    school.sees("转发给教师")
    assert school.fits()
    school.shot("rating-mine")
    link = school.find("a[href^='/ratings/']").get_attribute("href")
    choose(school, "form.form")
    school.press("提交")
    school.sees("已评价")

    school.go(link)
    school.sees("匿名评价")
    assert school.fits()
    school.shot("rating-public")
    choose(school)
    school.press("提交评价")
    school.sees("已收到")

    director = sign_in("director", server=fresh_demo)
    director.go(f"{fresh_demo.address}/inspectors/appraisals?state=open")
    director.find("table.ledger tbody td.lead a").click()
    director.sees("核定等次")
    director.find("select[name=grade] option[value=excellent]").click()
    director.type("reason", "经督导室集体研究。")
    director.press("核定")
    director.find("dialog[open] button[value='yes']").click()
    director.sees("经督导室集体研究")
    assert director.all("select[name=grade]") == []
    director.shot("appraisal-confirmed")


def test_a_parent_rates_from_the_public_page(sign_in, open_browser, fresh_demo):
    school = sign_in("school", server=fresh_demo)
    school.go(fresh_demo.address)
    school.sees("请教师评价责任督学")
    school.go(f"{fresh_demo.address}/zones/mine/board")
    public = school.find("main a[href*='/public/schools/'], svg[aria-label*='/public/schools/']")
    words = public.get_attribute("href") or public.get_attribute("aria-label")
    parent = open_browser("phone")
    parent.go(f"{fresh_demo.address}/public/schools/{words.partition('/public/schools/')[2].split()[0]}")
    assert parent.fits()
    parent.shot("public-school-ratings")
    parent.find("a[href*='/ratings/']").click()
    parent.sees("匿名评价")
    assert parent.fits()
    parent.shot("parent-rating")
    choose(parent)
    parent.type("words", "督学常来。")
    parent.press("提交评价")
    parent.sees("已收到")
    parent.shot("parent-rating-done")
