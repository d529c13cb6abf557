import Hummingbird
import Store
import Supervision

/// `/deadlines`: the time limits of the deployment's jurisdiction, with a calculator.
enum DeadlineRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/deadlines", .roles(Role.loop.union([.admin])), show)
    }

    private static func show(_ call: Call) async throws -> Response {
        let (own, calendar) = try await call.read { db in
            (try DeploymentSettings.clock(in: db), try WorkCalendars.known(in: db))
        }
        return call.page(DeadlinesPage(own: own, calendar: calendar, query: call.query, today: call.day))
    }
}

/// The rules of a jurisdiction, and what they come to on a day.
struct DeadlinesPage: Page {
    let own: Jurisdiction
    /// Whose rules are shown; the deployment's own unless somebody looks at others.
    let shown: Jurisdiction
    let rule: DeadlineRuleID
    let from: String
    let today: Day
    private let answer: Result<Deadline, ClockRefusal>?
    private let isUnreadable: Bool

    init(own: Jurisdiction, calendar: WorkCalendar, query: Fields, today: Day) {
        self.own = own
        self.today = today
        let shown = Jurisdiction(rawValue: query.text("jurisdiction")) ?? own
        let rule = DeadlineRuleID(rawValue: query.text("rule")) ?? .defence
        self.shown = shown
        self.rule = rule
        from = query.text("from").isEmpty ? today.text : query.text("from")
        let day = Day(from)
        isUnreadable = day == nil
        answer =
            query["rule"] == nil
            ? nil
            : day.map { day in
                Result { () throws(ClockRefusal) in
                    Clock.due(try Clock.rule(rule, in: shown, on: day), from: day, in: calendar)
                }
            }
    }

    var title: String { "时限规则" }
    var section: String { "/deadlines" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "本系统适用\(own.label)的规则；起算当日不计，遇节假日不顺延，工作日按国务院放假安排计算。",
            actions: "<a class=\"button\" href=\"/working-days\">工作日历</a>").html)
        \(own == .national ? Said.warning(DeadlinesPage.noDays) : nil)
        <section class="section"><h2>计算</h2>\(calculator)\(result)</section>
        <section class="section"><h2>\(shown.label)的规则</h2>\(table)</section>
        """
    }

    static let noDays = "国家规定没有写明督导各环节的天数，请督导室设定期限并写明理由；只有问责办法写明了天数。"

    private var calculator: HTML {
        let rules = DeadlineRuleID.allCases.map { Choice($0.rawValue, $0.label) }
        let places = Jurisdiction.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            <form class="filters" method="get" action="/deadlines">\
            <div class="field"><label for="jurisdiction">适用地区</label><select id="jurisdiction" name="jurisdiction">\
            \(Choice.list(places, chosen: [shown.rawValue]))</select></div>\
            <div class="field"><label for="rule">环节</label><select id="rule" name="rule">\
            \(Choice.list(rules, chosen: [rule.rawValue]))</select></div>\
            <div class="field"><label for="from">起算日</label>\
            <input id="from" name="from" type="date" value="\(from)"></div>\
            <div class="actions"><button>计算</button></div></form>
            """
    }

    private var result: HTML? {
        if isUnreadable { return Said.error("起算日无法识别，请按“年-月-日”填写。") }
        switch answer {
        case nil: return nil
        case .failure(let refusal): return Said.warning(refusal.message)
        case .success(let deadline):
            guard case .rule(let found) = deadline.basis else { return nil }
            let end: HTML =
                deadline.due.map { day -> HTML in "最后一日是 \(When.html(day))（\(day.weekdayName)）" }
                ?? "\(deadline.undetermined ?? 0)年的放假安排尚未公布，暂不能确定"
            return """
                <div class="notice" role="status"><strong>\(rule.label)</strong>自\(deadline.from.chinese)（\(found.trigger.label)）起\
                \(found.term.chinese)，\(end)。依据\(found.clause.text)：\(found.clause.summary)。</div>
                """
        }
    }

    private var table: HTML {
        let pack = RulePack.of(shown)
        let rows = DeadlineRuleID.allCases.map { id -> HTML in
            guard let rule = pack.rule(id) else { return missing(id) }
            let isOwn = rule.jurisdiction == shown
            let fallback: HTML? = isOwn ? nil : " \(Badge.html("国家规定"))"
            return """
                <tr>\(Ledger.cell("环节", "\(id.label)\(fallback)", kind: "lead"))\
                \(Ledger.cell("时限", "\(rule.term.chinese)", kind: "nowrap"))\
                \(Ledger.cell("自何时起", "\(rule.trigger.label)"))\
                \(Ledger.cell("依据", "\(rule.clause.text)<small>\(rule.clause.summary)</small>", kind: "long"))\
                \(Ledger.cell("来源", "\(rule.source.label)"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">环节</th><th scope="col">时限</th><th scope="col">自何时起</th>\
            <th scope="col">依据</th><th scope="col">来源</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func missing(_ id: DeadlineRuleID) -> HTML {
        """
        <tr>\(Ledger.cell("环节", "\(id.label)", kind: "lead"))\(Ledger.cell("时限", "<span class=\"muted nowrap\">未规定天数</span>"))\
        \(Ledger.cell("自何时起", ""))\
        \(Ledger.cell("依据", "<span class=\"muted\">请督导室设定期限并写明理由</span>", kind: "long"))\(Ledger.cell("来源", ""))</tr>
        """
    }
}

extension Day {
    var weekdayName: String { "星期" + ["一", "二", "三", "四", "五", "六", "日"][weekday - 1] }
}
