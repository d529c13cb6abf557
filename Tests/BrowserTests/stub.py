"""A small server that speaks the scripts' side of the contract, so that they can be tried at their edges."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from dudao import ROOT

PUBLIC = ROOT / "Sources/Web/Public"
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
TYPES = {"js": "text/javascript", "css": "text/css"}

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>stub</title>
<link rel="icon" href="/nothing"><link rel="stylesheet" href="/css/forms.css">
<script type="module" src="/js/behaviours.js"></script></head><body><main{account}><h1>{title}</h1>{body}</main></body></html>"""

CSRF = '<input type="hidden" name="csrf" value="{token}">'
LOGIN = '<form method="post" action="/login">' + CSRF + """<input name="login"><input name="password" type="password">
<button>登录</button></form>"""
FORMS = {
    "/confirm": '<form method="post" action="/taken">' + CSRF
    + '<button class="danger" data-confirm="编号保留，不能恢复。">作废</button></form>',
    "/draft": '<form method="post" action="/taken" data-draft="note">' + CSRF + """
<div class="field"><input name="due"></div><div class="field"><textarea name="text"></textarea></div>
<div class="form-actions"><button>提交</button></div></form>""",
    "/autosave": '<form method="post" action="/taken" data-autosave="/autosave">' + CSRF + """
<input type="hidden" name="version" value="1"><input name="score"><textarea name="note"></textarea>
<span data-savestate></span><button>提交</button></form>""",
    "/upload": '<form method="post" action="/upload" enctype="multipart/form-data">' + CSRF + """
<input type="file" name="file" multiple data-upload="list" data-limit="1048576"></form><ul id="list">{files}</ul>""",
}


class Stub(ThreadingHTTPServer):
    """`posts` holds what arrived as (path, fields); `signed_in`, `broken` and `refuse` are the test's to set."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.posts, self.token, self.account = [], 1, "zhou"
        self.signed_in, self.broken, self.refuse = True, False, False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def posted(self, path):
        return [fields for where, fields in self.posts if where == path]


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, body="", kind="text/html", **headers):
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        headers |= {"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": POLICY}
        for name, value in (headers | {"Content-Length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def page(self, status, title, body):
        stub = self.server
        account = f' data-account="{stub.account}"' if stub.signed_in else ""
        files = "".join(f"<li>{name}</li>" for name in stub.posted("/upload"))
        body = body.replace("{token}", str(stub.token)).replace("{files}", files)
        self.answer(status, PAGE.format(account=account, title=title, body=body))

    def do_GET(self):
        kind = TYPES.get(self.path.rsplit(".", 1)[-1])
        if kind:
            self.answer(200, (PUBLIC / self.path[1:]).read_bytes(), kind)
        elif self.path == "/nothing":
            self.answer(204)
        elif self.path == "/login":
            self.page(200, "登录", LOGIN)
        else:
            self.page(200, self.path, FORMS.get(self.path, "<p>done</p>"))

    def do_POST(self):
        stub, raw = self.server, self.rfile.read(int(self.headers["Content-Length"]))
        if stub.broken:
            return self.connection.close()
        if self.path == "/upload":
            fields = raw.split(b'filename="')[1].split(b'"')[0].decode()
        else:
            fields = {name: values[-1] for name, values in parse_qs(raw.decode(), keep_blank_values=True).items()}
        if self.path == "/login":
            return self.sign_in(fields)
        if not stub.signed_in:
            return self.send_to_sign_in()
        stub.posts.append((self.path, fields))
        if stub.refuse:
            return self.page(422, "有误", '<div class="field error"><input name="due"><p class="problem">太早。</p></div>')
        if self.path == "/autosave":
            return self.answer(200, json.dumps({"version": int(fields["version"]) + 1}), "application/json")
        if self.path == "/upload":
            return self.page(200, "upload", FORMS["/upload"])
        self.answer(303, Location="/done")

    def send_to_sign_in(self):
        if "json" in self.headers["Accept"]:
            return self.answer(403, '{"code":"web.signInFirst","message":"请先登录。"}', "application/json")
        self.answer(303, Location="/login")

    def sign_in(self, fields):
        if fields["password"] != "right" or fields["csrf"] != str(self.server.token):
            return self.page(401, "登录", LOGIN)
        self.server.signed_in = True
        self.server.token += 1
        self.answer(303, Location="/done")
