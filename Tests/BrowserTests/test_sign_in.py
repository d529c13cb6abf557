"""Every role of the demo gets in, and its first page fits the screen."""

import pytest

ROLES = ["officer", "director", "inspector", "principal", "clerk", "evaluator", "leader", "auditor", "admin", "security"]


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("role", ROLES)
def test_every_role_reaches_its_first_page(sign_in, role, size):
    browser = sign_in(role, size)
    browser.shot(f"first-page-{role}")
    assert browser.find("main h1").text
    assert browser.fits(), "the page scrolls sideways"
