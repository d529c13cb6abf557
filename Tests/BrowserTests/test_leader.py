"""The leader's page: plots drawn under the content policy, numbers that open, a wall that renews itself."""

import base64

import pytest


def drawn(browser, count):
    browser.wait(lambda _: len(browser.all("figure[data-drawn='yes']")) >= count, "no plot was drawn")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_plots_are_drawn_and_every_number_opens(sign_in, demo, size):
    browser = sign_in("city-leader", size)
    browser.go(demo.address + "/leader")
    drawn(browser, 3)
    assert browser.fits()
    assert browser.driver.execute_script("""
        return [...document.querySelectorAll('figure canvas')].every((canvas) => {
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            return data.some((value) => value !== 0);
        })"""), "an empty canvas"
    browser.shot("leader-city")
    late = browser.find(".figures a[href*='state=late']")
    count = late.text
    late.click()
    browser.sees("问题台账", "h1")
    assert browser.text(".table-foot strong") + "个" == count.replace("\n", "")


def test_a_picture_is_a_png(sign_in, demo):
    browser = sign_in("leader", "desktop")
    browser.go(demo.address + "/leader")
    drawn(browser, 2)
    browser.driver.execute_script("""
        window.saved = null;
        URL.createObjectURL = (blob) => { window.saved = blob; return 'data:,'; };
        HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
        document.querySelector('figcaption button').click();""")
    head = browser.driver.execute_async_script("""
        const done = arguments[0];
        window.saved.arrayBuffer().then((bytes) => done(btoa(String.fromCharCode(...new Uint8Array(bytes.slice(0, 24))))));""")
    picture = base64.b64decode(head)
    assert picture.startswith(b"\x89PNG") and int.from_bytes(picture[16:20], "big") == 2000
    assert browser.driver.execute_script("return window.savedAs").endswith(".png")


def test_the_wall_renews_itself_without_leaving_and_says_when_it_cannot(sign_in, demo):
    browser = sign_in("leader", "desktop")
    browser.go(demo.address + "/leader")
    browser.press("大屏显示")
    drawn(browser, 2)
    browser.driver.execute_script("window.stays = true; document.querySelector('main').dataset.old = 'yes'")
    browser.driver.execute_script("dispatchEvent(new Event('wall-refresh'))")
    browser.wait(lambda _: not browser.all("main[data-old]"), "the wall was not renewed")
    drawn(browser, 2)
    assert browser.driver.execute_script("return window.stays"), "the page was left"
    browser.driver.delete_all_cookies()
    browser.driver.execute_script("dispatchEvent(new Event('wall-refresh'))")
    browser.sees("屏幕上是较早的内容")
    assert browser.all("figure canvas"), "the older content is gone"


def test_without_scripts_the_tables_say_it(sign_in, demo):
    browser = sign_in("leader", scripts=False)
    browser.go(demo.address + "/leader")
    browser.sees("近12个月新增、销号和月末未销号的问题")
    assert browser.all("figure details[open] table a[href*='issued=']")
    assert not browser.all("figure canvas")


@pytest.mark.parametrize("login", ["leader", "city-leader"])
def test_each_number_of_the_demo_opens_as_many_rows(sign_in, demo, login):
    browser = sign_in(login)
    browser.go(demo.address + "/leader")
    wrong = browser.driver.execute_async_script("""
        const done = arguments[0];
        const links = [...document.querySelectorAll("main a[href*='?']")]
            .filter((a) => /^[0-9]+$/.test(a.firstChild?.textContent ?? "") && /^\\/(findings|inspections|campaigns)\\?/
                .test(a.getAttribute("href")));
        (async () => {
            const wrong = links.length < 40 ? [`only ${links.length} numbers`] : [];
            for (const link of links) {
                const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
                const found = page.querySelector(".table-foot strong")?.textContent ?? "0";
                if (found !== link.firstChild.textContent) wrong.push(`${link.href}: ${found}`);
            }
            return wrong;
        })().then(done);""")
    assert wrong == []
