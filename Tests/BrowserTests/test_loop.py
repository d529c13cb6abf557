"""The whole job once, in a browser, from an empty database: from a sheet of kindergartens to a report that anybody reads."""

import datetime

import pytest
from selenium.webdriver.common.by import By

from office import PASSWORD, Office
from sheets import picture, sheet

COUNTY = "500112"
UNITS = [["1150960001", "望江幼儿园"], ["1150960002", "云桥幼儿园"], ["1150960003", "石坪幼儿园"]]
PEOPLE = {
    "officer": ("周敏", "officer"), "director": ("吴启明", "director"), "lead": ("陈立新", "inspector"),
    "member": ("刘畅", "inspector"),
}


@pytest.fixture
def office(tmp_path):
    server = Office(tmp_path).start()
    for login, (name, role) in PEOPLE.items():
        account(server, login, name, role, "--region", COUNTY)
    yield server
    server.stop()


def account(office, login, name, role, *whereabouts):
    office.run(
        "account", "create", "--login", login, "--name", name, "--role", role, *whereabouts, "--password-stdin",
        "--no-first-change", "--database", office.database, stdin=PASSWORD + "\n")


class Walk:
    """Everybody's browser, and the steps of the job in the words of its pages."""

    def __init__(self, office, open_browser, folder):
        self.office, self.open_browser, self.folder = office, open_browser, folder
        self.address = office.address.geturl().rstrip("/")
        self.browsers = {}

    def at(self, login, path="/"):
        """That person's browser, at an address."""
        if login not in self.browsers:
            one = self.browsers[login] = self.open_browser()
            one.go(f"{self.address}/login")
            one.type("login", login)
            one.type("password", PASSWORD)
            one.find("main form button").click()
            one.wait(lambda _: not one.driver.current_url.endswith("/login"), f"{login} could not sign in")
        one = self.browsers[login]
        one.go(self.address + path)
        return one

    def send(self, one, text):
        """Presses a button or link and waits for the page that comes of it."""
        self._leave(one, lambda: one.press(text), text)

    def confirm(self, one, text):
        """Presses a button that asks first, says yes, and waits for the page that comes of it."""
        one.press(text)
        yes = one.find("dialog[open] button.primary, dialog[open] button.danger")
        self._leave(one, yes.click, text)

    def _leave(self, one, act, text):
        one.driver.execute_script("document.documentElement.dataset.seen = 1")
        act()
        here = "return !document.documentElement.dataset.seen && document.readyState === 'complete'"
        one.wait(lambda _: one.driver.execute_script(here), f"nothing came of {text} on {one.driver.current_url}")

    def path(self, one):
        return one.driver.current_url.removeprefix(self.address).split("?")[0].split("#")[0]

    def fill(self, one, **fields):
        for name, text in fields.items():
            set_value(one, name, text)


def set_value(one, name, text):
    """Types into a field of any kind; a date is set as the browser keeps it."""
    field = one.find(f"[name='{name}']")
    kind = field.get_attribute("type")
    if kind == "date":
        one.driver.execute_script(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))", field, text)
    elif field.tag_name == "select":
        option = next(o for o in field.find_elements(By.TAG_NAME, "option") if text in (o.text, o.get_attribute("value")))
        option.click()
    else:
        field.clear()
        field.send_keys(text)


def day(offset):
    return (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
            + datetime.timedelta(days=offset)).isoformat()


def test_from_an_empty_database_to_a_published_report(office, open_browser, tmp_path):
    walk = Walk(office, open_browser, tmp_path)
    choose_the_jurisdiction(walk)
    import_units(walk)
    publish_a_framework(walk)
    campaign = run_a_campaign(walk)
    unit = drawn_unit(walk, campaign)
    inspection = assess_itself(walk, unit)
    assess_on_site(walk, inspection)
    hear_the_unit(walk, inspection)
    rectify(walk, inspection)
    publish_the_report(walk, campaign, open_browser)


def choose_the_jurisdiction(walk):
    one = walk.at("admin", "/settings")
    set_value(one, "jurisdiction", "chongqing")
    walk.send(one, "保存")
    one.sees("已保存")


def import_units(walk):
    rows = [["学校标识码", "园所全称", "所在地", "办别"]] + [[code, name, COUNTY, "公办"] for code, name in UNITS]
    rows.append(["115096", "错码幼儿园", COUNTY, "公办"])
    one = walk.at("officer", "/organisations/import")
    one.find("[name=file]").send_keys(str(sheet(walk.folder / "单位.xlsx", rows)))
    walk.send(one, "上传并核对")
    one.wait(lambda _: any(word in one.text() for word in ["有的列需要您指定", "不合格"]), "the sheet was not checked")
    if "有的列需要您指定" in one.text():
        set_value(one, "column-1", "name")
        walk.send(one, "继续核对")
        one.sees("不合格")
    one.sees("10位")
    walk.confirm(one, "只导入合格的 3 行")
    one.sees("已导入")
    one.go(walk.address + "/organisations")
    one.sees("云桥幼儿园")
    for code, _ in UNITS:
        account(walk.office, f"head{code[-1]}", f"园长{code[-1]}", "principal", "--organisation", code)
        account(walk.office, f"clerk{code[-1]}", f"经办{code[-1]}", "clerk", "--organisation", code)


def publish_a_framework(walk):
    one = walk.at("officer", "/frameworks?kind=template")
    walk.send(one, "幼儿园办园行为督导评估指标")
    one.find("a[href*='/frameworks/new?template=']").click()
    walk.fill(one, name="渝北区幼儿园办园行为督导评估指标", code="yubei-conduct")
    walk.send(one, "建立草稿")
    walk.confirm(one, "发布")
    one.sees("已发布")


def run_a_campaign(walk):
    one = walk.at("officer", "/campaigns/new")
    walk.fill(one, name="幼儿园办园行为督导评估", startsOn=day(-1), endsOn=day(60), kind="evaluation")
    set_value(one, "framework", next(o.text for o in one.all("[name=framework] option") if "渝北区" in o.text))
    set_value(one, "s0.name", "全部公办园")
    set_value(one, "s0.rule", "count")
    set_value(one, "s0.amount", "1")
    walk.send(one, "保存")
    one.wait(lambda _: walk.path(one).count("/") == 2, "the campaign was not made")
    campaign = walk.path(one)
    walk.confirm(one, "冻结名单")
    one.sees("名单校验值已公布")
    set_value(one, "seed", "双色球2026028期 03 09 14 21 26 33 + 07")
    walk.confirm(one, "抽取")
    one.go(walk.address + campaign + "/teams")
    set_value(one, "lead", [o.get_attribute("value") for o in one.all("[name=lead] option") if "陈立新" in o.text][0])
    for box in one.all("[name=unit]"):
        box.click()
    for box in one.all("[name=member]"):
        if "刘畅" in box.find_element(By.XPATH, "..").text:
            box.click()
    walk.send(one, "分派")
    one.go(walk.address + campaign)
    walk.confirm(one, "启动项目")
    walk.fill(one, place="教师发展中心", attendees="30")
    walk.send(one, "记录并完成“宣传培训”")
    one.sees("全面自评")
    return campaign


def drawn_unit(walk, campaign):
    """The number of the kindergarten that the seed drew."""
    one = walk.at("officer", "/inspections?campaign=" + campaign.rsplit("/", 1)[1])
    return next(code[-1] for code, name in UNITS if name in one.text())


def answer_everything(one, walk, path, is_own):
    """Goes through the dimensions, answers each criterion and hands in evidence where it is asked for."""
    one.go(walk.address + path)
    parts = one.driver.execute_script("return [...document.querySelectorAll('nav.tabs a')].map((a) => a.getAttribute('href'))")
    for part in parts:
        one.go(walk.address + part)
        one.driver.execute_script("""
            for (const section of document.querySelectorAll('section.criterion')) {
                const inputs = [...section.querySelectorAll("[name^='value.']")];
                const veto = /否决/.test(section.textContent);
                if (inputs[0].type === 'radio') inputs[veto ? inputs.length - 1 : 0].click();
                else { inputs[0].value = /满分|\\/ (\\d+) 分/.test(inputs[0].parentElement.textContent)
                    ? inputs[0].parentElement.textContent.match(/\\/ ([\\d.]+) 分/)[1] : '100';
                    inputs[0].dispatchEvent(new Event('input', {bubbles: true}));
                    inputs[0].dispatchEvent(new Event('change', {bubbles: true})); }
            }""")
        walk.send(one, "保存")
        one.sees("已保存")
        if is_own:
            for number in one.driver.execute_script(
                    "return [...document.querySelectorAll('section.criterion')].filter((s) => /须附证据/.test(s.textContent))"
                    ".map((s) => s.querySelector('input[type=file]').id)"):
                before = len(one.all("ul.evidence li a"))
                one.find(f"[id='{number}']").send_keys(str(picture(walk.folder / "活动室.png")))
                one.wait(lambda _: len(one.all("ul.evidence li a")) > before, "the evidence did not arrive")


def assess_itself(walk, unit):
    one = walk.at(f"clerk{unit}")
    walk.send(one, "填报自评")
    inspection = walk.path(one)
    walk.send(one, "填写自评")
    path = walk.path(one)
    answer_everything(one, walk, path, True)
    head = walk.at(f"head{unit}", path)
    walk.confirm(head, "提交自评")
    head.sees("已提交")
    return inspection, unit


def assess_on_site(walk, inspection):
    one = walk.at("lead")
    walk.send(one, "现场评估")
    walk.send(one, "开展实地评估")
    path = walk.path(one)
    answer_everything(one, walk, path, False)
    one.go(walk.address + path + "?part=2")
    one.go(one.find("a[href*='/findings?criterion']").get_attribute("href"))
    walk.fill(one, problem="食品留样记录缺审核人签字。", requirement="由审核人当日签字。", days="20")
    walk.send(one, "写入清单")
    one.sees("食品留样记录缺审核人签字")
    walk.confirm(one, "提交实地评估")
    one.sees("已提交")


def hear_the_unit(walk, inspection):
    path, unit = inspection
    opinion = path + "/opinion"
    lead = walk.at("lead", opinion)
    walk.send(lead, "保存草稿")
    walk.confirm(lead, "送达被督导单位")
    head = walk.at(f"head{unit}", opinion)
    walk.confirm(head, "签收初步意见")
    set_value(head, "point1", "记录已于当日补齐，恳请复核。")
    walk.confirm(head, "提交申辩")
    officer = walk.at("officer", opinion)
    set_value(officer, "answer", "属实，补齐的记录作为整改佐证。")
    walk.send(officer, "答复这一条")
    walk.send(officer, "提交审签")
    director = walk.at("director", opinion)
    walk.confirm(director, "审签并送达")
    director.sees("已送达")
    head = walk.at(f"head{unit}", opinion)
    walk.confirm(head, "签收督导意见书")
    head.sees("已签收")


def rectify(walk, inspection):
    _, unit = inspection
    clerk = walk.at(f"clerk{unit}")
    walk.send(clerk, "签收问题")
    finding = walk.path(clerk)
    walk.send(clerk, "签收")
    walk.fill(clerk, measures="培训食堂人员，园长每日抽查。", responsible="王芳")
    walk.send(clerk, "报整改方案")
    clerk.find("input[type=file]").send_keys(str(picture(walk.folder / "整改后.png")))
    clerk.wait(lambda _: clerk.all("ul.evidence li a"), "the evidence did not arrive")
    clerk.go(walk.address + finding)
    walk.send(clerk, "提交佐证")
    clerk.sees("待核查")
    officer = walk.at("officer", finding)
    walk.send(officer, "核查通过")
    officer.sees("待销号")
    director = walk.at("director", finding)
    walk.confirm(director, "销号")
    director.sees("已销号")


def publish_the_report(walk, campaign, open_browser):
    officer = walk.at("officer", campaign)
    walk.send(officer, "督导报告")
    report = walk.path(officer)
    director = walk.at("director", report)
    walk.confirm(director, "签发")
    walk.confirm(walk.at("officer", report), "向社会公布")
    stranger = open_browser()
    stranger.go(walk.address + "/public")
    stranger.find("main a[href^='/public/']").click()
    stranger.sees("幼儿园办园行为督导评估")
    stranger.shot("loop-public")
