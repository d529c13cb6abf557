import Store
import Supervision

/// The robots of an office.
struct WebhookListPage: Page {
    let webhooks: [Webhook]
    let hasPublicURL: Bool

    var title: String { "群机器人" }
    var section: String { "/settings/webhooks" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "每个工作日把本督导室的待办和逾期件数发到工作群，只有件数和链接，没有单位和个人信息。",
            actions: "<a class=\"button primary\" href=\"/settings/webhooks/new\">新增</a>").html)
        \(hasPublicURL ? nil : Said.warning("启动时没有给出 --public-url，消息中没有链接。请联系系统管理员。"))
        \(webhooks.isEmpty ? empty : table)
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>还没有群机器人</strong><p>在企业微信或钉钉群里添加自定义机器人，把它的地址登记到这里。</p>\
        <a class="button primary" href="/settings/webhooks/new">新增</a></div>
        """
    }

    private var table: HTML {
        let rows = webhooks.map { webhook -> HTML in
            """
            <tr>\(Ledger.cell("名称", "<a href=\"/settings/webhooks/\(webhook.id)\">\(webhook.name)</a>", kind: "lead"))\
            \(Ledger.cell("类型", "\(webhook.kind.label)"))\(Ledger.cell("地址", "\(webhook.address.masked)", kind: "code"))\
            \(Ledger.cell("发送", "\(webhook.occasion.label)"))\
            \(Ledger.cell("状态", webhook.isOn ? Badge.html("启用", .good) : Badge.html("停用")))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">名称</th><th scope="col">类型</th><th scope="col" class="code">地址</th>\
            <th scope="col">发送</th><th scope="col">状态</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}

/// One robot as a form.
struct WebhookPage: Page {
    let known: Webhook?
    let fields: Fields
    /// What a test message came to.
    let said: HTML?
    var problems: [String: String] = [:]
    var problem: String?

    var title: String { known?.name ?? "新增群机器人" }
    var section: String { "/settings/webhooks" }
    private var path: String { known.map { "/settings/webhooks/\($0.id)" } ?? "/settings/webhooks" }

    var main: HTML {
        let isOn: HTML? = fields["isOn"] == "1" ? " checked" : nil
        return """
            \(PageHead(title, crumbs: [("群机器人", "/settings/webhooks")]).html)
            \(said)\(Said.error(problem))
            <form class="form" method="post" action="\(path)">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields.text("version"))">
            \(field("name", "名称", help: "如“督导室工作群”。").text())
            \(field("kind", "类型").select(RobotKind.allCases.map { Choice($0.rawValue, $0.label) }))
            \(field("address", "机器人地址", help: addressHelp).text(hint: "https://"))
            \(secret)
            \(field("occasion", "什么时候发").select(Webhook.Occasion.allCases.map { Choice($0.rawValue, $0.label) }))
            <div class="field"><div class="choices"><label class="choice"><input type="checkbox" name="isOn" value="1"\(isOn)> 启用</label></div></div>
            <div class="form-actions"><button class="primary">保存</button>\(removal)</div></form>
            \(known == nil ? nil : test)
            """
    }

    private var addressHelp: String {
        known.map { "现为 \($0.address.masked)，完整地址含密钥，不再显示；留空表示不改。" } ?? "从群机器人的设置中复制；含密钥，保存后不再显示。"
    }

    private var secret: HTML {
        let has = known.map { !$0.secret.isEmpty } ?? false
        let forget: HTML? =
            has ? "<label class=\"choice\"><input type=\"checkbox\" name=\"forget\" value=\"1\"> 删除已保存的密钥</label>" : nil
        let help = "钉钉选了“加签”的填写SEC开头的密钥；通用类型填写后消息带HMAC-SHA256签名；企业微信不用。\(has ? "已保存，留空表示不改。" : "")"
        let input: HTML =
            "<input id=\"secret\" name=\"secret\" type=\"password\" autocomplete=\"off\" maxlength=\"200\">"
        return Field("secret", "签名密钥", problem: problems["secret"], help: help).wrapped("\(input)\(forget)")
    }

    private var removal: HTML? {
        guard let known else { return nil }
        return """
            <button class="danger" formaction="\(path)/removal" formnovalidate data-confirm="地址和密钥一并删除，未发出的消息不再发送。" \
            data-confirm-title="删除“\(known.name)”？" data-confirm-label="删除">删除</button>
            """
    }

    private var test: HTML {
        """
        <section class="section"><h2>测试</h2><form class="form" method="post" action="\(path)/test">\(FormSeal())\
        <p class="muted">按已保存的设置向群里发一条测试消息，并显示机器人的答复。</p>
        <div class="form-actions"><button>发送测试消息</button></div></form></section>
        """
    }

    static func result(_ outcome: Delivery.Outcome) -> HTML? {
        switch outcome {
        case .sent: "<div class=\"notice success\" role=\"status\">机器人已接收，请到群里查看。</div>"
        case .refused(let words), .failed(let words): Said.error("没有发出。\(words)")
        case .postponed: Said.error("没有发出，请再试一次。")
        }
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help)
    }
}
