import Hummingbird
import SQLCore
import Store
import Supervision

/// `/standards`: what counties are judged by, and what a place has set of it for itself.
enum StandardRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/standards", LedgerRoutes.readers) { call in
            let viewer = call.viewer
            let standards = try await call.read { db in try Standards.all(visibleTo: viewer, in: db) }
            return call.page(StandardListPage(standards: standards, address: ListAddress("/standards", call.query)))
        }
        site.get("/standards/:code", LedgerRoutes.readers) { call in try await show(call, Fields()) }
        site.post("/standards/:code/thresholds", LedgerRoutes.office, setThreshold)
        site.post("/standards/:code/thresholds/removal", LedgerRoutes.office, removeThreshold)
        site.post("/standards/:code/tolerances", LedgerRoutes.office, setTolerance)
    }

    private static func show(
        _ call: Call, _ fields: Fields, _ form: String = "", _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (code, viewer) = (call.parameter("code"), call.viewer)
        let page = try await call.read { db in
            let national = try Standards.require(code, visibleTo: viewer, in: db)
            let place = try Place.of(viewer.scope, in: db)
            let local = LocalStandard(national, rules: try LocalRules.list(code, over: place, in: db))
            let own = place.deepest ?? ""
            return StandardPage(
                local: local, own: own, ownName: try Regions.find(own, in: db)?.name ?? "", viewer: viewer, form: form,
                fields: fields, problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func setThreshold(_ call: Call, _ sent: Submission) async throws -> Response {
        try await change(call, sent, "threshold") { code, fields, act in
            let national = try Standards.require(code, visibleTo: act.viewer, in: act.db)
            try LocalRules.set(try StandardForm.threshold(fields, national), of: code, act)
            return "#local"
        }
    }

    private static func removeThreshold(_ call: Call, _ sent: Submission) async throws -> Response {
        try await change(call, sent, "") { code, fields, act in
            try LocalRules.removeThreshold(
                fields.text("condition"), stage: Stage(rawValue: fields.text("stage")), of: code, act)
            return "#local"
        }
    }

    private static func setTolerance(_ call: Call, _ sent: Submission) async throws -> Response {
        try await change(call, sent, "tolerance") { code, fields, act in
            let choice = fields.text("inForce")
            guard ["yes", "no", "above"].contains(choice) else { throw FormRefusal(["inForce": "请选择是否现行。"]) }
            try LocalRules.setTolerance(
                fields.text("tolerance"), isInForce: choice == "above" ? nil : choice == "yes",
                basis: String(fields.text("basis").prefix(500)), of: code, act)
            return "#tolerances"
        }
    }

    private static func change(
        _ call: Call, _ sent: Submission, _ form: String,
        _ body: @escaping @Sendable (String, Fields, Act) throws -> String
    ) async throws -> Response {
        let (code, fields) = (call.parameter("code"), sent.fields)
        return try await call.change(
            sent,
            again: { refusal in
                if refusal as? LedgerRefusal == .noStandard { throw refusal }
                return try await show(call, fields, form, refusal)
            },
            { act in
                _ = try Standards.require(code, visibleTo: act.viewer, in: act.db)
                return "/standards/\(code)?done=saved\(try body(code, fields, act))"
            })
    }
}

/// A threshold as it is typed, checked.
enum StandardForm {
    static func threshold(_ fields: Fields, _ standard: Standard) throws(FormRefusal) -> StandardOverride {
        var problems: [String: String] = [:]
        let parts = fields.text("place").split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        let condition = parts.first ?? ""
        if standard.condition(condition) == nil { problems["place"] = "请选择要改限值的指标。" }
        let limit = Points(fields.text("limit").normalisedCell)
        if limit == nil { problems["limit"] = "应为数字，最多四位小数。" }
        let basis = fields.text("basis")
        if basis.isEmpty { problems["basis"] = "请写明依据，如文件名称和文号。" }
        if basis.count > 500 { problems["basis"] = "请控制在500字以内。" }
        guard problems.isEmpty, let limit else { throw FormRefusal(problems) }
        return StandardOverride(
            condition: condition, stage: parts.count > 1 ? Stage(rawValue: parts[1]) : nil, limit: limit, basis: basis)
    }
}
