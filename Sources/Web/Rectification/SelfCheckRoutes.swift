import HTTPTypes
import Hummingbird
import Store
import Supervision

/// 自查: a unit enters what it found itself and puts it right as any other problem.
enum SelfCheckRoutes {
    static func form(_ call: Call) -> Response {
        call.page(SelfCheckPage(fields: Fields([("due_on", call.day.adding(days: 30).text)]), refusal: nil))
    }

    static func create(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await call.change(form) { refusal in
            call.page(SelfCheckPage(fields: fields, refusal: refusal), status: refusal.status)
        } _: { act in
            let id = try Findings.selfReport(try checked(fields, for: act.viewer), act)
            return "/findings/\(id.rawValue)?done=selfReported"
        }
    }

    private static func checked(_ fields: Fields, for viewer: Viewer) throws -> NewFinding {
        guard case .organisation(let unit) = viewer.scope else { throw FindingRefusal.wrongSide("责任单位") }
        var problems: [String: String] = [:]
        for (name, sentence) in [("problem", "请写明自查发现的问题。"), ("requirement", "请写明要改到什么程度。")] {
            if fields.text(name).isEmpty { problems[name] = sentence }
            if fields.text(name).count > 2_000 { problems[name] = "请控制在2000字以内。" }
        }
        for name in ["basis", "criterion"] where fields.text(name).count > 500 {
            problems[name] = "请控制在500字以内。"
        }
        let due = Day(fields.text("due_on"))
        if due.map({ $0 < viewer.day }) ?? true { problems["due_on"] = "请填写今天或以后的日期。" }
        guard problems.isEmpty, let due else { throw FormRefusal(problems) }
        return NewFinding(
            source: .selfCheck, criterion: fields.text("criterion"), basis: fields.text("basis"),
            problem: fields.text("problem"), requirement: fields.text("requirement"),
            grade: Finding.Grade(rawValue: fields.text("grade")) ?? .ordinary,
            parts: [.init(organisation: unit, term: .until(due), reason: "单位自查自定")])
    }
}

struct SelfCheckPage: Page {
    let fields: Fields
    let refusal: (any Refusal)?

    var title: String { "登记自查问题" }
    var section: String { "/findings" }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(
            name, label, value: fields.text(name), problem: (refusal as? FormRefusal)?.problems[name], help: help,
            isRequired: isRequired)
    }

    var main: HTML {
        let grades = Finding.Grade.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            \(PageHead(title, crumbs: [("问题台账", "/findings")],
                subtitle: "本单位自查发现的问题，登记后同样整改、提交佐证，由督导室核查、销号；主管的督导室看得到。").html)
            \(Said.error(refusal?.message))
            <form class="form" method="post" action="/findings/self-check" data-draft="self-check">\(FormSeal())
            \(field("problem", "自查发现的问题", isRequired: true).area(rows: 3, limit: 2_000))
            \(field("requirement", "整改目标", help: "改到什么程度算完成", isRequired: true).area(rows: 3, limit: 2_000))
            <div class="field-row">\(field("grade", "严重程度").select(grades))\
            \(field("due_on", "自定的整改期限", isRequired: true).date())\(field("criterion", "对应指标").text(hint: "编号，可不填"))</div>
            \(field("basis", "依据", help: "对照的法规条款或标准，可不填").text())
            <div class="form-actions"><button class="primary" data-confirm="登记后督导室可以看到，不能撤回。现在登记？" \
            data-confirm-label="登记">登记</button><a class="button quiet" href="/findings">取消</a></div></form>
            """
    }
}
