"""The page that Dudao is measured beside: the same query on the same file, as Flask and Jinja2 do it by custom.

One connection a worker's thread, SQLite's own statement cache, templates compiled once. The session is looked up on
every request, by the hash of the same cookie, with its account.
"""

import datetime
import hashlib
import os
import sqlite3
import threading
import urllib.parse
import uuid

from flask import Flask, abort, g, render_template, request

app = Flask(__name__)
app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
SIZE = 25
SCOPES = {"province": "province", "city": "city", "county": "county", "zone": "zone"}
SOURCES = {"onSite": "实地督导", "selfCheck": "自查", "tip": "举报诉求", "monitoring": "监测", "superior": "上级督查反馈",
           "visit": "责任督学到校"}
GRADES = {"ordinary": "一般", "serious": "较重", "grave": "严重"}
STATES = {"issued": "待签收", "acknowledged": "待报方案", "planned": "整改中", "submitted": "待核查", "returned": "退回整改",
          "verified": "待销号", "closed": "已销号"}
GROUPS = [("late", "已逾期"), ("soon", "三日内到期"), *STATES.items(), ("all", "全部")]
COLUMNS = [("编号", "number", "code"), ("责任单位", "", ""), ("问题", "", "long"), ("指标", "", "code"), ("来源", "", ""),
           ("程度", "", ""), ("整改期限", "due", "date"), ("状态", "", ""), ("责任人", "", ""), ("佐证", "", "num")]
MENU = [("", [("工作台", "/")]),
        ("督导", [("督导项目", "/campaigns"), ("督导任务", "/inspections"), ("问题台账", "/findings"), ("公文", "/documents")]),
        ("基础", [("单位", "/organisations"), ("督学", "/inspectors"), ("指标体系", "/frameworks"),
                ("行政区划", "/regions"), ("时限规则", "/deadlines")]),
        ("管理", [("后台任务", "/jobs")])]
AWAITING = {"issued", "acknowledged", "planned", "returned"}
kept = threading.local()


def database():
    if not hasattr(kept, "connection"):
        kept.connection = sqlite3.connect(os.environ["DATABASE"], isolation_level=None, cached_statements=64)
        kept.connection.row_factory = sqlite3.Row
        kept.connection.execute("PRAGMA journal_mode = WAL")
        kept.connection.execute("PRAGMA cache_size = -2000")
        kept.connection.execute("PRAGMA mmap_size = 33554432")
    return kept.connection


def text(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


@app.before_request
def sign_in():
    if request.path == "/login":
        return
    token = hashlib.sha256(request.cookies.get("dudao", "").encode()).hexdigest()
    now = datetime.datetime.now(datetime.UTC)
    g.session = database().execute(
        """SELECT a.id, a.person_id, p.name, a.login, a.role, a.scope, a.region_code, a.organisation_id, a.must_change,
                  s.csrf, s.seen_at
           FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id
           WHERE s.token_hash = ? AND s.seen_at > ? AND s.created_at > ? AND a.active""",
        (token, text(now - datetime.timedelta(hours=1)), text(now - datetime.timedelta(hours=12)))).fetchone()
    if g.session is None or g.session["scope"] not in SCOPES:
        abort(403)


@app.get("/login")
def login():
    return "a page to wait for"


@app.get("/findings")
def findings():
    query = request.args
    page = max(1, query.get("page", 1, int))
    where = [f"p.{SCOPES[g.session['scope']]} = ?", "p.is_open"]
    values = [g.session["region_code"]]
    for name in ("grade", "source"):
        if query.get(name):
            where.append(f"p.{name} = ?")
            values.append(query[name])
    matching = " AND ".join(where)
    rows = database().execute(
        f"""SELECT p.id, p.finding_id, p.number, p.organisation_name, p.cooperating_names, p.problem, f.requirement,
                   p.criterion, p.source, p.grade, p.state, p.due_on, p.issued_on, p.responsible, p.evidence_count
            FROM (SELECT p.id FROM finding_part p WHERE {matching} ORDER BY p.due_on, p.id LIMIT ? OFFSET ?) k
                JOIN finding_part p ON p.id = k.id JOIN finding f ON f.id = p.finding_id
            ORDER BY p.due_on, p.id""", (*values, SIZE, (page - 1) * SIZE)).fetchall()
    total = database().execute(f"SELECT count(*) FROM finding_part p WHERE {matching}", values).fetchone()[0]
    campaigns = database().execute(
        f"""SELECT c.id, c.name FROM campaign c WHERE c.{SCOPES[g.session['scope']]} = ?
            ORDER BY c.starts_on DESC, c.id DESC LIMIT 100""", values[:1]).fetchall()
    pages = max(1, -(-total // SIZE))
    today = datetime.date.today()
    return render_template(
        "findings.html", title="问题台账", rows=rows, total=total, page=page, session=g.session, query=query,
        campaigns=campaigns, command=uuid.uuid4(), groups=GROUPS, columns=COLUMNS, menu=MENU, sources=SOURCES,
        grades=GRADES, states=STATES, awaiting=AWAITING, pages=pages,
        shown=sorted({n for n in (1, 2, page - 1, page, page + 1, pages - 1, pages) if 1 <= n <= pages}),
        days_late=lambda due: (today - datetime.date.fromisoformat(due)).days,
        address=lambda number: "/findings?" + urllib.parse.urlencode({**query, "page": number}))
