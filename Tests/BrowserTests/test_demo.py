"""Every page that the demo's navigation and lists lead to opens for every role, on both screens."""

import re
from urllib.parse import urlsplit

import pytest

ROLES = ["officer", "director", "inspector", "principal", "clerk", "evaluator", "leader", "auditor", "admin", "security"]
# Downloads, and addresses that end the walk.
NOT_PAGES = re.compile(r"\.(xlsx|csv|tsv|json|docx|svg|png)$|/docx$|/logout|^/evidence/")


def links(browser, selector):
    """The addresses behind a selector, without their queries, each once."""
    found = browser.driver.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map((a) => a.getAttribute('href'))", selector)
    return list(dict.fromkeys(one for one in found if one.startswith("/") and not NOT_PAGES.search(urlsplit(one).path)))


def look(browser, address, name):
    browser.go(address)
    assert browser.find("main h1").text, f"{address} has no title"
    browser.shot(name)
    assert browser.fits(), f"{browser.driver.current_url} scrolls sideways"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_opens(sign_in, demo, role, size):
    browser = sign_in(role, size)
    entries = links(browser, ".sidenav a")
    assert "/" in entries
    for entry in entries:
        name = f"{role}{entry.replace('/', '-')}".rstrip("-")
        look(browser, demo.address + entry, name)
        # One of what the list lists, and of what the workbench asks for, stands for the rest.
        rows = links(browser, "main table.ledger tbody a, main ul.todo a")
        ways = {}
        for row in rows:
            path = urlsplit(row).path
            ways.setdefault(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", path), row)
        for number, row in enumerate(list(ways.values())[:6]):
            if urlsplit(row).path not in entries:
                look(browser, demo.address + row, f"{name}-{number + 1}")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_public_reads_a_report_without_an_account(open_browser, demo, size):
    browser = open_browser(size)
    look(browser, demo.address + "/public", "public")
    reports = links(browser, "main a[href^='/public/']")
    assert reports, "the demo publishes a report of the year before"
    look(browser, demo.address + reports[0], "public-report")
