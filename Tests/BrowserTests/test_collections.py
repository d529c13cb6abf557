"""Monitoring data: a school fills in its form as it is typed, the office sees who is missing and imports a sheet."""

from selenium.webdriver.common.keys import Keys


def open_form(browser):
    """The form of this year that the person has to fill in."""
    home = browser.driver.current_url.rstrip("/")
    browser.go(home + "/collection-returns?state=waiting")
    address = browser.find("td.lead a").get_attribute("href")
    browser.go(address)
    return address


def test_values_are_checked_while_typed_and_saved_by_themselves(sign_in):
    for size in ("phone", "desktop"):
        school = sign_in("school5", size)
        address = open_form(school)
        assert school.fits()
        school.shot("collection-form")
        last = school.find("#primary\\.pupils").get_attribute("data-last")
        school.type("v.primary.pupils", str(int(last) * 3))
        school.sees("与上年相差一倍以上")
        school.type("v.primary.pupils", "八百")
        school.sees("应为不小于0的数字")
        school.expect_error("422")
        school.find("[data-savestate]")
        school.sees("没有保存")
        school.type("v.primary.pupils", str(int(last) + 9))
        school.sees("已保存")
        for code, value in (("Below", 0), ("College", 2), ("Bachelor", 50), ("Master", 3), ("Doctor", 0)):
            school.type(f"v.primary.teachers{code}", str(value))
        total = "output[data-sum-of^='primary.teachersBelow']"
        school.wait(lambda _: school.text(total) == "55", "the teachers do not add up")
        school.find("body").send_keys(Keys.TAB)
        school.sees("已保存")
        school.go(address)
        assert school.find("#primary\\.pupils").get_attribute("value") == str(int(last) + 9)
        school.go(address + "/history")
        school.sees("小学在校生数")
        assert school.fits()


def test_a_form_is_filled_in_without_scripts_too(sign_in):
    school = sign_in("school8", scripts=False)
    address = open_form(school)
    school.type("v.books", "31000")
    school.press("保存")
    school.sees("已保存。")
    school.go(address)
    assert school.find("#books").get_attribute("value") == "31000"


def test_the_office_sees_who_is_missing_and_what_is_asked(sign_in):
    for size in ("phone", "desktop"):
        office = sign_in("officer", size)
        home = office.driver.current_url.rstrip("/")
        office.go(home + "/collections")
        assert office.fits()
        office.shot("collections")
        office.find("td.lead a").click()
        office.sees("各单位")
        assert office.fits()
        office.shot("collection-round")
        office.go(office.driver.current_url.split("?")[0] + "?questions=open")
        office.find("td.lead a").click()
        office.sees("校核问题")
        assert office.fits()
        office.shot("collection-return")
        for path in ("/collection-forms", "/collection-forms/school-balance/1", "/collections/new"):
            office.go(home + path)
            assert office.fits(), path
            office.shot("collection" + path.replace("/", "-"))
