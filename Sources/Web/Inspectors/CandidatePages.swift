import Store
import Supervision

/// Who is on the way to an appointment.
struct CandidateListPage: Page {
    let listing: Listing<InspectorCandidateRecord>
    let address: ListAddress
    /// Some of the office's own passed the review and are not shown yet.
    let isNoticeDue: Bool

    var title: String { "督学选聘" }
    var section: String { "/inspectors" }

    var main: HTML {
        let notice: HTML? = isNoticeDue ? "<a class=\"button\" href=\"\(CandidatePage.draft)\">拟写公示</a>" : nil
        let new: HTML = "\(notice)<a class=\"button primary\" href=\"/inspectors/candidates/new\">登记推荐人选</a>"
        return """
            \(PageHead(title, crumbs: [("督学", "/inspectors")], subtitle: "推荐、审核、公示、公布；公布后即列入督学名册。", actions: new).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "姓名或工作单位"),
            FilterBar.choice(
                address, "state", "状态",
                InspectorCandidate.State.allCases.map { Choice($0.rawValue, $0.label) } + [Choice("all", "全部")],
                all: "办理中"),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("姓名", sort: "name"), .init("工作单位"), .init("推荐单位"), .init("专兼职"), .init("级别"),
                .init("推荐", sort: "recommended", kind: "date"), .init("状态"),
            ], listing, at: address, unit: "人", exportPath: "/inspectors/candidates/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的人选</strong></div>"
        ) { record in
            let one = record.candidate
            return """
                <tr>\(Ledger.cell("姓名", "<a href=\"/inspectors/candidates/\(one.id)\">\(one.name)</a>", kind: "lead"))\
                \(Ledger.cell("工作单位", "\(one.employer)"))\(Ledger.cell("推荐单位", "\(one.recommendedBy)"))\
                \(Ledger.cell("专兼职", one.isFullTime ? "专职" : "兼职"))\(Ledger.cell("级别", "\(one.level.label)"))\
                \(Ledger.cell("推荐", When.html(one.recommendedOn), kind: "date"))\
                \(Ledger.cell("状态", CandidatePage.badge(one)))</tr>
                """
        }
    }
}

/// One candidate: how far they have come, and the next step.
struct CandidatePage: Page {
    let record: InspectorCandidateRecord
    /// The office's 公示 that may show the candidate.
    let notices: [Document]
    /// Those above look; the office that took the candidate in acts.
    let isOwn: Bool
    let today: Day
    let typed: Fields?
    let problem: String?

    private var one: InspectorCandidate { record.candidate }

    var title: String { one.name }
    var section: String { "/inspectors" }
    private var path: String { "/inspectors/candidates/\(one.id)" }

    /// A 公示 of all who passed the review, to be gone through.
    static let draft = "/documents/new?kind=publicity&candidates=reviewed"

    static func badge(_ one: InspectorCandidate) -> HTML {
        let tone: Badge.Tone =
            switch one.state {
            case .appointed: .good
            case .refused: .neutral
            case .recommended: .warn
            case .reviewed, .shown: .active
            }
        return Badge.html(one.state.label, tone)
    }

    var main: HTML {
        let person: HTML? = record.person.map { "<a class=\"button\" href=\"/inspectors/\($0)\">督学名册</a>" }
        return """
            \(PageHead(title, crumbs: [("督学", "/inspectors"), ("选聘", "/inspectors/candidates")],
                badge: CandidatePage.badge(one),
                subtitle: "\(one.isFullTime ? "专职" : "兼职") · \(one.level.label)", actions: person).html)
            \(Said.error(problem))
            <dl class="facts"><dt>工作单位</dt><dd>\(orDash(one.employer))</dd><dt>手机</dt><dd>\(orDash(one.phone))</dd>\
            <dt>推荐</dt><dd>\(orDash(one.recommendedBy))，\(When.html(one.recommendedOn))</dd>\
            <dt>学历</dt><dd>\(one.qualification.degree.label)</dd>\
            <dt>从教年数</dt><dd>\(one.qualification.years.map { "\($0) 年" } ?? "未填写")</dd>\
            <dt>审核</dt><dd>\(one.reviewedOn.map { When.html($0) } ?? "—")</dd>\
            <dt>公示</dt><dd>\(one.shown?.chinese ?? "—")\(record.notice.map { "，<a href=\"/documents/\($0)\">公示文书及异议</a>" as HTML })</dd>\
            <dt>\(one.state == .refused ? "终止" : "公布")</dt><dd>\(one.decidedOn.map { When.html($0) } ?? "—")\
            \(one.reason.isEmpty ? nil : "，\(one.reason)" as HTML)</dd></dl>
            \(isOwn ? next : nil)\(isOwn && one.state.isOpen ? refusal : nil)
            """
    }

    private func orDash(_ text: String) -> String { text.isEmpty ? "—" : text }
    private func value(_ name: String, _ own: String) -> String {
        typed?[name] != nil ? typed?.text(name) ?? own : own
    }

    private func section(_ title: String, _ action: String, _ button: HTML, _ fields: HTML) -> HTML {
        "<section class=\"section\"><h2>\(title)</h2>\(form(action, button, fields))</section>"
    }

    private func form(_ action: String, _ button: HTML, _ fields: HTML) -> HTML {
        """
        <form class="form" method="post" action="\(path)/\(action)">\(FormSeal())
        <input type="hidden" name="version" value="\(one.version)">\(fields)
        <div class="form-actions">\(button)</div></form>
        """
    }

    private func primary(_ label: String) -> HTML { "<button class=\"primary\">\(label)</button>" }

    private var next: HTML? {
        switch one.state {
        case .recommended:
            section(
                "审核", "review", primary("审核通过"),
                """
                <p class="muted">\(InspectorCondition.clause.text)规定的条件须全部核实。</p>\
                \(QualificationFields(one.qualification, typed: typed).html)
                """)
        case .reviewed: showing
        case .shown:
            "\(section("公布聘任", "appointment", primary("公布并列入名册"), appointment))\(again)"
        case .appointed, .refused: nil
        }
    }

    /// By a 公示 of this platform, which the public finds and may object to, or elsewhere.
    private var showing: HTML {
        let isTyped: HTML? = typed?["from"] == nil ? nil : " open"
        let days: HTML = """
            <div class="field-row">\(Field("from", "公示自", value: value("from", today.text), isRequired: true).date())\
            \(Field("until", "至", value: value("until", today.adding(days: 6).text), isRequired: true).date())</div>
            """
        return """
            \(notices.isEmpty ? drafting : section("公示", "notice", primary("以此公示"), choice))
            <details class="fold"\(isTyped)><summary>在其他地方公示的，填写起止日期</summary>
            \(form("notice", "<button>开始公示</button>", days))</details>
            """
    }

    /// Where another 公示 stands in the place of one that was taken down, or of days that were typed.
    private var again: HTML? {
        notices.contains { $0.id != record.notice } ? section("重新公示", "notice", primary("以此公示"), choice) : nil
    }

    private var drafting: HTML {
        """
        <section class="section"><h2>公示</h2><p>公示名单由公示文书发布，公众在“督导公示”里看到，可以提出异议；异议全部答复后才能公布聘任。</p>\
        <p><a class="button primary" href="\(CandidatePage.draft)">拟写公示</a></p></section>
        """
    }

    private var choice: HTML {
        let options = notices.map { notice in
            Choice(notice.id.rawValue, notice.number.map { "\(notice.text.title)（\($0.text)）" } ?? notice.text.title)
        }
        return """
            \(Field("notice", "公示文书", value: value("notice", options.first?.value ?? ""), help: "公示期以文书为准；名单上其他待公示的人选一并转为公示中。", isRequired: true).select(options))\
            <p><a href="\(CandidatePage.draft)">另拟公示</a></p>
            """
    }

    private var appointment: HTML {
        let first = max(today, one.shown?.until?.adding(days: 1) ?? today)
        let term: HTML = """
            <div class="field-row">\(Field("from", "聘期自", value: value("from", first.text), isRequired: !one.isFullTime).date())\
            \(Field("until", "至", value: value("until", InspectorTermRule.lastDay(from: first).text), help: "兼职督学每任3年。", isRequired: !one.isFullTime).date())</div>
            """
        return
            "\(term)\(Field("certificate", "督学证号", value: value("certificate", ""), help: "留空由系统给出督学编号。").text(isShort: true))"
    }

    private var refusal: HTML {
        section(
            "终止", "refusal",
            "<button class=\"danger\" data-confirm=\"终止后不能再继续办理。\" data-confirm-label=\"终止\">终止选聘</button>",
            Field("reason", "理由", value: value("reason", ""), help: "如公示期间有异议且属实。", isRequired: true)
                .area(rows: 2, limit: 500))
    }
}

struct CandidateFormPage: FilledPage {
    let fields: Fields
    var refusal: (any Refusal)?

    var title: String { "登记推荐人选" }
    var section: String { "/inspectors" }

    static func checked(_ fields: Fields, id: InspectorCandidateID, on today: Day) throws -> InspectorCandidate {
        var problems: [String: String] = [:]
        if !(1...50).contains(fields.text("name").count) { problems["name"] = "请填写姓名，不超过50字。" }
        for (name, limit) in [("phone", 30), ("employer", 100), ("recommended-by", 100)]
        where fields.text(name).count > limit {
            problems[name] = "不能超过\(limit)字。"
        }
        let day = Day(fields.text("day"))
        if day == nil { problems["day"] = "请填写推荐日期。" }
        if let day, day > today { problems["day"] = "推荐日期不能晚于今天。" }
        guard let day, problems.isEmpty else { throw FormRefusal(problems) }
        return InspectorCandidate(
            id: id, name: fields.text("name"), phone: fields.text("phone"), employer: fields.text("employer"),
            recommendedBy: fields.text("recommended-by"),
            isFullTime: fields.text("appointment") == InspectorAppointment.fullTime.rawValue,
            level: InspectorLevel(rawValue: fields.text("level")) ?? .county,
            qualification: try QualificationFields.read(fields), recommendedOn: day)
    }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督学", "/inspectors"), ("选聘", "/inspectors/candidates")]).html)
        \(Said.error(refusal?.message))
        <form class="form" method="post" action="/inspectors/candidates" data-draft="candidate">\(FormSeal())
        <div class="field-row">\(field("name", "姓名").text())\
        \(field("phone", "手机", isRequired: false).text(type: "tel"))</div>
        <div class="field-row">\(field("employer", "工作单位", isRequired: false).text())\
        \(field("recommended-by", "推荐单位", isRequired: false).text())</div>
        <div class="field-row">\(field("appointment", "专兼职", isRequired: false).select(
            [InspectorAppointment.partTime, .fullTime].map { Choice($0.rawValue, $0.label) }))\
        \(field("level", "督学级别", isRequired: false).select(
            [InspectorLevel.county, .city, .province, .nation].map { Choice($0.rawValue, $0.label) }))</div>
        \(field("day", "推荐日期").date())
        \(QualificationFields(InspectorQualification(), typed: fields).html)
        <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="/inspectors/candidates">取消</a></div>
        </form>
        """
    }
}
