"""Fixtures for visits: a server of a module's own, a network that can break, and as many phones as a test needs."""

import pytest

from cutter import Cutter
from dudao import Demo, copied
from visitor import Visitor


@pytest.fixture(scope="module")
def server(filled, tmp_path_factory):
    one = Demo(copied(filled, tmp_path_factory.mktemp("visits")))
    yield one
    one.stop()


@pytest.fixture
def network(server):
    one = Cutter(server.address)
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def phone(network):
    """`phone("inspector")` opens the app of that login on a device of its own, or on the one whose folder is given."""
    opened = []

    def open(login="inspector", profile=None, ahead=0, whole=False):
        opened.append(Visitor(network.address, login, profile, ahead, whole))
        return opened[-1]

    yield open
    complaints = [said for one in opened if one.is_alive for said in one.browser.complaints()]
    for one in opened:
        one.quit()
    assert not complaints, "\n".join(complaints)
