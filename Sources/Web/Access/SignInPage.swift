/// Where people sign in.
struct SignInPage: Sendable {
    var office: String
    var login = ""
    var next = ""
    var problem: String?
    var notice = ""

    var html: BareLayout {
        BareLayout(
            title: "登录", bodyClass: "signin",
            main: """
                <main id="main">
                <p class="brand">督导 <span>Dudao</span></p>
                <p class="office">\(office)</p>
                <form class="form" method="post" action="/login">
                \(problem.map { problem -> HTML in "<div class=\"notice error\" role=\"alert\">\(problem)</div>" })
                \(notice.isEmpty ? nil : done)
                <input type="hidden" name="next" value="\(next)">
                <div class="field"><label for="login">账号</label><input id="login" name="login" value="\(login)" \
                autocomplete="username" autocapitalize="none" required autofocus></div>
                <div class="field"><label for="password">密码</label><input id="password" name="password" \
                type="password" autocomplete="current-password" required></div>
                <button class="primary">登录</button>
                </form>
                <p class="foot">忘记密码请联系本单位系统管理员。<a href="/public">公开的督导报告</a></p>
                </main>
                """)
    }

    private var done: HTML { "<div class=\"notice success\" role=\"status\">\(notice)</div>" }
}

/// Where a person sets a new password.
struct PasswordPage: Page {
    var isFirst: Bool
    var problems: [String: String] = [:]

    var title: String { "修改密码" }

    var main: HTML {
        """
        <div class="page-head"><div><h1>修改密码</h1></div></div>
        \(isFirst ? first : nil)
        <form class="form" method="post" action="/password">\(FormSeal())
        \(Field("current", "当前密码", problem: problems["current"]).password(autocomplete: "current-password"))
        \(Field("new", "新密码", problem: problems["new"], help: "至少10个字符，不能包含登录名。")
            .password(autocomplete: "new-password"))
        \(Field("again", "再输入一次新密码", problem: problems["again"]).password(autocomplete: "new-password"))
        <div class="form-actions"><button class="primary">保存新密码</button></div>
        </form>
        """
    }

    private var first: HTML {
        "<div class=\"notice warning\"><strong>首次登录请先修改密码。</strong>修改后才能使用其他功能。</div>"
    }
}
