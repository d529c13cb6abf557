import Hummingbird
import Store
import Supervision

/// `/duty-targets`: one target, reported by its unit and confirmed by the office.
enum DutyTargetRoutes {
    static func register(on site: inout Sitemap) {
        let readers = Audience.roles(Role.office.union(Role.unit).union([.leader]))
        let unit = Audience.roles(Role.unit)
        site.get("/duty-targets", readers, list)
        site.get("/duty-targets/export.xlsx", readers) { call in try await DutyExport.own(call) }
        site.get("/duty-targets/:id", readers) { call in try await show(call) }
        site.post("/duty-targets/:id/report", unit, report)
        site.post("/duty-targets/:id/evidence", unit, upload)
        site.post("/duty-targets/:id/confirmation", DutyRoutes.office, confirm)
        site.post("/duty-targets/:id/return", DutyRoutes.office, giveBack)
        site.post("/duty-targets/:id/removal", DutyRoutes.office, remove)
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/duty-targets", call.query), call.viewer)
        let page = try await call.read { db in
            DutyTargetListPage(
                listing: try DutyTargets.list(DutyTargetFilter(address), address.page, visibleTo: viewer, in: db),
                address: address, viewer: viewer, tabs: try UnitTabs(viewer, in: db))
        }
        return call.page(page)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (DutyTargetID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let row = try DutyTargets.require(id, visibleTo: viewer, in: db)
            let isOwn = Role.office.contains(viewer.role) && row.place.office == Place(viewer.scope).office
            return DutyTargetPage(
                row: row, isOwn: isOwn, evidence: try EvidenceFiles.list(owner: id.rawValue, in: db), viewer: viewer,
                typed: typed, problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func report(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "submitted") { id, fields, version, act in
            let row = try DutyTargets.require(id, visibleTo: act.viewer, in: act.db)
            guard let value = row.target.value(fields.text("value")) else {
                throw FormRefusal(["value": row.target.rule == .done ? "请选择是否完成。" : "请填写不小于0的数，小数不超过四位。"])
            }
            try DutyTargets.report(id, value: value, note: fields.text("note"), version: version, act)
        }
    }

    private static func confirm(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "confirmed") { id, fields, version, act in
            let row = try DutyTargets.require(id, visibleTo: act.viewer, in: act.db)
            guard let value = row.target.value(fields.text("confirmed")) else {
                throw FormRefusal(["confirmed": row.target.rule == .done ? "请选择是否完成。" : "请填写不小于0的数，小数不超过四位。"])
            }
            try DutyTargets.confirm(id, value: value, note: fields.text("confirmNote"), version: version, act)
        }
    }

    private static func giveBack(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "returned") { id, fields, version, act in
            guard fields.text("reason").count <= 500 else { throw FormRefusal([:], message: "退回理由请控制在500字以内。") }
            try DutyTargets.giveBack(id, reason: fields.text("reason"), version: version, act)
        }
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DutyTargetID = call.id()
        return try await call.change(submission) { act in
            "/duties/\(try DutyTargets.remove(id, act))?done=removed"
        }
    }

    private static func upload(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: DutyTargetID = call.id()
        do {
            let upload = try EvidenceUpload(submission, call)
            return .seeOther(
                try await call.perform(submission) { act in
                    let row = try DutyTargets.require(id, visibleTo: act.viewer, in: act.db)
                    guard row.sheetState == .issued, row.target.state.awaitsUnit else {
                        throw DutyRefusal.wrongState("补充材料", row.target.state)
                    }
                    _ = try upload.store(ownerKind: .dutyTarget, owner: id.rawValue, in: row.place, act)
                    return "/duty-targets/\(id)?done=saved"
                })
        } catch let refusal as EvidenceRefusal {
            return try await show(call, refusal)
        }
    }

    /// One act on a target; a refusal shows the page again with what was typed.
    private static func step(
        _ call: Call, _ submission: Submission, done: String,
        _ body: @escaping @Sendable (DutyTargetID, Fields, Int, Act) throws -> Void
    ) async throws -> Response {
        let (id, fields): (DutyTargetID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                try body(id, fields, fields.number("version") ?? 0, act)
                return "/duty-targets/\(id)?done=\(done)"
            })
    }
}
