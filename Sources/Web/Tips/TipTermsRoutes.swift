import Hummingbird
import Store
import Supervision

/// `/tips/terms`: an office's own days and thresholds, and the end of what is kept too long.
enum TipTermsRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/tips/terms", TipRoutes.office) { call in try await show(call) }
        site.post("/tips/terms", TipRoutes.office, save)
        site.post("/tips/erasure", .roles([.director]), proving: true, erase)
    }

    private static func show(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let page = try await call.read { db in
            let (terms, version) = try OfficeTipTerms.load(of: Place(viewer.scope).office, in: db)
            return TipTermsPage(
                terms: terms, version: version, ripe: try TipIdentity.ripe(visibleTo: viewer, in: db),
                isHead: viewer.role == .director, typed: typed, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await call.change(form) { refusal in
            try await show(call, fields, refusal)
        } _: { act in
            let terms = TipTerms(
                acceptDays: fields.number("acceptDays") ?? -1, verifyDays: fields.number("verifyDays") ?? -1,
                answerDays: fields.number("answerDays") ?? -1, unitHot: fields.number("unitHot") ?? -1,
                topicHot: fields.number("topicHot") ?? -1, keepMonths: fields.number("keepMonths") ?? -1,
                source: fields.text("source"))
            let problems = terms.problems()
            guard problems.isEmpty else { throw FormRefusal(problems) }
            try OfficeTipTerms.save(terms, version: fields.number("version") ?? 0, act)
            return "/tips/terms?done=saved"
        }
    }

    private static func erase(_ call: Call, _ form: Submission) async throws -> Response {
        try await call.change(form) { act in
            _ = try TipIdentity.erase(act)
            return "/tips/terms?done=tipsErased"
        }
    }
}

struct TipTermsPage: TypedPage {
    let terms: TipTerms
    let version: Int
    let ripe: Int
    let isHead: Bool
    let typed: Fields?
    let refusal: (any Refusal)?

    var title: String { "举报诉求的时限与保存" }
    var section: String { "/tips" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("举报诉求", "/tips")], subtitle: "由本级督导室自定；改动只影响以后收到的。").html)
        \(Said.error(refusal?.message))
        <form class="form" method="post" action="/tips/terms">\(FormSeal())\
        <input type="hidden" name="version" value="\(version)">\
        \(number("acceptDays", "受理期限（工作日）", terms.acceptDays, help: "自收到次日起算"))\
        \(number("verifyDays", "督学核实期限（工作日）", terms.verifyDays, help: "自交办次日起算"))\
        \(number("answerDays", "答复期限（工作日）", terms.answerDays, help: "自收到次日起算；重新办理的自重新办理次日起算"))\
        \(number("unitHot", "同一单位30天内达到几件时预警", terms.unitHot, help: "并且高于平时"))\
        \(number("topicHot", "同一类别30天内达到几件时预警", terms.topicHot, help: "并且高于平时"))\
        \(number("keepMonths", "办结后保存几个月", terms.keepMonths, help: "到期后可以清除举报人提交的内容"))\
        \(field("source", "依据", terms.source, help: "如本地信访、举报办理规定；系统默认的天数未经核实", isRequired: false).area(rows: 2, limit: 500))\
        <div class="form-actions"><button class="primary">保存</button></div></form>
        <section class="section"><h2>到期清除</h2><p>办结满\(terms.keepMonths)个月的举报诉求有<strong>\(ripe)</strong>件。清除后，\
        原文、照片、姓名、联系方式、补充和答复不能恢复，查询码失效；编号、类别、单位、结论和办理经过保留，用于统计。</p>\(erasure)</section>
        """
    }

    private var erasure: HTML? {
        guard ripe > 0 else { return nil }
        guard isHead else { return "<p class=\"muted\">由督导室主任清除。</p>" }
        return """
            <form method="post" action="/tips/erasure" data-confirm="清除\(ripe)件举报诉求的内容，不能恢复。确定吗？" \
            data-confirm-label="清除">\(FormSeal())<button class="danger">清除到期的内容</button></form>
            """
    }

    private func number(_ name: String, _ label: String, _ value: Int, help: String) -> HTML {
        field(name, label, "\(value)", help: help).text(type: "number", isShort: true)
    }
}
