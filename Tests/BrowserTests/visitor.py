"""An inspector with a phone: opens the app, writes visits, loses the network; and what the server has in the end."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from selenium.common.exceptions import StaleElementReferenceException

from browser import Browser

PASSWORD = "yunjiang-2026"

# A picture that does not become small by itself, put into a file field as a camera would.
PHOTO = """
const [selector, done] = arguments;
const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
const context = canvas.getContext("2d");
for (let i = 0; i < 6000; i += 1) {
  context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
  context.fillRect(Math.random() * 2400, Math.random() * 1800, 50, 50);
}
canvas.toBlob((blob) => {
  const files = new DataTransfer();
  files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
  const field = document.querySelector(selector);
  field.files = files.files;
  field.dispatchEvent(new Event("change"));
  done(blob.size);
}, "image/jpeg", 0.95);
"""

# So many pictures from the album at once; then presses the buttons that are named, without waiting for anything.
ALBUM = """
const [count, names, done] = arguments;
(async () => {
  const files = new DataTransfer();
  for (let number = 0; number < count; number += 1) {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1800, height: 1200 });
    const context = canvas.getContext("2d");
    for (let i = 0; i < 2000; i += 1) {
      context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
      context.fillRect(Math.random() * 1800, Math.random() * 1200, 60, 60);
    }
    const blob = await new Promise((drawn) => canvas.toBlob(drawn, "image/jpeg", 0.9));
    files.items.add(new File([blob], `${number}.jpg`, { type: "image/jpeg" }));
  }
  const field = document.querySelector("#visit-photo-multiple");
  field.files = files.files;
  field.dispatchEvent(new Event("change"));
  for (const name of names) [...document.querySelectorAll("button")].find((one) => one.textContent === name).click();
})().then(done, (error) => done(`${error}`));
"""

# Finished visits with photos, put on the device by the app's own modules, as if written there one after the other.
QUEUE = """
const [login, password, count, photos, reversed, done] = arguments;
(async () => {
  const base = document.querySelector("script[type=module]").src.replace(/visit-app\\.js$/, "");
  const load = (name) => import(`${base}${name}.js`);
  const [{ Vault }, { loadPackage }, { newVisit }, { compress }, { digest }, { commandID }] = await Promise.all(
    ["visit-vault", "visit-package", "visit-record", "visit-photo", "visit-crypto", "element"].map(load));
  const vault = await Vault.unlock(login, password);
  const pack = await loadPackage(vault);
  const schools = pack.schools.filter((school) => school.isOwn);
  const made = [];
  for (let index = 0; index < count; index += 1) {
    const visit = newVisit(schools[index % schools.length], pack);
    const now = new Date(Date.now() + (reversed ? -index : index)).toISOString();
    visit.body.startedAt = now;
    visit.body.record = `第${index + 1}次到校`;
    visit.body.problems = [{ id: commandID(), criterion: null, problem: "消防通道堆放杂物", outcome: "settled", requirement: "", days: null, department: null }];
    for (let number = 0; number < photos; number += 1) {
      const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 700 });
      const context = canvas.getContext("2d");
      for (let i = 0; i < 3000; i += 1) {
        context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
        context.fillRect(Math.random() * 900, Math.random() * 700, 30, 30);
      }
      const bytes = await compress(await new Promise((drawn) => canvas.toBlob(drawn, "image/jpeg", 0.95)));
      const photo = { id: commandID(), sha256: await digest(bytes), bytes: bytes.byteLength, of: "visit", takenAt: now, caption: "" };
      visit.body.photos.push(photo);
      await vault.put("photo", photo.id, bytes);
    }
    Object.assign(visit.body, { endedAt: now });
    Object.assign(visit, { state: "queued", finishedAt: now });
    await vault.put("visit", visit.id, visit);
    made.push(visit.id);
  }
  new BroadcastChannel(`dudao-visits-${vault.slot}`).postMessage("changed");
  return made;
})().then(done, (error) => done(`${error}`));
"""


class Visitor:
    """The phone of `login`; `address` is where it finds the server."""

    def __init__(self, address: str, login: str, profile: Path | None = None, ahead: int = 0,
                 whole: bool = False):
        self.address, self.login, self.profile = address, login, profile
        # A device that is started again is a whole browser with its profile.
        self.browser = Browser("phone", profile=profile, whole=whole or profile is not None)
        self.is_alive = True
        self.driver = self.browser.driver
        self.driver.set_script_timeout(120)
        self.browser.expect_error("ERR_")
        self.browser.expect_error("Failed to load resource")
        if ahead:
            self.later(ahead)

    def open(self, password: str = PASSWORD, expected: str = "我的学校"):
        self.browser.go(f"{self.address}/visits/app")
        return self.unlock(password, expected)

    def unlock(self, password: str = PASSWORD, expected: str = "我的学校", login: str | None = None):
        self.browser.find("[name=login]")
        self.browser.type("login", login or self.login)
        self.browser.type("password", password)
        self.browser.press("打开")
        self.browser.sees(expected)
        return self

    def wait_for_schools(self):
        self.browser.sees("数据取于")
        return self

    def tab(self, name: str):
        self.driver.execute_script("location.hash = arguments[0]", f"#/{name}")
        self.browser.find(f".visit-tabs a[href='#/{name}'][aria-current]")

    def start(self, number: int = 0):
        """A visit to the n-th school of the list, at its first step."""
        self.browser.find(".visit-list a")
        self.browser.all(".visit-list a")[number].click()
        self.browser.find(".visit-bottom button, .visit-row button").click()
        self.browser.find("[name=theme]")

    def step(self, name: str):
        """Presses a button; a page that was drawn anew in between is no reason to give up."""
        for attempt in range(5):
            try:
                return self.browser.press(name)
            except StaleElementReferenceException:
                if attempt == 4:
                    raise
        return None

    def step_in_dialog(self, name: str):
        button = next(one for one in self.browser.all("dialog button") if one.text.strip() == name)
        button.click()

    def write(self, name: str, text: str):
        field = self.browser.find(f"[name='{name}']")
        field.clear()
        field.send_keys(text)

    def saved(self):
        self.browser.wait(lambda _: self.browser.find(".savestate").get_attribute("data-state") == "saved")

    def photo(self):
        size = self.driver.execute_async_script(PHOTO, "#visit-photo-multiple")
        return size

    def album(self, count: int, *names: str):
        error = self.driver.execute_async_script(ALBUM, count, list(names))
        assert error is None, error

    def idle(self, minutes: int = 11):
        """Nobody touches the phone for so long."""
        self.driver.execute_script("""
            const now = Date.now; Date.now = () => now.call(Date) + arguments[0] * 60_000;
            document.dispatchEvent(new Event("visibilitychange"));""", minutes)

    def session(self) -> str | None:
        """The account that this browser is signed in with."""
        return self.driver.execute_async_script("""
            const [done] = arguments;
            fetch("/visits/session", { headers: { Accept: "application/json" } })
              .then((answer) => (answer.ok ? answer.json() : {})).then((said) => done(said.account ?? null), () => done(null));""")

    def offline(self, is_offline: bool = True, latency: float = 0, bytes_per_second: float = -1):
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
            "offline": is_offline, "latency": latency, "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second})

    def later(self, days: float):
        """The phone's clock so many days ahead, for every page from now on."""
        source = f"{{ const now = Date.now; Date.now = () => now.call(Date) + {int(days * 86_400_000)}; }}"
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})

    def queue(self, count: int, photos: int, reversed: bool = False) -> list[str]:
        made = self.driver.execute_async_script(QUEUE, self.login, PASSWORD, count, photos, reversed)
        assert isinstance(made, list), made
        return made

    def states(self) -> dict[str, str]:
        """Each record on the device with the group in which the page of records shows it."""
        return self.driver.execute_script("""
            return Object.fromEntries([...document.querySelectorAll("[data-visit]")].map((row) =>
                [row.dataset.visit, row.closest("[data-state]").dataset.state]));""")

    def wait_until_sent(self, ids, seconds: float = 60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                found = self.states()
            except Exception:  # the page is being drawn anew
                found = {}
            if all(found.get(one) == "sent" for one in ids):
                return
            time.sleep(0.1)
        raise AssertionError(f"not sent: {self.states()}\n{self.browser.text()}")

    def stored(self) -> str:
        """Everything the device holds, as it lies there."""
        return self.driver.execute_async_script("""
            const done = arguments[0];
            const open = indexedDB.open("dudao-visits");
            open.onsuccess = () => {
              const all = open.result.transaction("items").objectStore("items").getAll();
              all.onsuccess = () => done(all.result.map((item) => item.kind + " " + item.id + " "
                + new TextDecoder("utf-8").decode(item.data)).join("\\n"));
            };""")

    def kill(self):
        """As when the battery is taken out: every process of this browser at once."""
        self.is_alive = False
        driver = self.driver.service.process.pid
        for pid in reversed(descendants(driver)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.driver.service.process.kill()
        self.driver.service.process.wait(20)
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()

    def quit(self):
        if self.is_alive:
            self.is_alive = False
            self.browser.quit()


def descendants(pid: int) -> list[int]:
    found = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found += [child, *descendants(child)]
    return found


class Ledger:
    """What the server's database says that it has."""

    def __init__(self, data: Path):
        self.path = data / "demo.sqlite"

    def ask(self, query: str, *values):
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as db:
            return db.execute(query, values).fetchall()

    def change(self, query: str, *values):
        with closing(sqlite3.connect(self.path, timeout=20)) as db, db:
            db.execute(query, values)

    def visits(self, ids) -> list[tuple]:
        """Id, problems, photos that are whole and photos that are missing of each."""
        marks = ",".join("?" * len(ids))
        return self.ask(f"""
            SELECT v.id, (SELECT count(*) FROM visit_problem p WHERE p.visit_id = v.id),
                (SELECT count(*) FROM visit_photo f WHERE f.visit_id = v.id AND f.file_hash IS NOT NULL), v.photos_missing
            FROM visit v WHERE v.id IN ({marks}) ORDER BY v.id""", *ids)

    def counts(self) -> dict[str, int]:
        return {table: self.ask(f"SELECT count(*) FROM {table}")[0][0]
                for table in ("visit", "visit_problem", "visit_photo", "finding")}

    def sign_everybody_out(self):
        self.change("DELETE FROM session")
