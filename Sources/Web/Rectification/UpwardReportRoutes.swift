import Hummingbird
import Store
import Supervision

/// The report upward of one problem as a whole.
enum UpwardReportRoutes {
    static func show(_ call: Call) async throws -> Response {
        try await page(call, nil, nil)
    }

    static func send(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, fields): (FindingID, Fields) = (call.id(), form.fields)
        return try await call.change(form) { refusal in
            guard refusal.kind != .notFound else { throw refusal }
            return try await page(call, fields, refusal)
        } _: { act in
            try UpwardReports.send(try checked(fields), of: id, act)
            return "/findings/\(id.rawValue)/report?done=reported"
        }
    }

    private static func checked(_ fields: Fields) throws(FormRefusal) -> UpwardReport {
        var problems: [String: String] = [:]
        if fields.text("addressee").isEmpty { problems["addressee"] = "请填写报送单位。" }
        if fields.text("addressee").count > 100 { problems["addressee"] = "请控制在100字以内。" }
        if fields.text("document").count > 60 { problems["document"] = "请控制在60字以内。" }
        if fields.text("report").isEmpty { problems["report"] = "请填写整改结果。" }
        if fields.text("report").count > 20_000 { problems["report"] = "请控制在20000字以内。" }
        guard let day = Day(fields.text("on")), problems.isEmpty else {
            if Day(fields.text("on")) == nil { problems["on"] = "请填写上报日期。" }
            throw FormRefusal(problems)
        }
        return UpwardReport(
            addressee: fields.text("addressee"), document: fields.text("document"), on: day,
            text: fields.text("report"))
    }

    private static func page(_ call: Call, _ typed: Fields?, _ refusal: (any Refusal)?) async throws -> Response {
        let (id, viewer): (FindingID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let dossier = try Findings.require(id, visibleTo: viewer, in: db)
            return UpwardReportPage(
                dossier: dossier, reports: try UpwardReports.all(of: id, in: db), viewer: viewer,
                wordings: try Wordings.list(.report, visibleTo: viewer, in: db), typed: typed, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }
}
