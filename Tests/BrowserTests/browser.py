"""A Chromium that remembers what went wrong on its pages."""

import base64
import os
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

# The shell draws the same pages in half the time, having no window of its own; the whole browser is for what only it has:
# Background Sync, a setting that turns scripts off, a profile on a small disk. Not the script in /usr/bin: it is another
# process between, and whoever ends it leaves the shell behind.
SHELL = "/usr/lib/chromium/chromium-headless-shell"
CHROMIUM = "/usr/bin/chromium"
DRIVER = "/usr/bin/chromedriver"
SIZES = {"desktop": (1366, 768), "phone": (360, 740)}
WAIT = 20

# Runs before any script of a page. The note is printed as an error, so that it outlives a navigation.
WATCH = """
addEventListener("securitypolicyviolation", (event) =>
    console.error("securitypolicyviolation", event.violatedDirective, event.blockedURI, event.sourceFile));
addEventListener("unhandledrejection", (event) => console.error("unhandledrejection", String(event.reason)));
"""


class Browser:
    """A window of one size, with the few verbs that the tests speak in."""

    def __init__(self, size: str = "desktop", scripts: bool = True, profile: Path | None = None, whole: bool = False):
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM if whole or not scripts else SHELL
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                         "--hide-scrollbars", "--lang=zh-CN", "--force-prefers-reduced-motion"]:
            options.add_argument(argument)
        if profile:
            options.add_argument(f"--user-data-dir={profile}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.size = size
        self.resize(size)
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        self.allowed: list[str] = []

    def resize(self, size: str):
        width, height = SIZES[size]
        self.size = size
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"})

    def go(self, address: str):
        self.driver.get(address)

    def find(self, selector: str):
        """The first element, waited for until it is there."""
        return self.wait(lambda _: (self.all(selector) or [None])[0], f"no {selector} on {self.driver.current_url}")

    def all(self, selector: str):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def wait(self, condition, message: str = ""):
        # A page may be replaced between finding an element and reading it.
        patient = WebDriverWait(self.driver, WAIT, poll_frequency=0.1, ignored_exceptions=[StaleElementReferenceException])
        return patient.until(lambda driver: self.unless_replaced(condition, driver), message)

    @staticmethod
    def unless_replaced(condition, driver):
        """The condition; nothing where the page went away in the middle, which Chromium does not call stale."""
        try:
            return condition(driver)
        except WebDriverException as error:
            if "does not belong to the document" in str(error):
                return None
            raise

    def button(self, text: str):
        """The visible button or link with this text."""
        path = f"//*[self::button or self::a or self::summary][normalize-space()='{text}']"
        def visible(_):
            return next((found for found in self.driver.find_elements(By.XPATH, path) if found.is_displayed()), None)
        return self.wait(visible, f"no button {text} on {self.driver.current_url}")

    def press(self, text: str):
        """Presses a button or link; a dialog or a new page may follow."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", self.button(text))
        self.button(text).click()

    def type(self, name: str, text: str):
        field = self.find(f"[name='{name}']")
        field.clear()
        field.send_keys(text)

    def text(self, selector: str = "main") -> str:
        return self.find(selector).text

    def sees(self, text: str, selector: str = "body"):
        self.wait(lambda _: text in self.text(selector), f"no “{text}” on {self.driver.current_url}")

    def shot(self, name: str):
        """A picture of the whole page in the folder DUDAO_SHOTS names; nothing without it."""
        folder = os.environ.get("DUDAO_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000), "scale": 1}
            picture = self.driver.execute_cdp_cmd(
                "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True, "clip": clip})
            (Path(folder) / f"{name}-{self.size}.png").write_bytes(base64.b64decode(picture["data"]))

    def fits(self) -> bool:
        """Whether the page needs no sideways scrolling."""
        return self.driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")

    def expect_error(self, text: str):
        """A test that provokes an answer such as 422 says so; anything else on the console fails it."""
        self.allowed.append(text)

    def complaints(self) -> list[str]:
        said = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        return [message for message in said if not any(text in message for text in self.allowed)]

    def quit(self):
        self.driver.quit()
