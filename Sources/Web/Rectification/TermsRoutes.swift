import Hummingbird
import Store
import Supervision

/// How far the office lets deadlines be put off.
enum TermsRoutes {
    static func show(_ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let office = Place(call.viewer.scope).office
        let (terms, version) = try await call.read { db in try OfficeTerms.load(of: office, in: db) }
        let page = TermsPage(terms: terms, version: version, typed: typed, refusal: refusal)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    static func save(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await call.change(form) { refusal in
            try await show(call, fields, refusal)
        } _: { act in
            let terms = RectificationTerms(
                times: fields.number("times") ?? -1, days: fields.number("days") ?? -1,
                longTermDays: fields.number("longTermDays") ?? -1, notice: fields.number("notice") ?? -1,
                source: fields.text("source"))
            let problems = terms.problems()
            guard problems.isEmpty else { throw FormRefusal(problems) }
            try OfficeTerms.save(terms, version: fields.number("version") ?? 0, act)
            return "/findings/terms?done=saved"
        }
    }
}

struct TermsPage: TypedPage {
    let terms: RectificationTerms
    let version: Int
    let typed: Fields?
    let refusal: (any Refusal)?

    var title: String { "延期规定" }
    var section: String { "/findings" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("问题台账", "/findings"), ("延期申请", "/findings/extensions")],
            subtitle: "国家和地方法规没有规定整改能否延期，由本级督导室自定；只影响以后的申请。").html)
        \(Said.error(refusal?.message))
        <form class="form" method="post" action="/findings/terms">\(FormSeal())\
        <input type="hidden" name="version" value="\(version)">\
        \(field("times", "一个问题最多延期几次", "\(terms.times)", help: "填0表示不予延期").text(type: "number", isShort: true))\
        \(field("days", "每次最多延后几天", "\(terms.days)").text(type: "number", isShort: true))\
        \(field("longTermDays", "转为长期整改最多延后几天", "\(terms.longTermDays)").text(type: "number", isShort: true))\
        \(field("notice", "最迟在期限前几天申请", "\(terms.notice)", help: "填0表示期限当天还可以申请").text(type: "number", isShort: true))\
        \(field("source", "依据", terms.source, help: "如本级督导委员会印发的整改管理办法；没有的可不填", isRequired: false).area(rows: 2, limit: 500))\
        <div class="form-actions"><button class="primary">保存</button></div></form>
        """
    }
}
