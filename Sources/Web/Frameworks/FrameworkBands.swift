import Hummingbird
import Store
import Supervision

/// `/frameworks/versions/:id/bands`: the grades of a draft and from where each begins.
enum FrameworkBandRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/frameworks/versions/:id/bands", FrameworkRoutes.writers) { call in try await show(call) }
        site.post("/frameworks/versions/:id/bands", FrameworkRoutes.writers, save)
    }

    private static func show(_ call: Call, typed: Fields? = nil, refusal: (any Refusal)? = nil) async throws -> Response
    {
        let version = try await FrameworkEditorRoutes.draft(call)
        return call.page(
            FrameworkBandsPage(version, typed: typed, refusal: refusal),
            status: refusal == nil ? .ok : .unprocessableContent)
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: FrameworkID = call.id()
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await show(call, typed: submission.fields, refusal: refusal)
        } _: { act in
            let bands = try BandsForm(submission.fields).bands()
            try Frameworks.change(id, act) { draft in try draft.edited(bands: bands) }
            return FrameworkEditorRoutes.editor(id, at: "", done: "saved")
        }
    }
}

/// Grades as they are typed: a name and where it begins; where it ends follows from the next one.
struct BandsForm: Sendable {
    static let rows = 8
    private let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    func bands() throws(FormRefusal) -> [Band] {
        var problems: [String: String] = [:]
        var starts: [(name: String, from: Points)] = []
        for row in 1...BandsForm.rows {
            let (name, from) = (fields.text("name.\(row)"), fields.text("from.\(row)"))
            if name.isEmpty, from.isEmpty { continue }
            if name.isEmpty { problems["name.\(row)"] = "请填写等次名称。" }
            if name.count > 20 { problems["name.\(row)"] = "请控制在20字以内。" }
            guard let value = Points(from), value >= .zero, value < Points(100) else {
                problems["from.\(row)"] = "请填写0到100之间的数（不含100）。"
                continue
            }
            if starts.contains(where: { $0.from == value }) { problems["from.\(row)"] = "与另一个等次的起点相同。" }
            starts.append((name, value))
        }
        starts.sort { $0.from > $1.from }
        let bands = zip(starts, [nil] + starts.map(\.from)).map { start, below in
            Band(start.name, atLeast: start.from, below: below)
        }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        if let problem = Band.problems(bands).first { throw FormRefusal([:], message: problem.message) }
        return bands
    }
}

/// The form for a draft's grades.
struct FrameworkBandsPage: Page {
    let version: FrameworkVersion
    let typed: Fields?
    let problems: [String: String]
    let message: String?

    init(_ version: FrameworkVersion, typed: Fields?, refusal: (any Refusal)?) {
        self.version = version
        self.typed = typed
        problems = (refusal as? FormRefusal)?.problems ?? [:]
        message = refusal?.message
    }

    var title: String { "等次" }
    var section: String { "/frameworks" }

    var main: HTML {
        let path = "/frameworks/versions/\(version.id)"
        let crumbs = [("指标体系", "/frameworks"), (version.framework.name, path), ("编辑指标", "\(path)/editor")]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "按得分占应得满分的百分比定等次。只填每个等次从多少起，到哪里为止由上一个等次决定，不会重叠或空档。").html)
            \(Said.error(message))
            <form class="form" method="post" action="\(path)/bands" data-draft="bands">\(FormSeal())\
            \((1...BandsForm.rows).map(row))\
            <p class="help">最低的等次从0起。不用的行留空。</p>\
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="\(path)/editor">取消</a></div></form>
            """
    }

    private func row(_ number: Int) -> HTML {
        let bands = version.framework.bands.sorted { $0.atLeast > $1.atLeast }
        let known = bands.indices.contains(number - 1) ? bands[number - 1] : nil
        func field(_ name: String, _ label: String, _ value: String?) -> Field {
            Field(
                "\(name).\(number)", label, value: typed?["\(name).\(number)"] ?? value ?? "",
                problem: problems["\(name).\(number)"])
        }
        return """
            <div class="field-row">\(field("name", "第\(number)等名称", known?.name).text())\
            \(field("from", "从（%）起", known?.atLeast.text).text(isShort: true))</div>
            """
    }
}
