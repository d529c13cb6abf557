"""Fixtures: one demo per run, one browser per test, and no test passes with an error on the console."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from browser import Browser  # noqa: E402
from dudao import Demo, copied  # noqa: E402


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The data of a demo that was filled and has stopped; the demos of a run are copies, filling takes many seconds."""
    data = tmp_path_factory.mktemp("filled") / "data"
    Demo(data).stop()
    return data


@pytest.fixture(scope="session")
def demo(filled, tmp_path_factory):
    """The demo, shared by the whole run; a test that spoils it for others asks for `fresh_demo`."""
    server = Demo(copied(filled, tmp_path_factory.mktemp("demo")))
    yield server
    server.stop()


@pytest.fixture
def fresh_demo(filled, tmp_path):
    server = Demo(copied(filled, tmp_path))
    yield server
    server.stop()


@pytest.fixture
def open_browser(request):
    """Opens as many browsers as a test has people; looks at all their consoles in the end."""
    opened = []

    def open(size="desktop", scripts=True):
        opened.append(Browser(size, scripts))
        return opened[-1]

    yield open
    complaints = [complaint for one in opened for complaint in one.complaints()]
    report = getattr(request.node, "report_call", None)
    for number, one in enumerate(opened):
        if complaints or (report is not None and report.failed):
            one.shot(f"failed-{request.node.name.replace('/', '_')}-{number}")
        one.quit()
    assert not complaints, "the console said:\n" + "\n".join(complaints)


@pytest.fixture
def browser(open_browser):
    return open_browser()


@pytest.fixture
def phone(open_browser):
    return open_browser("phone")


@pytest.fixture
def sign_in(demo, open_browser):
    """`sign_in("officer")` answers a browser in which that role is on its workbench."""

    def enter(role, size="desktop", server=demo, scripts=True):
        person = server.login_for(role)
        one = open_browser(size, scripts)
        one.go(f"{server.address}/login")
        one.type("login", person["login"])
        one.type("password", person["password"])
        one.find("main form button").click()
        one.wait(lambda _: not one.driver.current_url.endswith("/login"), f"{role} could not sign in")
        return one

    return enter
