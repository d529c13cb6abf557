import Hummingbird
import Store
import Supervision

/// `/settings/reminders`: at which stages an office reminds its people and units.
enum OfficeReminderRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/settings/reminders", .roles(Role.office)) { call in try await show(call) }
        site.post("/settings/reminders", .roles(Role.office), save)
    }

    private static func show(
        _ call: Call, typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let office = Place(call.viewer.scope).office
        let page = try await call.read { db in
            let (terms, version) = try OfficeReminderTerms.load(of: office, in: db)
            return OfficeReminderPage(
                terms: terms, isOwn: version > 0, minute: try ReminderSettings.minute(in: db),
                fields: typed ?? OfficeReminderForm.fields(of: terms, version: version),
                problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ sent: Submission) async throws -> Response {
        try await call.change(sent, again: { try await show(call, typed: sent.fields, $0) }) { act in
            let terms = try OfficeReminderForm.checked(sent.fields)
            try OfficeReminderTerms.save(terms, version: sent.fields.number("version") ?? -1, act)
            return "/settings/reminders?done=saved"
        }
    }
}

enum OfficeReminderForm {
    static func fields(of terms: ReminderTerms, version: Int) -> Fields {
        func text(_ days: [Int]) -> String { days.map { "\($0)" }.joined(separator: " ") }
        return Fields([
            ("leadDays", text(terms.leadDays)), ("onTheDay", terms.onTheDay ? "1" : ""),
            ("lateDays", text(terms.lateDays)), ("thenEvery", "\(terms.thenEvery)"), ("version", "\(version)"),
        ])
    }

    static func checked(_ fields: Fields) throws(FormRefusal) -> ReminderTerms {
        let terms = ReminderTerms(
            leadDays: numbers(fields.text("leadDays")), onTheDay: fields["onTheDay"] == "1",
            lateDays: numbers(fields.text("lateDays")), thenEvery: fields.number("thenEvery") ?? -1)
        guard terms.problems.isEmpty else { throw FormRefusal(terms.problems) }
        return terms
    }

    /// What is no number counts as 0, which no list may hold.
    private static func numbers(_ text: String) -> [Int] {
        text.split { " 　,，、;；".contains($0) }.map { Int($0) ?? 0 }
    }
}

struct OfficeReminderPage: Page {
    let terms: ReminderTerms
    let isOwn: Bool
    let minute: Int
    let fields: Fields
    var problems: [String: String] = [:]
    var problem: String?

    var title: String { "提醒规定" }
    var section: String { "/settings/reminders" }

    var main: HTML {
        let whose = isOwn ? "现在用的是本督导室设定的规定。" : "现在用的是系统默认的规定。"
        let checked: HTML? = fields["onTheDay"] == "1" ? " checked" : nil
        return """
            \(PageHead(title, subtitle: "对本督导室和所管单位、督学、专家的待办生效。\(whose)",
                actions: "<a class=\"button\" href=\"/settings/webhooks\">群机器人</a>").html)
            \(Said.error(problem))
            <section class="section"><h2>现行规定</h2><p>\(ReminderTermsWords.sentence(terms))</p>
            <p class="muted">每个工作日\(ReminderTermsWords.clock(minute))生成。到期前的提醒遇休息日提前到前一个工作日，逾期的顺延到下一个工作日；\
            错过几个节点的，只提醒最近的一个。</p></section>
            <section class="section"><h2>修改</h2><form class="form" method="post" action="/settings/reminders">\(FormSeal())\
            <input type="hidden" name="version" value="\(fields.text("version"))">
            \(field("leadDays", "到期前几天提醒", help: "可填几个，用空格隔开，如 7 1；不提前提醒的留空。"))
            <div class="field"><div class="choices"><label class="choice"><input type="checkbox" name="onTheDay" value="1"\(checked)> 到期当天提醒</label></div></div>
            \(field("lateDays", "逾期第几天提醒", help: "可填几个，用空格隔开，如 1 3 7。"))
            \(field("thenEvery", "此后每隔几天再提醒", help: "直到办结；0表示不再提醒。"))
            <div class="form-actions"><button class="primary">保存</button></div></form></section>
            """
    }

    private func field(_ name: String, _ label: String, help: String) -> HTML {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help).text(isShort: true)
    }
}
