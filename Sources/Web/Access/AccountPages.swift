import Store
import Supervision

/// The accounts of an administrator's own region.
struct AccountsPage: Page {
    let listing: Listing<AccountRow>
    let address: ListAddress
    let canCreate: Bool

    init(_ listing: Listing<AccountRow>, at address: ListAddress, canCreate: Bool) {
        self.listing = listing
        self.address = address
        self.canCreate = canCreate
    }

    var title: String { "账号" }
    var section: String { "/accounts" }

    var main: HTML {
        let create: HTML? = canCreate ? "<a class=\"button primary\" href=\"/accounts/new\">新建账号</a>" : nil
        return """
            \(PageHead(title, subtitle: "一个账号一种角色；同一人的几个账号按一个人计，不能互相复核。", actions: create).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "登录名或姓名"),
            FilterBar.choice(address, "role", "角色", Role.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "state", "状态", [Choice("active", "启用"), Choice("review", "待复核"), Choice("disabled", "停用")]),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("登录名", sort: "login"), .init("姓名", sort: "name"), .init("角色", sort: "role"), .init("范围"),
                .init("状态"), .init("最近在线", kind: "date"), .init("建立", sort: "created", kind: "date"),
            ], listing, at: address, unit: "个", exportPath: "/accounts/export.xlsx"
        ) { row in
            """
            <tr>\(Ledger.cell("登录名", "<a href=\"/accounts/\(row.id.rawValue)\">\(row.login)</a>", kind: "lead"))\
            \(Ledger.cell("姓名", "\(row.name)"))\(Ledger.cell("角色", "\(row.role.label)"))\
            \(Ledger.cell("范围", "\(row.placeLabel)"))\(Ledger.cell("状态", row.badge))\
            \(Ledger.cell("最近在线", "\(row.seenAt.map { When.html($0) })", kind: "date"))\
            \(Ledger.cell("建立", When.html(row.createdAt.day), kind: "date"))</tr>
            """
        }
    }
}

extension AccountRow {
    var placeLabel: String {
        switch scope {
        case "nation": "全国"
        case "granted": place.isEmpty ? "按任务授权" : "按任务授权（\(place)）"
        default: place
        }
    }

    var stateLabel: String { !isActive ? "停用" : isReviewed ? "启用" : "待复核" }

    var badge: HTML {
        Badge.html(stateLabel, !isActive ? .neutral : isReviewed ? .good : .warn)
    }
}

/// One account: what it is, and what the viewer may do to it.
struct AccountPage: Page {
    let account: AccountRow
    let others: [AccountRow]
    /// Browsers and addresses from which the login is locked now.
    let locks: Int
    let hasFactor: Bool
    let viewer: Viewer
    let problem: String?

    var title: String { "账号 \(account.login)" }
    var section: String { "/accounts" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("账号", "/accounts")], badge: account.badge).html)
        \(Said.error(problem))
        \(account.isActive && !account.isReviewed ? waiting : nil)
        <dl class="facts"><dt>姓名</dt><dd>\(account.name)</dd><dt>角色</dt><dd>\(account.role.label)</dd>\
        <dt>范围</dt><dd>\(account.placeLabel)</dd><dt>建立</dt><dd>\(When.html(account.createdAt))</dd>\
        <dt>最近在线</dt><dd>\(account.seenAt.map { When.html($0) } ?? "没有登录中的浏览器")</dd>\
        <dt>登录锁定</dt><dd>\(locks == 0 ? "无" : "\(locks)处因多次输错密码暂停登录")</dd>\
        <dt>两步验证</dt><dd>\(hasFactor ? "已启用" : FactorPolicy.roles.contains(account.role) ? "未设置" : "此角色不需要")</dd></dl>
        \(viewer.account == account.id ? nil : actions)
        \(others.isEmpty ? nil : sameness)
        """
    }

    private var waiting: HTML {
        Said.warning("系统管理员、安全管理员、审计员的账号在新建或重置密码后，须由安全管理员复核方可登录。")
    }

    private var sameness: HTML {
        let rows = others.map { other -> HTML in
            "<li><a href=\"/accounts/\(other.id.rawValue)\">\(other.login)</a> \(other.role.label) \(other.badge)</li>"
        }
        return "<section class=\"section\"><h2>同一人的其他账号</h2><ul>\(rows)</ul></section>"
    }

    private var actions: HTML {
        let own = viewer.role == .admin ? administration : security
        return "<section class=\"section\"><h2>操作</h2><div class=\"form-actions\">\(own)</div></section>"
    }

    private var administration: HTML {
        let state: HTML =
            account.isActive
            ? """
            <input type="hidden" name="active" value="no"><button class="danger" \
            data-confirm="停用后此账号立即退出，不能再登录。">停用</button>
            """ : "<input type=\"hidden\" name=\"active\" value=\"yes\"><button>启用</button>"
        let reset: HTML = "<button data-confirm=\"原密码立即失效，并产生一次性密码。\">重置密码</button>"
        return "\(form("password", reset))\(form("state", state))"
    }

    private var security: HTML {
        let review: HTML? =
            account.isReviewed
            ? nil : form("review", "<button class=\"primary\" data-confirm=\"请先向本人核实。复核后此账号即可登录。\">复核通过</button>")
        let unlock: HTML? = locks == 0 ? nil : form("unlocking", "<button>解除锁定</button>")
        let signOut: HTML? =
            account.seenAt == nil
            ? nil : form("sign-out", "<button class=\"danger\" data-confirm=\"此账号的所有浏览器立即退出。\">强制退出</button>")
        let factor: HTML? =
            hasFactor
            ? form(
                "factor-reset",
                "<button class=\"danger\" data-confirm=\"请先向本人核实手机确已更换或丢失。重置后只凭密码登录，直到本人重新设置。\">重置两步验证</button>")
            : nil
        if account.isReviewed, locks == 0, account.seenAt == nil, !hasFactor { return "<p class=\"muted\">目前无需处理。</p>" }
        return "\(review)\(unlock)\(factor)\(signOut)"
    }

    private func form(_ deed: StaticString, _ content: HTML) -> HTML {
        """
        <form class="inline" method="post" action="/accounts/\(account.id.rawValue)/\(deed.description)">\(FormSeal())\
        <input type="hidden" name="version" value="\(account.version)">\(content)</form>
        """
    }
}

/// The only time that a password is shown.
struct OneTimePasswordPage: Page {
    let account: String
    let login: String
    /// Nil when the request came a second time.
    let password: String?

    var title: String { "一次性密码" }
    var section: String { "/accounts" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("账号", "/accounts")]).html)
        \(password.map(shown) ?? gone)
        <p><a class="button" href="/accounts/\(account)">查看账号</a></p>
        """
    }

    private func shown(_ password: String) -> HTML {
        """
        <div class="notice success" role="status"><strong>请现在记下并交给本人，此密码只显示这一次。</strong>\
        首次登录时须改为自己的密码。</div>
        <dl class="facts"><dt>登录名</dt><dd>\(login)</dd><dt>一次性密码</dt><dd class="hash">\(password)</dd></dl>
        """
    }

    private var gone: HTML {
        Said.warning("这次操作已经完成，一次性密码已显示过，不再重复显示。如未记下，请在账号页重置密码。")
    }
}
