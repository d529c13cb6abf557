"""The demo starts from nothing, keeps what it has, and gets over a filling that was cut short."""

import os
import stat
import subprocess
import time

import pytest
from dudao import Demo, binary


# A year of appraisals can be confirmed from December on; the demo's director did so 76 days before.
@pytest.mark.parametrize("today", ["2026-12-01", "2027-02-14", "2027-02-15", "2026-07-31"])
def test_it_can_be_filled_on_any_day(tmp_path, today):
    Demo(tmp_path / "data", today).stop()


def test_a_second_start_is_quick_and_keeps_the_data(tmp_path):
    first = Demo(tmp_path / "data")
    known = first.logins
    first.stop()
    begun = time.monotonic()
    second = Demo(tmp_path / "data")
    try:
        assert time.monotonic() - begun < 5
        assert second.logins == known, "every account is the one it was"
        assert stat.S_IMODE(os.stat(tmp_path / "data/logins.json").st_mode) == 0o600
        assert {one["role"] for one in known} == {
            "officer", "director", "inspector", "principal", "clerk", "evaluator", "leader", "auditor", "admin", "security"}
    finally:
        second.stop()


def test_a_filling_that_was_cut_short_begins_again(tmp_path):
    data = tmp_path / "data"
    cut = subprocess.Popen(
        [str(binary()), "demo", "--listen", "127.0.0.1:0", "--data", str(data)], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (data / "demo.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    cut.kill()
    cut.wait(20)
    assert not (data / "logins.json").exists(), "it was not cut short"
    whole = Demo(data)
    try:
        assert len(whole.logins) > 50
    finally:
        whole.stop()
