import Hummingbird
import Store
import Supervision

/// `/campaigns/:id/round`: the ledger of a round, and units supervised before there was Dudao.
enum RoundRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/round", CampaignRoutes.readers) { call in try await show(call) }
        site.post("/campaigns/:id/round", CampaignRoutes.office, add)
        site.post("/campaigns/:id/round/:organisation/removal", CampaignRoutes.office, remove)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: CampaignID = call.id()
        let page = try await call.read { db in
            let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            guard let ledger = try Rounds.ledger(of: record, in: db) else {
                throw CampaignRefusal.invalid(["这个项目没有设定轮次。"])
            }
            return RoundPage(
                record: record, ledger: ledger, address: ListAddress("/campaigns/\(id)/round", call.query),
                canAct: Role.office.contains(call.viewer.role), today: call.day, typed: typed,
                problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func add(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let form = RoundForm(fields: submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                let checked = try form.checked(on: act.day)
                let unknown = try Rounds.add(
                    checked.units, doneOn: checked.day, source: checked.source, to: id, act)
                guard unknown.isEmpty else { throw RoundForm.unknown(unknown) }
                return "/campaigns/\(id)/round?part=before&done=recorded"
            })
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let unit: OrganisationID = call.id("organisation")
        return try await call.change(submission) { act in
            try Rounds.remove(unit, from: id, act)
            return "/campaigns/\(id)/round?part=before&done=removed"
        }
    }
}

/// Units supervised in earlier years, one a line.
struct RoundForm: Sendable {
    let fields: Fields

    func checked(on today: Day) throws(FormRefusal) -> (units: [String], day: Day, source: String) {
        let units = (fields["units"] ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty }
        guard !units.isEmpty else { throw FormRefusal(["units": ""], message: "请填写单位，每行一个。") }
        guard units.count <= 5_000 else { throw FormRefusal(["units": ""], message: "一次最多补录5000个单位。") }
        guard let day = Day(fields.text("day")) else { throw FormRefusal(["day": ""], message: "请填写督导日期。") }
        guard day <= today else { throw FormRefusal(["day": ""], message: "督导日期不能晚于今天。") }
        return (units, day, fields.text("source"))
    }

    static func unknown(_ lines: [String]) -> FormRefusal {
        let shown = lines.prefix(20).joined(separator: "、")
        let more = lines.count > 20 ? "等" : ""
        return FormRefusal(
            ["units": ""], message: "名册里没有这些单位，请核对代码或全称：\(shown)\(more)（共\(lines.count)行，尚未保存）。")
    }
}
