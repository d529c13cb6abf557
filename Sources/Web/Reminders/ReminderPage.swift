import Store
import Supervision

/// A person's own reminders: channels, address, what they do not want to hear of early, and what came so far.
struct ReminderPage: Page {
    let wish: ReminderWish
    let kinds: [TodoKind]
    let terms: ReminderTerms
    let minute: Int
    let isMailSet: Bool
    let reminders: Listing<ReminderRow>
    let address: ListAddress
    /// Whether the role has dated duties that a calendar can subscribe to.
    let hasFeed: Bool
    let typed: Fields
    var problems: [String: String] = [:]
    var problem: String?

    var title: String { "提醒设置" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "\(ReminderTermsWords.sentence(terms))每个工作日\(ReminderTermsWords.clock(minute))生成；逾期的一律提醒。",
            actions: hasFeed ? "<a class=\"button\" href=\"/calendar-feed\">日历订阅</a>" : nil).html)
        \(Said.error(problem))
        <div class="halves"><div>\(channels)</div><div>\(mail)</div></div>
        <section class="section"><h2>收到的提醒</h2>\(table.html)</section>
        """
    }

    private var channels: HTML {
        let muted: HTML? =
            kinds.isEmpty
            ? nil
            : Choice.boxes(
                "muted", legend: "到期前不提醒这些事项（逾期后仍会提醒）", kinds.map { Choice($0.rawValue, $0.label) },
                chosen: Set(typed.all("muted")))
        return """
            <section class="section"><h2>提醒方式</h2>
            <form class="form" method="post" action="/reminders">\(FormSeal())\
            <input type="hidden" name="version" value="\(typed.text("version"))">
            \(Choice.boxes("channel", legend: "在哪里提醒", [
                Choice("site", "站内：工作台的待办旁显示提醒时间"), Choice("mail", "邮件：每天一封，汇总当天到提醒时间的事项")],
                chosen: Set(typed.all("channel"))))
            \(muted)
            <div class="form-actions"><button class="primary">保存</button></div></form></section>
            """
    }

    private var mail: HTML {
        """
        <section class="section"><h2>接收邮箱 \(badge)</h2>
        \(isMailSet ? nil : Said.warning("系统还没有设置邮件服务器，邮件暂不发送。"))
        \(wish.mail.map(verified))
        \(wish.pendingMail.isEmpty ? nil : pending)
        <form class="form" method="post" action="/reminders/mail">\(FormSeal())
        \(Field("address", wish.mail == nil ? "电子邮箱" : "换一个邮箱", value: typed.text("address"),
            problem: problems["address"], help: "系统向它发送一封确认邮件，打开其中的链接后才生效。").text(type: "email"))
        <div class="form-actions"><button>发送确认邮件</button></div></form></section>
        """
    }

    private var badge: HTML {
        if wish.mail != nil { return Badge.html("已验证", .good) }
        return wish.pendingMail.isEmpty ? Badge.html("未设置") : Badge.html("待确认", .warn)
    }

    private func verified(_ mail: MailAddress) -> HTML {
        """
        <dl class="facts"><dt>现用邮箱</dt><dd>\(mail.text)</dd></dl>
        <form class="inline" method="post" action="/reminders/mail/removal">\(FormSeal())<button class="small" \
        data-confirm="删除后不再向它发送提醒，站内提醒不受影响。" data-confirm-title="删除这个邮箱？" data-confirm-label="删除">删除邮箱</button></form>
        """
    }

    private var pending: HTML {
        "<p class=\"muted\">已向 \(wish.pendingMail) 发送确认邮件，24小时内有效。没有收到的，请看垃圾邮件，或重新发送。</p>"
    }

    private var table: Ledger {
        Ledger(
            [
                .init("提醒日期", kind: "date"), .init("事项", kind: "long"), .init("期限", kind: "date"), .init("节点"),
                .init("邮件"),
            ], reminders, at: address, unit: "条",
            empty: "<div class=\"empty\"><strong>还没有提醒</strong><p>有期限的待办到了提醒时间，会出现在这里。</p></div>"
        ) { row in
            let said = [row.todo.who, row.todo.about].filter { !$0.isEmpty }.joined(separator: " · ")
            let note: HTML? = said.isEmpty ? nil : "<small>\(said)</small>"
            let mail: HTML = row.mail.map { $0.badge } ?? "<span class=\"muted\">—</span>"
            let isLate: HTML? = row.stage.isLate ? " class=\"late\"" : nil
            return """
                <tr\(isLate)>\(Ledger.cell("提醒日期", When.html(row.madeOn), kind: "date"))\
                \(Ledger.cell("事项", "<a href=\"\(row.todo.path)\">\(row.todo.kind.label)</a>\(note)", kind: "long lead"))\
                \(Ledger.cell("期限", row.todo.dueOn.map { When.html($0) } ?? "—", kind: "date"))\
                \(Ledger.cell("节点", "\(row.stage.label)"))\(Ledger.cell("邮件", mail))</tr>
                """
        }
    }
}

/// Where the link of a mail leads: nothing is changed until the person says so.
struct MailConfirmationPage: Page {
    let mail: String
    let token: String

    var title: String { "确认邮箱" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("提醒设置", "/reminders")]).html)
        <p>以后每天的待办提醒发送到 <strong>\(mail)</strong>。</p>
        <form class="form" method="post" action="/reminders/mail/\(token)">\(FormSeal())
        <div class="form-actions"><button class="primary">确认</button><a class="button quiet" href="/reminders">不确认</a></div></form>
        """
    }
}

/// An office's terms in words.
enum ReminderTermsWords {
    static func sentence(_ terms: ReminderTerms) -> String {
        let lead = terms.leadDays.sorted(by: >).map { "\($0)天" }.joined(separator: "、")
        let late = terms.lateDays.sorted().map { "\($0)天" }.joined(separator: "、")
        let parts = [
            lead.isEmpty ? "" : "到期前\(lead)", terms.onTheDay ? "到期当天" : "", late.isEmpty ? "" : "逾期\(late)",
            terms.thenEvery == 0 ? "" : terms.lateDays.isEmpty ? "逾期后每\(terms.thenEvery)天" : "此后每\(terms.thenEvery)天",
        ]
        return "\(parts.filter { !$0.isEmpty }.joined(separator: "，"))各提醒一次。"
    }

    static func clock(_ minute: Int) -> String {
        "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
}

extension Delivery.State {
    var badge: HTML {
        switch self {
        case .queued: Badge.html(label)
        case .sending: Badge.html(label, .active)
        case .sent: Badge.html(label, .good)
        case .failed: Badge.html(label, .warn)
        case .givenUp: Badge.html(label, .late)
        case .discarded: Badge.html(label)
        }
    }
}
