"""Every number that is a link opens a list of as many rows, whoever looks."""

import collections
import html
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from test_demo import NOT_PAGES, ROLES

LINK = re.compile(r'<a ([^>]*?)href="(/[^"#]*)"([^>]*)>((?:(?!</a>).)*)</a>', re.S)
NUMBER = re.compile(r"(\d+)\s*(?:所|个|条|项|件|份|人|人次|次|套|家|批|张)?")
TOTAL = re.compile(r"共\s*<strong>(\d+)</strong>")
PAGES = 200


class Reader:
    """A signed-in client without a browser: hundreds of pages in seconds."""

    def __init__(self, demo, login, password):
        self.base, self.kept = demo.address, {}
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.page("/login"))
        form = dict(hidden, login=login, password=password)
        self.opener.open(self.base + "/login", urllib.parse.urlencode(form).encode())
        self.kept.clear()

    def page(self, path):
        if path not in self.kept:
            try:
                with self.opener.open(self.base + path) as answer:
                    is_page = answer.headers.get_content_type() == "text/html"
                    self.kept[path] = answer.read().decode() if is_page else ""
            except urllib.error.HTTPError as error:
                raise AssertionError(f"{path}: {error.code}") from None
        return self.kept[path]

    def total(self, path):
        """How many rows a list says it has; None for what is no list."""
        text = self.page(path)
        found = TOTAL.search(text)
        return int(found[1]) if found else 0 if 'class="empty"' in text else None


def kind(path):
    """The address without what makes it this one: two rows of a list stand for all."""
    parts = urllib.parse.urlsplit(path)
    names = sorted({name for name, _ in urllib.parse.parse_qsl(parts.query, keep_blank_values=True)})
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", parts.path), *names


@pytest.mark.parametrize("role", ROLES)
def test_a_number_opens_what_it_counts(demo, role):
    person = demo.login_for(role)
    reader = Reader(demo, person["login"], person["password"])
    entries = re.findall(r'href="(/[^"#]*)"', reader.page("/").partition('class="sidenav"')[2].partition("</nav>")[0])
    queue, ways, wrong, checked = collections.deque(["/", *entries]), collections.Counter(), {}, 0
    seen = set(queue)
    for _ in range(PAGES):
        if not queue:
            break
        path = queue.popleft()
        main = re.sub(r'<nav class="pager".*?</nav>', "", reader.page(path).partition("<main")[2], flags=re.S)
        for before, address, after, inside in LINK.findall(main):
            address = html.unescape(address)
            if NOT_PAGES.search(urllib.parse.urlsplit(address).path):
                continue
            label = re.sub(r"<[^>]+>", "", re.sub(r"<small>.*?</small>", "", inside, flags=re.S)).strip()
            number = NUMBER.fullmatch(label)
            if number and "data-uncounted" not in before + after:
                total = reader.total(address)
                checked += total is not None
                if total is not None and total != int(number[1]):
                    wrong[kind(path), kind(address)] = f"{path} says {number[1]}, {address} has {total}"
            if address not in seen and ways[kind(address)] < 2:
                ways[kind(address)] += 1
                seen.add(address)
                queue.append(address)
    assert not wrong, "\n".join(wrong.values())
    assert checked or role in ("evaluator", "security", "principal", "clerk", "inspector"), "no number was followed"
